/// The columns of POLECAT that are read.
enum POLECATColumn: Int, GridColumn {
    case id, date, type, mode, intensity, quad, contexts
    case actor, actorCountry, actorCOW, actorSector, actorSectors, actorTitle, actorRaw, actorWikipedia
    case target, targetCountry, targetCOW, targetSector, targetSectors, targetTitle, targetRaw, targetWikipedia
    case placename, city, district, province, country, latitude, longitude, geonames, rawPlacename, featureType
    case source, published, people, organizations, locations, language, version

    var titles: [String] {
        switch self {
        case .id: ["event id"]
        case .date: ["event date"]
        case .type: ["event type"]
        case .mode: ["event mode"]
        case .intensity: ["intensity", "event intensity"]
        case .quad: ["quad code"]
        case .contexts: ["contexts", "context"]
        case .actor: ["actor name"]
        case .actorCountry: ["actor country"]
        case .actorCOW: ["actor cow"]
        case .actorSector: ["primary actor sector"]
        case .actorSectors: ["actor sectors"]
        case .actorTitle: ["actor title"]
        case .actorRaw: ["actor name raw"]
        case .actorWikipedia: ["wikipedia actor id"]
        case .target: ["recipient name"]
        case .targetCountry: ["recipient country"]
        case .targetCOW: ["recipient cow"]
        case .targetSector: ["primary recipient sector"]
        case .targetSectors: ["recipient sectors"]
        case .targetTitle: ["recipient title"]
        case .targetRaw: ["recipient name raw"]
        case .targetWikipedia: ["wikipedia recipient id"]
        case .placename: ["placename"]
        case .city: ["city"]
        case .district: ["district"]
        case .province: ["province"]
        case .country: ["country"]
        case .latitude: ["latitude"]
        case .longitude: ["longitude"]
        case .geonames: ["geonames id"]
        case .rawPlacename: ["raw placename"]
        case .featureType: ["feature type"]
        case .source: ["source"]
        case .published: ["publication date"]
        case .people: ["story people"]
        case .organizations: ["story organizations"]
        case .locations: ["story locations"]
        case .language: ["language"]
        case .version: ["version"]
        }
    }
}
