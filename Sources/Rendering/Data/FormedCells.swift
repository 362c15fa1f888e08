import Columnar
import EventModel

/// The cells of one column of an answer as a form writes them. What occurs again and again in neighbouring rows, such as
/// a kind, a day or a small number, is formed once and kept for a while.
struct FormedCells {
    /// Tells cells with different values apart; nil where only the value does.
    private enum Keys {
        case codes([UInt32])
        case days([DayNumber])
        case numbers([Double])
    }

    private struct Slot {
        var key: UInt64 = 0
        /// Where the bytes lie among `formed`; none yet where they are empty.
        var start: Int32 = 0
        var count: Int32 = -1
    }

    private static let (slotBits, mostBytes, piece) = (10, 1 << 18, 512)

    private let column: Column
    private let type: ValueType
    private let keys: Keys?
    /// The keys of the rows from `first` on.
    private var near: [UInt64] = []
    private var first = 0
    private var slots: [Slot] = []
    private var formed: [UInt8] = []

    init(_ column: Column, _ type: ValueType) {
        self.column = column
        self.type = type
        switch column {
        case .coded(let column): keys = .codes(column.codes)
        case .date(let column) where column.spans == nil: keys = .days(column.first)
        case .number(let column) where column.high == nil && column.states == nil: keys = .numbers(column.low)
        case .number, .date, .truth, .money, .period, .list: keys = nil
        }
        if keys != nil { slots = Array(repeating: Slot(), count: 1 << Self.slotBits) }
    }

    /// Appends a cell.
    /// - Parameter form: appends a value as the form writes it, the same for the same value.
    @inline(__always)
    mutating func append(_ row: Int, to bytes: inout [UInt8], _ form: (Value, inout [UInt8]) -> Void) {
        guard keys != nil else { return form(column.value(at: row, type: type), &bytes) }
        if row < first || row >= first + near.count { readKeys(from: row) }
        let key = near[row - first]
        // The high bits of the product depend on all bits of the key (Knuth's multiplicative hashing).
        let place = Int((key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - Self.slotBits))
        let slot = slots[place]
        if slot.key == key, slot.count >= 0 {
            bytes.append(contentsOf: formed[Int(slot.start)..<Int(slot.start) + Int(slot.count)])
            return
        }
        let start = bytes.count
        form(column.value(at: row, type: type), &bytes)
        keep(key, bytes[start...], at: place)
    }

    private mutating func keep(_ key: UInt64, _ cell: ArraySlice<UInt8>, at place: Int) {
        if formed.count + cell.count > Self.mostBytes {
            formed.removeAll(keepingCapacity: true)
            for place in slots.indices { slots[place].count = -1 }
            if cell.count > Self.mostBytes { return }
        }
        slots[place] = Slot(key: key, start: Int32(formed.count), count: Int32(cell.count))
        formed.append(contentsOf: cell)
    }

    private mutating func readKeys(from row: Int) {
        first = row
        let rows = row..<min(column.count, row + Self.piece)
        near.removeAll(keepingCapacity: true)
        switch keys {
        case .codes(let codes): for code in codes[rows] { near.append(UInt64(code)) }
        case .days(let days): for day in days[rows] { near.append(UInt64(UInt32(bitPattern: day))) }
        case .numbers(let numbers): for number in numbers[rows] { near.append(number.bitPattern) }
        case nil: break
        }
    }
}

extension Answer {
    var formedCells: [FormedCells] { zip(columns, fields).map { FormedCells($0, $1.type) } }
}
