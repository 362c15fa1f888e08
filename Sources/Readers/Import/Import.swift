import Columnar
import EventModel
import Glibc
import Store

/// How far an import has come.
package struct ImportProgress: Sendable {
    package var rowCount: Int
    package var whole: FileProgress?
}

/// How files are put into a store.
package struct ImportSettings: Sendable {
    package var threads: Int
    package var limits: ImportLimits
    package var isCancelled: @Sendable () -> Bool
    /// Called some hundred times for each gigabyte, by any thread, but never by two at once.
    package var progress: @Sendable (ImportProgress) -> Void

    package init(
        threads: Int = 2, limits: ImportLimits = ImportLimits(),
        isCancelled: @escaping @Sendable () -> Bool = { false },
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) {
        self.threads = max(1, threads)
        self.limits = limits
        self.isCancelled = isCancelled
        self.progress = progress
    }
}

/// What came of an import.
package struct Imported: Sendable {
    package var report: ReadReport
    package var eventCount: Int
    /// Events of the store, where these were added to others.
    package var totalCount: Int?
    /// What there is to tell, as of files that were opened.
    package var loaded: Loaded { Loaded(data: DataSet(catalog: Catalog(name: ""), tables: [:]), report: report) }
}

/// Reads files into a store, which takes the place of what was there only when it is complete.
///
/// Rows go through in pieces, in memory that does not grow with their number, but for the names in them.
///
/// - Parameter isAppending: what was there stays, and what is read comes behind it.
package func importing(
    _ paths: [String], into store: String, isAppending: Bool = false, options: ReadOptions = ReadOptions(),
    settings: ImportSettings = ImportSettings()
) throws(ReadError) -> Imported {
    var files: [String] = []
    for path in paths { files += try PathPatterns.expand(path) }
    guard !files.isEmpty else { throw .noFiles }
    let target: StoreTarget
    let draft: StoreDraft
    do throws(StoreError) {
        // Before a lock is made beside a name that nobody meant.
        target = try StoreTarget(store)
        guard !isAppending || Store.isStore(store) else { throw .nothingToAppendTo(path: store) }
        if let file = files.first(where: target.isTouching) { throw .readsItself(path: file, store: store) }
        // Nobody else writes to the store from before it is read until it is replaced: no addition is lost between two.
        draft = try StoreDraft(replacing: target.path)
    } catch {
        throw .store(error)
    }
    let importing = Importing(files: files, store: target.path, options: options, settings: settings)
    return isAppending ? try importing.append(draft) : try importing.fill(draft)
}

/// What was read, before it is a store.
struct ImportedRows {
    var data: DataSet
    var report: ReadReport
    /// Segments that are in the draft already, and the dictionaries that they speak of.
    var written: [String: [SegmentPlan]] = [:]
    var dictionaries: [DictionaryPlan] = []
    var eventCount: Int
    /// Mentions of GDELT, which may be of any event.
    var mentions: MentionedEvents?
}

/// One import. Whoever calls gives away the draft: it is finished or discarded here.
private struct Importing {
    let files: [String]
    let store: String
    let options: ReadOptions
    let settings: ImportSettings

    private var name: String { Opening.name(files) }

    // MARK: A new store

    func fill(_ draft: StoreDraft) throws(ReadError) -> Imported {
        let rows = try orDiscard(draft) { () throws(ReadError) in
            let rows = try read(into: draft, options)
            try checkForRows(rows.report)
            // Without their events nothing of them would stay.
            if rows.mentions != nil, rows.eventCount == 0 { throw .noEventsMentioned }
            return rows
        }
        var imported = Imported(report: rows.report, eventCount: rows.eventCount)
        let inputs = rows.report.files.map { StoreInput($0) }
        guard let mentions = rows.mentions else {
            try Self.store { () throws(StoreError) in
                try draft.finish(
                    rows.data, inputs: inputs, written: rows.written, dictionaries: rows.dictionaries,
                    isCancelled: settings.isCancelled)
            }
            return imported
        }
        let (events, next) = try sealed(rows, draft)
        let whole = try orDiscard(next) { () throws(ReadError) in
            var whole = try Loaded(joining: [events], named: [name], for: next, with: mentions)
            whole.data.catalog.name = name
            return whole
        }
        imported.report.warnings += whole.report.warnings
        try Self.store { () throws(StoreError) in
            try next.finish(whole.data, inputs: inputs, isCancelled: settings.isCancelled)
        }
        return imported
    }

    // MARK: An addition

    func append(_ draft: StoreDraft) throws(ReadError) -> Imported {
        let old = try orDiscard(draft) { () throws(ReadError) in try Loaded(store: store, isPassing: true) }
        if old.format == .record { return try reread(old, draft) }
        var options = options
        options.firstNumber = 1 + (old.data.tables["events"]?.rowCount ?? 0)
        let rows = try orDiscard(draft) { () throws(ReadError) in
            let rows = try read(into: draft, options)
            try checkForRows(rows.report)
            return rows
        }
        let (new, next) = try sealed(rows, draft)
        let whole = try orDiscard(next) { () throws(ReadError) in
            try Loaded(joining: [old, new], named: [store, name], for: next, with: rows.mentions)
        }
        var imported = Imported(
            report: rows.report, eventCount: rows.eventCount,
            totalCount: whole.data.tables["events"]?.rowCount ?? 0)
        imported.report.warnings += whole.report.warnings
        try finish(next, whole)
        return imported
    }

    private func reread(_ old: Loaded, _ draft: StoreDraft) throws(ReadError) -> Imported {
        let (whole, report) = try orDiscard(draft) { () throws(ReadError) in
            let whole = try Loaded(
                rereading: [old], named: [store], with: files, options: options,
                Pieces(store: draft, limits: settings.limits))
            let report = ReadReport(
                files: Array(whole.report.files.dropFirst(old.report.files.count)), warnings: whole.report.warnings)
            try checkForRows(report)
            return (whole, report)
        }
        let total = whole.data.tables["events"]?.rowCount ?? 0
        try finish(draft, whole)
        return Imported(
            report: report, eventCount: total - (old.data.tables["events"]?.rowCount ?? 0), totalCount: total)
    }

    // MARK: Reading

    private func read(into draft: StoreDraft, _ options: ReadOptions) throws(ReadError) -> ImportedRows {
        let look = ImportLook(files, options)
        if look.format ?? .gdelt == .gdelt, !files.contains(where: Store.isStore) {
            do throws(ImportFailure) {
                let sources = ImportSources(files, options, opened: look.opened)
                return try GDELTImport(options: options, settings: settings).run(sources, into: draft, name: name)
            } catch {
                switch error {
                case .read(let error): throw error
                case .store(let error): throw .store(error)
                case .otherFormat(let path, let format):
                    // What came through a pipe cannot be read again.
                    guard look.opened == nil else {
                        throw .mixedFormats(first: files[0], .gdelt, second: path, format)
                    }
                }
            }
        }
        let loaded = try open(
            files, options: options, opened: look.opened, Pieces(store: draft, limits: settings.limits))
        return ImportedRows(
            data: loaded.data, report: loaded.report, eventCount: loaded.data.tables["events"]?.rowCount ?? 0)
    }

    /// What has no row is an empty file, or the wrong one: nobody means to put nothing in the place of something.
    private func checkForRows(_ report: ReadReport) throws(ReadError) {
        guard report.rowCount == 0 else { return }
        var first: FirstRefusal?
        for file in report.files where first == nil {
            first = file.refused.first?.examples.first.map { FirstRefusal(path: file.path, refusal: $0) }
        }
        throw .noRows(paths: files, refused: first, count: report.refusedCount)
    }

    /// What was read as a part of something larger.
    private func sealed(_ rows: ImportedRows, _ draft: StoreDraft) throws(ReadError) -> (Loaded, StoreDraft) {
        let (opened, next) = try Self.store { () throws(StoreError) in
            try draft.sealed(
                rows.data, inputs: rows.report.files.map { StoreInput($0) }, written: rows.written,
                dictionaries: rows.dictionaries, isCancelled: settings.isCancelled)
        }
        return (Loaded(opened), next)
    }

    private func finish(_ draft: StoreDraft, _ whole: Loaded) throws(ReadError) {
        try Self.store { () throws(StoreError) in
            try draft.finish(
                whole.data, inputs: whole.report.files.map { StoreInput($0) }, isCancelled: settings.isCancelled)
        }
    }

    private func orDiscard<Result>(
        _ draft: StoreDraft, _ body: () throws(ReadError) -> Result
    ) throws(ReadError) -> Result {
        do throws(ReadError) { return try body() } catch {
            draft.discard()
            throw error
        }
    }

    private static func store<Result>(_ body: () throws(StoreError) -> Result) throws(ReadError) -> Result {
        do throws(StoreError) { return try body() } catch { throw .store(error) }
    }
}

/// A first look at the files of an import: which way they go.
private struct ImportLook {
    /// The format of the first file that tells it; nil where none does.
    private(set) var format: Format?
    /// A pipe that had to be opened for the look.
    private(set) var opened: InputFile?

    private static let length = 1 << 16
    /// Bytes of a packed pipe that unpack to more than `length`.
    private static let packedLength = 1 << 18

    init(_ files: [String], _ options: ReadOptions) {
        if options.mapping != nil { format = .mapped } else { format = options.format }
        guard format == nil, !files.contains(where: Store.isStore) else { return }
        for (index, path) in files.enumerated() {
            // Whatever cannot be opened or read is told by the reading itself.
            guard let file = try? InputFile(path: path, isCancelled: options.isCancelled) else { continue }
            if file.size == nil {
                // Only the first pipe is looked into, since what was read of it has to be kept.
                guard index == 0 else { continue }
                opened = file
            }
            guard let head = try? Self.head(file), case .format(let format) = FormatGuess(head.span) else { continue }
            self.format = format
            return
        }
    }

    /// Whole lines from the front of a file, unpacked.
    private static func head(_ file: InputFile) throws(InputError) -> [UInt8] {
        var bytes = try file.peek(length)
        if let packing = Packing(bytes) {
            // What is read of a pipe is gone; a look leaves it there.
            let source: any ByteSource =
                file.size == nil
                ? BytesInMemory(try file.peek(packedLength), path: file.path) : try InputFile(path: file.path)
            let packed = try PackedFile(source, packing)
            guard try packed.nextMember() else { return [] }
            var failure: InputError?
            bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
                do throws(InputError) {
                    count = try packed.read(
                        into: UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: length))
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
        }
        if bytes.count < length { return bytes }
        return bytes.lastIndex(of: UInt8(ascii: "\n")).map { Array(bytes[...$0]) } ?? bytes
    }
}
