import Columnar
import EventModel

/// Rows that stand beside others; their columns are fetched when somebody asks.
final class Neighbours {
    private let rows: Rows
    /// The row beside each row, or -1 where there is none.
    private let places: [Int]

    init(_ rows: Rows, _ places: [Int]) {
        self.rows = rows
        self.places = places
    }

    /// The cells beside the rows; none where nothing is.
    func column(_ index: Int, _ state: RunState) throws(RunError) -> Column {
        let type = rows.fields[index].type
        try state.reserve(places.count, bytesEach: 8)
        try state.advance(by: 0)
        let column = try rows.column(index, state)
        guard places.contains(where: { $0 < 0 }) else { return column.gathering(places, type: type) }
        let nothing = Column.repeating(.none, count: 1, type: type)
        let found = places.map { RowPlace(segment: $0 < 0 ? 1 : 0, row: max(0, $0)) }
        return .gathering([column, nothing], found, type: type)
    }

    func selecting(_ chosen: [Int]) -> Neighbours {
        Neighbours(rows, [Int](untilStopped: chosen.indices) { places[chosen[$0]] })
    }
}
