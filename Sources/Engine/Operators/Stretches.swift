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
        var mask = TruthMask(count: runs.count, repeating: .yes)
        for test in tests {
            switch test {
            case .days(let days): mask = mask && runs.mask(of: days)
            case .kind(let condition):
                guard let dictionary = segment.dictionary(kindColumn) else {
                    return [Stretch(segment: number, rows: 0..<segment.rowCount, isSettled: false)]
                }
                mask = mask && runs.mask(of: condition.codeTest(dictionary, columnCount: segment.columnCount))
            }
        }
        var stretches: [Stretch] = []
        var last: Stretch?
        for run in mask.possible.rows {
            let (rows, isSettled) = (runs.rows(run), mask.certain[run])
            if let known = last, known.rows.upperBound == rows.lowerBound, known.isSettled == isSettled {
                last?.rows = known.rows.lowerBound..<rows.upperBound
            } else {
                if let last { stretches.append(last) }
                last = Stretch(segment: number, rows: rows, isSettled: isSettled)
            }
        }
        if let last { stretches.append(last) }
        return stretches
    }
}
