import Columnar
import EventModel
import Store

/// Reads files of the record format and makes a data set of all of them.
///
/// Records come in any order and refer to each other, so they are first only kept as they are written, and noted what all
/// of them decide together; `finish` makes values of them, type by type.
struct RecordReader {
    private var lines = RecordLines()
    private var notes: RecordNotes
    private let pieces: Pieces
    private let mayGoOn: (@Sendable (ReadProgress) -> Bool)?

    /// - Parameter pieces: where rows go.
    init(_ pieces: Pieces, _ options: ReadOptions) throws(ReadError) {
        self.pieces = pieces
        mayGoOn = options.mayGoOn
        do throws(StoreError) { notes = try RecordNotes(pieces) } catch { throw .store(error) }
    }

    mutating func beginFile() { lines = RecordLines() }

    /// Reads a block of whole lines.
    mutating func read(_ bytes: Span<UInt8>, _ log: inout ReadLog) throws(ReadError) {
        lines.rewind()
        while let next = lines.next(in: bytes, file: log.fileIndex) {
            switch next {
            case .success(let record):
                do throws(StoreError) { try notes.add(record, bytes.extracting(lines.line)) } catch {
                    throw .store(error)
                }
            case .failure(let line): try log.refuse(line.refusal, file: log.fileIndex)
            }
        }
    }

    /// Makes the data set of all records that can be made values of.
    func finish(name: String, _ log: inout ReadLog) throws(ReadError) -> DataSet {
        var builder = try RecordBuilder(notes, pieces, mayGoOn)
        return try builder.build(name: name, &log)
    }
}

/// What is noted of records before values can be made of them.
struct RecordNotes {
    let kept: KeptRecords
    /// Columns of the data set's own. Events and what is reported of them share theirs, so that the two can be compared.
    private(set) var columns: [RecordType: RecordColumns] = [:]
    /// The kinds of PLOVER that are used.
    private(set) var ploverKinds: Set<String> = []
    /// Of types whose records may be more than memory holds. Others have names, which stay.
    let ids: [RecordType: RepeatedIDs]

    init(_ pieces: Pieces) throws(StoreError) {
        kept = KeptRecords(pieces.store)
        ids = [
            .document: try RepeatedIDs(pieces.store, seed: pieces.seed),
            .event: try RepeatedIDs(pieces.store, seed: pieces.seed),
        ]
    }

    /// The type whose columns a record adds to.
    static func columnsType(_ type: RecordType) -> RecordType { type == .report ? .event : type }

    mutating func add(_ record: Record, _ line: Span<UInt8>) throws(StoreError) {
        let known = record.type.members
        for member in record.members where !known.contains(member.key) {
            columns[Self.columnsType(record.type), default: RecordColumns()].add(member)
        }
        if case .string(let kind)? = record[record.type == .kind ? "parent" : "kind"]?.value,
            RecordKinds.isPLOVERType(kind)
        {
            ploverKinds.insert(kind)
        }
        if let ids = ids[record.type], case .string(let id)? = record["id"]?.value {
            try ids.note(id, kept.count(record.type))
        }
        try kept.add(record, line)
    }

    /// The columns of a type.
    func fields(_ type: RecordType) -> RecordFields {
        RecordFields(type, added: columns[Self.columnsType(type)]?.fields ?? [])
    }
}
