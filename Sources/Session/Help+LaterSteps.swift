extension Help {
    /// Steps that are understood and cannot be answered yet; each page says what can be done meanwhile.
    static let laterStepPages: [Page] = [
        Page(
            "followed", "not yet there: followed by PATTERN within DURATION",
            """
            It will find what came after: arms_sale | followed by reject within 60 days. Meanwhile the links that the coder
            drew can be asked for.
            """,
            examples: [
                "reject where because_of is not unknown | show id, because_of, days(because_of.date, date) as lag"
            ]),
        Page(
            "preceded", "not yet there: preceded by PATTERN within DURATION",
            "It will find what came before. Meanwhile `previous` looks at the row before.",
            examples: ["reject | sort date | show id, previous(id) as before, days(previous(date), date) as gap"]),
        Page(
            "rate", "not yet there: how often one thing followed another, and how often anyway",
            "It will compare the share of events that were followed with the base rate. Meanwhile the parts can be counted.",
            examples: ["reject | summarize share(because_of is not unknown) as with_a_cause"]),
        Page(
            "sequence", "not yet there: patterns of three and more events",
            "It will find runs such as a threat, a move, no talks, an attack. Meanwhile a dyad can be read in its order.",
            examples: ["events(China <-> US) since 2024 | sort date | show date, dyad, kind"]),
        Page(
            "follow", "not yet there: follow because_of, responds_to, part_of or follows_up along a chain",
            "Meanwhile a dot leads one link further, and another dot another.",
            examples: ["event \"wu-statement-2024\" | show id, responds_to as to, responds_to.responds_to as to_that"]),
        Page(
            "disagree", "not yet there: where the accounts of an event cannot all be true",
            "Meanwhile the accounts stand side by side.",
            examples: ["event \"arms-sale-2024\" | reports | show document, attributed_to, amount, date"]),
        Page(
            "join", "not yet there: the rows of another question beside these",
            "Meanwhile a dot leads along a link to the fields of another event.",
            examples: ["reject | show id, because_of, because_of.actor as who"]),
        Page(
            "append", "not yet there: the rows of another question below these",
            "Meanwhile kinds and actors are joined by `or`.",
            examples: ["reject or threaten | show id, kind"]),
        Page(
            "compare", "not yet there: what was added, gone and changed against another question",
            "Meanwhile both can be saved and compared as files.",
            examples: ["reject | show id, date | save \"refusals.csv\""]),
        Page(
            "one_a_day", "not yet there: the field's customary filter, one event a day, dyad and kind",
            "Meanwhile `distinct` does the same where days, actors and kinds are written out.",
            examples: ["events | distinct date, dyad, kind | count"]),
        Page(
            "timeline", "not yet there: a chart of spans of time",
            examples: ["reject | sort date | show id, start, end"]),
        Page(
            "heatmap", "not yet there: a chart of two keys",
            examples: ["events in 2022..2024 | count by root(kind) per year"]),
        Page(
            "sql", "not yet there: explain sql, the question as SQL",
            "Meanwhile `explain plan` prints the steps that are run.",
            examples: ["explain plan reject since 2023 | count per year"]),
    ]
}
