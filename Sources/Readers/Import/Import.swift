import Columnar
import EventModel
import Glibc
import Store

/// How far an import has come.
package struct ImportProgress: Sendable {
    package var rowCount: Int
    /// Bytes read, unpacked.
    package var byteCount: Int
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
    /// Why all data were in memory at once, in words; nil where they went through in pieces.
    package var heldInMemory: String?
}

/// Reads files into a store, which takes the place of what was there only when it is complete.
///
/// GDELT's events go through in pieces, in memory that does not grow with their number; all else is held in memory.
///
/// - Parameter isAppending: what was there stays, and what is read comes behind it.
package func importing(
    _ paths: [String], into store: String, isAppending: Bool = false, options: ReadOptions = ReadOptions(),
    settings: ImportSettings = ImportSettings()
) throws(ReadError) -> Imported {
    var files: [String] = []
    for path in paths { files += try PathPatterns.expand(path) }
    guard !files.isEmpty else { throw .noFiles }
    return isAppending
        ? try append(files, to: store, options, settings) : try fill(store, from: files, options, settings)
}

private func fill(
    _ store: String, from files: [String], _ options: ReadOptions, _ settings: ImportSettings
) throws(ReadError) -> Imported {
    let look = ImportLook(files, options)
    var reason = look.reason
    if reason == nil {
        do throws(ImportFailure) {
            let sources = ImportSources(files, options, opened: look.opened)
            return try GDELTImport(options: options, settings: settings).run(
                sources, into: store, name: Opening.name(files))
        } catch {
            switch error {
            case .read(let error): throw error
            case .store(let error): throw .store(error)
            case .needsMemory(let path):
                // What came through a pipe cannot be read again.
                guard look.opened == nil else { throw .unknownFormat(path: path, found: "mentions behind events") }
                reason = "\(path) is no file of GDELT's events"
            }
        }
    }
    let loaded = try open(files, options: options, opened: look.opened)
    do throws(StoreError) {
        try loaded.write(to: store, isCancelled: settings.isCancelled)
    } catch {
        throw .store(error)
    }
    return Imported(
        report: loaded.report, eventCount: loaded.data.tables["events"]?.rowCount ?? 0, heldInMemory: reason)
}

/// Makes a store of the files beside the one that is to grow, and then one of both.
///
/// Nobody else writes to the store from before it is read until it is replaced: no addition is lost between two.
private func append(
    _ files: [String], to store: String, _ options: ReadOptions, _ settings: ImportSettings
) throws(ReadError) -> Imported {
    let draft: StoreDraft
    do throws(StoreError) {
        // Before a lock is made beside a name that nobody meant.
        guard Store.isStore(store) else { throw .nothingToAppendTo(path: store) }
        draft = try StoreDraft(replacing: store)
    } catch {
        throw .store(error)
    }
    let joined: (whole: Loaded, added: Imported)
    do throws(ReadError) {
        let old = try Loaded(store: store)
        joined =
            old.format == .record
            ? try rereading(old, store, files, options) : try joining(old, store, files, options, settings)
    } catch {
        draft.discard()
        throw error
    }
    do throws(StoreError) {
        try draft.finish(
            joined.whole.data, inputs: joined.whole.report.files.map { StoreInput($0) },
            isCancelled: settings.isCancelled)
    } catch {
        throw .store(error)
    }
    var added = joined.added
    added.totalCount = joined.whole.data.tables["events"]?.rowCount ?? 0
    return added
}

private func joining(
    _ old: Loaded, _ store: String, _ files: [String], _ options: ReadOptions, _ settings: ImportSettings
) throws(ReadError) -> (Loaded, Imported) {
    let addition = StoreDraft.addition(to: store)
    // It stays readable for as long as it is mapped.
    defer { unlink(addition) }
    var options = options
    options.firstNumber = 1 + (old.data.tables["events"]?.rowCount ?? 0)
    var imported = try fill(addition, from: files, options, settings)
    let new = try Loaded(store: addition)
    let whole = try Loaded(joining: [old, new], named: [store, Opening.name(files)])
    imported.report.warnings += whole.report.warnings
    return (whole, imported)
}

private func rereading(
    _ old: Loaded, _ store: String, _ files: [String], _ options: ReadOptions
) throws(ReadError) -> (Loaded, Imported) {
    let whole = try Loaded(rereading: [old], named: [store], with: files, options: options)
    let report = ReadReport(
        files: Array(whole.report.files.dropFirst(old.report.files.count)), warnings: whole.report.warnings)
    let count = (whole.data.tables["events"]?.rowCount ?? 0) - (old.data.tables["events"]?.rowCount ?? 0)
    return (whole, Imported(report: report, eventCount: count))
}

/// A first look at the files of an import: whether they can go through in pieces.
private struct ImportLook {
    /// Why they cannot; nil where they can.
    private(set) var reason: String?
    /// A pipe that had to be opened for the look.
    private(set) var opened: InputFile?

    private static let length = 1 << 16

    init(_ files: [String], _ options: ReadOptions) {
        guard options.mapping == nil, options.format == nil || options.format == .gdelt,
            !files.contains(where: Store.isStore)
        else {
            reason = "only GDELT's events go through in pieces"
            return
        }
        for (index, path) in files.enumerated() {
            // Whatever cannot be opened or read is told by the reading itself.
            guard let file = try? InputFile(path: path) else { continue }
            if file.size == nil {
                // Only the first pipe is looked into, since what was read of it has to be kept.
                guard index == 0 else { continue }
                opened = file
            }
            guard let head = try? Self.head(file) else { continue }
            guard let kind = Self.kind(head) else { continue }
            if kind == .gdelt, !GDELTStart(head.span).hasMentions { continue }
            reason =
                kind == .gdelt
                ? "mentions in \(path) may speak of any event" : "only GDELT's events go through in pieces"
            return
        }
    }

    /// nil where nothing can be said.
    private static func kind(_ head: [UInt8]) -> Format? {
        if case .format(let format) = FormatGuess(head.span) { return format }
        return nil
    }

    /// Whole lines from the front of a file, unpacked.
    private static func head(_ file: InputFile) throws(InputError) -> [UInt8] {
        var bytes = try file.peek(length)
        if let packing = Packing(bytes) {
            // A packed pipe cannot be unpacked twice.
            guard file.size != nil else { return [] }
            let packed = try PackedFile(try InputFile(path: file.path), packing)
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
