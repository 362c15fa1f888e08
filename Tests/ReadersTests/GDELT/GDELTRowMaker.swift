import Foundation

/// Makes rows of GDELT out of the few columns that a test is about.
struct GDELTRowMaker {
    /// Columns of 2.0 by the names that GDELT gives them.
    var values: [String: String] = [
        "GLOBALEVENTID": "1", "SQLDATE": "20190121", "EventCode": "125", "EventBaseCode": "125", "EventRootCode": "12",
        "QuadClass": "3",
        "GoldsteinScale": "-5.0", "DATEADDED": "20190121220000", "SOURCEURL": "http://x.org/a",
    ]
    var separator = "\t"

    static let names: [String] = {
        let parts =
            "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
        let places = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
        var names = "GLOBALEVENTID SQLDATE MonthYear Year FractionDate".components(separatedBy: " ")
        for actor in ["Actor1", "Actor2"] { names += parts.components(separatedBy: " ").map { actor + $0 } }
        names += "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".components(
            separatedBy: " ")
        names += "NumMentions NumSources NumArticles AvgTone".components(separatedBy: " ")
        for place in ["Actor1Geo_", "Actor2Geo_", "ActionGeo_"] {
            names += places.components(separatedBy: " ").map { place + $0 }
        }
        return names + ["DATEADDED", "SOURCEURL"]
    }()

    init(_ changes: [String: String] = [:]) { values.merge(changes) { _, new in new } }

    /// A row of 61, 58 or 57 columns.
    func row(_ width: Int = 61) -> String {
        var names = Self.names
        if width < 61 { names.removeAll { $0.hasSuffix("ADM2Code") } }
        if width < 58 { names.removeLast() }
        var values = values
        if width < 61, let added = values["DATEADDED"] { values["DATEADDED"] = String(added.prefix(8)) }
        return names.map { values[$0] ?? "" }.joined(separator: separator)
    }
}
