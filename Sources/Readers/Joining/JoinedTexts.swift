import Columnar
import EventModel
import Store

/// The ids of tables of several data sets, by 96 bits of their hashes.
enum JoinedTexts {
    struct Place {
        var part: Int
        var segment: Int
        var row: Int
        var published = DateSpan.distantPast
        var hasTitle = false
    }

    typealias Found = (Place, GDELTKey) throws(StoreError) -> Void
    typealias Finding = (Found) throws(StoreError) -> Void

    /// Ids that are looked at together where no file holds them.
    private static let heldLimit = 1 << 24

    /// How many events have an id that another part has, or, in a later part, an earlier event of that part.
    static func repeatedEvents(_ parts: [DataSet], _ store: StoreDraft?) throws(StoreError) -> Int {
        var count = 0
        try each("events", parts, store) { spill, find throws(StoreError) in
            try find { (place: Place, key: GDELTKey) throws(StoreError) -> Void in
                try spill.add(
                    hash: key.hash, check: key.check, segment: UInt32(place.part), entry: 0, day: DateSpan.distantPast)
            }
            try spill.eachGroup { group throws(StoreError) in
                // What the first part repeats by itself was told when it was made.
                if group.last?.segment != 0 { count += group.count - 1 }
            }
        }
        return count
    }

    /// Calls a function with all ids, those of later parts first: once, or for parts of all ids where memory holds them.
    static func each(
        _ name: String, _ parts: [DataSet], _ store: StoreDraft?,
        _ body: (DocumentSpill, Finding) throws(StoreError) -> Void
    ) throws(StoreError) {
        let count = parts.reduce(0) { $0 + ($1.tables[name]?.rowCount ?? 0) }
        let passes = store == nil ? max(1, (count + heldLimit - 1) / heldLimit) : 1
        for pass in 0..<passes {
            let spill = try DocumentSpill(store, part: (pass, passes))
            var hasher = TextHasher(seed: UInt64.random(in: .min ... .max))
            try body(spill) { found throws(StoreError) in
                // The first part mostly is far larger than the others: of its numbers those are left out that lie
                // elsewhere than all of these.
                var span: ClosedRange<Int64>?
                var hasTexts = false
                for part in Array(parts.indices.dropFirst()) {
                    try ids(name, parts[part], part, &hasher, beyond: nil) { place, key, number throws(StoreError) in
                        if let number {
                            span =
                                span.map { min($0.lowerBound, number)...max($0.upperBound, number) } ?? number...number
                        } else {
                            hasTexts = true
                        }
                        try found(place, key)
                    }
                }
                guard let first = parts.first, span != nil || hasTexts else { return }
                try ids(name, first, 0, &hasher, beyond: span ?? Int64.max...Int64.max) {
                    place, key, _ throws(StoreError) in
                    try found(place, key)
                }
            }
        }
    }

    /// Goes through the ids of a table.
    ///
    /// - Parameter span: between which numbers are looked for; nil for all.
    private static func ids(
        _ name: String, _ data: DataSet, _ part: Int, _ hasher: inout TextHasher, beyond span: ClosedRange<Int64>?,
        _ body: (Place, GDELTKey, Int64?) throws(StoreError) -> Void
    ) throws(StoreError) {
        guard let table = data.tables[name], let id = table.index(of: "id") else { return }
        let isDocument = name == "documents"
        for (number, segment) in table.segments.enumerated() {
            guard case .coded(let codes, let dictionary) = segment.fresh(id).narrow else { continue }
            let days = isDocument ? dates(segment, table.index(of: "published")) : nil
            let titles = isDocument ? table.index(of: "about").flatMap { segment.fresh($0).narrow.codes } : nil
            for row in 0..<codes.count where codes[row] >= CodedColumn.firstCode {
                let entry = Int(codes[row] - CodedColumn.firstCode)
                if let span, case .numbers(let numbers) = dictionary.source, !span.contains(numbers[entry]) { continue }
                let key = hasher.key(dictionary, entry)
                var place = Place(part: part, segment: number, row: row)
                if let days { place.published = days[row] }
                if let titles { place.hasTitle = titles[row] >= CodedColumn.firstCode }
                try body(place, key, span == nil ? hasher.number : nil)
            }
        }
    }

    /// The days of a column; `DateSpan.distantPast` where there is none.
    private static func dates(_ segment: Segment, _ index: Int?) -> [DayNumber]? {
        guard let index, case .date(let dates) = segment.fresh(index).whole else { return nil }
        guard let spans = dates.spans else { return dates.first }
        return dates.first.indices.map { spans.states[$0] == .known ? dates.first[$0] : DateSpan.distantPast }
    }
}

extension StoredColumn {
    /// The codes of a column of such.
    fileprivate var codes: StoredCodes? { if case .coded(let codes, _) = self { codes } else { nil } }

    /// All rows in full width.
    fileprivate var whole: Column { column(0..<count).column }

    /// Codes in full width as stored ones.
    fileprivate var narrow: StoredColumn {
        if case .plain(.coded(let column)) = self {
            .coded(.words(View(column.codes)), column.dictionary)
        } else {
            self
        }
    }
}
