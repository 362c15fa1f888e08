package import EventModel

/// Stretches of a segment whose rows all are of one kind and of neighbouring days, one behind the other.
///
/// A condition on kinds or dates is asked of a run instead of its rows: most runs have none or all of their rows pass.
package final class RowRuns: Sendable {
    /// The columns of the segment that the runs speak of.
    package let kindColumn: Int
    package let dateColumn: Int
    /// The first row of each run; the first is 0.
    package let starts: View<UInt32>
    /// The one code that all rows of a run have in the column of kinds.
    package let kinds: View<UInt32>
    /// The days between which the dates of a run lie, both included.
    package let firstDays: View<DayNumber>
    package let lastDays: View<DayNumber>
    private let rowCount: Int
    /// The largest of the codes of kinds; 0 where there are no runs.
    package let largestKind: UInt32

    package var count: Int { starts.count }

    /// nil where the runs do not come one behind the other up to the last row, or not each has what it needs.
    package init?(
        kindColumn: Int, dateColumn: Int, starts: View<UInt32>, kinds: View<UInt32>, firstDays: View<DayNumber>,
        lastDays: View<DayNumber>, rowCount: Int
    ) {
        let count = starts.count
        guard kinds.count == count, firstDays.count == count, lastDays.count == count, rowCount > 0 || count == 0
        else { return nil }
        var next = 0
        var largestKind: UInt32 = 0
        for run in 0..<count {
            let start = Int(starts[run])
            guard run == 0 ? start == 0 : start >= next, start < rowCount, firstDays[run] <= lastDays[run] else {
                return nil
            }
            next = start + 1
            largestKind = max(largestKind, kinds.base[run])
        }
        guard count > 0 || rowCount == 0 else { return nil }
        self.kindColumn = kindColumn
        self.dateColumn = dateColumn
        self.starts = starts
        self.kinds = kinds
        self.firstDays = firstDays
        self.lastDays = lastDays
        self.largestKind = largestKind
        self.rowCount = rowCount
    }

    package func rows(_ run: Int) -> Range<Int> {
        Int(starts[run])..<(run + 1 < count ? Int(starts[run + 1]) : rowCount)
    }

    /// Goes through the runs that have rows among some, with these.
    @inline(__always)
    package func each(_ wanted: Range<Int>, _ body: (_ run: Int, _ rows: Range<Int>) -> Void) {
        if wanted.isEmpty { return }
        var (low, high) = (0, count - 1)
        // The last run that begins at the first row or before it.
        while low < high {
            let middle = (low + high + 1) / 2
            if Int(starts.base[middle]) <= wanted.lowerBound { low = middle } else { high = middle - 1 }
        }
        var run = low
        var first = wanted.lowerBound
        while first < wanted.upperBound {
            let end = Swift.min(rows(run).upperBound, wanted.upperBound)
            body(run, first..<end)
            first = end
            run += 1
        }
    }
}
