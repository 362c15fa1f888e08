#!/bin/sh
# Whether the program that users get answers as the one does that the tests try: linked with the standard library, it is
# another. Arguments: the release program, and the one that was tested.
set -eu
release=$1
tested=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Rows as GDELT has them, enough for two threads, several segments of days and blocks of many parts.
awk 'BEGIN {
    OFS = "\t"
    split("USA CHN RUS IRN ISR PSE FRA DEU", names, " ")
    split("042 072 112 120 1241 043 190 173", kinds, " ")
    for (row = 1; row <= 120000; row++) {
        for (field = 1; field <= 58; field++) $field = ""
        $1 = row
        $2 = sprintf("%d%02d%02d", 2016 + int(row / 40000), int(row % 40000 / 3334) + 1, row % 28 + 1)
        actor = names[row * 7 % 8 + 1]; target = names[row * 5 % 11 % 8 + 1]
        $6 = actor; $8 = actor; if (row % 9) { $16 = target; $18 = target }
        $27 = kinds[row * 3 % 17 % 8 + 1]; $32 = row * 13 % 97 + 1
        $57 = "20200101"; $58 = "http://example.org/" row % 7001 "/" (row % 50 ? "talks" : "sanctions")
        print
    }
}' >"$folder/rows.tsv"

cat >"$folder/questions.casus" <<'QUESTIONS'
cameo 11 or cameo 12(USA -> CHN or RUS or IRN) in 2016..2018 | count
events where country(actor) is not unknown | count by dyad(country) per month | top 50 count
cameo 19 since 2017 where target is not unknown | count by target | top 20 count
events | summarize mean(goldstein(kind)) as mean, count(distinct target) as targets per month
events in 2017 where quad(kind) = 4 | top 20 mentions | show id, mentions
cameo 072 where actor is not unknown | followed by cameo 12 where target is not unknown and target = anchor.actor within 60 days as r | summarize count() as n, mean(days(date, r.date)) as lag
cameo 072 where target is not unknown | followed by cameo 12 where target is not unknown and target = anchor.actor within 9 days as r take all | count
events where actor is not unknown | followed by cameo 12 where target = anchor.actor within 60 days | count
events(USA ->) where url contains "sanctions" | count per month
events | sort lower(url), id | take 20 | show id, url
event "4711"
QUESTIONS

"$release" import "$folder/rows.tsv" --into "$folder/rows.events" >"$folder/import.txt" 2>&1 || {
    cat "$folder/import.txt" >&2
    exit 1
}
for threads in 1 2; do
    for program in "$release" "$tested"; do
        name=$folder/$(if [ "$program" = "$release" ]; then echo release; else echo tested; fi)
        "$program" --no-init --threads "$threads" "$folder/rows.events" <"$folder/questions.casus" >"$name" 2>&1 || {
            tail -5 "$name" >&2
            echo "$program failed with $threads thread(s)" >&2
            exit 1
        }
    done
    diff "$folder/tested" "$folder/release" >&2 || {
        echo "the release program answers otherwise than the tested one, with $threads thread(s)" >&2
        exit 1
    }
done
echo "The release program answers as the tested one: $(wc -l <"$folder/release") lines."
