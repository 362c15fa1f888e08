import Columnar
import EventModel
import Store
import Synchronization

/// A block that is written in pieces by several threads.
final class BlockInPieces {
    private let place: Int
    private let byteCount: Int
    private let pieceSize: Int
    /// Of all parts; those of a piece are written by whoever writes it.
    private let checksums: UnsafeMutableBufferPointer<UInt32>
    /// Pieces that are not written yet.
    private let left: Atomic<Int>
    private let sealed = Mutex<BlockReference?>(nil)

    /// - Parameter pieceSize: bytes of each piece but the last: whole parts.
    init(_ store: StoreDraft, byteCount: Int, pieceSize: Int) {
        precondition(pieceSize > 0 && pieceSize % BlockSeal.partSize == 0, "pieces are of whole parts")
        self.byteCount = byteCount
        self.pieceSize = pieceSize
        left = Atomic((byteCount + pieceSize - 1) / pieceSize)
        place = store.reserve(byteCount)
        checksums = .allocate(capacity: max(1, BlockSeal.partCount(byteCount)))
        checksums.initialize(repeating: 0)
    }

    deinit { checksums.deallocate() }

    /// - Parameter isFinal: nobody will write over the block, so that its checksum counts.
    func write(_ bytes: UnsafeRawBufferPointer, piece: Int, isFinal: Bool, _ store: StoreDraft) throws(StoreError) {
        try store.write(bytes, at: place + piece * pieceSize)
        if isFinal {
            let first = piece * (pieceSize / BlockSeal.partSize)
            for (part, checksum) in BlockSeal.checksums(bytes).enumerated() { checksums[first + part] = checksum }
        }
        // Whoever is last has all the checksums before it.
        guard left.subtract(1, ordering: .acquiringAndReleasing).newValue == 0, isFinal else { return }
        let reference = try store.seal(
            BlockSeal(parts: Array(checksums), byteCount: byteCount), byteCount: byteCount, at: place)
        sealed.withLock { $0 = reference }
    }

    /// Of a block that will be written over, where it lies: its checksum does not count.
    var reference: BlockReference {
        sealed.withLock { $0 }
            ?? BlockReference(offset: UInt64(place), byteCount: UInt64(byteCount), checksum: 0)
    }
}

/// One column on its way from rows into a block of numbers of one width.
struct GDELTOutColumn {
    /// What is taken from a row: where in it, how wide, and what is taken off.
    enum Source {
        case unsigned32(Int)
        /// The number of a kind, which becomes a code.
        case kind(Int)
        case signed32(Int)
        /// Days from a first one.
        case day(Int, from: DayNumber)
        case eight(Int)
        /// Four bytes of a number of eight, from a first one on.
        case near(Int, from: Int64)
        /// 0 no, 1 yes, 2 unknown, as the raw values of truths.
        case truth(Int)
        /// The code of a row's id: the row's own number, or what the table says of it.
        case idCode(UnsafePointer<UInt32>?)
    }

    let source: Source
    let width: Int
    let isFinal: Bool
    let block: BlockInPieces

    /// - Parameters:
    ///   - rows: so many rows in the order in which they are stored.
    ///   - numbers: of each of them, its place among the rows that were read.
    func fill(
        _ to: UnsafeMutableRawPointer, _ rows: UnsafePointer<GDELTStoredRow>, _ count: Int, first: Int,
        _ numbers: UnsafePointer<UInt32>?
    ) {
        let from = UnsafeRawPointer(rows)
        switch source {
        case .unsigned32(let offset): narrow(from + offset, UInt32.self, to, count, minus: 0)
        case .kind(let offset):
            narrow(from + offset, UInt16.self, to, count, minus: 0 &- UInt16(CodedColumn.firstCode))
        case .signed32(let offset): narrow(from + offset, Int32.self, to, count, minus: 0)
        case .day(let offset, let start): narrow(from + offset, Int32.self, to, count, minus: start)
        case .eight(let offset): Self.copy(from + offset, UInt64.self, to, UInt64.self, count, minus: 0)
        case .near(let offset, let start): Self.copy(from + offset, Int64.self, to, UInt32.self, count, minus: start)
        case .truth(let offset):
            let bytes = to.assumingMemoryBound(to: UInt8.self)
            let stride = MemoryLayout<GDELTStoredRow>.stride
            for row in 0..<count {
                let value = (from + offset).load(fromByteOffset: row &* stride, as: UInt8.self)
                bytes[row] = value == 1 ? Truth.yes.rawValue : value == 0 ? Truth.no.rawValue : Truth.maybe.rawValue
            }
        case .idCode(let table):
            for row in 0..<count {
                let number = numbers.map { Int($0[row]) } ?? first &+ row
                let code = table.map { $0[number] } ?? UInt32(truncatingIfNeeded: number) &+ CodedColumn.firstCode
                switch width {
                case 1: to.storeBytes(of: UInt8(truncatingIfNeeded: code), toByteOffset: row, as: UInt8.self)
                case 2: to.storeBytes(of: UInt16(truncatingIfNeeded: code), toByteOffset: row &* 2, as: UInt16.self)
                case _: to.storeBytes(of: code, toByteOffset: row &* 4, as: UInt32.self)
                }
            }
        }
    }

    @inline(__always)
    private func narrow<Number: FixedWidthInteger & BitwiseCopyable>(
        _ from: UnsafeRawPointer, _ type: Number.Type, _ to: UnsafeMutableRawPointer, _ count: Int, minus: Number
    ) {
        switch width {
        case 1: Self.copy(from, type, to, UInt8.self, count, minus: minus)
        case 2: Self.copy(from, type, to, UInt16.self, count, minus: minus)
        case _: Self.copy(from, type, to, UInt32.self, count, minus: minus)
        }
    }

    @inline(__always)
    private static func copy<Number: FixedWidthInteger & BitwiseCopyable, Stored: FixedWidthInteger>(
        _ from: UnsafeRawPointer, _ type: Number.Type, _ to: UnsafeMutableRawPointer, _ stored: Stored.Type,
        _ count: Int, minus: Number
    ) {
        let stride = MemoryLayout<GDELTStoredRow>.stride
        let target = to.assumingMemoryBound(to: Stored.self)
        for row in 0..<count {
            target[row] = Stored(
                truncatingIfNeeded: from.load(fromByteOffset: row &* stride, as: Number.self) &- minus)
        }
    }
}

/// Columns that are written from the same rows in the same order.
struct GDELTOutTable {
    /// Rows that are looked at together: few enough to stay in the processor's cache.
    static let pieceRows = 1 << 13

    let rows: UnsafePointer<GDELTStoredRow>
    /// nil: as they were read.
    let order: UnsafePointer<UInt32>?
    let count: Int
    var columns: [GDELTOutColumn] = []

    var pieceCount: Int { (count + Self.pieceRows - 1) / Self.pieceRows }

    /// Writes a stretch of all columns.
    func write(_ piece: Int, _ store: StoreDraft, _ scratch: GDELTScratch) throws(StoreError) {
        let first = piece * Self.pieceRows
        let count = min(Self.pieceRows, self.count - first)
        var from = rows + first
        if let order {
            for row in 0..<count { (scratch.rows + row).initialize(to: rows[Int(order[first &+ row])]) }
            from = UnsafePointer(scratch.rows)
        }
        for column in columns {
            column.fill(scratch.bytes, from, count, first: first, order.map { $0 + first })
            let bytes = UnsafeRawBufferPointer(start: scratch.bytes, count: count * column.width)
            try column.block.write(bytes, piece: piece, isFinal: column.isFinal, store)
        }
    }
}

/// Memory of one thread, for a stretch of rows.
final class GDELTScratch {
    let rows = UnsafeMutablePointer<GDELTStoredRow>.allocate(capacity: GDELTOutTable.pieceRows)
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: GDELTOutTable.pieceRows * 8, alignment: 64)

    deinit {
        rows.deallocate()
        bytes.deallocate()
    }
}
