extension Help {
    /// Steps that choose, add, group, order and cut.
    static let stepPages: [Page] = [
        Page(
            "where", "keeps the rows of which a condition is certainly true",
            """
            It is a step behind a |, and it may stand at the end of a source, behind the time clauses. Rows of which the
            condition is only possible, because a date is a span or a field is unknown, travel on unseen: the line below the
            answer counts them, `count range` reckons with them, `possibly` shows them.
            """,
            examples: [
                "events where amount > 1bn USD | show id, amount",
                "events | where place is Singapore and date in 2023 | show id, date",
            ]),
        Page(
            "show", "chooses the columns of the answer, in order",
            """
            Each item is a column or anything reckoned from columns; `as` gives it a name, else it is called by its own text. A
            dot behind a link leads to a field of the event it points to: responds_to.date.
            """,
            examples: [
                "reject | show date, forum, because_of",
                "reject | show id, days(responds_to.date, date) as wait",
            ]),
        Page(
            "add", "adds columns behind the others",
            "A column of a name that is there already is replaced.",
            examples: ["meeting_request | add country(actor) as by_country | show id, by_country"]),
        Page(
            "drop", "takes columns away",
            examples: ["meeting_request | drop part_of, follows_up, times"]),
        Page(
            "count", "counts rows, in all or by groups; also a function in `summarize`",
            """
            `by` names the groups, `per` cuts the date into days, weeks, months, quarters or years, and both may stand together.
            Empty periods inside what the data cover are there, with 0. What cannot be placed in one period goes to a row
            `unplaced`; `place earliest`, `place latest` and `place spread` put it somewhere all the same. `count range` gives
            two columns, the certain and the possible number. An event of several actors counts once for each of them when
            it is grouped by them. `count` counts records; `sum(times)` counts occurrences. In `summarize`, `count()` counts
            rows, `count(x)` those with a known x, `count(distinct x)` the different ones.
            """,
            examples: [
                "events | count by root(kind)",
                "reject(China -> US) | count per year",
                "reject before 2023-05-15 | count range",
                "events | count by actor | top 3 count",
            ]),
        Page(
            "range", "count range: the certain and the possible number of rows",
            "`low` counts the rows that are certain, `high` those that are certain or possible.",
            examples: ["events where amount > 1bn USD | count range", "reject before 2023-05-15 | count range by kind"]),
        Page(
            "by", "names the groups of `count`, `summarize` and `top`",
            "A key may be any expression; unknown keys form a group of their own, which stands last.",
            examples: [
                "events | count by root(kind), year(date) as year",
                "events | top 1 length(summary) by root(kind) | show kind, id",
            ]),
        Page(
            "per", "cuts the date into periods: per day, week, month, quarter, year",
            """
            The question's own time clauses say from when to when; without any, the coverage of the data does. `place earliest`,
            `place latest` and `place spread` place what lies in no single period, by its first day, its last day, or in equal
            parts on each of its days.
            """,
            examples: [
                "consult in 2022..2024 | count per quarter",
                "reject | count per year place latest",
            ]),
        Page(
            "summarize", "reckons of groups: sum, mean, median, max, list, share and others",
            """
            `summarize F(x) as name, … by K per UNIT`. Unknown values are left out, and the line below the answer says how many.
            Aggregates may be reckoned with: sum(times) / count().
            """,
            examples: [
                "events | summarize count() as events, sum(times) as occurrences by root(kind) as root",
                "reports | summarize count() as accounts, share(stance = \"affirms\") as affirmed by event",
            ]),
        Page(
            "sort", "orders the rows by one or more keys",
            """
            `desc` behind a key turns it round. Dates and numbers that span sort by their middle; unknown stands last. Without
            `sort`, rows come by date and then by id.
            """,
            examples: [
                "events | count by actor | sort count desc", "reject | sort target, date desc | show target, date",
            ]),
        Page(
            "desc", "behind a key of `sort`: the largest first",
            examples: ["events | sort date desc | take 3 | show id, date"]),
        Page("take", "keeps the first N rows", examples: ["events | sort date desc | take 5 | show date, kind"]),
        Page("skip", "leaves out the first N rows", examples: ["events | skip 20 | take 5 | show date, kind"]),
        Page(
            "top", "keeps the N rows with the largest key, for each group if there is a `by`",
            "Ties go by the order of the rows. For the smallest, put a minus in front of the key.",
            examples: ["events | top 3 length(summary) | show id, summary", "reports | count by event | top 3 count"]),
        Page(
            "distinct", "keeps one row of those that are equal, or that agree in the named columns; count(distinct x)",
            "The first row of each group stays. In `summarize`, `count(distinct x)` counts the different values.",
            examples: [
                "events | distinct kind | show kind",
                "events | summarize count(distinct actor) as actors",
            ]),
        Page(
            "sample", "draws N rows by chance, the same ones for the same seed",
            "Rows are drawn without replacement and stay in their order. The seed is asked for so that others can draw alike.",
            examples: ["events | sample 5 seed 1 | show id"]),
        Page(
            "possibly", "a step that shows the rows that are only possible; before a condition: true if it may be true",
            """
            As a step it makes the rows visible that a `where` or a time clause left out because they were only possible; they
            are marked with ? in front. Inside a condition `possibly E` is yes where E is yes or maybe.
            """,
            examples: [
                "reject before 2023-05-15 | possibly | show id, date",
                "events where possibly date < 2023-05-15 and kind is reject | show id, date",
            ]),
        Page(
            "reports", "a step: what was said of these events; also the table of all reports",
            """
            Each row is one account of one event in one document: `via` (the outlet), `attributed_to` (who said so), `stance`
            (affirms, denies, withholds, expects) and the values that this account gives.
            """,
            examples: [
                "event \"decline-2023\" | reports | show document, via, attributed_to, stance, date",
                "reports | count by stance",
            ]),
    ]

    /// Steps that say what becomes of the answer; they stand last.
    static let outputPages: [Page] = [
        Page(
            "chart", "draws the answer: chart bar, chart line, chart timeline, chart heatmap",
            """
            Columns may be named in order; without any, those that fit are taken. What is not known is a gap and never a 0, what
            is known to a span is drawn as one, and what is not drawn is told below.

              bar         a name and a number: a bar a row; light from the least to the greatest of a span
              line        a period, a date or a number to run along, and a number; a line for each other key, up to eight
              timeline    dates: who did what over time, in lanes
              heatmap     two keys and a number: rows by columns in shades

            `save "x.svg"` behind it writes the same chart as a picture, `save "x.html"` a page with the question, the chart and
            the numbers, `as markdown` a text of them.
            """,
            examples: [
                "reject(China -> US) | count per year | chart bar",
                "events(China <-> US) since 2022 | count per month | chart line",
                "events since 2022 | count range per quarter | chart line",
                "events since 2022 | chart timeline",
            ]),
        Page(
            "timeline", "chart timeline: who did what over time, a lane for each, spans as bars",
            """
            `chart timeline` alone draws events in lanes by actor, coloured by the root of their kind; of other answers the first
            column that is no date makes the lanes, the second the colours. Columns named behind it choose: dates, the lane, the
            colour. A row of several dates lasts from the first to the last of them.

            Heavy is what certainly was, light what may have been: an event that is known to a month is light from end to end,
            one that lasted from some day in 2021 to May 2023 is heavy from the end of 2021 to the first of May. A dot is a day, a
            circle one day of several in one place, a number so many things in one place. An event of several actors stands in
            the lane of each.
            """,
            examples: [
                "events since 2021 | chart timeline",
                "events since 2022 | chart timeline date, target, actor",
                "reject | show id, start, end, kind | chart timeline",
                """
                arms_sale(-> Taiwan) | followed by reject(China -> US) within 60 days as refusal
                | show id, date, refusal.date | chart timeline
                """,
            ]),
        Page(
            "heatmap", "chart heatmap: the numbers of two keys in shades, rows by columns",
            """
            It takes two columns as keys, such as those of `count by … per …`, and a column of numbers; three columns may be
            named in order: rows, columns, number. The fuller the shade, the larger the number; a dot says that the answer
            has no row for the pair, ? that the number is unknown.
            """,
            examples: [
                "events in 2022..2024 | count by root(kind) per year | chart heatmap",
                "events | count by country(actor) as by, country(target) as to | chart heatmap",
            ]),
        Page(
            "as", "gives a column a name; as a step, the answer its form",
            """
            Forms are table, line, csv, tsv, json, jsonl, markdown, html and latex; `help forms` says what each is for. Behind
            `chart`, markdown and html have the chart and the numbers, latex the numbers, all others the chart alone.
            """,
            examples: [
                "reject | show date as day, forum as meeting", "events | count by root(kind) as root | as markdown",
            ]),
        Page(
            "save", "writes the answer to a file, in the form that its name says",
            """
            Endings are csv, tsv, json, jsonl, md, html, tex, svg (behind `chart`) and txt. Whole events saved as jsonl are records
            that Casus reads again. A page of html stands by itself and loads nothing: the question, what it means, the chart,
            the numbers, the data set and the version. A file is written whole or not at all.
            """,
            examples: [
                "reject | show id, date | save \"refusals.csv\"",
                "reject | count per year | chart bar | save \"refusals.html\"",
                "events since 2022 | chart timeline | save \"events.svg\"",
            ]),
        Page(
            "expect", "fails the script unless a condition is certainly true of the answer",
            """
            It speaks of the whole answer: `rows` is the number of its rows, and aggregates go over them; where the answer has
            one row, its columns may be named. `else` says what to print. Both sides are shown when it fails.
            """,
            examples: [
                "event \"decline-2023\" | reports | show stance | expect rows = 5",
                "events | show kind | expect count(distinct kind) > 10 else \"the file looks cut short\"",
            ]),
    ]
}
