import Columnar
import EventModel
import Plan

/// Rows of a segment that neighbour each other and may pass the filters of a stream.
struct Stretch {
    let segment: Int
    var rows: Range<Int>
    /// Whether every row of it certainly passes what runs tell of the filters: only the rest has to be asked.
    let isSettled: Bool
}

/// What the runs of a table tell of the filters of a stream: tests of the kind alone and of the date alone are asked of
/// a run once, and runs of which no row can pass are never looked at.
struct RunTests {
    private enum Test {
        case kind(Compiled)
        case days(DaySet)
    }

    private let tests: [Test]
    private let kindColumn: Int
    private let dateColumn: Int

    /// nil where runs tell nothing of any filter.
    init?(_ filters: [Filter], _ table: Table) {
        guard let runs = table.segments.lazy.compactMap(\.runs).first else { return nil }
        kindColumn = runs.kindColumn
        dateColumn = runs.dateColumn
        var tests: [Test] = []
        for filter in filters {
            for part in filter.toldByRuns {
                if let days = part.days { tests.append(.days(days)) } else { tests.append(.kind(part)) }
            }
        }
        if tests.isEmpty { return nil }
        self.tests = tests
    }

    /// The stretches of a segment, in order; those behind each other that are alike are one.
    func stretches(_ number: Int, of table: Table) -> [Stretch] {
        let segment = table.segments[number]
        guard let runs = segment.runs, runs.kindColumn == kindColumn, runs.dateColumn == dateColumn else {
            return [Stretch(segment: number, rows: 0..<segment.rowCount, isSettled: false)]
        }
        var answers = [Truth](repeating: .yes, count: runs.count)
        for test in tests {
            switch test {
            case .days(let days):
                for run in 0..<runs.count where answers[run] != .no {
                    answers[run] = answers[run] && days.truth(of: DateSpan(runs.firstDays[run], runs.lastDays[run]))
                }
            case .kind(let condition):
                guard let dictionary = segment.dictionary(kindColumn) else {
                    return [Stretch(segment: number, rows: 0..<segment.rowCount, isSettled: false)]
                }
                let test = condition.codeTest(dictionary, columnCount: segment.columnCount)
                let kinds = runs.kinds.base
                // Runs are more than kinds: each kind is asked about once.
                var known = [Truth?](repeating: nil, count: dictionary.codeCount)
                for run in 0..<runs.count {
                    if case .no = answers[run] { continue }
                    let kind = Int(kinds[run])
                    let answer = known[kind] ?? test.truth(of: kinds[run])
                    known[kind] = answer
                    answers[run] = answers[run] && answer
                }
            }
        }
        var stretches: [Stretch] = []
        for run in 0..<runs.count {
            let isSettled: Bool
            switch answers[run] {
            case .no: continue
            case .maybe: isSettled = false
            case .yes: isSettled = true
            }
            let rows = runs.rows(run)
            if let last = stretches.last, last.rows.upperBound == rows.lowerBound, last.isSettled == isSettled {
                stretches[stretches.count - 1].rows = last.rows.lowerBound..<rows.upperBound
            } else {
                stretches.append(Stretch(segment: number, rows: rows, isSettled: isSettled))
            }
        }
        return stretches
    }
}
