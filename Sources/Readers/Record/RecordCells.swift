import Columnar
import EventModel

/// The names that all rows of events and reports share, in the order in which they come.
struct RecordNames {
    var kinds: ByteDictionary
    var actors: ByteDictionary
    var places: ByteDictionary

    init(seed: UInt64) {
        kinds = ByteDictionary(seed: seed)
        actors = ByteDictionary(seed: seed)
        places = ByteDictionary(seed: seed)
    }
}

extension ByteDictionary {
    /// The code of a text that is known, even if it is empty.
    mutating func knownCode(_ text: String) -> UInt32 {
        var text = text
        let found = text.withUTF8 { index($0.span, 0..<$0.count) }
        return found.map { UInt32($0.index) + CodedColumn.firstCode } ?? CodedColumn.unknown
    }
}

/// The values of one column of records as they are read: texts as codes, all else as columns of some rows each.
struct RecordCells {
    private static let chunkSize = 1 << 10

    private let type: ValueType
    /// nil of a column that is not one of codes.
    let owner: CodeOwner?
    private(set) var codes: [UInt32] = []
    private var lists = ListCells()
    private var pending: [Value] = []
    private var parts: [Column] = []
    private var count = 0
    /// Whether anything is known in any row.
    private var hasValues = false

    init(_ type: ValueType, _ owner: CodeOwner?) {
        self.type = type
        self.owner = owner
    }

    mutating func append(_ value: Value, _ code: (String) -> UInt32) {
        count += 1
        if !value.isUnknown { hasValues = true }
        guard owner != nil else {
            pending.append(value)
            if pending.count == Self.chunkSize { endChunk() }
            return
        }
        guard case .list = type else {
            codes.append(value == .none ? CodedColumn.none : value.name.map(code) ?? CodedColumn.unknown)
            return
        }
        if value == .none { return lists.appendNone() }
        lists.append(value.isUnknown ? [] : value.members.compactMap { $0.name.map(code) })
    }

    private mutating func endChunk() {
        if pending.isEmpty { return }
        parts.append(Column(pending, type: type))
        pending.removeAll(keepingCapacity: true)
    }

    /// The rows so far, which begin anew; nil where nothing is known of them.
    mutating func taken() -> PieceColumn? {
        defer {
            codes.removeAll(keepingCapacity: true)
            parts.removeAll(keepingCapacity: true)
            count = 0
            hasValues = false
        }
        switch (owner, type) {
        case (let owner?, .list):
            let column = lists.taken(owner)
            return hasValues ? column : nil
        // Even of these: what is not there at all may have a meaning.
        case (let owner?, _): return .codes(codes, owner)
        case (nil, _):
            endChunk()
            guard hasValues else { return nil }
            if parts.count == 1 { return .plain(parts[0], type) }
            let places = parts.enumerated().flatMap { number, part in
                (0..<part.count).map { RowPlace(segment: number, row: $0) }
            }
            return .plain(Column.gathering(parts, places, type: type), type)
        }
    }
}
