import Columnar
import Store

/// The reader of the format that files are of.
struct AnyReader {
    let format: Format
    private var state: State
    /// Bytes of which a piece may be made; nil where all rows stay in memory.
    private let byteLimit: Int?
    private var byteCount = 0

    /// A reader is taken out while it works, so that its arrays have one owner and are not copied.
    private enum State {
        case working
        case record(RecordReader)
        case gdelt(GDELTReader)
        case icews(ICEWSReader)
        case ucdp(GridReader<UCDPRows>)
        case acled(GridReader<ACLEDRows>)
        case polecat(GridReader<POLECATRows>)
        case mapped(GridReader<MappedRows>)
        case mappedJSON(MappedJSON)
    }

    /// - Parameter pieces: where rows go.
    init(_ format: Format, _ options: ReadOptions, _ pieces: Pieces = Pieces()) throws(ReadError) {
        self.format = format
        byteLimit = pieces.limits?.bytes
        switch format {
        case .record: state = .record(try RecordReader(pieces, options))
        case .gdelt: state = .gdelt(GDELTReader(exactDates: options.exactDates))
        case .icews: state = .icews(ICEWSReader(firstNumber: options.firstNumber, pieces))
        case .ucdp: state = .ucdp(GridReader(UCDPRows(pieces)))
        case .acled: state = .acled(GridReader(ACLEDRows(pieces)))
        case .polecat: state = .polecat(GridReader(POLECATRows(pieces)))
        case .mapped:
            guard let mapping = options.mapping else { throw .noMapping }
            state =
                mapping.shape == .jsonLines
                ? .mappedJSON(MappedJSON(mapping, firstNumber: options.firstNumber, pieces))
                : .mapped(GridReader(MappedRows(mapping, firstNumber: options.firstNumber, pieces)))
        }
    }

    mutating func beginFile(_ path: String) {
        switch take() {
        case .working: break
        case .record(var reader):
            reader.beginFile()
            state = .record(reader)
        case .gdelt(var reader):
            reader.beginFile(path)
            state = .gdelt(reader)
        case .icews(var reader):
            reader.beginFile(path)
            state = .icews(reader)
        case .ucdp(var reader):
            reader.beginFile(path)
            state = .ucdp(reader)
        case .acled(var reader):
            reader.beginFile(path)
            state = .acled(reader)
        case .polecat(var reader):
            reader.beginFile(path)
            state = .polecat(reader)
        case .mapped(var reader):
            reader.beginFile(path)
            state = .mapped(reader)
        case .mappedJSON(var reader):
            reader.beginFile(path)
            state = .mappedJSON(reader)
        }
    }

    mutating func endFile(_ log: inout ReadLog) {
        switch state {
        case .working, .record: break
        case .gdelt(var reader):
            reader.endFile(&log)
            state = .gdelt(reader)
        case .icews(let reader): reader.endFile(&log)
        case .ucdp(var reader):
            reader.endFile(&log)
            state = .ucdp(reader)
        case .acled(var reader):
            reader.endFile(&log)
            state = .acled(reader)
        case .polecat(var reader):
            reader.endFile(&log)
            state = .polecat(reader)
        case .mapped(var reader):
            reader.endFile(&log)
            state = .mapped(reader)
        case .mappedJSON(var reader):
            reader.endFile(&log)
            state = .mappedJSON(reader)
        }
    }

    /// Reads a block of whole lines; gives how many bytes are done with. The rest begins a row that ends in a later
    /// block.
    mutating func read(_ bytes: Span<UInt8>, isLast: Bool, _ log: inout ReadLog) throws(ReadError) -> Int {
        let done = try readBlock(bytes, isLast: isLast, &log)
        byteCount += done
        if let byteLimit, byteCount >= byteLimit {
            byteCount = 0
            try cut()
        }
        return done
    }

    /// Makes a piece of the rows so far, of a format that is read in pieces.
    private mutating func cut() throws(ReadError) {
        switch take() {
        case .working: break
        case .record(let reader): state = .record(reader)
        case .gdelt(let reader): state = .gdelt(reader)
        case .icews(var reader):
            defer { state = .icews(reader) }
            try reader.cut()
        case .ucdp(var reader):
            defer { state = .ucdp(reader) }
            try reader.rows.cut()
        case .acled(var reader):
            defer { state = .acled(reader) }
            try reader.rows.cut()
        case .polecat(var reader):
            defer { state = .polecat(reader) }
            try reader.rows.cut()
        case .mapped(var reader):
            defer { state = .mapped(reader) }
            try reader.rows.cut()
        case .mappedJSON(var reader):
            defer { state = .mappedJSON(reader) }
            try reader.rows.cut()
        }
    }

    private mutating func readBlock(
        _ bytes: Span<UInt8>, isLast: Bool, _ log: inout ReadLog
    ) throws(ReadError) -> Int {
        switch take() {
        case .working: break
        case .record(var reader):
            defer { state = .record(reader) }
            try reader.read(bytes, &log)
        case .gdelt(var reader):
            defer { state = .gdelt(reader) }
            try reader.read(bytes, &log)
        case .icews(var reader):
            defer { state = .icews(reader) }
            try reader.read(bytes, &log)
        case .ucdp(var reader):
            defer { state = .ucdp(reader) }
            return try reader.read(bytes, isLast: isLast, &log)
        case .acled(var reader):
            defer { state = .acled(reader) }
            return try reader.read(bytes, isLast: isLast, &log)
        case .polecat(var reader):
            defer { state = .polecat(reader) }
            return try reader.read(bytes, isLast: isLast, &log)
        case .mapped(var reader):
            defer { state = .mapped(reader) }
            return try reader.read(bytes, isLast: isLast, &log)
        case .mappedJSON(var reader):
            defer { state = .mappedJSON(reader) }
            try reader.read(bytes, &log)
        }
        return bytes.count
    }

    private mutating func take() -> State {
        defer { state = .working }
        return state
    }

    /// Makes the data set of all files read; nil while a reader works.
    mutating func finish(name: String, _ log: inout ReadLog) throws(ReadError) -> DataSet? {
        switch take() {
        case .working: nil
        case .record(let reader): try reader.finish(name: name, &log)
        case .gdelt(let reader): reader.finish(name: name, &log)
        case .icews(var reader): try reader.finish(name: name, &log)
        case .ucdp(var reader): try reader.rows.dataSet(name: name, &log)
        case .acled(var reader): try reader.rows.dataSet(name: name, &log)
        case .polecat(var reader): try reader.rows.dataSet(name: name, &log)
        case .mapped(var reader): try reader.rows.dataSet(name: name, &log)
        case .mappedJSON(var reader): try reader.rows.dataSet(name: name, &log)
        }
    }
}
