import EventModel
import Glibc
import Store

/// Records of one size in many heaps, in a file beside the store that nobody else sees: memory holds a little of each.
final class SpillFile {
    struct Record {
        var hash: UInt64 = 0
        var check: UInt32 = 0
        var segment: UInt32 = 0
        var entry: UInt32 = 0
        var day: DayNumber = 0
    }

    private static let chunk = 256
    private let descriptor: Int32
    private let heapCount: Int
    private let buffer: UnsafeMutablePointer<Record>
    private var counts: [Int]
    /// Where the full chunks of each heap lie.
    private var chunks: [[Int]]
    private var end = 0

    init(_ store: StoreDraft, heaps: Int) throws(StoreError) {
        heapCount = max(1, heaps)
        descriptor = try store.temporaryFile()
        buffer = .allocate(capacity: heapCount * Self.chunk)
        counts = Array(repeating: 0, count: heapCount)
        chunks = Array(repeating: [], count: heapCount)
    }

    deinit {
        close(descriptor)
        buffer.deallocate()
    }

    func add(_ record: Record, heap: Int) throws(StoreError) {
        (buffer + heap * Self.chunk + counts[heap]).initialize(to: record)
        counts[heap] += 1
        if counts[heap] == Self.chunk { try spill(heap) }
    }

    private func spill(_ heap: Int) throws(StoreError) {
        let bytes = UnsafeRawBufferPointer(
            start: buffer + heap * Self.chunk, count: Self.chunk * MemoryLayout<Record>.stride)
        try Self.write(bytes, descriptor, at: end)
        chunks[heap].append(end)
        end += bytes.count
        counts[heap] = 0
    }

    /// All records of a heap.
    func records(_ heap: Int) throws(StoreError) -> [Record] {
        var records: [Record] = []
        records.reserveCapacity(chunks[heap].count * Self.chunk + counts[heap])
        let size = Self.chunk * MemoryLayout<Record>.stride
        let read = UnsafeMutablePointer<Record>.allocate(capacity: Self.chunk)
        defer { read.deallocate() }
        for place in chunks[heap] {
            var done = 0
            while done < size {
                let count = pread(descriptor, UnsafeMutableRawPointer(read) + done, size - done, off_t(place + done))
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    throw .system(doing: "read", path: "a temporary file", errorNumber: errno, text: "it was cut short")
                }
                done += count
            }
            records.append(contentsOf: UnsafeBufferPointer(start: read, count: Self.chunk))
        }
        records.append(contentsOf: UnsafeBufferPointer(start: buffer + heap * Self.chunk, count: counts[heap]))
        return records
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, _ descriptor: Int32, at place: Int) throws(StoreError) {
        try StoreDraft.write(bytes, at: place, descriptor, "a temporary file")
    }
}

/// Finds the addresses that come up in several segments: the first of them is the document, with the earliest day.
final class GDELTDocumentSpill {
    private let store: StoreDraft
    private let heaps: SpillFile
    private static let heapBits: UInt64 = 8

    init(_ store: StoreDraft) throws(StoreError) {
        self.store = store
        heaps = try SpillFile(store, heaps: 1 << Int(Self.heapBits))
    }

    func add(_ draft: GDELTDraft, segment: UInt32) throws(StoreError) {
        var failure: StoreError?
        draft.urls.forEach { slot in
            guard failure == nil else { return }
            let entry = slot.value &- 1
            let record = SpillFile.Record(
                hash: slot.hash, check: slot.check, segment: segment, entry: entry,
                day: draft.published[Int(entry)])
            do throws(StoreError) {
                try heaps.add(record, heap: Int(slot.hash >> (64 - Self.heapBits)))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }

    /// What changes in the documents of each segment: those whose record has no hash are named by an earlier segment,
    /// the others have another day.
    func changes(segments: Int) throws(StoreError) -> SpillFile {
        let changes = try SpillFile(store, heaps: segments)
        for heap in 0..<1 << Int(Self.heapBits) {
            var records = try heaps.records(heap)
            records.sort { one, other in
                if one.hash != other.hash { return one.hash < other.hash }
                if one.check != other.check { return one.check < other.check }
                return one.segment < other.segment
            }
            var first = 0
            while first < records.count {
                var end = first + 1
                var day = records[first].day
                while end < records.count, records[end].hash == records[first].hash,
                    records[end].check == records[first].check
                {
                    day = Self.earlier(day, records[end].day)
                    var dropped = records[end]
                    dropped.hash = 0
                    try changes.add(dropped, heap: Int(dropped.segment))
                    end += 1
                }
                if day != records[first].day {
                    var changed = records[first]
                    changed.hash = 1
                    changed.day = day
                    try changes.add(changed, heap: Int(changed.segment))
                }
                first = end
            }
        }
        return changes
    }

    private static func earlier(_ one: DayNumber, _ other: DayNumber) -> DayNumber {
        if one == DateSpan.distantPast { return other }
        return other == DateSpan.distantPast ? one : min(one, other)
    }
}
