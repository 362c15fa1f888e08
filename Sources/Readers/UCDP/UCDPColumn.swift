/// The columns of UCDP GED that are read; versions differ in which of them they have, and in their order.
enum UCDPColumn: Int, GridColumn {
    case id, relid, activeYear, codeStatus, violence
    case conflict, conflictID, dyad, dyadID
    case sideA, sideAID, sideB, sideBID, gwnoA, gwnoB
    case sourceCount, articles, offices, sourceDates, headlines, original
    case wherePrecision, place, description, province, district, latitude, longitude, grid, country, region
    case clarity, datePrecision, start, end
    case deathsA, deathsB, deathsCivilians, deathsUnknown, best, high, low

    var titles: [String] {
        switch self {
        case .id: ["id"]
        case .relid: ["relid"]
        case .activeYear: ["active_year"]
        case .codeStatus: ["code_status"]
        case .violence: ["type_of_violence"]
        case .conflict: ["conflict_name"]
        case .conflictID: ["conflict_new_id", "conflict_id"]
        case .dyad: ["dyad_name"]
        case .dyadID: ["dyad_new_id", "dyad_id"]
        case .sideA: ["side_a"]
        case .sideAID: ["side_a_new_id", "side_a_id"]
        case .sideB: ["side_b"]
        case .sideBID: ["side_b_new_id", "side_b_id"]
        case .gwnoA: ["gwnoa"]
        case .gwnoB: ["gwnob"]
        case .sourceCount: ["number_of_sources"]
        case .articles: ["source_article"]
        case .offices: ["source_office"]
        case .sourceDates: ["source_date"]
        case .headlines: ["source_headline"]
        case .original: ["source_original"]
        case .wherePrecision: ["where_prec"]
        case .place: ["where_coordinates"]
        case .description: ["where_description"]
        case .province: ["adm_1"]
        case .district: ["adm_2"]
        case .latitude: ["latitude"]
        case .longitude: ["longitude"]
        case .grid: ["priogrid_gid"]
        case .country: ["country"]
        case .region: ["region"]
        case .clarity: ["event_clarity"]
        case .datePrecision: ["date_prec"]
        case .start: ["date_start"]
        case .end: ["date_end"]
        case .deathsA: ["deaths_a"]
        case .deathsB: ["deaths_b"]
        case .deathsCivilians: ["deaths_civilians"]
        case .deathsUnknown: ["deaths_unknown"]
        case .best: ["best", "best_est"]
        case .high: ["high", "high_est"]
        case .low: ["low", "low_est"]
        }
    }

    /// Columns that say again what others say: the year is in the date, the point is latitude and longitude, the
    /// country's number is its name, ids of an old list are those of the new one.
    static let repeating: Set<String> = [
        "year", "geom_wkt", "country_id", "conflict_dset_id", "dyad_dset_id", "side_a_dset_id", "side_b_dset_id",
    ]

    /// The columns of the present version in their order, for releases that come without a header.
    static let fixedHeader = """
        id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name \
        dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b \
        number_of_sources source_article source_office source_date source_headline source_original where_prec \
        where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id \
        region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best \
        high low gwnoa gwnob
        """.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
}
