import Columnar
import EventModel

/// Reads files of the record format and makes a data set of all of them.
///
/// Records come in any order and refer to each other, so lines are first only parsed; `finish` makes values of them.
struct RecordReader {
    private var lines = RecordLines()
    private var records: [Record] = []

    mutating func beginFile() { lines = RecordLines() }

    /// Reads a block of whole lines.
    mutating func read(_ bytes: Span<UInt8>, _ log: inout ReadLog) throws(ReadError) {
        lines.rewind()
        while let next = lines.next(in: bytes, file: log.fileIndex) {
            switch next {
            case .success(let record): records.append(record)
            case .failure(let line): try log.refuse(line.refusal, file: log.fileIndex)
            }
        }
    }

    /// Makes the data set of all records that can be made values of.
    func finish(name: String, _ log: inout ReadLog) throws(ReadError) -> DataSet {
        var builder = RecordBuilder(records)
        return try builder.build(name: name, &log)
    }
}
