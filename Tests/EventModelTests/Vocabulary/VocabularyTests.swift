import EventModel
import Foundation
import Testing

@Suite struct VocabularyTests {
    @Test func `CAMEO has 20 roots, 149 bases and 149 codes below them`() {
        let lengths = Dictionary(grouping: CAMEO.entries, by: { $0.code.count }).mapValues(\.count)
        #expect(lengths == [2: 20, 3: 149, 4: 149])
    }

    @Test func `names are unique and made of words and dots`() {
        #expect(Set(CAMEO.entries.map(\.name)).count == 318)
        for entry in CAMEO.entries {
            let parts = entry.name.split(separator: ".", omittingEmptySubsequences: false)
            #expect(parts.count == (entry.code.count == 2 ? 1 : 2), "\(entry.name)")
            for part in parts {
                #expect(part.first?.isLetter == true, "\(entry.name)")
                #expect(part.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") }, "\(entry.name)")
            }
        }
    }

    @Test func `a code stands behind the code above it, and a subtree is one stretch`() {
        let catalog = KindCatalog()
        for (position, kind) in catalog.kinds.enumerated() {
            if let parent = kind.parent { #expect(parent < position && catalog.subtree(parent).contains(position)) }
            let below = catalog.kinds.indices.filter { index in
                guard let code = catalog.kinds[index].code, let own = kind.code else { return false }
                return code.hasPrefix(own)
            }
            #expect(below == Array(catalog.subtree(position)))
        }
    }

    @Test("codes that analysts know", arguments: [
        ("125", "reject.meeting", -5.0), ("042", "consult.visit", 1.9), ("072", "aid.military", 8.3),
        ("163", "reduce_relations.sanction", -8.0), ("016", "statement.deny", -2.0), ("164", "reduce_relations.halt_talks", -7.0),
    ])
    func knownCodes(code: String, name: String, goldstein: Double) {
        #expect(CAMEO.entry(code: code)?.name == name)
        #expect(CAMEO.entry(code: code)?.goldsteinGDELT == goldstein)
        #expect(CAMEO.entry(name: name)?.code == code)
    }

    @Test func `the quad class is that of the root`() {
        for entry in CAMEO.entries {
            let root = Int(entry.code.prefix(2)) ?? 0
            #expect(entry.quadClass == (root <= 5 ? 1 : root <= 9 ? 2 : root <= 14 ? 3 : 4), "\(entry.code)")
        }
    }

    @Test func `no code belongs to two types of PLOVER`() {
        var types: [String: String] = [:]
        for type in PLOVER.types {
            for top in type.cameoCodes {
                for entry in CAMEO.entries where entry.code.hasPrefix(top) {
                    #expect(types.updateValue(type.name, forKey: entry.code) == nil, "\(entry.code)")
                }
            }
        }
        #expect(PLOVER.types.count == 16)
        #expect(types["125"] == "REJECT" && types["072"] == "AID" && types["195"] == "ASSAULT")
    }

    @Test("FIPS codes are not ISO codes", arguments: [
        ("CH", "CHN"), ("AS", "AUS"), ("AU", "AUT"), ("RS", "RUS"), ("SN", "SGP"), ("TW", "TWN"), ("IZ", "IRQ"), ("UK", "GBR"),
    ])
    func fips(code: String, iso: String) { #expect(Countries.iso3(fips: code) == iso) }

    @Test("countries are found by name, alias and old code", arguments: [
        ("China", "CHN"), ("PRC", "CHN"), ("US", "USA"), ("united states", "USA"), ("Russian Federation", "RUS"),
        ("South Korea", "KOR"), ("Britain", "GBR"), ("Taiwan", "TWN"), ("Vietnam", "VNM"),
    ])
    func names(name: String, code: String) { #expect(Countries.country(named: name)?.code == code) }

    @Test func `an old code gives the present one`() {
        #expect(Countries.country(code: "ROM")?.code == "ROU")
        #expect(Countries.country(code: "HKG")?.code == "HKG")
    }

    @Test func `composite codes are taken apart`() {
        #expect(ActorCode.parts(of: "CHNMIL") == ActorParts(country: "CHN", roles: ["MIL"]))
        #expect(ActorCode.parts(of: "MNCUSA", country: "USA") == ActorParts(country: "USA", roles: ["MNC"]))
        #expect(ActorCode.parts(of: "USAGOVMIL").roles == ["GOV", "MIL"])
        #expect(ActorCode.parts(of: "GOV").country == nil)
        #expect(ActorCode.parts(of: "CHNX").unread == "X")
    }

    @Test func `every synonym leads to a kind`() {
        for synonym in KindSynonyms.table { #expect(CAMEO.entry(name: synonym.kind) != nil, "\(synonym.word)") }
    }

    private static var ontology: String? {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let shared = ProcessInfo.processInfo.environment["CASUS_SHARED"] ?? root.appendingPathComponent("../shared").path
        return try? String(contentsOfFile: shared + "/data/ontology/cameo_event_codes.tsv", encoding: .utf8)
    }

    @Test(.enabled(if: ontology != nil)) func `values are those measured on real data`() {
        for line in (Self.ontology ?? "").split(separator: "\n").dropFirst() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let entry = CAMEO.entry(code: fields[0])
            #expect(entry != nil, "\(fields[0])")
            #expect(entry?.goldsteinGDELT == Double(fields[7]), "\(fields[0])")
            #expect(entry?.goldsteinICEWS == Double(fields[9]), "\(fields[0])")
            #expect(entry.map { String($0.quadClass) } == fields[6], "\(fields[0])")
        }
    }
}
