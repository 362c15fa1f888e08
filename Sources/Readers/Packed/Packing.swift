/// How a file is packed, told by its first bytes.
enum Packing: CaseIterable {
    case gzip, zip, zstd, bzip2, xz

    /// nil for a file that is not packed.
    init?(_ head: [UInt8]) {
        let found = Self.allCases.first { packing in
            packing.marks.contains { head.starts(with: $0) }
        }
        guard let found else { return nil }
        self = found
    }

    /// Bytes by which a packing is told.
    static let markLength = 10

    private var marks: [[UInt8]] {
        switch self {
        // The third byte is the method, and there is only one.
        case .gzip: [[0x1F, 0x8B, 0x08]]
        // A member, an archive without members, one in several parts.
        case .zip: [[0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], [0x50, 0x4B, 7, 8]]
        case .zstd: [[0x28, 0xB5, 0x2F, 0xFD]]
        // A digit and the beginning of a block, or of the end of a file with none.
        case .bzip2:
            (UInt8(ascii: "1")...UInt8(ascii: "9")).flatMap { level in
                [[0x42, 0x5A, 0x68, level, 0x31, 0x41, 0x59], [0x42, 0x5A, 0x68, level, 0x17, 0x72, 0x45]]
            }
        case .xz: [[0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]]
        }
    }
}

/// How far files may unpack: far beyond what data do, and far below what bombs do.
struct UnpackingLimits: Sendable {
    /// Bytes of all members together.
    var totalBytes = 64 << 30
    /// Unpacked bytes for each packed one; tables of text come to 5 to 50.
    var ratio = 250
    /// Below so many bytes the ratio is not looked at.
    var freeBytes = 64 << 20
    var members = 100_000
}
