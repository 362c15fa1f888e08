/// The layout of a store, all numbers with the lowest byte first:
///
/// | bytes | what |
/// |---|---|
/// | 0 ..< 64 | the header: magic, version, where the directory lies, its checksum, the header's own |
/// | 4,096 … | blocks, each on a boundary of 64 bytes |
/// | behind them | the directory: inputs, catalog, dictionaries, tables, segments, columns, and the block of each |
///
/// Of a block of more than 8 KiB each 8 KiB have a checksum, in a list behind it (`BlockSeal`).
/// Actors, places and offices lie in blocks of their own: one is found without the others being read.
///
/// The header is written last. A file is replaced whole by renaming, so a reader that holds one keeps its view.
enum StoreFormat {
    /// As in PNG: a byte beyond ASCII and two kinds of line end, which copying as text would damage.
    static let magic: [UInt8] = [0x89] + Array("CASUS".utf8) + [0x0D, 0x0A, 0x1A, 0x0A]
    static let version: UInt32 = 5
    static let headerSize = 64
    static let firstBlock = 4_096
    static let alignment = 64
    /// Directories are read whole: more than this is no directory of ours.
    static let largestDirectory = 1 << 32
}

/// Where bytes lie in a store, and their checksum.
package struct BlockReference: Hashable, Sendable {
    package var offset: UInt64
    package var byteCount: UInt64
    package var checksum: UInt32

    package init(offset: UInt64, byteCount: UInt64, checksum: UInt32) {
        self.offset = offset
        self.byteCount = byteCount
        self.checksum = checksum
    }
}

/// The first bytes of a store.
struct StoreHeader {
    var directory: BlockReference

    var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.raw(StoreFormat.magic)
        writer.raw([0, 0])
        writer.fixed(StoreFormat.version)
        writer.fixed(directory.offset)
        writer.fixed(directory.byteCount)
        writer.fixed(directory.checksum)
        let checksum = crc32c(writer.bytes)
        writer.fixed(checksum)
        return writer.bytes + Array(repeating: 0, count: StoreFormat.headerSize - writer.bytes.count)
    }

    init(directory: BlockReference) { self.directory = directory }

    init(_ bytes: [UInt8], path: String) throws(StoreError) {
        guard bytes.starts(with: StoreFormat.magic) else { throw .notAStore(path: path) }
        guard bytes.count >= StoreFormat.headerSize else { throw .damaged(path: path, part: "the header") }
        var reader = ByteReader(bytes, path: path, part: "the header")
        _ = try reader.raw(StoreFormat.magic.count + 2)
        let version: UInt32 = try reader.fixed()
        directory = BlockReference(
            offset: try reader.fixed(), byteCount: try reader.fixed(), checksum: try reader.fixed())
        let length = reader.position
        let checksum: UInt32 = try reader.fixed()
        guard checksum == crc32c(Array(bytes[..<length])) else { throw .damaged(path: path, part: "the header") }
        guard bytes[StoreFormat.magic.count...].prefix(2).allSatisfy({ $0 == 0 }),
            bytes[reader.position..<StoreFormat.headerSize].allSatisfy({ $0 == 0 })
        else { throw .damaged(path: path, part: "the header") }
        guard version == StoreFormat.version else {
            throw .version(path: path, found: version, known: StoreFormat.version)
        }
    }
}
