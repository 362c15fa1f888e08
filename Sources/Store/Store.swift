package import Columnar
import EventModel
import Glibc

/// One input of a store.
package struct StoreInput: Hashable, Sendable {
    package var path: String
    /// The format it was read as, by its word at `--format`.
    package var format: String
    package var byteCount: Int
    package var rowCount: Int
    package var refused: [Refused]
    /// CRC-32C of the bytes that were read, unpacked; nil where nobody reckoned it.
    package var digest: UInt32?

    /// Rows that were not read, by reason.
    package struct Refused: Hashable, Sendable {
        package var reason: String
        package var count: Int

        package init(reason: String, count: Int) {
            self.reason = reason
            self.count = count
        }
    }

    package init(path: String, format: String, byteCount: Int, rowCount: Int, refused: [Refused], digest: UInt32? = nil)
    {
        self.path = path
        self.digest = digest
        self.format = format
        self.byteCount = byteCount
        self.rowCount = rowCount
        self.refused = refused
    }
}

/// A file `NAME.events`: a data set in columns, opened by mapping it.
package enum Store {
    /// A data set as it lies in a store; its columns come in when they are asked for.
    package struct Opened: Sendable {
        package var data: DataSet
        package var inputs: [StoreInput]
        package var byteCount: Int
    }

    /// Whether a file on a disk begins as a store does; false of all that cannot be looked into twice.
    package static func isStore(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: StoreFormat.magic.count)
        return read(descriptor, &bytes, bytes.count) == bytes.count && bytes == StoreFormat.magic
    }

    /// - Throws: whatever of the header or the directory is not what was written. Columns are checked when they are
    ///   first asked for, and what is wrong with them then is told to the data set's integrity.
    ///
    /// - Parameter isPassing: whether all of it is gone through once, as for a copy: little of it stays in memory then.
    package static func open(_ path: String, isPassing: Bool = false) throws(StoreError) -> Opened {
        let integrity = Integrity()
        return try open(try StoreFile(path: path, integrity: integrity, isPassing: isPassing), integrity)
    }

    /// An open file that is gone through once.
    static func open(_ descriptor: Int32, _ path: String) throws(StoreError) -> Opened {
        let integrity = Integrity()
        return try open(try StoreFile(descriptor, path: path, integrity: integrity, isPassing: true), integrity)
    }

    private static func open(_ file: StoreFile, _ integrity: Integrity) throws(StoreError) -> Opened {
        let path = file.path
        file.watch()
        let header = try StoreHeader(
            try file.bytes(0..<min(StoreFormat.headerSize, file.byteCount)), path: path)
        guard header.directory.byteCount <= UInt64(StoreFormat.largestDirectory) else {
            throw .damaged(path: path, part: "the directory")
        }
        var reader = ByteReader(
            try file.bytes(header.directory, part: "the directory"), path: path, part: "the directory")
        let directory = try Directory(&reader)
        guard reader.isAtEnd else { throw reader.damage }
        let loader = ColumnLoader(file, directory.dictionaries, integrity)
        var tables: [String: Table] = [:]
        for plan in directory.tables {
            var segments: [Segment] = []
            for segment in plan.segments {
                let runs = try segment.runs.map { runs throws(StoreError) in
                    try loader.runs(runs, rowCount: segment.rowCount)
                }
                let segment = Segment(
                    sources: zip(plan.schema.fields, segment.columns).map { field, column in
                        {
                            loader.load(
                                column, type: field.type, rowCount: segment.rowCount, part: "the column `\(field.name)`"
                            )
                        }
                    }, rowCount: segment.rowCount, runs: runs,
                    unchecked: { index in
                        loader.unchecked(
                            segment.columns[index], rowCount: segment.rowCount,
                            part: "the column `\(plan.schema.fields[index].name)`")
                    },
                    dictionaries: { index in
                        loader.dictionary(
                            segment.columns[index], part: "the column `\(plan.schema.fields[index].name)`")
                    })
                segments.append(segment)
            }
            tables[plan.schema.name] = Table(schema: plan.schema, segments: segments)
        }
        return Opened(
            data: DataSet(catalog: directory.catalog.catalog(file, integrity), tables: tables, integrity: integrity),
            inputs: directory.inputs,
            byteCount: file.byteCount)
    }

    /// Writes a data set, whole or not at all: a file beside it is filled, made durable and renamed.
    ///
    /// - Parameter isCancelled: asked between columns.
    package static func write(
        _ data: DataSet, inputs: [StoreInput], to path: String, isCancelled: @Sendable () -> Bool = { false }
    ) throws(StoreError) {
        try StoreDraft(replacing: path).finish(data, inputs: inputs, isCancelled: isCancelled)
    }

    /// Writes all tables but those that were written already, the directory and the header.
    static func fill(
        _ writer: inout ColumnWriter, _ data: DataSet, _ inputs: [StoreInput], written: [String: [SegmentPlan]],
        _ isCancelled: @Sendable () -> Bool
    ) throws(StoreError) {
        var plans: [TablePlan] = []
        for (name, table) in data.tables.sorted(by: { $0.key < $1.key }) {
            if let segments = written[name] {
                plans.append(TablePlan(schema: table.schema, segments: segments))
                continue
            }
            var segments: [SegmentPlan] = []
            // Rows that lie in runs stay as they are.
            let cluster =
                table.segments.contains { $0.runs != nil } ? nil : ClusterColumns(table, data.catalog.kinds)
            for segment in table.segments {
                guard let cluster, let parts = cluster.clusterings(segment) else {
                    let columns = try writer.columns(table.schema, isCancelled) { segment.fresh($0) }
                    let runs = try segment.runs.map { runs throws(StoreError) in try writer.plan(runs) }
                    segments.append(SegmentPlan(rowCount: segment.rowCount, columns: columns, runs: runs))
                    continue
                }
                for part in parts {
                    let columns = try writer.columns(table.schema, isCancelled) { index in
                        .plain(segment.column(index).gathering(part.order, type: table.schema.fields[index].type))
                    }
                    let runs = try writer.plan(part, kindColumn: cluster.kind, dateColumn: cluster.date)
                    segments.append(SegmentPlan(rowCount: part.order.count, columns: columns, runs: runs))
                }
            }
            plans.append(TablePlan(schema: table.schema, segments: segments))
        }
        let catalog = try writer.blocks.catalog(data.catalog)
        if let problem = data.integrity.problem { throw .damagedPart(problem) }
        let directory = Directory(
            inputs: inputs, catalog: catalog, dictionaries: writer.dictionaries, tables: plans)
        var bytes = ByteWriter()
        directory.write(to: &bytes)
        let reference = try writer.blocks.block(bytes.bytes)
        try writer.blocks.flush()
        let header = StoreHeader(directory: reference).bytes
        let outcome = header.withUnsafeBytes { header in
            Result { () throws(StoreError) in try writer.blocks.write(header, at: 0) }
        }
        try outcome.get()
    }
}

/// Everything of a store but its blocks.
struct Directory {
    var inputs: [StoreInput]
    var catalog: CatalogPlan
    var dictionaries: [DictionaryPlan]
    var tables: [TablePlan]
}

struct TablePlan {
    var schema: TableSchema
    var segments: [SegmentPlan]
}

/// Where the columns of a segment lie.
package struct SegmentPlan: Sendable {
    package var rowCount: Int
    package var columns: [ColumnPlan]
    package var runs: RunsPlan?

    package init(rowCount: Int, columns: [ColumnPlan], runs: RunsPlan? = nil) {
        self.rowCount = rowCount
        self.columns = columns
        self.runs = runs
    }
}

/// Where the runs of a segment lie.
package struct RunsPlan: Sendable {
    package var count: Int
    package var kindColumn: Int
    package var dateColumn: Int
    package var starts: BlockReference
    package var kinds: BlockReference
    package var firstDays: BlockReference
    package var lastDays: BlockReference

    package init(
        count: Int, kindColumn: Int, dateColumn: Int, starts: BlockReference, kinds: BlockReference,
        firstDays: BlockReference, lastDays: BlockReference
    ) {
        self.count = count
        self.kindColumn = kindColumn
        self.dateColumn = dateColumn
        self.starts = starts
        self.kinds = kinds
        self.firstDays = firstDays
        self.lastDays = lastDays
    }
}

extension Directory {
    func write(to writer: inout ByteWriter) {
        writer.list(inputs) { writer, input in
            writer.text(input.path)
            writer.text(input.format)
            writer.count(input.byteCount)
            writer.count(input.rowCount)
            writer.list(input.refused) { writer, refused in
                writer.text(refused.reason)
                writer.count(refused.count)
            }
            writer.optional(input.digest) { $0.fixed($1) }
        }
        writer.catalog(catalog)
        writer.list(dictionaries) { $0.dictionary($1) }
        writer.list(tables) { writer, table in
            writer.schema(table.schema)
            writer.list(table.segments) { writer, segment in
                writer.count(segment.rowCount)
                writer.list(segment.columns) { $0.plan($1) }
                writer.optional(segment.runs) { writer, runs in
                    for number in [runs.count, runs.kindColumn, runs.dateColumn] { writer.count(number) }
                    for block in [runs.starts, runs.kinds, runs.firstDays, runs.lastDays] { writer.block(block) }
                }
            }
        }
    }

    init(_ reader: inout ByteReader) throws(StoreError) {
        inputs = try reader.list { (reader) throws(StoreError) in
            StoreInput(
                path: try reader.text(), format: try reader.text(), byteCount: try reader.count(),
                rowCount: try reader.count(),
                refused: try reader.list { (reader) throws(StoreError) in
                    StoreInput.Refused(reason: try reader.text(), count: try reader.count())
                }, digest: try reader.optional { (reader) throws(StoreError) in try reader.fixed() })
        }
        catalog = try reader.catalog()
        dictionaries = try reader.list { (reader) throws(StoreError) in try reader.dictionary() }
        tables = try reader.list { (reader) throws(StoreError) in
            let schema = try reader.schema()
            let segments = try reader.list { (reader) throws(StoreError) in
                let rowCount = try reader.count()
                let columns = try reader.list { (reader) throws(StoreError) in try reader.plan() }
                guard columns.count == schema.fields.count, rowCount < Int(Int32.max) else { throw reader.damage }
                let runs = try reader.optional { (reader) throws(StoreError) in
                    RunsPlan(
                        count: try reader.count(), kindColumn: try reader.count(), dateColumn: try reader.count(),
                        starts: try reader.block(), kinds: try reader.block(), firstDays: try reader.block(),
                        lastDays: try reader.block())
                }
                if let runs, max(runs.kindColumn, runs.dateColumn) >= columns.count { throw reader.damage }
                return SegmentPlan(rowCount: rowCount, columns: columns, runs: runs)
            }
            return TablePlan(schema: schema, segments: segments)
        }
    }
}
