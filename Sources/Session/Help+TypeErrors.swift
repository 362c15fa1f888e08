extension Help {
    static let typeErrors: [ErrorPage] = [
        ErrorPage(
            "E0301", "two things that do not go together",
            """
            Nothing is turned into something else in silence: a sum of money is compared with a sum of money, a date with a
            date, a length of time with a length of time.
            """,
            wrong: "events where amount > 5", right: "events where amount > 5 million USD"),
        ErrorPage(
            "E0302", "a text where a value is meant",
            "Dates, numbers and sums of money are written without quotes, kinds by their name or as cameo 125.",
            wrong: "events where date > \"2023-05-01\"", right: "events where date > 2023-05-01"),
        ErrorPage(
            "E0303", "a function cannot take this",
            "The message says which argument it is, what it is, and what the function takes. `help` with its name shows its use.",
            wrong: "events | show days(id, date)", right: "reject | show days(responds_to.date, date)"),
        ErrorPage(
            "E0304", "too many or too few arguments",
            "The message says how many the function, or the name bound with `let` or `define`, takes.",
            wrong: "events | show year()", right: "events | show year(date)"),
        ErrorPage(
            "E0305", "a condition is needed",
            "`where`, `and`, `or`, `not` and `if` want something that is yes, no or maybe. A column alone is none unless it is a bool.",
            wrong: "events where summary", right: "events where summary is not unknown"),
        ErrorPage(
            "E0306", "two currencies",
            "Two currencies never add or compare, since Casus knows no rates of exchange.",
            wrong: "events where amount > 1bn USD + 1bn EUR", right: "events where amount > 2bn USD"),
        ErrorPage(
            "E0307", "an aggregate where there are no groups",
            "`sum`, `mean`, `count(x)` and their like speak of many rows. They stand in `summarize` and in `expect`.",
            wrong: "events where count(kind) > 2", right: "events | count by kind | where count > 2"),
        ErrorPage(
            "E0308", "a column where a group has many rows",
            "In `summarize` every column stands inside an aggregate, or the rows are grouped by it.",
            wrong: "events | summarize count() as n, place", right: "events | summarize count() as n by place"),
        ErrorPage(
            "E0309", "there is no date",
            "Time clauses and `per` cut the column `date`. It has to be among the columns at that point.",
            wrong: "events | show kind | count per year", right: "events | show kind, date | count per year"),
        ErrorPage(
            "E0310", "something that has to be fixed",
            "Both ends of a range, members of a list and columns of a chart have to be known before any data are read.",
            wrong: "events where times in 2..length(summary)", right: "events where times in 2..20"),
        ErrorPage(
            "E0311", "a dot where it leads nowhere",
            """
            A dot leads along a link to an event: because_of, responds_to, part_of, follows_up. Of an actor, ask the functions
            name, country and role.
            """,
            wrong: "events | show actor.name", right: "events | show name(actor)"),
        ErrorPage(
            "E0312", "a length of time without a fixed number of days",
            "Months, quarters and years differ in length. As a length of time, write days or weeks.",
            wrong: "reject where days(responds_to.date, date) < 1 month",
            right: "reject where days(responds_to.date, date) < 30 days"),
        ErrorPage(
            "E0313", "there is no such type",
            "Types are text, number, bool, date, period, duration, money, kind, actor, place and event.",
            wrong: "param least: integer = 3", right: "param least: number = 3"),
    ]

    static let stepErrors: [ErrorPage] = [
        ErrorPage(
            "E0401", "a step behind the form of the answer",
            "`chart`, `as`, `save` and `expect` say what becomes of the answer, so they come last.",
            wrong: "reject | as csv | take 2", right: "reject | take 2 | as csv"),
        ErrorPage(
            "E0402", "this speaks of events, and these rows are none",
            "`reports`, dyads and their like need rows of the table events. Put the step before `count` and `summarize`.",
            wrong: "events | count by kind | reports", right: "events | reports"),
        ErrorPage(
            "E0403", "a number of rows that is none",
            "`take`, `skip`, `top` and `sample` want a whole number from 0, or a parameter that is one.",
            wrong: "events | take 1.5", right: "events | take 2"),
        ErrorPage(
            "E0404", "a parameter was given a value that it cannot have",
            "The value behind --set is read as the type that `param` declares; here least was set to many.",
            wrong: "param least: number = 3\nevents | count", right: "events | count"),
        ErrorPage(
            "E0405", "a parameter has no value",
            "A parameter without a default has to be given one on the command line: --set who=China",
            wrong: "param who: actor\nreject | count", right: "param who: actor = China\nreject($who ->)"),
        ErrorPage(
            "E0406", "a file that `include` cannot read",
            """
            The file has to lie in the folder of the script or below it, also where links lead, and may not include itself.
            At the prompt the folder is the current one, which `.cd` names.
            """,
            wrong: "include \"../names.casus\"\nevents | count", right: "include \"names.casus\"\nevents | count"),
        ErrorPage(
            "E0407", "something that cannot stand here",
            """
            What becomes of an answer is said where the question is asked, not in a `let`. Functions that look at neighbouring
            rows stand in `show`, `add` and `sort`, behind which a `where` may ask for their column.
            """,
            wrong: "consult where days(previous(date), date) > 90 days",
            right: "consult | add days(previous(date), date) as gap | where gap > 90 days"),
        ErrorPage(
            "E0408", "a chart needs other columns",
            "A line needs periods and numbers, as `count per month` gives them; bars need names and a number, as `count by kind` does.",
            wrong: "reject | show forum | chart line", right: "reject | count per year | chart line"),
        ErrorPage(
            "E0409", "a window is needed",
            "That something did not happen can only be said of a time with an end: what has not come yet may still come.",
            wrong: "meeting_request | not followed by reject",
            right: "meeting_request | not followed by reject within 30 days"),
        ErrorPage(
            "E0410", "nothing tells which rows belong together",
            "`compare with` holds rows against each other that have the same `id`, or are groups by the same keys.",
            wrong: "reject | count | compare with threaten",
            right: "reject in 2023 | count by forum | compare with (reject in 2024 | count by forum)"),
        ErrorPage(
            "E0411", "a value for a parameter that is not there",
            "--set gives a value to a name that `param` declares in the script or the question; here zzz was set to 1.",
            wrong: "param who: actor = China\nreject($who ->) | count",
            right: "param who: actor = China\nreject($who ->) | count"),
        ErrorPage(
            "E0501", "the answer is not as expected",
            """
            `expect` holds the answer against a condition and stops the script unless it is certainly true. The message shows both
            sides.
            """,
            wrong: "reject | show date | expect rows = 5", right: "reject | show date | expect rows = 4"),
        ErrorPage(
            "E0502", "a question was stopped",
            "It took more time or memory than --limit-time or --limit-memory allow. Narrow it, or allow more.",
            wrong: "events | count by kind", right: "events | count by kind"),
        ErrorPage(
            "E0503", "a file cannot be written",
            """
            The message says why: the name has no ending that is known (csv, tsv, json, jsonl, md, html, tex, svg, txt), or the
            system refused. Nothing is left half written.
            """,
            wrong: "reject | save \"refusals.xlsx\"", right: "reject | save \"refusals.csv\""),
        ErrorPage(
            "E0504", "switched off by --safe",
            "In a session begun with --safe no file is written and no program run, and that cannot be undone.",
            wrong: "reject | save \"refusals.csv\"", right: "reject | as csv"),
        ErrorPage(
            "E0901", "not yet there",
            """
            The words are part of the language and were understood, but this version cannot answer them. `help` with the word
            says what can be done meanwhile.
            """,
            wrong: "explain sql reject since 2023 | count per year",
            right: "explain plan reject since 2023 | count per year"),
    ]

    /// Not wrong, but worth a word.
    static let notes: [ErrorPage] = [
        ErrorPage(
            "N0101", "the question reaches beyond the data",
            "The data say what they cover, and a time clause asks of days outside it. Nothing is known there, so no count is given.",
            wrong: "reject since 2031", right: "reject since 2023"),
        ErrorPage(
            "N0102", "what an actor was taken to include",
            "An actor on a side of a dyad takes in its parts. This is told once for each actor; `only` asks for the one itself.",
            wrong: "events(-> China) | count", right: "events(-> only China) | count"),
        ErrorPage(
            "N0103", "a condition that is true of no row",
            "Its tests of the date leave no day: no event can lie before 2020 and after 2022. `or` may be meant.",
            wrong: "events where date < 2020 and date > 2022", right: "events where date < 2020 or date > 2022"),
        ErrorPage(
            "N0104", "`=` asks for one itself, without its parts",
            """
            `=` is identity: of an event by a ministry `actor = China` is not true, and `kind = reject` is not true of a refused
            meeting. `is`, and `in` with a list, ask "the same or within", as a kind and the sides of a dyad do.
            """,
            wrong: "events where actor = China | count", right: "events where actor is only China | count"),
        ErrorPage(
            "N0105", "`%` is no wildcard",
            "In a pattern of `like` the wildcards are `*`, for any characters, and `?`, for one; `%` stands for itself.",
            wrong: "events where summary like \"%talks%\" | count",
            right: "events where summary like \"*talks*\" | count"),
    ]
}
