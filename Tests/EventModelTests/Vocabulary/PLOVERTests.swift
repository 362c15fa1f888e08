import Testing

@testable import EventModel

@Suite("PLOVER")
struct PLOVERTests {
    @Test("There are sixteen types, found by name in capitals or not")
    func names() {
        #expect(PLOVER.types.count == 16)
        #expect(Set(PLOVER.types.map(\.name)).count == 16)
        for type in PLOVER.types {
            #expect(PLOVER.type(named: type.name.lowercased()) == type)
            #expect((1...4).contains(type.quadClass))
        }
        #expect(PLOVER.type(named: "MAKE_STATEMENT") == nil)
    }

    @Test("Scores fall from cooperation to conflict as the quad class says; ACCUSE is -3")
    func scores() throws {
        for type in PLOVER.types {
            let score = try #require(type.score)
            #expect(type.quadClass <= 2 ? score > 0 : score <= 0, "\(type.name)")
        }
        #expect(PLOVER.type(named: "ACCUSE")?.score == -3)
        #expect(PLOVER.types.map(\.quadClass) == PLOVER.types.map(\.quadClass).sorted())
    }

    /// The types whose sets hold a code, by their definition and not by the look-up.
    private func holders(of code: String) -> [String] {
        PLOVER.types.filter { type in
            type.bareCodes.contains(code) || type.cameoCodes.contains { code.hasPrefix($0) }
        }.map(\.name)
    }

    @Test("Every code but those of the roots 01 and 02 is in exactly one set")
    func partition() {
        for entry in CAMEO.entries {
            let holders = holders(of: entry.code)
            let hasNone = entry.code.hasPrefix("01") || entry.code.hasPrefix("02")
            #expect(holders.count == (hasNone ? 0 : 1), "\(entry.code) is in \(holders)")
            #expect(PLOVER.type(cameo: entry.code)?.name == holders.first, "\(entry.code)")
        }
        #expect(PLOVER.type(cameo: "999") == nil)
    }

    @Test("The codes of sets are codes of CAMEO, and a code stands by itself only where those below it are divided")
    func setsAreMinimal() {
        for type in PLOVER.types {
            for code in type.cameoCodes + type.bareCodes { #expect(CAMEO.entry(code: code) != nil, "\(code)") }
            for code in type.bareCodes {
                let below = CAMEO.entries.filter { $0.code.hasPrefix(code) }.flatMap { holders(of: $0.code) }
                #expect(Set(below).count > 1, "\(code)")
            }
        }
    }

    @Test("Known sets")
    func knownSets() {
        #expect(PLOVER.type(named: "REJECT")?.cameoCodes == ["12"])
        #expect(PLOVER.type(cameo: "0813")?.name == "RETREAT")
        #expect(PLOVER.type(cameo: "081")?.name == "CONCEDE")
        #expect(PLOVER.type(cameo: "1712")?.name == "ASSAULT")
        #expect(PLOVER.type(cameo: "163")?.name == "COERCE")
        #expect(PLOVER.type(cameo: "1952")?.name == "ASSAULT")
    }

    @Test(
        "Every code of the conversion table is of the type that it says",
        .enabled(if: SharedTables.has("data/ontology/CAMEO2PLOVER-2021.txt")))
    func agreesWithTheSource() throws {
        var types: [String: String] = [:]
        for row in try SharedTables.rows("data/ontology/CAMEO2PLOVER-2021.txt", skipping: 0) {
            guard let match = row[0].prefixMatch(of: /(\d{2,4}): *([A-Z]+)/) else { continue }
            let code = String(match.output.1)
            if types[code] == nil { types[code] = String(match.output.2) }
        }
        #expect(types.count == 274)
        for (code, type) in types { #expect(PLOVER.type(cameo: code)?.name == type, "\(code)") }
    }

    @Test(
        "Types, modes and scores are those of the manual, but for the score of ACCUSE",
        .enabled(if: SharedTables.has("data/ontology/plover_modes.tsv")))
    func agreesWithTheManual() throws {
        var modes: [String: [String]] = [:]
        for row in try SharedTables.rows("data/ontology/plover_modes.tsv") { modes[row[0], default: []].append(row[1]) }
        for row in try SharedTables.rows("data/ontology/plover_event_types.tsv") {
            let type = try #require(PLOVER.type(named: row[0]))
            #expect(type.modes == modes[row[0]] ?? [], "\(row[0])")
            #expect(type.score == (row[0] == "ACCUSE" ? -3 : Double(row[3])), "\(row[0])")
            #expect(QuadClass(rawValue: type.quadClass)?.label.uppercased() == row[1], "\(row[0])")
        }
    }
}
