import EventModel
import Glibc
import Store

/// Records of one size in many heaps: in a file beside a store that nobody else sees, of which memory holds a little of
/// each heap; or in memory, where no store is being made.
final class SpillFile<Record: BitwiseCopyable & Sendable>: @unchecked Sendable {
    // Unchecked: one thread adds all records, before others read them.
    private static var chunk: Int { 256 }
    private let descriptor: Int32?
    private let heapCount: Int
    private let buffer: UnsafeMutablePointer<Record>
    /// By heap, the records that memory holds.
    private let counts: UnsafeMutablePointer<Int>
    /// Where the full chunks of each heap lie.
    private var chunks: [[Int]]
    private var end = 0
    /// The records of each heap, where there is no file.
    private var held: [[Record]] = []

    init(_ store: StoreDraft?, heaps: Int) throws(StoreError) {
        heapCount = max(1, heaps)
        descriptor = try store.map { store throws(StoreError) in try store.temporaryFile() }
        buffer = .allocate(capacity: descriptor == nil ? 1 : heapCount * Self.chunk)
        counts = .allocate(capacity: heapCount)
        counts.initialize(repeating: 0, count: heapCount)
        chunks = Array(repeating: [], count: heapCount)
        if descriptor == nil { held = Array(repeating: [], count: heapCount) }
    }

    deinit {
        if let descriptor { close(descriptor) }
        buffer.deallocate()
        counts.deallocate()
    }

    func add(_ record: Record, heap: Int) throws(StoreError) {
        guard let descriptor else {
            held[heap].append(record)
            return
        }
        (buffer + heap * Self.chunk + counts[heap]).initialize(to: record)
        counts[heap] += 1
        if counts[heap] == Self.chunk { try spill(heap, descriptor) }
    }

    private func spill(_ heap: Int, _ descriptor: Int32) throws(StoreError) {
        let bytes = UnsafeRawBufferPointer(
            start: buffer + heap * Self.chunk, count: Self.chunk * MemoryLayout<Record>.stride)
        try StoreDraft.writeAside(bytes, at: end, descriptor)
        chunks[heap].append(end)
        end += bytes.count
        counts[heap] = 0
    }

    /// All records of a heap, in the order in which they were added.
    func records(_ heap: Int) throws(StoreError) -> [Record] {
        guard let descriptor else { return held[heap] }
        var records: [Record] = []
        records.reserveCapacity(chunks[heap].count * Self.chunk + counts[heap])
        let size = Self.chunk * MemoryLayout<Record>.stride
        let read = UnsafeMutablePointer<Record>.allocate(capacity: Self.chunk)
        defer { read.deallocate() }
        for place in chunks[heap] {
            let bytes = UnsafeMutableRawBufferPointer(start: read, count: size)
            try StoreDraft.readAside(bytes, at: place, descriptor)
            records.append(contentsOf: UnsafeBufferPointer(start: read, count: Self.chunk))
        }
        records.append(contentsOf: UnsafeBufferPointer(start: buffer + heap * Self.chunk, count: counts[heap]))
        return records
    }
}
