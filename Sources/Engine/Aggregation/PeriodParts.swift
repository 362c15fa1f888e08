import Columnar
import EventModel

/// Neighbouring rows of a batch that all fall into one period.
struct PeriodStretch {
    /// Where the stretch begins and ends, counted from the first row of the batch.
    let rows: Range<Int>
    /// A day of the period.
    let day: DayNumber
}

/// Selected rows of one period, as places in what is gone through.
struct PeriodPart {
    let rows: Range<Int>
    let code: UInt32
}

extension Batch {
    /// The rows by periods of their dates, as runs tell; nil where they do not.
    func parts(of coder: PeriodCoder, place: Int) -> [PeriodStretch]? {
        guard let runs, runs.dateColumn == place, stored(place).hasPlainDays else { return nil }
        var parts: [PeriodStretch] = []
        var known: ClosedRange<DayNumber>?
        var isWhole = true
        runs.each(start..<(start + rowCount)) { run, rows in
            let (first, last) = (runs.firstDays.base[run], runs.lastDays.base[run])
            let rows = (rows.lowerBound - start)..<(rows.upperBound - start)
            if let known, known.contains(first), known.contains(last), let part = parts.last {
                parts[parts.count - 1] = PeriodStretch(rows: part.rows.lowerBound..<rows.upperBound, day: part.day)
                return
            }
            let period = coder.period(coder.ordinal(containing: first))
            if last > period.last { isWhole = false }
            known = period.first...period.last
            parts.append(PeriodStretch(rows: rows, day: first))
        }
        return isWhole ? parts : nil
    }
}

extension PeriodStretch {
    /// The rows of it that are selected; nil where none is: its period is not one of the answer then.
    func selected(_ rows: SelectedRows, _ coder: PeriodCoder) -> PeriodPart? {
        let places: Range<Int>
        switch rows.selection {
        case .all: places = self.rows
        case .mask(let bytes):
            guard self.rows.contains(where: { bytes[$0] == 1 }) else { return nil }
            places = self.rows
        case .list(let list):
            func firstPlace(from row: Int) -> Int {
                var (low, high) = (0, rows.count)
                while low < high {
                    let middle = (low + high) / 2
                    if Int(list[middle]) < row { low = middle + 1 } else { high = middle }
                }
                return low
            }
            places = firstPlace(from: self.rows.lowerBound)..<firstPlace(from: self.rows.upperBound)
            if places.isEmpty { return nil }
        }
        return PeriodPart(rows: places, code: coder.code(day: day))
    }
}
