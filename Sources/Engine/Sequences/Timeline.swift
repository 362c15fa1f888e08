import Columnar
import EventModel

/// The dates of rows in the direction of a sequence: mirrored if it looks back.
struct Timeline {
    /// Bounds of the start and of the end of each row; arrays that are equal are one.
    private(set) var startEarliest: [DayNumber]
    private(set) var startLatest: [DayNumber]
    private(set) var endEarliest: [DayNumber]
    private(set) var endLatest: [DayNumber]
    /// Whether each row happened on one known day.
    private(set) var isPoint: Bool
    /// Rows of which a source says that they have no date.
    private(set) var none: Bits?
    /// Rows of which nobody has said when.
    private(set) var unknown: Bits?

    init(_ column: DateColumn, _ direction: Direction) {
        guard let spans = column.spans else {
            startEarliest = direction.isBackward ? column.first.map { ~$0 } : column.first
            startLatest = startEarliest
            endEarliest = startEarliest
            endLatest = startEarliest
            isPoint = true
            return
        }
        let count = column.first.count
        var first = column.first
        var (startEnd, endStart, end) = (spans.startLatest, spans.endEarliest, spans.endLatest)
        isPoint = true
        var (none, unknown) = (Bits(count: count), Bits(count: count))
        for row in 0..<count {
            if spans.states[row] == .known {
                if !spans.lasted[row] { (endStart[row], end[row]) = (first[row], startEnd[row]) }
            } else {
                (first[row], endStart[row]) = (DateSpan.distantPast, DateSpan.distantPast)
                (startEnd[row], end[row]) = (DateSpan.distantFuture, DateSpan.distantFuture)
                if spans.states[row] == .none { none[row] = true } else { unknown[row] = true }
            }
            if first[row] != startEnd[row] || first[row] != endStart[row] || first[row] != end[row] { isPoint = false }
        }
        if direction.isBackward {
            startEarliest = end.map { ~$0 }
            startLatest = endStart.map { ~$0 }
            endEarliest = startEnd.map { ~$0 }
            endLatest = first.map { ~$0 }
        } else {
            (startEarliest, startLatest, endEarliest, endLatest) = (first, startEnd, endStart, end)
        }
        self.none = none.isEmpty ? nil : none
        self.unknown = unknown.isEmpty ? nil : unknown
    }

    var count: Int { startEarliest.count }

    func start(_ row: Int) -> DateSpan { DateSpan(startEarliest[row], startLatest[row]) }
    func end(_ row: Int) -> DateSpan { DateSpan(endEarliest[row], endLatest[row]) }

    /// Whether the start of each row is one day.
    var hasExactStarts: Bool { isPoint || startEarliest == startLatest }
}
