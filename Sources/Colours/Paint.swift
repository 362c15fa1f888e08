/// The ways in which a text is set off on a terminal, each by the name that the user calls it by.
package enum Paint: String, CaseIterable, Hashable, Sendable {
    // Words of a question while it is typed.
    case keyword, kind, actor, column, function, number, date, text, comment
    /// What nothing is known by.
    case unknown
    /// Two brackets that belong together.
    case bracket
    /// What a search has found.
    case found
    // What stands around it.
    case prompt
    /// What is not typed yet, and remarks.
    case grey
    /// What is chosen in a list.
    case chosen
    // Answers.
    case heading
    /// The lines of a table.
    case line
    /// Cells that are unknown, or none.
    case absent
    /// What is said beside an answer, and the axes of a chart.
    case quiet
    /// The mark of a row that is only possible.
    case possible
    // Series of a chart.
    case series1, series2, series3, series4, series5, series6, series7, series8
    // Findings.
    case error, warning, note

    /// That of a series of a chart, counted from 0; behind the last they begin again.
    package static func series(_ index: Int) -> Paint {
        let all: [Paint] = [.series1, .series2, .series3, .series4, .series5, .series6, .series7, .series8]
        return all[index % all.count]
    }
}
