import Testing

@testable import EventModel

@Suite("CAMEO")
struct CAMEOTests {
    /// Words that begin a clause or a step: a kind must not be called so.
    static let wordsOfTheLanguage: Set<String> = [
        "where", "show", "add", "drop", "count", "summarize", "sort", "take", "skip", "top", "distinct", "sample",
        "join", "append", "compare", "followed", "preceded", "not", "rate", "follow", "reports", "disagree", "possibly",
        "certainly", "chart", "as", "save", "expect", "since", "after", "before", "until", "in", "known", "on", "by",
        "per", "within", "let", "define", "param", "include", "explain", "event", "events", "sequence", "cameo",
        "plover", "and",
        "or", "is", "only", "if", "then", "else", "unknown", "none", "no", "of", "to", "all", "first", "last", "back",
        "plan", "sql", "contains", "like", "mentions", "documents", "actors", "offices", "kinds", "coverage",
    ]

    static let roots = [
        "statement", "appeal", "intend", "consult", "diplomacy", "cooperate", "aid", "yield", "investigate", "demand",
        "disapprove", "reject", "threaten", "protest", "posture", "reduce_relations", "coerce", "assault", "fight",
        "mass_violence",
    ]

    static func lastWord(_ name: String) -> String { String(name.split(separator: ".").last ?? "") }

    @Test("There are 20 roots, 149 bases and 149 codes below these")
    func sizes() {
        let lengths = Dictionary(grouping: CAMEO.entries, by: \.code.count).mapValues(\.count)
        #expect(lengths == [2: 20, 3: 149, 4: 149])
    }

    @Test("The roots have the fixed names, in the order of their codes")
    func rootNames() {
        #expect(CAMEO.entries.filter { $0.parent == nil }.map(\.name) == Self.roots)
    }

    @Test("Codes stand in order and names are unique; both are found again")
    func lookup() {
        #expect(CAMEO.entries.map(\.code) == CAMEO.entries.map(\.code).sorted())
        #expect(Set(CAMEO.entries.map(\.name)).count == CAMEO.entries.count)
        for entry in CAMEO.entries {
            #expect(CAMEO.entry(code: entry.code) == entry)
            #expect(CAMEO.entry(name: entry.name) == entry)
        }
        for code in ["", "1", "12 ", "0", "21", "12345", "１２"] { #expect(CAMEO.entry(code: code) == nil) }
        #expect(CAMEO.entry(name: "Reject") == nil)
    }

    @Test("A parent is one digit shorter and stands before its children, which stand together")
    func tree() {
        var seen: Set<String> = []
        for (position, entry) in CAMEO.entries.enumerated() {
            defer { seen.insert(entry.code) }
            guard let parent = entry.parent else {
                #expect(entry.code.count == 2)
                continue
            }
            #expect(seen.contains(parent), "\(entry.code)")
            #expect(entry.code.dropLast() == parent)
            let previous = CAMEO.entries[position - 1]
            #expect(previous.code == parent || previous.code.hasPrefix(parent), "\(entry.code) after \(previous.code)")
        }
    }

    @Test("A name is the root's word, and below a root one more word of one or two parts")
    func grammar() {
        for entry in CAMEO.entries {
            let words = entry.name.split(separator: ".")
            let root = CAMEO.entry(code: String(entry.code.prefix(2)))
            #expect(words.first.map(String.init) == root?.name, "\(entry.name)")
            #expect(words.count == (entry.parent == nil ? 1 : 2), "\(entry.name)")
            for word in words { #expect(word.wholeMatch(of: /[a-z][a-z0-9_]*/) != nil, "\(entry.name)") }
            if let word = words.dropFirst().first {
                #expect(word.split(separator: "_").count <= 2, "\(entry.name)")
                #expect(!Self.roots.contains(String(word)), "\(entry.name) ends in the name of a root")
                #expect(!Self.wordsOfTheLanguage.contains(String(word)), "\(entry.name) ends in a word of the language")
            }
        }
    }

    @Test("A bare word never means a threat where the act itself exists")
    func threatsDoNotShadowActs() {
        let byWord = Dictionary(grouping: CAMEO.entries.filter { $0.parent != nil }) { Self.lastWord($0.name) }
        let acts = ["sanction", "blockade", "occupation", "curfew", "emergency", "repression", "restrictions"]
        for act in acts { #expect(byWord[act]?.count == 1, "\(act)") }
        for (word, entries) in byWord where entries.count == 1 && entries[0].code.hasPrefix("13") {
            let own = ["non_force", "unconventional", "ultimatum"]
            #expect(word.hasPrefix("with_") || own.contains(word), "\(word)")
        }
    }

    @Test("More than half of the names below a root are known by their last word, and the others recur by meaning")
    func lastWords() {
        let below = CAMEO.entries.filter { $0.parent != nil }
        let byWord = Dictionary(grouping: below) { Self.lastWord($0.name) }
        #expect(byWord.values.filter { $0.count == 1 }.count >= 140)
        #expect(byWord["general"]?.count == 20)
        for entry in below where entry.name.hasSuffix(".general") { #expect(entry.code.hasSuffix("0")) }
    }

    @Test(
        "Known names",
        arguments: [
            ("125", "reject.meeting"), ("042", "consult.visit"), ("072", "aid.military"),
            ("163", "reduce_relations.sanction"), ("010", "statement.general"), ("036", "intend.meeting"),
            ("138", "threaten.military"), ("0871", "yield.ceasefire"), ("1411", "protest.demonstrate_leadership"),
            ("195", "fight.air_strike"), ("2042", "mass_violence.nuclear_detonation"),
        ])
    func knownNames(code: String, name: String) {
        #expect(CAMEO.entry(code: code)?.name == name)
    }

    @Test("The quad class follows from the root", arguments: [(1, 1...5), (2, 6...9), (3, 10...14), (4, 15...20)])
    func quadClass(quad: Int, roots: ClosedRange<Int>) throws {
        for entry in CAMEO.entries {
            let root = try #require(Int(entry.code.prefix(2)))
            #expect((entry.quadClass == quad) == roots.contains(root), "\(entry.code)")
        }
    }

    @Test("Quad classes have names that lead back to them")
    func quadNames() {
        #expect(
            QuadClass.allCases.map(\.name)
                == ["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"])
        for quad in QuadClass.allCases { #expect(QuadClass(named: quad.name) == quad) }
        #expect(QuadClass(named: "peace") == nil)
        for code in ["", "00", "1", "21", "125"] { #expect(QuadClass(root: code) == nil) }
    }

    @Test("GDELT and ICEWS give the same Goldstein value except for 016 and 164; codes added later have none")
    func goldstein() {
        let different = CAMEO.entries.filter { $0.goldsteinGDELT != $0.goldsteinICEWS }
        #expect(different.map(\.code) == ["016", "164"])
        #expect(different.map(\.goldsteinGDELT) == [-2, -7])
        #expect(different.map(\.goldsteinICEWS) == [-5, -6.5])
        let without = CAMEO.entries.filter { $0.goldsteinGDELT == nil }
        #expect(without.map(\.code) == ["1214", "155", "176", "1834", "1951", "1952"])
        for entry in CAMEO.entries { #expect(abs(entry.goldsteinGDELT ?? 0) <= 10) }
        #expect(CAMEO.entry(code: "125")?.goldsteinGDELT == -5)
        #expect(CAMEO.entry(code: "072")?.goldsteinGDELT == 8.3)
    }

    @Test(
        "Every code of the source table is here with its Goldstein values and quad class",
        .enabled(if: SharedTables.has("data/ontology/cameo_event_codes.tsv")))
    func agreesWithTheSource() throws {
        let rows = try SharedTables.rows("data/ontology/cameo_event_codes.tsv")
        #expect(rows.map { $0[0] } == CAMEO.entries.map(\.code))
        for row in rows {
            let entry = try #require(CAMEO.entry(code: row[0]))
            #expect(entry.quadClass == Int(row[6]), "\(row[0])")
            #expect(entry.goldsteinGDELT == Double(row[7]), "\(row[0])")
            #expect(entry.goldsteinICEWS == Double(row[9]), "\(row[0])")
        }
    }

    @Test(
        "Codes, quad classes and Goldstein values of a real GDELT file are those of the table",
        .enabled(if: SharedTables.has("data/gdelt/20190121220000.export.CSV")))
    func agreesWithGDELT() throws {
        var checked = 0
        for row in try SharedTables.rows("data/gdelt/20190121220000.export.CSV", skipping: 0) where row.count == 61 {
            let entry = try #require(CAMEO.entry(code: row[26]), "\(row[26])")
            #expect(entry.quadClass == Int(row[29]), "\(row[26])")
            #expect(entry.goldsteinGDELT == Double(row[30]), "\(row[26])")
            checked += 1
        }
        #expect(checked > 1000)
    }
}
