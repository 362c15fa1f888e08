extension Help {
    /// Functions of texts, numbers and dates.
    static let valueFunctionPages: [Page] = [
        Page("lower", "lower(text): in small letters", examples: ["reject | show lower(forum) as forum"]),
        Page("upper", "upper(text): in capitals", examples: ["reject | show upper(forum) as forum"]),
        Page(
            "length", "length(text): the number of characters",
            examples: ["events | top 3 length(summary) | show id, length(summary) as characters"]),
        Page(
            "round", "round(x) or round(x, digits)",
            examples: ["events | summarize round(mean(length(summary)), 1) as mean_length"]),
        Page(
            "abs", "abs(x): without its sign; of numbers and durations",
            examples: ["reject | show id, abs(days(responds_to.date, date)) as apart"]),
        Page(
            "log", "log(x): the natural logarithm; unknown for 0 and below",
            examples: ["events | count by actor | show actor, round(log(count), 2) as log"]),
        Page(
            "sqrt", "sqrt(x): the square root; unknown below 0",
            examples: ["events | count by actor | show actor, round(sqrt(count), 2) as root"]),
        Page(
            "coalesce", "coalesce(a, b, …): the first that is known",
            examples: ["events | show id, coalesce(summary, forum, \"nothing noted\") as note | take 5"]),
        Page(
            "year", "year(date): a number, or a span of numbers where the date is wide",
            examples: ["events | show id, year(date) as year | take 5"]),
        Page(
            "month", "month(date): 1 to 12, or a span", examples: ["events since 2023 | count by month(date) as month"]),
        Page(
            "weekday", "weekday(date): 1 is Monday, 7 Sunday; or a span",
            examples: ["events where precision(date) = \"day\" | count by weekday(date) as weekday"]),
        Page(
            "days", "days(a, b): the time from the end of a to the start of b; a span where either is one",
            "It may be below 0 where the dates alone allow that b came first.",
            examples: [
                "reject | show id, days(responds_to.date, date) as wait",
                "consult | sort date | show date, days(previous(date), date) as gap",
            ]),
        Page(
            "earliest", "earliest(date): the first day it may have been",
            examples: ["reject | show id, earliest(date) as from_day"]),
        Page(
            "latest", "latest(date): the last day it may have been",
            examples: ["reject | show id, latest(date) as to_day"]),
        Page(
            "start", "start: when an event that lasted began; start(date)",
            examples: ["event \"requests-since-2021\" | show start, end", "events where start < 2022 | show id, date"]),
        Page(
            "end", "end: when an event that lasted ended; end(date)",
            examples: ["events where end in 2023-06 | show id, date"]),
        Page(
            "precision", "precision(date): \"day\", \"month\", \"year\", or \"span\" for everything else",
            examples: ["events | count by precision(date) as precision"]),
    ]

    /// Functions of kinds and actors.
    static let eventFunctionPages: [Page] = [
        Page(
            "country", "country(actor) or country(place): the country it belongs to",
            examples: ["events | count by country(actor) as country"]),
        Page(
            "role", "role(actor): its CAMEO roles, such as GOV or MIL; several for GOVMIL",
            examples: ["events | count by role(actor) as role"]),
        Page(
            "name", "name(x): the name of an actor or a place, the label of a kind",
            examples: ["reject | show name(actor) as who, name(kind) as what"]),
        Page(
            "dyad", "who to whom, as coded; dyad(country): their countries",
            examples: ["reject | count by dyad", "events | count by dyad(country) as dyad"]),
        Page(
            "pair", "both sides without direction; pair(country): their countries",
            examples: ["events | count by pair(country) as pair"]),
        Page(
            "root", "root(kind): the kind at the top of its branch", examples: ["events | count by root(kind) as root"]),
        Page(
            "quad", "quad(kind): the quad class, 1 to 4",
            "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.",
            examples: ["events | count by quad(kind) as quad"]),
        Page(
            "goldstein", "goldstein(kind): the Goldstein value, -10 (conflict) to 10 (cooperation)",
            "A data set that has a column goldstein is asked for that.",
            examples: ["events | summarize round(mean(goldstein), 2) as mean by dyad(country) as dyad"]),
        Page(
            "label", "label(kind): what the kind means, in words",
            examples: ["events | distinct kind | show kind, label(kind) as label"]),
        Page(
            "holder", "holder(office, date): who held a post that day",
            """
            One name if it is certain, else all who possibly held it, marked with a ?; none where the post was vacant. In the
            place of an actor the office alone means its holder on the day of the event.
            """,
            examples: [
                "meeting_request | add holder(CHN.defence_minister, date) as minister | show date, minister",
                "consult(USA.defence_secretary -> CHN.defence_minister) | show id, date, target",
            ]),
        Page(
            "disputed", "disputed(field): whether the accounts of an event cannot all be true of a field",
            examples: ["events where disputed(amount) | show id, amount"]),
    ]

    /// Functions over the rows of a group, and over ordered rows.
    static let groupFunctionPages: [Page] = [
        Page(
            "sum", "sum(x): the sum; never overflows in silence",
            examples: ["reject | summarize sum(times) as occurrences"]),
        Page("mean", "mean(x)", examples: ["events | summarize round(mean(goldstein), 2) as mean per year"]),
        Page(
            "median", "median(x): half lie below it",
            examples: ["events | summarize median(goldstein) as median by dyad(country) as dyad"]),
        Page(
            "quantile", "quantile(x, q): the part q of the values lies below it; q from 0 to 1",
            examples: ["events | summarize quantile(length(summary), 0.9) as long"]),
        Page(
            "min", "min(x): the least", examples: ["events | summarize min(date) as first_day, max(date) as last_day"]),
        Page(
            "max", "max(x): the greatest",
            examples: ["reports | summarize max(amount) as most by event | where most is not unknown"]),
        Page(
            "stdev", "stdev(x): the standard deviation of a sample",
            examples: ["events | summarize round(stdev(goldstein), 2) as spread"]),
        Page(
            "first", "first(x): of the first row of the group, by the order of the rows",
            examples: ["events | sort date | summarize first(id) as first by root(kind) as root"]),
        Page(
            "last", "last(x): of the last row of the group",
            examples: ["events | sort date | summarize last(id) as last by root(kind) as root"]),
        Page(
            "list", "list(x): all values of the group; also the type of fields with several values",
            examples: [
                "reject | summarize list(id) as refusals per year", "events where actor in [CHNMIL, CHNMFA] | show id",
            ]),
        Page(
            "share", "share(condition): the part of the rows of which it is true, a span where some are maybe",
            examples: [
                "events | summarize share(kind is reject) as refused",
                "events | summarize share(date < 2023-05-15) as before_mid_may",
            ]),
        Page(
            "previous", "previous(x) or previous(x, n): the value one row, or n rows, earlier",
            "It goes by the order of the rows; before the first row it is unknown.",
            examples: ["consult(USAMIL -> China) | sort date | show date, days(previous(date), date) as gap"]),
        Page(
            "next", "next(x) or next(x, n): the value one row, or n rows, later",
            examples: ["reject | sort date | show id, next(id) as then_came"]),
        Page(
            "cumulative", "cumulative(x): the sum so far",
            examples: ["events in 2022..2024 | count per quarter | add cumulative(count) as total"]),
        Page(
            "moving_mean", "moving_mean(x, n): the mean of this row and the n - 1 before it",
            examples: ["events in 2022..2024 | count per month | add moving_mean(count, 3) as smooth | where count > 0"]
        ),
        Page(
            "rank", "rank(x): 1 for the largest; ties share a rank",
            examples: ["events | count by actor | add rank(count) as rank | where rank <= 3"]),
    ]
}
