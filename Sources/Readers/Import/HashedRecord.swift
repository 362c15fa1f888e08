import Columnar
import Store

/// What is told of a text that goes by 96 bits of its hash.
protocol HashedRecord: BitwiseCopyable, Sendable {
    var hash: UInt64 { get }
    var check: UInt32 { get }
}

extension SpillFile where Record: HashedRecord {
    private static var heapBits: UInt64 { 8 }

    /// Heaps by the first bits of the hash.
    convenience init(hashedBeside store: StoreDraft?) throws(StoreError) {
        try self.init(store, heaps: 1 << Int(Self.heapBits))
    }

    func add(_ record: Record) throws(StoreError) { try add(record, heap: Int(record.hash >> (64 - Self.heapBits))) }

    /// Goes through the records of each text, one heap after another; where the run is to end, not to the last.
    ///
    /// - Parameter isBefore: the order of the records of one text.
    func eachGroup(
        _ isBefore: (Record, Record) -> Bool, _ body: (ArraySlice<Record>) throws(StoreError) -> Void
    ) throws(StoreError) {
        for heap in 0..<1 << Int(Self.heapBits) {
            // Of a run that is to end nobody reads what comes of the rest.
            if Stop.isWanted { return }
            var records = try records(heap)
            records.sort { one, other in
                if one.hash != other.hash { return one.hash < other.hash }
                if one.check != other.check { return one.check < other.check }
                return isBefore(one, other)
            }
            var first = 0
            while first < records.count {
                var end = first + 1
                while end < records.count, records[end].hash == records[first].hash,
                    records[end].check == records[first].check
                {
                    end += 1
                }
                try body(records[first..<end])
                first = end
            }
        }
    }
}
