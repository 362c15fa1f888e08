#!/bin/sh
# Answers real questions on the example data, then leaves one at the prompt where there is a terminal.
casus=${1:-casus}
here=$(dirname "$0")
data="$here/defence-talks.jsonl"

ask() {
    printf '\n# %s\n$ casus -c '\''%s'\''\n' "$1" "$2"
    "$casus" "$data" -c "$2" || exit 1
}

ask "What has China declined since 2021, when, and for what stated reason?" \
    'reject(China -> US) since 2021 | show date, forum, because_of'
ask "How long did each refusal take? (Where a date is not known to the day, neither is the wait.)" \
    'reject.meeting where responds_to is not unknown | add days(responds_to.date, date) as wait | show id, wait'
ask "What was reported of the refusal of 2023, and by whom?" \
    'event "decline-2023" | reports | show document, via, attributed_to, stance, date'
ask "How often a year?" \
    'reject(China -> US) | count per year'
ask "Which events are certainly worth more than a billion dollars?" \
    'events since 2024 where amount > 1bn USD | show id, amount'
if [ -t 0 ] && [ -t 1 ]; then
    printf '\nNow it is your turn.\n'
    exec "$casus" "$data"
fi
