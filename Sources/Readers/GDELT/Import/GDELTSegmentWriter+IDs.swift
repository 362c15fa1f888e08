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
                    let outcome = buffer.withUnsafeMutableBytes { bytes in
                        Result { () throws(StoreError) in
                            try store.read(
                                UnsafeMutableRawBufferPointer(rebasing: bytes[..<(count * 8)]),
                                at: Int(segment.ids.offset) + first * 8)
                        }
                    }
                    try outcome.get()
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
}
