package import Columnar
import EventModel

/// What stands below an answer: how many rows, how many more are possible, and the notes, each on a line.
/// - Parameters:
///   - possible: rows of the answer that are only possible and marked so.
///   - way: how the rows that are possible can be seen.
///   - name: what is counted: tables within a card have rows of their own.
///   - countsRows: false leaves the number of rows to the reader, where all of them are certain and no more are possible.
package func footer(
    _ footer: Footer, rows: Int, possible: Int = 0, way: WayToPossible = .behind, counting name: String = "row",
    countsRows: Bool = true
) -> String {
    var line = counted(rows, name)
    if possible > 0 { line += possible == rows ? ", only possible" : ", \(grouped(possible)) of them only possible" }
    if footer.possibleCount > 0, way != .counted {
        let verb = footer.possibleCount == 1 ? "is" : "are"
        let them = footer.possibleCount == 1 ? "it" : "them"
        let how =
            switch way {
            case .behind: "`| possibly` shows \(them)"
            case .before(let step): "`possibly` before `\(step)` counts \(them) in"
            case .counted: ""
            }
        line += " (\(grouped(footer.possibleCount)) more \(verb) possible: \(how))"
    }
    let isPlain = possible == 0 && footer.possibleCount == 0 && rows > 0
    return ((countsRows || !isPlain ? [line] : []) + footer.notes.map { ShownText($0.words).text }).map { $0 + "\n" }
        .joined()
}

/// How an answer can be made to show the rows that are only possible.
package enum WayToPossible: Hashable, Sendable {
    /// `possibly` behind the question shows them.
    case behind
    /// They went into groups: `possibly` has to stand before this step.
    case before(String)
    /// The answer tells of them itself, as `count range` does.
    case counted
}

extension Footer.Note {
    /// One sentence in plain words.
    fileprivate var words: String {
        switch self {
        case .countedSeveralTimes(let field, let rows):
            let (has, are) = rows == 1 ? ("has", "is") : ("have", "are")
            return "\(counted(rows, "row")) \(has) several values of `\(field)` and \(are) counted once for each."
        case .unknownSkipped(let column, let count):
            return "`\(column)` leaves out \(counted(count, "unknown value"))."
        case .coverageIsGuess(let period):
            return "Nothing says what the data cover; a 0 rests on the span of the data, \(period.text)."
        case .unplaced(let count):
            let (lies, stands) = count == 1 ? ("lies", "stands") : ("lie", "stand")
            return "\(counted(count, "row")) \(lies) in no single period and \(stands) under `unplaced`."
        case .inexactSum(let column):
            return "`\(column)` is too large a sum to be exact."
        case .mixedCurrencies(let column):
            return "`\(column)` is unknown where there is money in several currencies, which do not add."
        case .matchedSeveralTimes(let events):
            return "\(counted(events, "event")) \(events == 1 ? "is" : "are") matched more than once."
        case .earlierPossible(let matches):
            let (match, earlier) = matches == 1 ? ("match takes", "an earlier one") : ("matches take", "earlier ones")
            return "\(grouped(matches)) \(match) the next event that certainly fits, though \(earlier) possibly may."
        case .possibleByUnknown(let name, let matches):
            return "In \(grouped(matches)) possible matches `\(name)` is unknown, so that it may be any; "
                + "`\(name) is not unknown` in the condition leaves them out."
        case .censored(let anchors):
            let them = anchors == 1 ? "its window" : "their windows"
            return "Of \(counted(anchors, "anchor")) nobody can tell: the data end before \(them)."
        case .sameDayLeftOut(let rows):
            return "\(counted(rows, "row")) left out: the same keys on the same day as an earlier one."
        case .repeatedKeys(let rows):
            let (have, are) = rows == 1 ? ("has", "is") : ("have", "are")
            return "\(counted(rows, "row")) \(have) the key of an earlier one and \(are) not compared."
        case .fewAnchors(let count):
            return "\(counted(count, "anchor")): \(count == 1 ? "one case cannot tell" : "too few cases to tell")."
        case .overlappingWindows(let anchors, let all, let lag):
            return "Within \(lag) the windows of \(grouped(anchors)) of \(counted(all, "anchor")) overlap: "
                + "what follows one follows others too, so the range and p are narrower than they should be."
        case .possibleAnchors(let count):
            let (anchor, are) = count == 1 ? ("anchor", "is") : ("anchors", "are")
            return "\(grouped(count)) more \(anchor) \(are) possible and counted in no other column."
        case .baseIsGuess(let period):
            return "Nothing says what the data cover; `base`, `censored` and `p` rest on the span of the data, "
                + "\(period.text)."
        case .other(let text):
            return text
        }
    }
}
