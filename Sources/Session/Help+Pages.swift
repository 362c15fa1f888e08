extension Help {
    /// The page of `.help` alone.
    static let front = """
        Casus answers questions about events: who did what to whom, when, who says so.
        A question names events; each | then does one thing to what came before it.

        Three to try, as they stand, over the example data:
            reject(China -> US) | show date, forum, because_of
            event "decline-2023" | reports | show document, via, stance, date
            events(China <-> US) | count per year | chart bar

        Name events    a kind (reject), a dyad (China -> US), a time (since 2021)
        Look at them   where, show, add, drop, sort, take, top, distinct, sample
        Count them     count by kind, count per month, summarize mean(tone) as tone
        Who said it    reports; the tables reports and documents
        Keep it        save "file.csv", as markdown, chart line; let, define, param
        Not known      an answer counts what is certain and says how much more may be;
                       `possibly` shows it

        help count     one word; or help steps, clauses, functions, operators, types,
                       statements, tables, ideas, formats: the words of each sort
        .kinds reject  looks a kind up, .actors US an actor; .schema: what the data have
        help keys      and help commands: the prompt itself; .quit or Ctrl-D leaves

        """

    /// Every page but those of the errors, families one after another.
    static let pages: [Page] = indexPages + families.flatMap(\.pages)

    /// The sorts of words, each with its pages.
    private static let families: [(word: String, summary: String, pages: [Page])] = [
        (
            "steps", "What may stand behind a |",
            stepPages + sequencePages + combinationPages + outputPages + laterStepPages
        ),
        ("clauses", "What narrows a source: times and conditions", clausePages),
        ("sources", "What a question may begin with", sourcePages),
        ("tables", "The tables of every data set", tablePages),
        ("statements", "What may stand in a script besides questions", statementPages),
        ("operators", "What joins and compares values", operatorPages),
        ("functions", "What is reckoned of values", valueFunctionPages + eventFunctionPages + groupFunctionPages),
        ("types", "What a value may be", typePages),
        ("ideas", "How Casus thinks of its subject", ideaPages),
        ("formats", "What files are read, and what becomes of them", formatPages),
    ]

    /// A page for each family that lists its words.
    private static let indexPages: [Page] = families.map { family in
        Page(family.word, family.summary, family.pages.map { entry($0) }.joined(separator: "\n"), examples: [])
    }

    private static func entry(_ page: Page) -> String { "  \(page.word.padded(14)) \(page.summary)" }
}
