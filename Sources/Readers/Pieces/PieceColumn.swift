import Columnar
import EventModel
import Store

/// What the codes of a column stand for while rows are read. What that comes to is known at the end of all rows only.
enum CodeOwner: Hashable, Sendable {
    case kinds, actors, places, outlets, speakers
    /// Sets of words, of which a row has all members.
    case sets
    /// Texts of one dictionary, by its number.
    case texts(Int)
}

/// A column of rows as they were read.
enum PieceColumn: Sendable {
    case codes([UInt32], CodeOwner)
    /// Codes from each offset up to the next; a row without any is unknown, one whose only code is `none` has none.
    case lists(offsets: [Int32], [UInt32], CodeOwner)
    case plain(Column, ValueType)

    /// Some of the rows.
    func gathering(_ rows: [Int]) -> PieceColumn {
        switch self {
        case .codes(let codes, let owner): return .codes(rows.map { codes[$0] }, owner)
        case .plain(let column, let type): return .plain(column.gathering(rows, type: type), type)
        case .lists(let offsets, let codes, let owner):
            var cells = ListCells()
            for row in rows {
                let members = codes[Int(offsets[row])..<Int(offsets[row + 1])]
                if members.first == CodedColumn.none { cells.appendNone() } else { cells.append(members) }
            }
            return .lists(offsets: cells.offsets, cells.codes, owner)
        }
    }

    /// The lists of rows that were read.
    static func list(_ offsets: [Int32], _ codes: [UInt32], _ final: FinalCodes) -> ListColumn {
        let states = offsets.indices.dropFirst().map { index -> CellState in
            let (first, end) = (offsets[index - 1], offsets[index])
            if first == end { return .unknown }
            return codes[Int(first)] == CodedColumn.none ? .none : .known
        }
        let cells = states.contains { $0 != .known } ? states : nil
        guard states.contains(.none) else {
            return ListColumn(offsets: offsets, values: .coded(final.coded(codes)), states: cells)
        }
        var kept: [UInt32] = []
        var ends: [Int32] = [0]
        ends.reserveCapacity(offsets.count)
        for (row, state) in states.enumerated() {
            if state == .known { kept += codes[Int(offsets[row])..<Int(offsets[row + 1])] }
            ends.append(Int32(kept.count))
        }
        return ListColumn(offsets: ends, values: .coded(final.coded(kept)), states: cells)
    }
}

/// Rows that were read one after another: in memory, or aside in a file.
struct Piece: Sendable {
    enum Cell: Sendable {
        case held(PieceColumn)
        case codes(StoreScratch.KeptCodes, CodeOwner)
        case lists(offsets: StoreScratch.Kept<Int32>, StoreScratch.KeptCodes, CodeOwner)
        case plain(StoreScratch.KeptColumn, ValueType)
    }

    /// The order in which rows are to lie, and the runs that they then make.
    struct Order: Sendable {
        let rows: StoreScratch.Kept<UInt32>
        let starts: StoreScratch.Kept<UInt32>
        let kinds: StoreScratch.Kept<UInt32>
        let firstDays: StoreScratch.Kept<DayNumber>
        let lastDays: StoreScratch.Kept<DayNumber>
    }

    let rowCount: Int
    /// By the name of the field; of others nothing is known.
    let columns: [String: Cell]
    /// nil of rows that stay in the order in which they were read.
    let order: Order?

    /// Rows in memory.
    init(_ columns: [String: PieceColumn], rowCount: Int) {
        self.columns = columns.mapValues { .held($0) }
        self.rowCount = rowCount
        order = nil
    }

    /// Rows that are put aside.
    init(
        _ columns: [String: PieceColumn], rowCount: Int, clustering: Clustering?, in scratch: StoreScratch
    ) throws(StoreError) {
        var cells: [String: Cell] = [:]
        for (name, column) in columns.sorted(by: { $0.key < $1.key }) {
            cells[name] =
                switch column {
                case .codes(let codes, let owner): .codes(try scratch.keep(codes: codes), owner)
                case .lists(let offsets, let codes, let owner):
                    .lists(offsets: try scratch.keep(offsets), try scratch.keep(codes: codes), owner)
                case .plain(let column, let type): .plain(try scratch.keep(column, type), type)
                }
        }
        self.columns = cells
        self.rowCount = rowCount
        order = try clustering.map { clustering throws(StoreError) in
            Order(
                rows: try scratch.keep(clustering.order.map { UInt32(truncatingIfNeeded: $0) }),
                starts: try scratch.keep(clustering.starts), kinds: try scratch.keep(clustering.kinds),
                firstDays: try scratch.keep(clustering.firstDays), lastDays: try scratch.keep(clustering.lastDays))
        }
    }

    /// A column as it was read; nil where nothing is known of it.
    ///
    /// - Parameter content: what was put aside.
    func column(_ name: String, _ content: ScratchContent?) -> PieceColumn? {
        switch columns[name] {
        case nil: return nil
        case .held(let column)?: return column
        case .codes(let kept, let owner)?: return content.map { .codes($0.codes(kept), owner) }
        case .plain(let kept, let type)?: return content.map { .plain($0.column(kept), type) }
        case .lists(let offsets, let codes, let owner)?:
            guard let content else { return nil }
            let view = content.view(offsets)
            guard view.count == rowCount + 1 else { return nil }
            return .lists(offsets: (0..<view.count).map { view.base[$0] }, content.codes(codes), owner)
        }
    }
}
