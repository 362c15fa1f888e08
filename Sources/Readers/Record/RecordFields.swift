import Columnar
import EventModel

/// The columns that records of one type go to.
struct RecordFields {
    let type: RecordType
    /// Those that have a meaning, then those of the data set's own.
    let fields: [Field]
    /// Members that have a meaning, with their columns, in the order in which they are read.
    let standard: [(member: String, index: Int, type: ValueType)]
    /// Columns of the data set's own, by their members.
    private let added: [String: Int]
    private let indices: [String: Int]

    init(_ type: RecordType, added: [Field]) {
        self.type = type
        let own = Self.standard(type)
        let added = added.filter { field in !own.contains { $0.name == field.name } }
        standard = own.enumerated().map { index, field in
            switch (type, field.name) {
            // `type` says what sort of record it is, so an actor's own type goes by another name.
            case (.actor, "type"): ("kind", index, field.type)
            case (.office, "office"): ("id", index, field.type)
            default: (field.name, index, field.type)
            }
        }
        fields = own + added
        let first = own.count
        self.added = Dictionary(
            added.enumerated().map { ($1.name, first + $0) }, uniquingKeysWith: { first, _ in first })
        indices = Dictionary(
            fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func standard(_ type: RecordType) -> [Field] {
        switch type {
        case .kind: [Field("name", .kind)]
        case .actor: EventFields.actors
        case .office: EventFields.offices
        case .document: EventFields.documents
        case .event: EventFields.standard(severalActors: true)
        case .report: EventFields.reports()
        case .coverage: EventFields.coverage
        }
    }

    /// Where a column stands.
    func index(of name: String) -> Int? { indices[name] }

    /// Where the column of a member stands that has no meaning.
    func index(ofAdded member: String) -> Int? { added[member] }

    var addedIndices: Range<Int> { standard.count..<fields.count }
}

/// The values of a record, by the columns of its type; unknown where it says nothing.
struct RecordRow {
    let fields: RecordFields
    var values: [Value]

    init(_ fields: RecordFields) {
        self.fields = fields
        values = [Value](repeating: .unknown, count: fields.fields.count)
    }

    /// The value of a column; nil where the record says nothing of it.
    subscript(name: String) -> Value? {
        guard let index = fields.index(of: name), !values[index].isUnknown else { return nil }
        return values[index]
    }
}
