import Store

/// Finds the records of one type that repeat the id of one before them.
///
/// The first record that has an id keeps it, unless it is refused for something else. So ids that come up several times
/// are found first, by their hashes; then which of their records can be read at all; then which of these is the first.
final class RepeatedIDs {
    fileprivate struct Seen: HashedRecord {
        var hash: UInt64 = 0
        var check: UInt32 = 0
        var file: UInt32 = 0
        /// The number of the record among those of its type.
        var number: UInt64 = 0
        var line: UInt64 = 0
    }

    /// A note for some of the records, which are asked for in their order.
    fileprivate struct Notes {
        private let heaps: SpillFile<Seen>
        /// How many records share a heap.
        private let span: Int
        private var heap = -1
        private var notes: [UInt64: Seen] = [:]

        fileprivate init(_ store: StoreDraft?, count: Int) throws(StoreError) {
            heaps = try SpillFile(store, heaps: 1 << 8)
            span = max(1, (count + 255) >> 8)
        }

        fileprivate func add(_ seen: Seen, for number: UInt64) throws(StoreError) {
            var seen = seen
            seen.number = number
            try heaps.add(seen, heap: min(255, Int(number) / span))
        }

        fileprivate mutating func note(_ number: Int) throws(StoreError) -> Seen? {
            if min(255, number / span) != heap {
                heap = min(255, number / span)
                notes = Dictionary(try heaps.records(heap).map { ($0.number, $0) }, uniquingKeysWith: { $1 })
            }
            return notes[UInt64(number)]
        }
    }

    private let store: StoreDraft?
    private let seen: SpillFile<Seen>
    private var hasher: TextHasher
    private var count = 0

    init(_ store: StoreDraft?, seed: UInt64) throws(StoreError) {
        self.store = store
        hasher = TextHasher(seed: seed)
        seen = try SpillFile(hashedBeside: store)
    }

    /// Notes the id of a record, by its number.
    func note(_ id: String, _ number: Int) throws(StoreError) {
        let key = hasher.key(id)
        try seen.add(Seen(hash: key.hash, check: key.check, number: UInt64(number)))
        count = max(count, number + 1)
    }

    /// Where the record stands whose id a record repeats, by the number of the latter.
    struct Firsts {
        private var notes: Notes

        fileprivate init(_ notes: Notes) { self.notes = notes }

        mutating func first(for number: Int) throws(StoreError) -> (file: Int, line: Int)? {
            try notes.note(number).map { (Int($0.file), Int(truncatingIfNeeded: $0.line)) }
        }
    }

    /// What repeats what; nil where nothing does.
    ///
    /// - Parameters:
    ///   - records: goes through all records.
    ///   - canBeRead: whether a record is refused for nothing else.
    func firsts(
        _ records: () throws(StoreError) -> KeptRecords.Cursor, canBeRead: (Record) -> Bool
    ) throws(StoreError) -> Firsts? {
        var suspects = try Notes(store, count: count)
        var hasSuspects = false
        try seen.eachGroup({ $0.number < $1.number }) { group throws(StoreError) in
            guard group.count > 1 else { return }
            hasSuspects = true
            for seen in group { try suspects.add(seen, for: seen.number) }
        }
        guard hasSuspects else { return nil }
        let readable = try SpillFile<Seen>(hashedBeside: store)
        var cursor = try records()
        while let (record, number) = try cursor.next() {
            guard var seen = try suspects.note(number), canBeRead(record) else { continue }
            seen.file = UInt32(truncatingIfNeeded: record.file)
            seen.line = UInt64(record.line)
            try readable.add(seen)
        }
        let repeats = try Notes(store, count: count)
        try readable.eachGroup({ $0.number < $1.number }) { group throws(StoreError) in
            guard let first = group.first else { return }
            for other in group.dropFirst() { try repeats.add(first, for: other.number) }
        }
        return Firsts(repeats)
    }
}
