import Columnar
import EventModel
import Glibc

/// Writes blocks to the end of a file, and tells where each lies.
final class BlockWriter: BlockTaking {
    private let descriptor: Int32
    private let path: String
    private(set) var offset: Int
    /// Bytes that were not handed over yet: small blocks go together.
    private var pending: [UInt8] = []

    private static let pendingLimit = 1 << 20

    init(descriptor: Int32, path: String, offset: Int = StoreFormat.firstBlock) {
        self.descriptor = descriptor
        self.path = path
        self.offset = offset
    }

    func block(_ bytes: UnsafeRawBufferPointer) throws(StoreError) -> BlockReference {
        let gap = (StoreFormat.alignment - offset % StoreFormat.alignment) % StoreFormat.alignment
        pending.append(contentsOf: repeatElement(0, count: gap))
        offset += gap
        let seal = BlockSeal(bytes)
        let reference = BlockReference(
            offset: UInt64(offset), byteCount: UInt64(bytes.count), checksum: seal.checksum)
        if bytes.count < Self.pendingLimit {
            pending.append(contentsOf: bytes)
            pending.append(contentsOf: seal.tail)
            offset += bytes.count + seal.tail.count
            if pending.count >= Self.pendingLimit { try flush() }
        } else {
            try flush()
            try write(bytes, at: offset)
            pending = seal.tail
            offset += bytes.count + seal.tail.count
        }
        return reference
    }

    func flush() throws(StoreError) {
        if pending.isEmpty { return }
        let bytes = pending
        pending.removeAll(keepingCapacity: true)
        let outcome = bytes.withUnsafeBytes { bytes in
            Result { () throws(StoreError) in try write(bytes, at: offset - bytes.count) }
        }
        try outcome.get()
    }

    /// Writes at a place, all of it.
    func write(_ bytes: UnsafeRawBufferPointer, at place: Int) throws(StoreError) {
        try Self.write(bytes, at: place, descriptor, path)
    }

    static func write(
        _ bytes: UnsafeRawBufferPointer, at place: Int, _ descriptor: Int32, _ path: String
    ) throws(StoreError) {
        var done = 0
        while done < bytes.count {
            guard let start = bytes.baseAddress else { return }
            let count = pwrite(descriptor, start + done, bytes.count - done, off_t(place + done))
            if count < 0 {
                if errno == EINTR { continue }
                throw systemError("write", path)
            }
            // A device that takes nothing will not take more for being asked again.
            if count == 0 { throw .system(doing: "write", path: path, errorNumber: ENOSPC, text: "the disk is full") }
            done += count
        }
    }
}
