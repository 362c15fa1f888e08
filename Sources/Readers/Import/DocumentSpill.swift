import Columnar
import EventModel
import Store

/// Finds texts that come up in several segments, by 96 bits of their hashes. Of documents the first is the one that stays,
/// with the earliest day, and the first title.
final class DocumentSpill {
    /// What is another in a segment than it was there.
    enum Change {
        /// An earlier segment has the document.
        case dropped(entry: Int)
        case published(entry: Int, DayNumber)
        /// The title is that of another segment.
        case title(entry: Int, of: RowPlace)
    }

    struct Record: HashedRecord {
        var hash: UInt64 = 0
        var check: UInt32 = 0
        var segment: UInt32 = 0
        var entry: UInt32 = 0
        var day: DayNumber = 0
    }

    private let store: StoreDraft?
    private let heaps: SpillFile<Record>
    /// Of so many parts of all texts the one that is looked at.
    private let part: (number: UInt64, of: UInt64)
    /// Among the bits of an entry, that the document has a title.
    private static let hasTitle: UInt32 = 1 << 31

    /// - Parameters:
    ///   - store: what is being made; nil where all is kept in memory.
    ///   - part: of so many parts of all texts the one that is kept, where that would be too much.
    init(_ store: StoreDraft?, part: (number: Int, of: Int) = (0, 1)) throws(StoreError) {
        self.store = store
        self.part = (UInt64(part.number), UInt64(max(1, part.of)))
        heaps = try SpillFile(hashedBeside: store)
    }

    func add(
        hash: UInt64, check: UInt32, segment: UInt32, entry: UInt32, day: DayNumber, hasTitle: Bool = false
    ) throws(StoreError) {
        guard part.of == 1 || (hash & 0xFFFF_FFFF) % part.of == part.number else { return }
        let record = Record(
            hash: hash, check: check, segment: segment, entry: entry | (hasTitle ? Self.hasTitle : 0), day: day)
        try heaps.add(record)
    }

    /// Adds all entries of a dictionary.
    func add(
        _ dictionary: CodeDictionary, segment: UInt32, seed: UInt64,
        _ facts: (Int) -> (day: DayNumber, hasTitle: Bool)
    ) throws(StoreError) {
        var hasher = TextHasher(seed: seed)
        for entry in 0..<dictionary.count {
            let key = hasher.key(dictionary, entry)
            let (day, hasTitle) = facts(entry)
            try add(
                hash: key.hash, check: key.check, segment: segment, entry: UInt32(truncatingIfNeeded: entry), day: day,
                hasTitle: hasTitle)
        }
    }

    /// How many of the texts came up before.
    func repeatedCount() throws(StoreError) -> Int {
        var count = 0
        try eachGroup { group throws(StoreError) in count += group.count - 1 }
        return count
    }

    /// What changes in the documents of each segment; `change` takes the records apart.
    func changes(segments: Int) throws(StoreError) -> SpillFile<Record> {
        let changes = try SpillFile<Record>(store, heaps: segments)
        try addChanges(to: changes)
        return changes
    }

    /// Puts what changes into the heap of each segment.
    func addChanges(to changes: SpillFile<Record>) throws(StoreError) {
        try eachGroup { group throws(StoreError) in
            guard var first = group.first, group.count > 1 else { return }
            var day = first.day
            for record in group.dropFirst() {
                day = Self.earlier(day, record.day)
                var dropped = record
                dropped.hash = 0
                try changes.add(dropped, heap: Int(dropped.segment))
            }
            let titled = group.first { $0.entry & Self.hasTitle != 0 }
            if day != first.day {
                first.hash = 1
                first.day = day
                try changes.add(first, heap: Int(first.segment))
            }
            if let titled, first.entry & Self.hasTitle == 0 {
                first.hash = 2
                first.check = titled.segment
                first.day = DayNumber(bitPattern: titled.entry & ~Self.hasTitle)
                try changes.add(first, heap: Int(first.segment))
            }
        }
    }

    static func dropping(_ entry: Int) -> Record { Record(entry: UInt32(truncatingIfNeeded: entry)) }

    static func dating(_ entry: Int, _ day: DayNumber) -> Record {
        Record(hash: 1, entry: UInt32(truncatingIfNeeded: entry), day: day)
    }

    static func change(_ record: Record) -> Change {
        let entry = Int(record.entry & ~hasTitle)
        switch record.hash {
        case 0: return .dropped(entry: entry)
        case 1: return .published(entry: entry, record.day)
        case _:
            return .title(
                entry: entry,
                of: RowPlace(segment: Int(record.check), row: Int(UInt32(bitPattern: record.day))))
        }
    }

    /// Goes through the records of each text, those of earlier segments first.
    func eachGroup(_ body: (ArraySlice<Record>) throws(StoreError) -> Void) throws(StoreError) {
        try heaps.eachGroup({ $0.segment < $1.segment }, body)
    }

    /// The earlier of two days of which some may not be known.
    static func earlier(_ one: DayNumber, _ other: DayNumber) -> DayNumber {
        if one == DateSpan.distantPast { return other }
        return other == DateSpan.distantPast ? one : min(one, other)
    }
}
