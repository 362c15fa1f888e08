import Glibc
import Synchronization

/// Large stretches of memory that a question has done with, kept for the next one: pages that the system has to find and to
/// clear cost more than what is done with them, most of all where memory is full of files.
final class SpareMemory: Sendable {
    /// Memory from the system, all zero where nobody has written to it.
    struct Stretch: @unchecked Sendable {
        // Unchecked: it has one holder at a time.
        fileprivate let map: UnsafeMutableRawBufferPointer
        /// Where it begins: at a multiple of the size of a large page.
        let start: UnsafeMutableRawPointer
        /// Bytes that there are from there on.
        let byteCount: Int
        /// Bytes that somebody may have written to before: who uses them clears them, just then, while they are near.
        fileprivate(set) var used = 0

        func giveBack() { munmap(map.baseAddress, map.count) }
    }

    /// Bytes that were used of all that is kept, at most.
    private static let mostBytes = 192 << 20
    private static let page = 1 << 21

    private let spare = Mutex<[Stretch]>([])

    deinit { for stretch in spare.withLock({ $0 }) { stretch.giveBack() } }

    /// Gives all of it back.
    func forget() {
        let kept = spare.withLock { spare in
            defer { spare = [] }
            return spare
        }
        for stretch in kept { stretch.giveBack() }
    }

    /// Memory of so many bytes; nil where the system has none.
    /// - Parameter room: how many times as many there are to be, of what grows.
    func take(_ byteCount: Int, room: Int = 8) -> Stretch? {
        let kept = spare.withLock { spare -> Stretch? in
            // Of those that are large enough the one of which that much has been used, or nearly.
            let place = spare.indices.filter { spare[$0].byteCount >= byteCount }
                .min { abs(spare[$0].used - byteCount) < abs(spare[$1].used - byteCount) }
            return place.map { spare.remove(at: $0) }
        }
        return kept ?? Self.map(byteCount, room)
    }

    /// - Parameter used: bytes that were written to.
    func give(_ stretch: Stretch, used: Int) {
        var stretch = stretch
        stretch.used = max(used, stretch.used)
        let isKept = spare.withLock { spare in
            if spare.reduce(stretch.used, { $0 + $1.used }) > Self.mostBytes { return false }
            spare.append(stretch)
            return true
        }
        if !isKept { stretch.giveBack() }
    }

    private static func map(_ wanted: Int, _ room: Int) -> Stretch? {
        let (byteCount, overflow) = wanted.multipliedReportingOverflow(by: room)
        guard !overflow, byteCount < 1 << 40 else { return nil }
        let whole = byteCount + page
        // What nobody touches is never given out by the system.
        let map = mmap(nil, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        guard let map, map != MAP_FAILED else { return nil }
        let gap = (page - Int(bitPattern: map) % page) % page
        _ = madvise(map + gap, byteCount / page * page, MADV_HUGEPAGE)
        return Stretch(
            map: UnsafeMutableRawBufferPointer(start: map, count: whole), start: map + gap, byteCount: byteCount)
    }
}
