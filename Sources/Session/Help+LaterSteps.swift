extension Help {
    /// Steps that are understood and cannot be answered yet; each page says what can be done meanwhile.
    static let laterStepPages: [Page] = [
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
