@testable import Readers

/// Makes tables of text out of the few columns that a test is about.
struct TableMaker {
    var names: [String]
    var values: [String: String]
    var separator = ","
    var hasQuotes = true

    func file(_ rows: [[String: String]], names: [String]? = nil, hasHeader: Bool = true) -> String {
        let names = names ?? self.names
        let lines = rows.map { changes in names.map { field(changes[$0] ?? values[$0] ?? "") } }
        return ((hasHeader ? [names.map(field)] : []) + lines).map { $0.joined(separator: separator) }
            .joined(separator: "\n")
    }

    func load(_ rows: [[String: String]], names: [String]? = nil, options: ReadOptions = ReadOptions()) throws -> Loaded
    {
        try ReadersTests.load(file(rows, names: names), options: options)
    }

    private func field(_ text: String) -> String {
        guard hasQuotes, text.contains(where: { ",\"\n\r;\t".contains($0) }) else { return text }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }

    static let ucdp = TableMaker(
        names: UCDPColumn.fixedHeader,
        values: [
            "id": "7", "year": "2016", "active_year": "1", "code_status": "Clear", "type_of_violence": "1",
            "conflict_new_id": "299", "conflict_name": "Syria: Government", "dyad_new_id": "11973",
            "dyad_name": "Government of Syria - IS", "side_a_new_id": "118", "side_a": "Government of Syria",
            "side_b_new_id": "234", "side_b": "IS", "number_of_sources": "1",
            "source_article": "\"SOHR,2016-01-05,Shells hit a town\"", "source_office": "SOHR",
            "source_date": "2016-01-05", "source_headline": "Shells hit a town", "source_original": "police",
            "where_prec": "1", "where_coordinates": "Marea town", "adm_1": "Aleppo Governorate",
            "adm_2": "Azaz district", "latitude": "36.5", "longitude": "37.2", "country": "Syria",
            "country_id": "652", "region": "Middle East", "event_clarity": "1", "date_prec": "1",
            "date_start": "2016-01-04", "date_end": "2016-01-04", "deaths_a": "1", "deaths_b": "2",
            "deaths_civilians": "0", "deaths_unknown": "1", "best": "4", "high": "6", "low": "3", "gwnoa": "652",
        ])

    static let acled = TableMaker(
        names: [
            "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
            "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction",
            "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude",
            "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
        ],
        values: [
            "event_id_cnty": "SYR1", "event_date": "2023-02-16", "year": "2023", "time_precision": "1",
            "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash",
            "actor1": "Military Forces of Syria (2000-) Tiger Forces", "assoc_actor_1": "NDF; Hezbollah",
            "inter1": "State forces", "actor2": "Islamic State (Syria)", "inter2": "Rebel group",
            "interaction": "State forces-Rebel group", "iso": "760", "region": "Middle East", "country": "Syria",
            "admin1": "Idleb", "admin2": "Ariha", "admin3": "Ehsem", "location": "Ehsem", "latitude": "35.7",
            "longitude": "36.6", "geo_precision": "2", "source": "SOHR; Step News", "source_scale": "Other-National",
            "notes": "They clashed, and \"more\".", "fatalities": "3", "tags": "a tag; another",
            "timestamp": "1676937600",
        ])

    static let polecat = TableMaker(
        names: [
            "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
            "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
            "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
            "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
            "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
            "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
            "Version",
        ],
        values: [
            "Event ID": "X1", "Event Date": "2023-05-29", "Event Type": "REJECT", "Event Mode": "meet",
            "Intensity": "-4", "Quad Code": "3", "Contexts": "military;diplomatic", "Actor Name": "China",
            "Actor Country": "CHN", "Actor COW": "710", "Primary Actor Sector": "GOV", "Actor Sectors": "GOV;MIL",
            "Actor Title": "None", "Actor Name Raw": "Beijing's \"envoy\"", "Recipient Name": "Lloyd Austin",
            "Recipient Country": "USA", "Recipient Title": "Secretary of Defense", "City": "Singapore",
            "Country": "Singapore", "Latitude": "1.3", "Longitude": "103.8", "Source": "The Daily",
            "Publication Date": "2023-05-30", "Language": "en", "Version": "1.0",
        ], separator: "\t", hasQuotes: false)
}
