import CStore
import Columnar
import Glibc
import Synchronization

/// A mapped store: blocks of it, checked before they are given out.
///
/// The file may be cut short by somebody else while it is mapped: what is missing reads as zeros then, and is told.
final class StoreFile: Sendable {
    let path: String
    private let memory: Memory
    private let guardSlot: Int32
    private let integrity: Integrity
    /// Whether the file is gone through once, so that little of it need stay in memory.
    private let isPassing: Bool
    /// The open file, where somebody else may write over it; nil of files that nobody else sees.
    private let shared: SharedFile?
    /// Bytes given out since what is mapped was let go of.
    private let given = Atomic(0)

    /// Bytes of a file that is gone through once which stay in memory.
    private static let givenLimit = 16 << 20
    /// The system brings in what lies around a block as well.
    private static let around = 1 << 18

    convenience init(path: String, integrity: Integrity, isPassing: Bool = false) throws(StoreError) {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw systemError("open", path) }
        defer { close(descriptor) }
        try self.init(descriptor, path: path, integrity: integrity, isPassing: isPassing, isShared: true)
    }

    /// - Parameters:
    ///   - descriptor: an open file, which may be closed afterwards.
    ///   - isPassing: whether the file is gone through once, so that little of it need stay in memory.
    ///   - isShared: whether others may write to the file.
    init(
        _ descriptor: Int32, path: String, integrity: Integrity, isPassing: Bool, isShared: Bool = false
    ) throws(StoreError) {
        self.path = path
        self.integrity = integrity
        self.isPassing = isPassing
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw systemError("open", path) }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size >= 10 else { throw .notAStore(path: path) }
        let size = Int(status.st_size)
        shared = isShared ? SharedFile(descriptor, status) : nil
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
            throw systemError("map", path)
        }
        let slot = cs_guard_add(start, size)
        let mapping = Mapping(start: start, byteCount: size, slot: slot)
        memory = Memory(UnsafeRawPointer(start), byteCount: size) { mapping.end() }
        guardSlot = slot
        guard slot >= 0 else {
            throw .system(doing: "map", path: path, errorNumber: 0, text: "too many stores are open")
        }
    }

    /// What is undone when nobody holds the memory any more.
    private struct Mapping: @unchecked Sendable {
        // Unchecked: only its memory ends it, once.
        let start: UnsafeMutableRawPointer
        let byteCount: Int
        let slot: Int32
        func end() {
            munmap(start, byteCount)
            cs_guard_remove(slot)
        }
    }

    /// The error of the file having changed under us, if it has.
    private var cut: StoreError? {
        cs_guard_is_broken(guardSlot) == 0 ? nil : .damaged(path: path, part: "the file was cut short, its end")
    }

    /// Tells the data set, at each look, when the file has been written over or cut short: what was checked before may
    /// be anything now.
    func watch() {
        integrity.watch { [weak self, shared, path] in
            if shared?.hasChanged ?? false { return StoreError.changed(path: path).text }
            return self?.cut?.text
        }
    }

    /// A copy of some bytes whose checksum is not known yet.
    func bytes(_ range: Range<Int>) throws(StoreError) -> [UInt8] {
        guard range.lowerBound >= 0, range.upperBound <= memory.byteCount else {
            throw .damaged(path: path, part: "its end")
        }
        let bytes = Array(UnsafeRawBufferPointer(start: memory.start + range.lowerBound, count: range.count))
        if let cut { throw cut }
        return bytes
    }

    var byteCount: Int { memory.byteCount }

    /// The bytes of a block, checked.
    func bytes(_ block: BlockReference, part: String) throws(StoreError) -> [UInt8] {
        let range = try check(block, part)
        let bytes = try bytes(range)
        willRead(range.count)
        return bytes
    }

    /// The elements of a block, checked, where they lie.
    func view<Element>(
        _ block: BlockReference, of type: Element.Type, count: Int, part: String
    ) throws(StoreError) -> View<Element> {
        let range = try check(block, part)
        let view = try view(range, of: type, count: count, part: part)
        willRead(range.count)
        return view
    }

    /// The elements of a block of several parts, where they lie, and what checks each part; nil of one that is checked
    /// as a whole.
    func viewInParts<Element>(
        _ block: BlockReference, of type: Element.Type, count: Int, part: String
    ) throws(StoreError) -> (view: View<Element>, parts: BlockParts)? {
        let range = try range(block, part)
        if isPassing { return nil }
        guard let checksums = try checksums(block, range, part) else { return nil }
        let view = try view(range, of: type, count: count, part: part)
        return (view, BlockParts(self, range, checksums))
    }

    private func view<Element>(
        _ range: Range<Int>, of type: Element.Type, count: Int, part: String
    ) throws(StoreError) -> View<Element> {
        guard range.count == count * MemoryLayout<Element>.stride,
            let view = View<Element>(memory, offset: range.lowerBound, count: count)
        else { throw cut ?? .damaged(path: path, part: part) }
        if let cut { throw cut }
        return view
    }

    /// Where the bytes of a block lie, which are what was written.
    private func check(_ block: BlockReference, _ part: String) throws(StoreError) -> Range<Int> {
        let range = try range(block, part)
        let isSound: Bool
        if let checksums = try checksums(block, range, part) {
            isSound = BlockParts(self, range, checksums).check(0..<range.count)
        } else {
            isSound = checksum(range) == block.checksum
        }
        guard isSound else { throw cut ?? .damaged(path: path, part: part) }
        if let cut { throw cut }
        return range
    }

    /// The checksums of the parts of a block, which are what was written; nil of a block of one part.
    private func checksums(
        _ block: BlockReference, _ range: Range<Int>, _ part: String
    ) throws(StoreError) -> View<UInt32>? {
        guard let list = BlockSeal.list(range.count) else { return nil }
        let (start, end) = (range.lowerBound + list.lowerBound, range.lowerBound + list.upperBound)
        guard end <= memory.byteCount,
            let checksums = View<UInt32>(memory, offset: start, count: list.count / MemoryLayout<UInt32>.stride),
            checksum(start..<end) == block.checksum
        else { throw cut ?? .damaged(path: path, part: part) }
        return checksums
    }

    fileprivate func checksum(_ range: Range<Int>) -> UInt32 {
        crc32c(UnsafeRawBufferPointer(start: memory.start + range.lowerBound, count: range.count))
    }

    /// Has the system take back what is in memory of a file that is gone through once, where that has become much. It
    /// is read again where somebody looks at it.
    func willRead(_ byteCount: Int) {
        guard isPassing, given.add(byteCount + Self.around, ordering: .relaxed).newValue > Self.givenLimit else {
            return
        }
        given.store(0, ordering: .relaxed)
        madvise(UnsafeMutableRawPointer(mutating: memory.start), memory.byteCount, MADV_DONTNEED)
    }

    private func range(_ block: BlockReference, _ part: String) throws(StoreError) -> Range<Int> {
        guard let offset = Int(exactly: block.offset), let count = Int(exactly: block.byteCount),
            offset >= 0, count >= 0, offset <= memory.byteCount, count <= memory.byteCount - offset
        else { throw .damaged(path: path, part: part) }
        return offset..<offset + count
    }
}

/// An open file that others may write over, and what it was.
private final class SharedFile: Sendable {
    private let descriptor: Int32
    private let state: State

    /// What changes when a file is written over. Its name may go to another file, which leaves this one as it was.
    private struct State: Equatable {
        let number: UInt64
        let size: Int64
        let seconds: Int64
        let nanoseconds: Int64

        init(_ status: stat) {
            number = UInt64(status.st_ino)
            size = Int64(status.st_size)
            seconds = Int64(status.st_mtim.tv_sec)
            nanoseconds = Int64(status.st_mtim.tv_nsec)
        }
    }

    /// nil where the system gives no more descriptors.
    init?(_ descriptor: Int32, _ status: stat) {
        self.descriptor = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        state = State(status)
        if self.descriptor < 0 { return nil }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    var hasChanged: Bool {
        var status = stat()
        return fstat(descriptor, &status) != 0 || State(status) != state
    }
}

/// Checks parts of a block by their checksums.
struct BlockParts: Sendable {
    private let file: StoreFile
    private let block: Range<Int>
    private let checksums: View<UInt32>

    fileprivate init(_ file: StoreFile, _ block: Range<Int>, _ checksums: View<UInt32>) {
        self.file = file
        self.block = block
        self.checksums = checksums
    }

    /// Whether the parts that have some bytes are what was written.
    /// - Parameter bytes: some of the block, from its start.
    func check(_ bytes: Range<Int>) -> Bool {
        guard bytes.lowerBound >= 0, bytes.upperBound <= block.count else { return false }
        let size = BlockSeal.partSize
        for part in stride(from: bytes.lowerBound / size * size, to: bytes.upperBound, by: size) {
            let end = min(block.upperBound, block.lowerBound + part + size)
            guard file.checksum(block.lowerBound + part..<end) == checksums[part / size] else { return false }
        }
        return true
    }
}

/// The last error of the system.
func systemError(_ doing: String, _ path: String) -> StoreError {
    let number = errno
    return .system(
        doing: doing, path: path, errorNumber: number,
        text: strerror(number).map { String(cString: $0) } ?? "error \(number)")
}
