import Glibc

/// Elements in memory of one's own that grows; the loops over it check nothing.
///
/// Much memory is taken in one large stretch, of which only what is touched is ever given by the system: it grows in its
/// place, and is not written to before it is used.
final class Slab<Element: BitwiseCopyable> {
    private(set) var start: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private var capacity = 0
    private let memory: SpareMemory
    /// The stretch that holds the elements; nil of memory that was allocated.
    private var stretch: SpareMemory.Stretch?

    private static var leastOfStretch: Int { 1 << 22 }
    private let least: Int

    /// - Parameters:
    ///   - memory: what large stretches are taken from, and given back to.
    ///   - least: elements for which there is room from the first on.
    init(_ memory: SpareMemory = SpareMemory(), least: Int = 0) {
        self.memory = memory
        self.least = least
        start = .allocate(capacity: 1)
    }

    deinit { giveBack() }

    var byteCount: Int { count * MemoryLayout<Element>.stride }

    /// Makes room for so many; new ones are all `zero`.
    func grow(to wanted: Int, zero: Element) {
        if wanted <= count { return }
        if wanted > capacity { move(to: max(wanted, least)) }
        if let stretch, Self.isZero(zero) {
            let (from, to) = (byteCount, min(stretch.used, wanted * MemoryLayout<Element>.stride))
            if to > from { memset(stretch.start + from, 0, to - from) }
        } else {
            (start + count).update(repeating: zero, count: wanted - count)
        }
        count = wanted
    }

    private func move(to wanted: Int) {
        let stride = MemoryLayout<Element>.stride
        let taken = wanted * stride >= Self.leastOfStretch ? memory.take(wanted * stride) : nil
        let room = taken.map { $0.byteCount / stride } ?? max(wanted, capacity + capacity / 2)
        let moved = taken.map { $0.start.bindMemory(to: Element.self, capacity: room) } ?? .allocate(capacity: room)
        memcpy(moved, start, count * stride)
        giveBack()
        (start, stretch, capacity) = (moved, taken, room)
    }

    private func giveBack() {
        if let stretch { memory.give(stretch, used: byteCount) } else { start.deallocate() }
    }

    private static func isZero(_ element: Element) -> Bool {
        withUnsafeBytes(of: element) { $0.allSatisfy { $0 == 0 } }
    }
}
