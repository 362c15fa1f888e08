/// Where the columns of GDELT's event exports stand: 61 (2.0), 58 (1.0 daily) or 57 (1.0 backfile) to a row.
///
/// 2.0 has a further code of the district (ADM2) in each of its three places; the backfile has no address at the end.
struct GDELTLayout: Hashable {
    static let widths = [57, 58, 61]

    let columnCount: Int

    init?(columnCount: Int) {
        guard Self.widths.contains(columnCount) else { return nil }
        self.columnCount = columnCount
    }

    /// The layout of a line that is one of GDELT's: an id and a day in front, or the names of these.
    init?(line: DelimitedLines, _ bytes: Span<UInt8>) {
        self.init(columnCount: line.fieldCount)
        guard
            Self.isHeader(line, bytes)
                || FieldText.integer(bytes, line.field(0)) != nil && FieldText.compactDay(bytes, line.field(1)) != nil
        else { return nil }
    }

    static func isHeader(_ line: DelimitedLines, _ bytes: Span<UInt8>) -> Bool {
        FieldText.string(bytes, line.field(0))?.lowercased() == "globaleventid"
    }

    private var hasDistricts: Bool { columnCount == 61 }

    static let id = 0
    static let day = 1
    /// Code, name, and eight parts of the code: country, group, ethnic, two religions, three roles.
    static let actor = 5
    static let target = 15
    static let actorPartCount = 8
    static let isRoot = 25
    static let code = 26
    static let rootCode = 28
    static let quadClass = 29
    static let goldstein = 30
    static let mentions = 31
    static let sources = 32
    static let articles = 33
    static let tone = 34

    /// Columns of one place: type, name, country, ADM1, ADM2 (2.0 only), latitude, longitude, feature.
    var placeWidth: Int { hasDistricts ? 8 : 7 }
    var actorPlace: Int { 35 }
    var targetPlace: Int { 35 + placeWidth }
    var place: Int { 35 + 2 * placeWidth }
    var added: Int { 35 + 3 * placeWidth }
    var url: Int? { columnCount == 57 ? nil : added + 1 }
    /// The date of the backfile's bulk load says nothing of when an event became known.
    var addedIsKnown: Bool { columnCount != 57 }

    /// The name that GDELT gives a column.
    func name(of column: Int) -> String {
        guard column >= 35 else { return Self.names[column] }
        guard column < added else { return column == added ? "DATEADDED" : "SOURCEURL" }
        let (place, part) = (column - 35).quotientAndRemainder(dividingBy: placeWidth)
        let parts = hasDistricts ? Self.placeParts : Self.placeParts.filter { $0 != "ADM2Code" }
        return "\(["Actor1Geo", "Actor2Geo", "ActionGeo"][place])_\(parts[part])"
    }

    private static let placeParts = [
        "Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID",
    ]

    private static let names =
        ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"]
        + ["Actor1", "Actor2"].flatMap { actor in
            [
                "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
                "Type1Code", "Type2Code", "Type3Code",
            ].map { actor + $0 }
        } + [
            "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
            "NumSources", "NumArticles", "AvgTone",
        ]
}
