import Store

extension GDELTSegmentWriter {
    /// Rows whose id an earlier row has, looked for among a part of the ids at a time.
    func repeatedIDs(_ store: StoreDraft, partSize: Int = 1 << 22) throws(StoreError) -> Int {
        let total = segments.reduce(0) { $0 + $1.idCount }
        let parts = UInt64(max(1, (total + partSize - 1) / partSize))
        var repeated = repeatedIDs
        var buffer = [Int64](repeating: 0, count: 1 << 16)
        for part in 0..<parts {
            var found: [Int64] = []
            for segment in segments {
                for first in stride(from: 0, to: segment.idCount, by: buffer.count) {
                    let count = min(buffer.count, segment.idCount - first)
                    try read(segment, first, count, &buffer, store)
                    for id in buffer[..<count] {
                        let mixed = UInt64(bitPattern: id) &* 0x9E37_79B9_7F4A_7C15
                        if (mixed &>> 32) % parts == part { found.append(id) }
                    }
                }
            }
            found.sort()
            for index in found.indices.dropFirst() where found[index] == found[index - 1] { repeated += 1 }
        }
        return repeated
    }
    /// Ids of a segment, in full width.
    private func read(
        _ segment: Written, _ first: Int, _ count: Int, _ buffer: inout [Int64], _ store: StoreDraft
    ) throws(StoreError) {
        let outcome = buffer.withUnsafeMutableBytes { bytes in
            Result { () throws(StoreError) in
                try store.read(
                    UnsafeMutableRawBufferPointer(rebasing: bytes[..<(count * segment.idWidth)]),
                    at: Int(segment.ids.offset) + first * segment.idWidth)
                guard segment.idWidth == 4 else { return }
                // From the last on, so that none is written over before it is read.
                for index in stride(from: count - 1, through: 0, by: -1) {
                    let near = bytes.load(fromByteOffset: index * 4, as: UInt32.self)
                    bytes.storeBytes(of: segment.firstID &+ Int64(near), toByteOffset: index * 8, as: Int64.self)
                }
            }
        }
        try outcome.get()
    }
}
