import Columnar
import EventModel
import Store

extension Loaded {
    /// What lies in several stores as one data set.
    ///
    /// - Throws: where they are of different formats, were made of a file that is in both, or hold columns that do not
    ///   go together.
    ///
    /// - Parameters:
    ///   - store: what is being made of the whole; nil where it is only asked.
    ///   - mentions: reports of GDELT of events of any part.
    init(
        joining parts: [Loaded], named paths: [String], for store: StoreDraft? = nil,
        with mentions: MentionedEvents? = nil
    ) throws(ReadError) {
        try Self.check(parts.map(\.report.files), of: paths)
        guard parts.first?.format != .record else {
            try self.init(
                rereading: parts, named: paths, with: [], options: ReadOptions(), Pieces(store: store))
            return
        }
        let data = parts.map(\.data)
        var report = ReadReport(files: parts.flatMap(\.report.files), warnings: parts.flatMap(\.report.warnings))
        do throws(StoreError) {
            let repeated = try JoinedTexts.repeatedEvents(data, store)
            if repeated > 0 { report.warnings.append(.repeatedIDs(rows: repeated)) }
        } catch {
            throw .store(error)
        }
        let whole: DataSet
        do throws(JoinFailure) {
            whole = try DataSet.joined(data + (mentions.map { [$0.data] } ?? []), store) { changes throws(StoreError) in
                if let mentions, let store { report.warnings += try mentions.resolve(data, changes, store) }
            }
        } catch {
            switch error {
            case .store(let error): throw .store(error)
            case .columns(let error):
                throw .columnsDiffer(
                    table: error.table, column: error.column, first: paths[0], error.type.name,
                    second: paths[error.part], error.otherType.name)
            }
        }
        self.init(data: whole, report: report)
        if let problem = damage { throw .store(.damagedPart(problem)) }
    }

    /// Stores of records, and files that come behind them, as one reading of all: a record may speak of any other, may
    /// not repeat its id, and decides on the types of columns and on when events became known.
    ///
    /// - Parameter pieces: where rows go.
    init(
        rereading stores: [Loaded], named paths: [String], with files: [String], options: ReadOptions, _ pieces: Pieces
    ) throws(ReadError) {
        var opening = Opening(options, pieces)
        for (store, path) in zip(stores, paths) { try store.reread(path, &opening, pieces) }
        opening.tally = FileTally(files)
        for file in files { try opening.read(file, opened: nil) }
        self = try opening.finish(paths + files)
        data.catalog.name = stores.first?.data.catalog.name ?? data.catalog.name
        // What was read into the stores, where the reading saw the stores.
        var reports: [FileReport] = []
        for (place, file) in report.files.enumerated() {
            reports += place < stores.count ? stores[place].report.files : [file]
        }
        let added = report.files.dropFirst(stores.count)
        try Self.check(stores.map(\.report.files) + added.map { [$0] }, of: paths + added.map(\.path))
        report.files = reports
    }

    /// Reads the data as the records that they are written as.
    private func reread(_ path: String, _ opening: inout Opening, _ pieces: Pieces) throws(ReadError) {
        let text: RecordText
        do throws(StoreError) {
            let writer = try pieces.store.map { store throws(StoreError) in try RecordWriter(data, for: store) }
            text = RecordText(writer ?? RecordWriter(data), path: path)
        } catch {
            throw .store(error)
        }
        let outcome = Result { () throws(ReadError) in try opening.readSource(text) }
        // What is damaged is no fault of the records.
        if let problem = damage { throw .store(.damagedPart(problem)) }
        if let failure = text.failure { throw .store(failure) }
        try outcome.get()
    }

    /// The format of the files that the data are from; nil where none of them had rows.
    var format: Format? { report.files.first { $0.rowCount > 0 }?.format }

    private static func check(_ parts: [[FileReport]], of paths: [String]) throws(ReadError) {
        var first: (path: String, format: Format)?
        // By digest and size, where a file was read into a store.
        var known: [Content: String] = [:]
        for (files, path) in zip(parts, paths) {
            for file in files where file.byteCount > 0 {
                if file.rowCount > 0 {
                    if let first, first.format != file.format {
                        throw .mixedFormats(first: first.path, first.format, second: path, file.format)
                    }
                    first = first ?? (path, file.format)
                }
                if let content = Content(file), let other = known[content] {
                    throw .sameInput(path: file.path, store: other)
                }
            }
            for file in files where file.byteCount > 0 { if let content = Content(file) { known[content] = path } }
        }
    }

    private struct Content: Hashable {
        let digest: UInt32
        let byteCount: Int

        init?(_ file: FileReport) {
            guard let digest = file.digest else { return nil }
            self.digest = digest
            byteCount = file.byteCount
        }
    }
}
