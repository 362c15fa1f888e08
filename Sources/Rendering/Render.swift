package import Columnar
import EventModel

/// The whole text of an answer in a form. Answers of many rows are better written in pieces, `render(_:as:_:into:)`.
/// - Parameter report: what stands around it in HTML and Markdown; other forms have no place for it.
package func render(_ answer: Answer, as form: Form, _ drawing: Drawing, report: Report? = nil) -> String {
    var text = ""
    render(answer, as: form, drawing, report: report) { text += $0 }
    return text
}

/// An answer in two texts: its rows, which a pager may show, and what must be read below them in any case: which columns
/// are not shown, and what marks mean.
package func renderInParts(_ answer: Answer, as form: Form, _ drawing: Drawing) -> (rows: String, below: String) {
    var (rows, below) = ("", "")
    write(answer, form, drawing, nil, { rows += $0 }, below: { below += $0 })
    return (rows, below)
}

/// Hands the text of an answer to `sink` in pieces of whole lines, so that it never stands in memory at once.
/// - Throws: what `sink` throws, after which no more is written.
package func render<Failure: Error>(
    _ answer: Answer, as form: Form, _ drawing: Drawing, report: Report? = nil,
    into sink: (String) throws(Failure) -> Void
) throws(Failure) {
    try write(answer, form, drawing, report, sink, below: sink)
}

private func write<Failure: Error>(
    _ answer: Answer, _ form: Form, _ drawing: Drawing, _ report: Report?, _ sink: (String) throws(Failure) -> Void,
    below: (String) throws(Failure) -> Void
) throws(Failure) {
    let isShownJSON = drawing.isTerminal && (form == .json || form == .jsonl)
    func text(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        return isShownJSON ? JSONWriter.shown(text) : text
    }
    let pieceSize = 1 << 16
    var bytes: [UInt8] = []
    let cut = RowCut(answer.rowCount, most: form == .table || form == .line ? drawing.maximumRows : nil)
    var writer = writer(answer, form, drawing, cut, report)
    writer.begin(&bytes)
    for part in [cut.head, cut.tail] {
        if part.lowerBound > 0, cut.hiddenCount > 0 { writer.skip(cut.hiddenCount, &bytes) }
        for row in part {
            // A run that is to end is for nobody to read.
            if row & (Stop.piece / 4 - 1) == 0, Stop.isWanted { return }
            writer.write(row, &bytes)
            if bytes.count >= pieceSize {
                try sink(text(bytes))
                bytes.removeAll(keepingCapacity: true)
            }
        }
    }
    writer.end(&bytes)
    if !bytes.isEmpty { try sink(text(bytes)) }
    bytes.removeAll()
    writer.below(&bytes)
    if !bytes.isEmpty { try below(text(bytes)) }
}

private func writer(
    _ answer: Answer, _ form: Form, _ drawing: Drawing, _ cut: RowCut, _ report: Report?
) -> any RowWriter {
    switch form {
    case .table: TableWriter(answer, drawing, cut)
    case .line: LineWriter(answer, drawing)
    case .csv: DelimitedWriter(answer, .csv, drawing)
    case .tsv: DelimitedWriter(answer, .tsv, drawing)
    case .json: JSONWriter(answer, isArray: true)
    case .jsonl: JSONWriter(answer, isArray: false)
    case .markdown: MarkdownWriter(ReportTable(answer, report, drawing.notation))
    case .html: HTMLWriter(ReportTable(answer, report, drawing.notation))
    case .latex: LaTeXWriter(ReportTable(answer, report, drawing.notation))
    }
}

/// One form at work: every call appends whole lines, so that what stands in the buffer can be handed on at any time.
protocol RowWriter {
    mutating func begin(_ bytes: inout [UInt8])
    mutating func write(_ row: Int, _ bytes: inout [UInt8])
    /// In place of rows that are not shown.
    mutating func skip(_ count: Int, _ bytes: inout [UInt8])
    mutating func end(_ bytes: inout [UInt8])
    /// What is said of the whole below it, in forms that have a place for it.
    mutating func below(_ bytes: inout [UInt8])
}

extension RowWriter {
    mutating func skip(_ count: Int, _ bytes: inout [UInt8]) {}
    mutating func below(_ bytes: inout [UInt8]) {}
}

/// Which rows are shown where not all may be: the first and the last.
struct RowCut {
    var head: Range<Int>
    var tail: Range<Int>
    var hiddenCount: Int

    init(_ count: Int, most: Int?) {
        guard let most, count > max(1, most) else {
            (head, tail, hiddenCount) = (0..<count, count..<count, 0)
            return
        }
        let shown = max(1, most)
        head = 0..<(shown + 1) / 2
        tail = count - shown / 2..<count
        hiddenCount = count - shown
    }
}

extension Array<UInt8> {
    mutating func append(_ text: String) { append(contentsOf: text.utf8) }
}

extension Answer {
    /// The name of the column that tells possible rows in forms for other programs; nil where every row is certain.
    var possibleName: String? {
        guard possibleRows != nil else { return nil }
        var name = "possible"
        while fields.contains(where: { $0.name == name }) { name += "_" }
        return name
    }

    var hasPossibleRows: Bool { possibleRows.map { !$0.isEmpty } ?? false }
}

/// What explains the mark at the start of a row.
let possibleLegend = "? before a row: it is only possible"
