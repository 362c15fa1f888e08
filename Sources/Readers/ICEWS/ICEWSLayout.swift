import EventModel

/// The columns of ICEWS that are read.
enum ICEWSColumn: Int, CaseIterable {
    case id, date
    case source, sourceSectors, sourceCountry
    case text, code, intensity
    case target, targetSectors, targetCountry
    case story, sentence, publisher
    case city, district, province, country, latitude, longitude

    /// What the header calls it.
    var title: String {
        switch self {
        case .id: "Event ID"
        case .date: "Event Date"
        case .source: "Source Name"
        case .sourceSectors: "Source Sectors"
        case .sourceCountry: "Source Country"
        case .text: "Event Text"
        case .code: "CAMEO Code"
        case .intensity: "Intensity"
        case .target: "Target Name"
        case .targetSectors: "Target Sectors"
        case .targetCountry: "Target Country"
        case .story: "Story ID"
        case .sentence: "Sentence Number"
        case .publisher: "Publisher"
        case .city: "City"
        case .district: "District"
        case .province: "Province"
        case .country: "Country"
        case .latitude: "Latitude"
        case .longitude: "Longitude"
        }
    }
}

/// Where each column of ICEWS stands in a file.
struct ICEWSLayout {
    /// By the number of the column; nil for those the file does not have.
    private var positions: [Int?]
    let columnCount: Int
    /// Who, what, whom and when, and nothing else.
    let isTriples: Bool

    /// Of a header; nil for a line that is none.
    init?(header lines: DelimitedLines, _ bytes: Span<UInt8>) {
        guard lines.fieldCount >= Self.tripleCount, lines.fieldCount <= 64 else { return nil }
        let titles = (0..<lines.fieldCount).map { index in
            FieldText.string(bytes, ICEWSField.trimmed(bytes, lines.field(index)))?.lowercased() ?? ""
        }
        columnCount = lines.fieldCount
        let isTriples = titles.count == Self.tripleCount && Set(titles) == Set(Self.shortTitles.values)
        self.isTriples = isTriples
        positions = ICEWSColumn.allCases.map { column in
            titles.firstIndex { $0 == (isTriples ? Self.shortTitles[column] : column.title.lowercased()) }
        }
        let needed: [ICEWSColumn] = [.date, .source, .target] + (isTriples ? [] : [.id])
        guard needed.allSatisfy(has), has(.text) || has(.code) else { return nil }
    }

    /// Of a line of a file of triples, in either order that is in use; nil for a line that is none.
    init?(triple lines: DelimitedLines, _ bytes: Span<UInt8>) {
        guard lines.fieldCount == Self.tripleCount else { return nil }
        for order in [[ICEWSColumn.source, .text, .target, .date], [.date, .source, .text, .target]] {
            let layout = ICEWSLayout(order: order)
            if let date = layout.position(.date), let text = layout.position(.text),
                FieldText.isoDay(bytes, ICEWSField.trimmed(bytes, lines.field(date))) != nil,
                Self.isEventText(bytes, ICEWSField.trimmed(bytes, lines.field(text)))
            {
                self = layout
                return
            }
        }
        return nil
    }

    /// Of a file that does not tell: all columns, or those of triples.
    init(columnCount: Int) {
        let isFull = columnCount == ICEWSColumn.allCases.count
        self.init(order: isFull ? ICEWSColumn.allCases : [.source, .text, .target, .date])
    }

    private init(order: [ICEWSColumn]) {
        positions = ICEWSColumn.allCases.map { order.firstIndex(of: $0) }
        columnCount = order.count
        isTriples = order.count == Self.tripleCount
    }

    func position(_ column: ICEWSColumn) -> Int? { positions[column.rawValue] }

    private func has(_ column: ICEWSColumn) -> Bool { position(column) != nil }

    private static func isEventText(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count <= CAMEO.longestICEWSText, let text = FieldText.string(bytes, range) else { return false }
        return CAMEO.entry(icewsText: text) != nil
    }

    private static let tripleCount = 4
    /// What a header of a file of triples calls its columns.
    private static let shortTitles: [ICEWSColumn: String] = [
        .date: "date", .source: "source", .text: "event", .target: "target",
    ]
}

extension FormatGuess {
    /// Whether a line is a header of ICEWS or one of its triples.
    static func isICEWS(_ lines: DelimitedLines, _ bytes: Span<UInt8>) -> Bool {
        ICEWSLayout(triple: lines, bytes) != nil
            || ICEWSLayout(header: lines, bytes).map { !$0.isTriples } == true
    }
}
