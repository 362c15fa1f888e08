import Testing

@testable import EventModel

@Suite("Actor codes")
struct ActorCodeTests {
    @Test(
        "Composite codes",
        arguments: [
            ("CHN", ActorParts(country: "CHN")),
            ("CHNMIL", ActorParts(country: "CHN", roles: ["MIL"])),
            ("USAGOVMIL", ActorParts(country: "USA", roles: ["GOV", "MIL"])),
            ("MNCUSA", ActorParts(country: "USA", roles: ["MNC"])),
            ("HKG", ActorParts(country: "HKG")),
            ("COP", ActorParts(roles: ["COP"])),
            ("IGOUNO", ActorParts(roles: ["IGO"], groups: ["UNO"])),
            ("NGOHRIAMN", ActorParts(roles: ["NGO", "HRI"], groups: ["AMN"])),
            ("IGOEUREEC", ActorParts(country: "EUR", roles: ["IGO"], groups: ["EEC"])),
            ("IMGMOSALQ", ActorParts(roles: ["IMG"], groups: ["ALQ"], religions: ["MOS"])),
            ("AFGINSTALUAF", ActorParts(country: "AFG", roles: ["INS", "UAF"], groups: ["TAL"])),
            ("NGOUSAJEWJUD", ActorParts(country: "USA", roles: ["NGO", "JUD"], religions: ["JEW"])),
            ("cheGOV", ActorParts(roles: ["GOV"], ethnic: ["che"])),
            ("CHEGOV", ActorParts(country: "CHE", roles: ["GOV"])),
            ("IRQKUR", ActorParts(country: "IRQ", ethnic: ["kur"])),
            ("KUR", ActorParts(unread: "KUR")),
            ("ITAREL", ActorParts(country: "ITA", unread: "REL")),
            ("USAPRI", ActorParts(country: "USA", territories: ["PRI"])),
            ("SHN", ActorParts(country: "SHN")),
            ("JPNSHN", ActorParts(country: "JPN", religions: ["SHN"])),
            ("PSE", ActorParts(country: "PSE")),
            ("SCGSRB", ActorParts(country: "SRB")),
            ("CHRMAY200", ActorParts(religions: ["CHR"], unread: "MAY200")),
            ("GOVPTYGOV", ActorParts(roles: ["GOV", "GOV"], unread: "PTY")),
            ("", ActorParts()),
            ("CH", ActorParts(unread: "CH")),
            ("CHNMI", ActorParts(country: "CHN", unread: "MI")),
            ("Chn", ActorParts(unread: "Chn")),
            ("CHNé中", ActorParts(country: "CHN", unread: "é中")),
            ("---", ActorParts(unread: "---")),
        ])
    func known(code: String, parts: ActorParts) {
        #expect(ActorCode.parts(of: code) == parts)
    }

    @Test("The country that the data set gives decides, and its own block is not read again")
    func givenCountry() {
        #expect(ActorCode.parts(of: "MNCUSA", country: "USA") == ActorParts(country: "USA", roles: ["MNC"]))
        #expect(
            ActorCode.parts(of: "CHNHKG", country: "HKG") == ActorParts(country: "HKG", territories: ["CHN"]))
        #expect(ActorCode.parts(of: "GOV", country: "CHN") == ActorParts(country: "CHN", roles: ["GOV"]))
        #expect(ActorCode.parts(of: "SCGSRB", country: "SCG") == ActorParts(country: "SCG", territories: ["SRB"]))
    }

    @Test("Nothing of a code is lost: its parts are as long as the code, the given country apart")
    func nothingIsLost() {
        let codes = ["CHNMILGOV", "USAPRIBUS", "cheGOV", "XXXYYY1", "NGOUSAJEWJUD", "CHNé中", "ABCDEFGHI", "IRQKUR"]
        for code in codes {
            let parts = ActorCode.parts(of: code)
            let blocks = parts.territories + parts.roles + parts.groups + parts.ethnic + parts.religions
            let length = (blocks + [parts.country ?? "", parts.unread ?? ""]).reduce(0) { $0 + $1.count }
            #expect(length == code.count, "\(code)")
        }
    }

    @Test("A code of any length is read")
    func longCode() {
        let parts = ActorCode.parts(of: "CHN" + String(repeating: "MIL", count: 100_000) + "x")
        #expect(parts.roles.count == 100_000)
        #expect(parts.unread == "x")
    }

    @Test("No country, region or old code is a role, so that a country may stand anywhere in a code")
    func rolesAreNoCountries() {
        #expect(Countries.all.filter { ActorCodes.roles[$0.code] != nil }.isEmpty)
        #expect(Countries.all.map(\.code).filter { ActorCodes.religions[$0] != nil } == ["SHN"])
        #expect(Countries.all.map(\.code).filter { ActorCodes.groups[$0] != nil } == ["PSE"])
    }

    @Test("Codes have labels, and what is no code has none")
    func labels() {
        #expect(ActorCodes.label(role: "MIL") == "Armed forces")
        #expect(ActorCodes.label(religion: "DOX") == "Orthodox Christianity")
        #expect(ActorCodes.label(group: "HMS") == "Hamas")
        #expect(ActorCodes.label(ethnic: "KUR") == ActorCodes.label(ethnic: "kur"))
        #expect(ActorCodes.label(ethnic: "kur") != nil)
        #expect(ActorCodes.label(role: "mil") == nil)
        let tables = [ActorCodes.roles, ActorCodes.religions, ActorCodes.groups, ActorCodes.ethnic]
        #expect(tables.map(\.count) == [39, 31, 115, 639])
        for label in tables.flatMap(\.values) { #expect(!label.isEmpty) }
    }

    @Test(
        "Every code of the source tables has a label",
        .enabled(if: SharedTables.has("data/ontology/cameo_ethnic.tsv")),
        arguments: ["type_role", "religion", "knowngroup", "ethnic"])
    func agreesWithTheSources(name: String) throws {
        let table =
            switch name {
            case "type_role": ActorCodes.roles
            case "religion": ActorCodes.religions
            case "knowngroup": ActorCodes.groups
            default: ActorCodes.ethnic
            }
        let codes = try SharedTables.rows("data/ontology/cameo_\(name).tsv").map { $0[0] }
        #expect(codes.sorted() == table.keys.sorted())
    }

    @Test(
        "Codes of real GDELT files come apart as GDELT itself has them, in 99 of 100",
        .enabled(if: SharedTables.has("data/gdelt/20190121220000.export.CSV")),
        arguments: ["20190121220000.export.CSV", "gdelt1_daily_58col.tsv"])
    func agreesWithGDELT(file: String) throws {
        var seen: Set<[String]> = []
        var exceptions: [String] = []
        for row in try SharedTables.rows("data/gdelt/\(file)", skipping: 0) where row.count > 25 {
            for first in [5, 15] where !row[first].isEmpty {
                let fields = [row[first]] + row[first + 2..<first + 10]
                guard seen.insert(fields).inserted else { continue }
                let parts = ActorCode.parts(of: fields[0])
                func given(_ range: ClosedRange<Int>) -> [String] { fields[range].filter { !$0.isEmpty } }
                let agrees =
                    parts.country == given(1...1).first && parts.groups == given(2...2) && parts.ethnic == given(3...3)
                    && parts.religions == given(4...5) && parts.roles == given(6...8)
                if !agrees { exceptions.append("\(fields) is read as \(parts)") }
            }
        }
        #expect(seen.count > 100)
        #expect(exceptions.count * 100 <= seen.count, "\(exceptions.joined(separator: "\n"))")
        for exception in exceptions { print(exception) }
    }
}
