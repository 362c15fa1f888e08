/// The columns of ACLED that are read; older downloads lack some of them.
enum ACLEDColumn: Int, GridColumn {
    case id, date, timePrecision, disorder, type, subtype
    case actor, allies, inter, target, targetAllies, targetInter
    case civilians, region, country, admin1, admin2, admin3, location, latitude, longitude, geoPrecision
    case source, sourceScale, notes, fatalities, tags, timestamp

    var titles: [String] {
        switch self {
        case .id: ["event_id_cnty", "data_id"]
        case .date: ["event_date"]
        case .timePrecision: ["time_precision"]
        case .disorder: ["disorder_type"]
        case .type: ["event_type"]
        case .subtype: ["sub_event_type"]
        case .actor: ["actor1"]
        case .allies: ["assoc_actor_1", "ally_actor_1"]
        case .inter: ["inter1"]
        case .target: ["actor2"]
        case .targetAllies: ["assoc_actor_2", "ally_actor_2"]
        case .targetInter: ["inter2"]
        case .civilians: ["civilian_targeting"]
        case .region: ["region"]
        case .country: ["country"]
        case .admin1: ["admin1"]
        case .admin2: ["admin2"]
        case .admin3: ["admin3"]
        case .location: ["location"]
        case .latitude: ["latitude"]
        case .longitude: ["longitude"]
        case .geoPrecision: ["geo_precision", "geo_precis"]
        case .source: ["source"]
        case .sourceScale: ["source_scale"]
        case .notes: ["notes"]
        case .fatalities: ["fatalities"]
        case .tags: ["tags"]
        case .timestamp: ["timestamp"]
        }
    }

    /// Columns that say again what others say, and numbers of the keepers' own.
    static let repeating: Set<String> = ["year", "interaction", "iso", "iso3", "data_id", "event_id_no_cnty"]
}
