import Glibc

/// Elements in memory of one's own that grows; the loops over it check nothing.
///
/// Much memory is taken from the system in one large stretch, of which only what is touched is ever given: it grows in its
/// place, and is not written to before it is used.
final class Slab<Element: BitwiseCopyable> {
    private(set) var start: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private var capacity = 0
    /// The stretch that came from the system; nil of memory that was allocated.
    private var stretch: UnsafeMutableRawBufferPointer?

    private static var page: Int { 1 << 21 }

    init() { start = .allocate(capacity: 1) }

    deinit { giveBack() }

    var byteCount: Int { count * MemoryLayout<Element>.stride }

    /// Makes room for so many; new ones are all `zero`.
    func grow(to wanted: Int, zero: Element) {
        if wanted <= count { return }
        if wanted > capacity { move(to: wanted) }
        if stretch == nil || !Self.isZero(zero) {
            (start + count).update(repeating: zero, count: wanted - count)
        }
        count = wanted
    }

    private func move(to wanted: Int) {
        let stride = MemoryLayout<Element>.stride
        let (memory, stretch, room) =
            Self.stretch(wanted)
            ?? {
                let room = max(wanted, capacity + capacity / 2)
                return (.allocate(capacity: room), nil, room)
            }()
        memcpy(memory, start, count * stride)
        giveBack()
        (start, self.stretch, capacity) = (memory, stretch, room)
    }

    private func giveBack() {
        if let stretch { munmap(stretch.baseAddress, stretch.count) } else { start.deallocate() }
    }

    /// Memory with room for several times as many, all zero, in large pages where the system has these; nil where so few
    /// are not worth it.
    private static func stretch(
        _ count: Int
    ) -> (UnsafeMutablePointer<Element>, UnsafeMutableRawBufferPointer?, Int)? {
        let stride = MemoryLayout<Element>.stride
        let (byteCount, overflow) = count.multipliedReportingOverflow(by: stride * 8)
        guard !overflow, count * stride >= 2 * page, byteCount < 1 << 40 else { return nil }
        let whole = byteCount + page
        let map = mmap(nil, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        guard let map, map != MAP_FAILED else { return nil }
        // Large pages begin at multiples of their size.
        let gap = (page - Int(bitPattern: map) % page) % page
        let first = map + gap
        _ = madvise(first, byteCount / page * page, MADV_HUGEPAGE)
        return (
            first.bindMemory(to: Element.self, capacity: count * 8),
            UnsafeMutableRawBufferPointer(start: map, count: whole), count * 8
        )
    }

    private static func isZero(_ element: Element) -> Bool {
        withUnsafeBytes(of: element) { $0.allSatisfy { $0 == 0 } }
    }
}
