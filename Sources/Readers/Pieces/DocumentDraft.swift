import Columnar
import EventModel

/// Documents as they are read: when each came out, and its title.
struct DocumentDraft {
    var ids: TextCells
    var titles: TextCells
    private(set) var published: [DayNumber] = []
    private(set) var subjects: [UInt32] = []

    init(seed: UInt64, _ pieces: inout Pieces) {
        ids = TextCells(seed: seed, number: pieces.open())
        titles = TextCells(seed: seed, number: pieces.open())
    }

    /// Notes of a document when it came out, the first day that is given, and its title.
    mutating func note(_ document: UInt32, published day: DayNumber, title: UInt32 = CodedColumn.unknown) {
        guard document >= CodedColumn.firstCode else { return }
        let index = Int(document - CodedColumn.firstCode)
        while published.count <= index {
            published.append(DateSpan.distantPast)
            subjects.append(CodedColumn.unknown)
        }
        published[index] = DocumentSpill.earlier(published[index], day)
        if subjects[index] == CodedColumn.unknown { subjects[index] = title }
    }

    /// Begins anew.
    mutating func clear() {
        published.removeAll(keepingCapacity: true)
        subjects.removeAll(keepingCapacity: true)
    }
}
