/// A stretch of memory, of our own or a mapped file's, whose bytes stay as they are from when somebody may read them for as
/// long as somebody holds it.
package final class Memory: @unchecked Sendable {
    // Unchecked: nobody writes to bytes that somebody else may read.
    package let start: UnsafeRawPointer
    package let byteCount: Int
    private let release: @Sendable () -> Void

    /// - Parameter release: gives the bytes back; called once, when nobody holds them any more.
    package init(_ start: UnsafeRawPointer, byteCount: Int, release: @escaping @Sendable () -> Void) {
        self.start = start
        self.byteCount = byteCount
        self.release = release
    }

    /// Memory of our own whose bytes are nothing yet: who asks for it writes each of them before anybody reads it.
    package convenience init(byteCount: Int) {
        let start = UnsafeMutableRawPointer.allocate(byteCount: max(1, byteCount), alignment: 64)
        let owned = Owned(start: start)
        self.init(UnsafeRawPointer(start), byteCount: byteCount) { owned.free() }
    }

    /// Memory of our own with a copy of some elements.
    package convenience init<Element: BitwiseCopyable>(copying elements: [Element]) {
        let count = elements.count * MemoryLayout<Element>.stride
        self.init(byteCount: count)
        let copy = UnsafeMutableRawPointer(mutating: start)
        elements.withUnsafeBytes { if let from = $0.baseAddress { copy.copyMemory(from: from, byteCount: count) } }
    }

    /// Memory of our own with the bytes of some blocks, one behind the other; nil where the run is to end.
    package convenience init?(joining blocks: [[UInt8]]) {
        let count = blocks.reduce(0) { $0 + $1.count }
        let joined = UnsafeMutableRawPointer.allocate(byteCount: max(1, count), alignment: 64)
        var place = 0
        for block in blocks {
            if Stop.isWanted(before: count) {
                joined.deallocate()
                return nil
            }
            block.withUnsafeBytes {
                if let from = $0.baseAddress { (joined + place).copyMemory(from: from, byteCount: $0.count) }
            }
            place += block.count
        }
        let owned = Owned(start: joined)
        self.init(UnsafeRawPointer(joined), byteCount: count) { owned.free() }
    }

    deinit { release() }

    private struct Owned: @unchecked Sendable {
        // Unchecked: only the memory that it belongs to frees it, once.
        let start: UnsafeMutableRawPointer
        func free() { start.deallocate() }
    }
}

/// Elements of one width somewhere in a memory.
package struct View<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    // Unchecked: what somebody may read of the memory behind the pointer is not written to.
    package let base: UnsafePointer<Element>
    package let count: Int
    private let memory: Memory

    /// nil where the elements do not lie within the memory, or not on a boundary of their own.
    package init?(_ memory: Memory, offset: Int, count: Int) {
        let stride = MemoryLayout<Element>.stride
        guard offset >= 0, count >= 0, offset % MemoryLayout<Element>.alignment == 0, offset <= memory.byteCount,
            count <= (memory.byteCount - offset) / stride
        else { return nil }
        base = (memory.start + offset).assumingMemoryBound(to: Element.self)
        self.count = count
        self.memory = memory
    }

    package init(_ elements: [Element]) {
        memory = Memory(copying: elements)
        base = memory.start.assumingMemoryBound(to: Element.self)
        count = elements.count
    }

    /// The same elements, held by a memory of their own: a thread that takes a view up and lets it go for every batch
    /// would otherwise wait for the others, which write to the count of those who hold the one memory.
    func heldApart() -> View {
        let memory = memory
        return View(
            base: base, count: count,
            memory: Memory(UnsafeRawPointer(base), byteCount: count * MemoryLayout<Element>.stride) { _ = memory })
    }

    private init(base: UnsafePointer<Element>, count: Int, memory: Memory) {
        self.base = base
        self.count = count
        self.memory = memory
    }

    package subscript(index: Int) -> Element {
        precondition(index >= 0 && index < count, "an element lies within its view")
        return base[index]
    }
}
