import Glibc
import Store

/// The lines of records as they were read, those of each type one behind the other: in a file beside the store that is
/// being made, or in memory.
///
/// Nothing can be made of a record before all are read: the types of columns, the kinds and the ids that are taken are
/// known at the end only. A line takes less than half of what its members take, and needs no form of its own.
final class KeptRecords {
    /// Bytes that are written, and read again, at once.
    private static let blockSize = 1 << 18

    fileprivate struct Block {
        /// The number of its first record.
        let first: Int
        let count: Int
        let byteCount: Int
        let content: Content

        enum Content {
            case held([UInt8])
            case kept(at: Int)
        }
    }

    private struct Shelf {
        var blocks: [Block] = []
        var bytes: [UInt8] = []
        var count = 0
    }

    private let store: StoreDraft?
    private var descriptor: Int32?
    private var end = 0
    private var shelves: [RecordType: Shelf] = [:]

    /// - Parameter store: what is being made of the records; nil where they stay in memory.
    init(_ store: StoreDraft?) { self.store = store }

    deinit { if let descriptor { Glibc.close(descriptor) } }

    func count(_ type: RecordType) -> Int { shelves[type]?.count ?? 0 }

    /// Keeps a record that was read of a line, without a mark of the byte order.
    func add(_ record: Record, _ line: Span<UInt8>) throws(StoreError) {
        let head = [UInt64(record.line), UInt64(record.file) << 32 | UInt64(line.count)]
        add(record.type) { bytes in
            head.withUnsafeBytes { bytes.append(contentsOf: $0) }
            line.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        }
        if shelves[record.type]?.bytes.count ?? 0 >= Self.blockSize { try close(record.type) }
    }

    private func add(_ type: RecordType, _ append: (inout [UInt8]) -> Void) {
        append(&shelves[type, default: Shelf()].bytes)
        shelves[type]?.count += 1
    }

    /// Ends a block.
    private func close(_ type: RecordType) throws(StoreError) {
        guard let shelf = shelves[type], !shelf.bytes.isEmpty else { return }
        let first = shelf.blocks.last.map { $0.first + $0.count } ?? 0
        let content: Block.Content
        if let store {
            if descriptor == nil { descriptor = try store.temporaryFile() }
            guard let descriptor else { throw StoreDraft.temporaryFileWasCut }
            let outcome = shelf.bytes.withUnsafeBytes { bytes in
                Result { () throws(StoreError) in try StoreDraft.writeAside(bytes, at: end, descriptor) }
            }
            try outcome.get()
            content = .kept(at: end)
            end += shelf.bytes.count
        } else {
            // A copy of its own, since what grows byte by byte is far larger than what is in it.
            content = .held(
                [UInt8](unsafeUninitializedCapacity: shelf.bytes.count) { bytes, count in
                    count = bytes.initialize(fromContentsOf: shelf.bytes)
                })
        }
        shelves[type]?.bytes.removeAll(keepingCapacity: true)
        shelves[type]?.blocks.append(
            Block(first: first, count: shelf.count - first, byteCount: shelf.bytes.count, content: content))
    }

    private func bytes(_ block: Block) throws(StoreError) -> [UInt8] {
        switch block.content {
        case .held(let bytes): return bytes
        case .kept(let place):
            guard let descriptor else { throw StoreDraft.temporaryFileWasCut }
            var failure: StoreError?
            let bytes = [UInt8](unsafeUninitializedCapacity: block.byteCount) { buffer, count in
                do throws(StoreError) {
                    try StoreDraft.readAside(UnsafeMutableRawBufferPointer(buffer), at: place, descriptor)
                    count = block.byteCount
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
            guard bytes.count == block.byteCount else { throw StoreDraft.temporaryFileWasCut }
            return bytes
        }
    }

    // MARK: Reading

    /// All records of a type, in their order. None may be added afterwards.
    func records(_ type: RecordType) throws(StoreError) -> Cursor {
        try close(type)
        return Cursor(self, type, shelves[type]?.blocks ?? [])
    }

    /// The record of a number.
    func record(_ type: RecordType, _ number: Int) throws(StoreError) -> Record? {
        let blocks = shelves[type]?.blocks ?? []
        guard let place = blocks.lastIndex(where: { $0.first <= number }) else { return nil }
        var cursor = Cursor(self, type, [blocks[place]])
        while let (record, current) = try cursor.next() { if current == number { return record } }
        return nil
    }

    /// Goes from record to record.
    struct Cursor {
        private let kept: KeptRecords
        private let type: RecordType
        private let blocks: [Block]
        private var nextBlock = 0
        private var bytes: [UInt8] = []
        private var place = 0
        private var number = 0

        fileprivate init(_ kept: KeptRecords, _ type: RecordType, _ blocks: [Block]) {
            self.kept = kept
            self.type = type
            self.blocks = blocks
        }

        /// Whether a block begins: the time to ask whether to go on.
        var isAtBlock: Bool { place >= bytes.count }

        /// The bytes of the line of the record that was given last.
        private(set) var byteCount = 0

        /// The next record and its number; nil behind the last.
        mutating func next() throws(StoreError) -> (record: Record, number: Int)? {
            if isAtBlock {
                guard nextBlock < blocks.count else { return nil }
                bytes = try kept.bytes(blocks[nextBlock])
                number = blocks[nextBlock].first
                nextBlock += 1
                place = 0
            }
            let head = bytes.withUnsafeBytes { bytes -> (line: UInt64, rest: UInt64)? in
                guard place + 16 <= bytes.count else { return nil }
                return (
                    bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self),
                    bytes.loadUnaligned(fromByteOffset: place + 8, as: UInt64.self)
                )
            }
            guard let head else { throw StoreDraft.temporaryFileWasCut }
            byteCount = Int(head.rest & 0xFFFF_FFFF)
            let line = place + 16..<place + 16 + byteCount
            guard line.upperBound <= bytes.count,
                let record = Record(
                    type, rereading: bytes.span.extracting(line), file: Int(head.rest >> 32),
                    line: Int(truncatingIfNeeded: head.line))
            else { throw StoreDraft.temporaryFileWasCut }
            place = line.upperBound
            number += 1
            return (record, number - 1)
        }
    }
}
