/// Who did it: the ten columns of an actor.
struct Actors {
    /// Code, name, country, group, ethnic group, two religions and three roles, with a tab behind each.
    private let national: Texts
    private let others: Texts
    private let shape: Choice
    private let otherChoice: Choice
    private let shapes: Int

    init(countries: Countries) {
        let forms = Actors.forms()
        shapes = forms.count
        shape = Choice(weights: forms.map(\.weight))
        national = Texts(
            countries.all.flatMap { country in
                forms.map { form in form.columns(code: country.code, name: country.name.uppercased()) }
            })
        let without = Actors.withoutCountry()
        others = Texts(without.map { $0.columns(code: "", name: "") })
        otherChoice = Choice(weights: without.map(\.weight))
    }

    static let nobody: StaticString = "\t\t\t\t\t\t\t\t\t\t"

    /// An actor of a country.
    func draw(of country: Int, _ random: inout Random) -> UnsafeBufferPointer<UInt8> {
        national[country * shapes + shape.draw(&random)]
    }

    /// An actor that belongs to no country: police, a church, the United Nations.
    func drawOther(_ random: inout Random) -> UnsafeBufferPointer<UInt8> { others[otherChoice.draw(&random)] }

    /// What stands behind the country in a code.
    private struct Form {
        var weight: Double
        var name = ""
        var group = ""
        var ethnic = ""
        var religion = ""
        var roles: [String] = []

        func columns(code: String, name country: String) -> String {
            let whole = code + group + ethnic + religion + roles.joined()
            let title = name.isEmpty ? country : name
            let three = (0..<3).map { $0 < roles.count ? roles[$0] : "" }.joined(separator: "\t")
            return "\(whole)\t\(title)\t\(code)\t\(group)\t\(ethnic)\t\(religion)\t\t\(three)\t"
        }
    }

    private static let roles: [(code: String, name: String)] = [
        ("GOV", "PRESIDENT"), ("COP", "POLICE"), ("EDU", "SCHOOL"), ("MIL", "ARMY"), ("BUS", "COMPANY"),
        ("LEG", "PARLIAMENT"),
        ("JUD", "SUPREME COURT"), ("MED", "NEWSPAPER"), ("CVL", "RESIDENTS"), ("OPP", "OPPOSITION"),
        ("HLH", "HOSPITAL"),
        ("REB", "REBEL"), ("CRM", "CRIMINAL"), ("ELI", "FORMER PRESIDENT"), ("LAB", "WORKERS"), ("SPY", "INTELLIGENCE"),
        ("REF", "REFUGEE"), ("UAF", "ARMED GANG"), ("HRI", "HUMAN RIGHTS GROUP"), ("NGO", "CHARITY"), ("AGR", "FARMER"),
        ("ENV", "ACTIVIST"), ("DEV", "DEVELOPMENT AGENCY"), ("INS", "INSURGENT"), ("RAD", "RADICAL"),
        ("MNC", "OIL COMPANY"),
        ("IGO", "ORGANISATION"), ("SEP", "SEPARATIST"), ("IMG", "MILITANT"), ("PKO", "PEACEKEEPER"), ("SET", "SETTLER"),
    ]
    private static let religions = [
        ("CHR", "CHURCH"), ("MOS", "MUSLIM"), ("JEW", "RABBI"), ("HIN", "HINDU"), ("BUD", "MONK"),
    ]
    private static let groups = [
        ("UNO", "UNITED NATIONS"), ("EEC", "EUROPEAN UNION"), ("NAT", "NATO"), ("ICC", "INTERNATIONAL CRIMINAL COURT"),
        ("ALQ", "AL-QAEDA"), ("TAL", "TALIBAN"), ("AMN", "AMNESTY INTERNATIONAL"), ("IRC", "RED CROSS"),
        ("GCC", "GULF COUNCIL"),
        ("AFR", "AFRICAN UNION"), ("IMF", "INTERNATIONAL MONETARY FUND"), ("WBK", "WORLD BANK"), ("HEZ", "HEZBOLLAH"),
    ]

    /// The actors that every country has: itself, under several names, and its offices, churches and peoples.
    private static func forms() -> [Form] {
        var forms = [Form(weight: 100)]
        for city in ["THE CAPITAL", "THE PORT", "THE NORTHERN PROVINCE", "THE SOUTH", "THE ISLANDS"] {
            forms.append(Form(weight: 2, name: city))
        }
        for (rank, role) in roles.enumerated() {
            forms.append(Form(weight: 60 / power(Double(rank + 2), 1.3), name: role.name, roles: [role.code]))
        }
        for first in roles.prefix(6) {
            for second in roles.prefix(5) where second.code != first.code {
                forms.append(
                    Form(weight: 0.12, name: "\(first.name) \(second.name)", roles: [first.code, second.code]))
            }
        }
        for religion in religions {
            forms.append(Form(weight: 0.3, name: religion.1, religion: religion.0))
            forms.append(Form(weight: 0.1, name: religion.1, religion: religion.0, roles: ["MED"]))
        }
        for people in ["kur", "ara", "nai", "mla", "che", "tat", "rom"] {
            forms.append(Form(weight: 0.06, name: "THE MINORITY", ethnic: people))
        }
        return forms
    }

    private static func withoutCountry() -> [Form] {
        var forms = roles.enumerated().map { rank, role in
            Form(weight: 60 / power(Double(rank + 1), 0.9), name: role.name, roles: [role.code])
        }
        forms += religions.map { Form(weight: 4, name: $0.1, religion: $0.0) }
        forms += groups.enumerated().map { rank, group in
            Form(weight: 12 / Double(rank + 2), name: group.1, group: group.0)
        }
        for religion in religions {
            for role in roles.prefix(8) {
                forms.append(
                    Form(weight: 0.1, name: "\(religion.1) \(role.name)", religion: religion.0, roles: [role.code]))
            }
        }
        return forms
    }
}
