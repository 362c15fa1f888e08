extension Help {
    /// Steps that are understood and cannot be answered yet; each page says what can be done meanwhile.
    static let laterStepPages: [Page] = [
        Page(
            "sql", "not yet there: explain sql, the question as SQL",
            "Meanwhile `explain plan` prints the steps that are run.",
            examples: ["explain plan reject since 2023 | count per year"])
    ]
}
