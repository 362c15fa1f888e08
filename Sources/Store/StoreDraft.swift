import CStore
package import Columnar
package import EventModel
import Glibc
import Synchronization

/// A store that is filled piece by piece, by several threads at once, and then takes the place of what was there.
///
/// Blocks may be read back and written over until the end: codes are final only when all texts are known.
package final class StoreDraft: BlockTaking, Sendable {
    private let lock: StoreLock
    private let file: DraftFile
    private let path: String
    private let end = Mutex(StoreFormat.firstBlock)

    /// Takes the store's lock, and begins a file beside it. Whoever makes a draft has to finish or discard it.
    package convenience init(replacing path: String) throws(StoreError) {
        try self.init(path, try StoreLock(path))
    }

    private init(_ path: String, _ lock: StoreLock) throws(StoreError) {
        self.path = path
        self.lock = lock
        do throws(StoreError) {
            file = try DraftFile(beside: path)
        } catch {
            lock.release()
            throw error
        }
    }

    // MARK: Blocks

    /// A place for a block of so many bytes.
    package func reserve(_ byteCount: Int) -> Int {
        end.withLock { end in
            let gap = (StoreFormat.alignment - end % StoreFormat.alignment) % StoreFormat.alignment
            defer { end += gap + BlockSeal.extent(byteCount) }
            return end + gap
        }
    }

    package func write(_ bytes: UnsafeRawBufferPointer, at place: Int) throws(StoreError) {
        try BlockWriter.write(bytes, at: place, file.descriptor, file.path)
    }

    /// Writes a block in one piece.
    package func block(_ bytes: UnsafeRawBufferPointer) throws(StoreError) -> BlockReference {
        try block(bytes, at: reserve(bytes.count))
    }

    /// Writes a block in one piece to a place that was reserved for as many bytes or more.
    package func block(_ bytes: UnsafeRawBufferPointer, at place: Int) throws(StoreError) -> BlockReference {
        try write(bytes, at: place)
        return try seal(BlockSeal(bytes), byteCount: bytes.count, at: place)
    }

    /// Ends a block whose bytes are written.
    package func seal(_ seal: BlockSeal, byteCount: Int, at place: Int) throws(StoreError) -> BlockReference {
        if !seal.tail.isEmpty {
            let outcome = seal.tail.withUnsafeBytes { tail in
                Result { () throws(StoreError) in try write(tail, at: place + byteCount) }
            }
            try outcome.get()
        }
        return BlockReference(offset: UInt64(place), byteCount: UInt64(byteCount), checksum: seal.checksum)
    }

    /// Fills the buffer with what was written at a place.
    package func read(_ bytes: UnsafeMutableRawBufferPointer, at place: Int) throws(StoreError) {
        guard try Self.read(bytes, at: place, file.descriptor, file.path) else {
            // Somebody else has cut our file.
            throw .damaged(path: file.path, part: "what was just written")
        }
    }

    /// Fills the buffer from a file; false where that ends before.
    private static func read(
        _ bytes: UnsafeMutableRawBufferPointer, at place: Int, _ descriptor: Int32, _ path: String
    ) throws(StoreError) -> Bool {
        var done = 0
        while done < bytes.count, let start = bytes.baseAddress {
            let count = pread(descriptor, start + done, bytes.count - done, off_t(place + done))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw systemError("read", path) }
            if count == 0 { return false }
            done += count
        }
        return true
    }

    /// Has the system begin to bring to the disk what was written from a place on, so that the end waits for less.
    package func beginFlushing(from place: Int) -> Int {
        let end = end.withLock { $0 }
        if end > place { cs_begin_flush(file.descriptor, Int64(place), Int64(end - place)) }
        return end
    }

    package static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 { crc32c(bytes) }

    /// The checksum of two stretches one behind the other.
    package static func checksum(_ first: UInt32, then second: UInt32, ofBytes count: Int) -> UInt32 {
        cs_crc32c_join(first, second, UInt64(max(0, count)))
    }

    // MARK: End

    /// Writes what is left, makes it durable and puts it in the place of what was there; if that fails, or somebody
    /// cancels, nothing has changed.
    ///
    /// - Parameters:
    ///   - data: the catalogue and all tables; of those that `written` names, the schemas count.
    ///   - dictionaries: those that the written columns speak of, by their numbers.
    package func finish(
        _ data: DataSet, inputs: [StoreInput], written: [String: [SegmentPlan]] = [:],
        dictionaries: [DictionaryPlan] = [], isCancelled: @Sendable () -> Bool
    ) throws(StoreError) {
        do throws(StoreError) {
            try fill(data, inputs, written, dictionaries, isCancelled)
            try file.replace(path)
        } catch {
            discard()
            throw error
        }
        lock.release()
    }

    private func fill(
        _ data: DataSet, _ inputs: [StoreInput], _ written: [String: [SegmentPlan]], _ dictionaries: [DictionaryPlan],
        _ isCancelled: @Sendable () -> Bool
    ) throws(StoreError) {
        let offset = end.withLock { $0 }
        var writer = ColumnWriter(
            BlockWriter(descriptor: file.descriptor, path: file.path, offset: offset), dictionaries: dictionaries)
        try Store.fill(&writer, data, inputs, written: written, isCancelled)
        if isCancelled() { throw .cancelled }
    }

    /// Ends what was written so far, to be read from now on, and begins another draft of the same store, in which it is
    /// put together with something else. Nobody else sees the file any more.
    package func sealed(
        _ data: DataSet, inputs: [StoreInput], written: [String: [SegmentPlan]] = [:],
        dictionaries: [DictionaryPlan] = [], isCancelled: @Sendable () -> Bool
    ) throws(StoreError) -> (content: Store.Opened, next: StoreDraft) {
        let content: Store.Opened
        do throws(StoreError) {
            try fill(data, inputs, written, dictionaries, isCancelled)
            content = try Store.open(file.descriptor, file.path)
        } catch {
            discard()
            throw error
        }
        file.discard()
        return (content, try StoreDraft(path, lock))
    }

    /// Takes the file away; what was there stays.
    package func discard() {
        file.discard()
        lock.release()
    }

    /// The texts of a dictionary as blocks.
    package func plan(_ dictionary: CodeDictionary) throws(StoreError) -> DictionaryPlan {
        let table: TextTable
        if case .table(let known) = dictionary.source { table = known } else { table = TextTable(dictionary.texts) }
        return DictionaryPlan(count: table.count, isSorted: dictionary.isSorted, form: try form(table))
    }

    /// Days of which some may be unknown (`DateSpan.distantPast`).
    package func plan(days: [DayNumber]) throws(StoreError) -> ColumnPlan {
        guard days.contains(DateSpan.distantPast) else { return try plan(StoredDays(days)) }
        if days.allSatisfy({ $0 == DateSpan.distantPast }) { return .unknown }
        let first = try block(days)
        let last = try block(days.map { $0 == DateSpan.distantPast ? DateSpan.distantFuture : $0 })
        let index = try block([DayNumber](repeating: -1, count: days.count))
        return .dateSpans(
            ColumnPlan.DateBlocks(
                days: [first, last, first, last, index],
                lasted: try block([UInt8](repeating: 0, count: days.count)),
                states: try block(
                    days.map { ($0 == DateSpan.distantPast ? CellState.unknown : .known).rawValue }), written: []))
    }

    /// Exact numbers of which some may be unknown (not a number).
    package func plan(numbers: [Double]) throws(StoreError) -> ColumnPlan {
        if !numbers.isEmpty, numbers.allSatisfy(\.isNaN) { return .unknown }
        let hasUnknown = numbers.contains(where: \.isNaN)
        return try plan(
            StoredNumbers(
                hasUnknown ? numbers.map { $0.isNaN ? 0 : $0 } : numbers,
                states: hasUnknown ? numbers.map { $0.isNaN ? .unknown : .known } : nil))
    }

    // MARK: Temporary files

    /// What a file without a name is called where something is wrong with it.
    static let temporaryName = "a temporary file"

    /// Writes to a temporary file.
    package static func writeAside(
        _ bytes: UnsafeRawBufferPointer, at place: Int, _ descriptor: Int32
    ) throws(StoreError) {
        try BlockWriter.write(bytes, at: place, descriptor, temporaryName)
    }

    /// Fills the buffer with what was written to a temporary file.
    package static func readAside(
        _ bytes: UnsafeMutableRawBufferPointer, at place: Int, _ descriptor: Int32
    ) throws(StoreError) {
        guard try read(bytes, at: place, descriptor, temporaryName) else { throw temporaryFileWasCut }
    }

    /// The error of a temporary file that does not hold what was written to it.
    package static var temporaryFileWasCut: StoreError {
        .system(doing: "read", path: temporaryName, errorNumber: 0, text: "it was cut short")
    }

    /// A file beside the store that nobody else sees, and that goes when it is closed.
    package func temporaryFile() throws(StoreError) -> Int32 {
        let name = StoreTarget.spill(of: path)
        let descriptor = Glibc.open(name, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw systemError("write", name) }
        unlink(name)
        return descriptor
    }
}
