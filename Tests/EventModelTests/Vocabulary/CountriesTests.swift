import Testing

@testable import EventModel

@Suite("Countries")
struct CountriesTests {
    @Test("Codes are three capitals, unique, in order; an old code leads to a present one")
    func codes() {
        let codes = Countries.all.map(\.code)
        #expect(codes == Set(codes).sorted())
        #expect(codes.count > 280)
        for country in Countries.all {
            #expect(country.code.wholeMatch(of: /[A-Z]{3}/) != nil, "\(country.code)")
            #expect(!country.name.isEmpty)
            #expect(country.iso2.map { $0.wholeMatch(of: /[A-Z]{2}/) != nil } ?? true, "\(country.code)")
            if country.isRegion { #expect(country.iso2 == nil && country.replacedBy == nil, "\(country.code)") }
            if let code = country.replacedBy {
                #expect(Countries.all.contains { $0.code == code && $0.replacedBy == nil }, "\(country.code)")
            }
        }
    }

    @Test("No name or alias belongs to two countries, and each leads back to its own")
    func names() {
        for country in Countries.all {
            for name in [country.name] + country.aliases {
                let expected = Countries.country(code: country.code)
                #expect(Countries.country(named: name) == expected, "\(name)")
                #expect(Countries.country(named: name.uppercased()) == expected, "\(name)")
            }
        }
    }

    @Test(
        "Names as people and data sets write them",
        arguments: [
            ("China", "CHN"), ("chn", "CHN"), ("PRC", "CHN"), ("US", "USA"), ("U.S.", "USA"), ("america", "USA"),
            ("the United States", "USA"), ("UK", "GBR"), ("Britain", "GBR"), ("Russian Federation", "RUS"),
            ("Korea, Republic of", "KOR"), ("North Korea", "PRK"), ("DPRK", "PRK"), ("Republic of China", "TWN"),
            ("Taiwan", "TWN"), ("Cote d'Ivoire", "CIV"), ("Côte d\u{2019}Ivoire", "CIV"), ("Türkiye", "TUR"),
            ("Occupied Palestinian Territory", "PSE"), ("DR Congo (Zaire)", "COD"), ("Congo", "COG"), ("Kosovo", "XKX"),
            ("Hong Kong", "HKG"), ("Macau", "MAC"), ("South Sudan", "SSD"), ("Montenegro", "MNE"),
            ("East Timor", "TLS"),
            ("the former Yugoslav Republic of Macedonia", "MKD"), ("Romania", "ROU"), ("Gambia, The", "GMB"),
        ])
    func knownNames(name: String, code: String) {
        #expect(Countries.country(named: name)?.code == code)
    }

    @Test(
        "What is no country by name",
        arguments: ["", "Beijing", "Washington", "CH", "IN", "is", "no", "Atlantis", "the ", "ZZZ", "Korea"])
    func noNames(name: String) {
        #expect(Countries.country(named: name) == nil)
    }

    @Test("A text of any length is looked up without harm")
    func longText() {
        #expect(Countries.country(named: String(repeating: "a", count: 1_000_000)) == nil)
    }

    @Test(
        "Old codes give their successors",
        arguments: [
            ("ROM", "ROU"), ("TMP", "TLS"), ("MTN", "MNE"), ("IMY", "IMN"), ("GZS", "PSE"), ("WSB", "PSE"),
            ("SCG", "SRB"),
        ])
    func oldCodes(old: String, present: String) {
        #expect(Countries.country(code: old)?.code == present)
        #expect(Countries.all.first { $0.code == old }?.replacedBy == present)
    }

    @Test("Regions are no states, and Hong Kong, Macao and Taiwan have codes of their own")
    func regions() {
        for code in ["AFR", "EUR", "MEA", "WST", "ASA", "BLK"] {
            #expect(Countries.country(code: code)?.isRegion == true)
        }
        for code in ["HKG", "MAC", "TWN", "PSE", "XKX"] {
            #expect(Countries.country(code: code)?.isRegion == false)
            #expect(Countries.country(code: code)?.code == code)
        }
        #expect(Countries.country(iso2: "CH")?.code == "CHE")
        #expect(Countries.country(iso2: "ch") == nil)
    }

    @Test(
        "FIPS 10-4 is not ISO 3166",
        arguments: [
            ("CH", "CHN"), ("AS", "AUS"), ("AU", "AUT"), ("RS", "RUS"), ("SN", "SGP"), ("SG", "SEN"), ("UK", "GBR"),
            ("GM", "DEU"), ("JA", "JPN"), ("KS", "KOR"), ("KN", "PRK"), ("IZ", "IRQ"), ("IS", "ISR"), ("SP", "ESP"),
            ("TU", "TUR"), ("UP", "UKR"), ("VM", "VNM"), ("SF", "ZAF"), ("CF", "COG"), ("CG", "COD"), ("KV", "XKX"),
            ("GZ", "PSE"), ("WE", "PSE"), ("RI", "SRB"), ("RB", "SRB"), ("OD", "SSD"), ("WQ", "UMI"), ("SZ", "CHE"),
        ])
    func fips(fips: String, code: String) {
        #expect(Countries.iso3(fips: fips) == code)
    }

    @Test("A FIPS code has a name where it has no ISO code, and what is none has neither")
    func fipsNames() {
        #expect(Countries.name(fips: "CH") == "China")
        #expect(Countries.name(fips: "WE") == "West Bank")
        #expect(Countries.name(fips: "PG") == "Spratly Islands")
        #expect(Countries.iso3(fips: "PG") == nil)
        for code in ["", "ZZ", "ch", "CHN"] {
            #expect(Countries.iso3(fips: code) == nil)
            #expect(Countries.name(fips: code) == nil)
        }
    }

    @Test(
        "Every code of the source tables is here: CAMEO's, ISO's and FIPS's",
        .enabled(if: SharedTables.has("data/ontology/fips_to_iso3.tsv")))
    func agreesWithTheSources() throws {
        for row in try SharedTables.rows("data/ontology/cameo_country.tsv") {
            #expect(Countries.country(code: row[0]) != nil, "\(row[0])")
        }
        for row in try SharedTables.rows("data/ontology/iso3166-1_debian_iso-codes.tsv") {
            #expect(Countries.country(code: row[1])?.iso2 == row[0], "\(row[1])")
        }
        for row in try SharedTables.rows("data/ontology/fips_to_iso3.tsv") {
            #expect(Countries.name(fips: row[0]) != nil, "\(row[0])")
            let code = row[3].isEmpty ? nil : row[3] == "SCG" ? "SRB" : row[3]
            if let code { #expect(Countries.iso3(fips: row[0]) == code, "\(row[0])") }
        }
    }

    @Test(
        "Every country name in a real ICEWS file is known",
        .enabled(if: SharedTables.has("data/icews/events.2018.sample.tab")))
    func agreesWithICEWS() throws {
        var names: Set<String> = []
        for row in try SharedTables.rows("data/icews/events.2018.sample.tab") where row.count == 20 {
            names.formUnion([row[4], row[10], row[17]])
        }
        names.subtract(["", "NA"])
        #expect(names.count > 100)
        #expect(names.filter { Countries.country(named: $0) == nil }.sorted() == [])
    }
}
