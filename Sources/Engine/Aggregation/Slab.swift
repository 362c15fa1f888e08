import Glibc

/// Elements in memory of one's own that grows; the loops over it check nothing.
final class Slab<Element: BitwiseCopyable> {
    private(set) var start: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private var capacity = 0

    init() { start = .allocate(capacity: 1) }

    deinit { start.deallocate() }

    var byteCount: Int { capacity * MemoryLayout<Element>.stride }

    /// Makes room for so many; new ones are all `zero`.
    func grow(to wanted: Int, zero: Element) {
        if wanted <= count { return }
        if wanted > capacity {
            let room = max(wanted, capacity + capacity / 2)
            let memory = Self.allocate(room)
            memory.update(from: start, count: count)
            start.deallocate()
            start = memory
            capacity = room
        }
        (start + count).update(repeating: zero, count: wanted - count)
        count = wanted
    }

    /// Memory of many pages comes in large ones where the system has these: giving out small ones takes longer than what
    /// is done with them.
    private static func allocate(_ count: Int) -> UnsafeMutablePointer<Element> {
        let byteCount = count * MemoryLayout<Element>.stride
        let page = 1 << 21
        guard byteCount >= 2 * page else { return .allocate(capacity: count) }
        let memory = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: page)
        _ = madvise(memory, byteCount / page * page, MADV_HUGEPAGE)
        return memory.bindMemory(to: Element.self, capacity: count)
    }
}
