import Columnar
import EventModel
import Synchronization
import Testing

@testable import Readers

@Suite("Writing records")
struct RecordWriterTests {
    private func text(_ data: DataSet, events: [Int]? = nil) -> String {
        String(decoding: RecordWriter(data, events: events).text(), as: UTF8.self)
    }

    /// What is written reads back as the same, and is written the same again.
    private func checkLaws(_ loaded: Loaded) throws {
        let written = text(loaded.data)
        let again = try load(written)
        #expect(again.refusals.isEmpty, "\(again.refusals)")
        #expect(firstDifference(again.data.content, loaded.data.content) == nil)
        #expect(firstDifference(text(again.data).split(separator: "\n"), written.split(separator: "\n")) == nil)
    }

    @Test("Records are written as they are best read")
    func form() throws {
        let lines = """
            {"type": "coverage", "source": "s", "from": "2020", "to": "2024"}
            {"type": "kind", "name": "arms_sale", "parent": "cameo:072", "label": "Sell arms"}
            {"type": "actor", "id": "pat", "name": "Pat", "kind": "person", "member_of": ["USA"], \
            "aliases": ["P."], "rank": 3}
            {"type": "office", "id": "o", "holder": "pat", "from": "2020-01-02", "source": "s"}
            {"type": "document", "id": "d", "published": "[2024-11-20..2024-11-24]", "relays": ["CNN"], "about": "x"}
            {"type": "event", "id": "e", "kind": "cameo:125", "date": "2023-05-29", "actor": ["pat", "CHN"], \
            "target": [], "place": "SGP", "amount": {"low": 1, "high": 2.5, "currency": "USD"}, "times": {"at_least": 12}, \
            "because_of": ["e"], "note": true}
            {"type": "event", "id": "f", "kind": "plover:REJECT", "date": "2023-06/..", \
            "place": {"name": "Vientiane", "country": "LAO", "latitude": 17.97}}
            {"type": "report", "event": "e", "document": "d", "via": "CNN", "stance": "affirms", "date": "2023?"}

            """
        let loaded = try load(lines)
        #expect(loaded.refusals.isEmpty)
        #expect(text(loaded.data) == lines)
        try checkLaws(loaded)
    }

    @Test("Generated data sets are written without loss", arguments: 1...40)
    func generated(_ seed: UInt64) throws {
        var generator = SystemLikeGenerator(state: seed &* 7_919)
        try checkLaws(try load(RecordGenerator.text(&generator)))
    }

    @Test("The example data are written without loss", .enabled(if: SharedData.has("defence-talks.jsonl")))
    func example() throws {
        let loaded = try Readers.open([SharedData.path("defence-talks.jsonl")])
        try checkLaws(loaded)
    }

    @Test("A run that is to end is asked for often, and writes the beginning", arguments: [false, true])
    func stop(isChosen: Bool) throws {
        let count = Stop.piece + Stop.piece / 4
        let records = (0..<count).map { number in
            """
            {"type": "document", "id": "d\(number)", "published": "2024-01-01"}
            {"type": "event", "id": "e\(number)", "kind": "cameo:125", "actor": ["USA"]}
            {"type": "report", "event": "e\(number)", "document": "d\(number)"}

            """
        }
        let data = try load(records.joined()).data
        func write(asks limit: Int) -> (text: String, asks: Int) {
            let asks = Atomic(0)
            let written: String = Stop.asking({ asks.wrappingAdd(1, ordering: .relaxed).newValue > limit }) {
                text(data, events: isChosen ? Array(0..<count) : nil)
            }
            return (written, asks.load(ordering: .relaxed))
        }
        let whole = write(asks: .max)
        #expect(whole.text == text(data, events: isChosen ? Array(0..<count) : nil))
        #expect(whole.asks >= 8)
        // It is asked some hundred times, between heaps of links mostly: at the beginning, at the end, and here and there.
        let limits = Set([0, 1, 2, 5] + (1..<4).map { whole.asks * $0 / 4 } + [whole.asks - 1])
        for limit in limits.sorted() {
            let (part, asks) = write(asks: limit)
            #expect(whole.text.hasPrefix(part) && part.utf8.count < whole.text.utf8.count)
            // The loops that were still to come each ask once.
            #expect(asks <= limit + 8, "\(asks) after \(limit)")
        }
    }

    @Test("A choice of events brings what belongs to it and nothing else")
    func choice() throws {
        let loaded = try load(
            """
            {"type":"kind","name":"sale","parent":"cameo:072"}
            {"type":"kind","name":"big_sale","parent":"sale"}
            {"type":"kind","name":"other"}
            {"type":"actor","id":"a","member_of":["b"]}
            {"type":"actor","id":"b","member_of":["c"]}
            {"type":"actor","id":"c"}
            {"type":"actor","id":"d"}
            {"type":"actor","id":"outlet"}
            {"type":"office","id":"o","holder":"a"}
            {"type":"office","id":"o","holder":"d"}
            {"type":"document","id":"d1","published":"2024-01-01"}
            {"type":"document","id":"d2","published":"2024-01-01"}
            {"type":"event","id":"e","kind":"big_sale","date":"2024-01-01","actor":["a"]}
            {"type":"event","id":"f","kind":"other","date":"2024-01-01","actor":["d"]}
            {"type":"report","event":"e","document":"d1","via":"outlet"}
            {"type":"report","event":"f","document":"d2"}
            """)
        let chosen = try load(text(loaded.data, events: [0]))
        #expect(chosen.report.warnings.isEmpty && chosen.refusals.isEmpty)
        #expect(chosen.rows("events").compactMap { $0["id"]?.name } == ["e"])
        #expect(chosen.rows("reports").count == 1 && chosen.rows("documents").compactMap { $0["id"]?.name } == ["d1"])
        #expect(chosen.rows("actors").compactMap { $0["id"]?.name } == ["a", "b", "c", "outlet"])
        #expect(chosen.rows("offices").count == 1)
        #expect(chosen.data.catalog.kinds.declared.map(\.name) == ["sale", "big_sale"])
        #expect(chosen.event("e") == loaded.event("e"))
    }

    @Test("GDELT becomes records that say the same of its events", .enabled(if: SharedData.has("gdelt")))
    func gdelt() throws {
        let loaded = try Readers.open([SharedData.path("gdelt/20190121220000.export.CSV")])
        let written = text(loaded.data)
        let again = try load(written)
        #expect(again.refusals.isEmpty && again.rows("events").count == 1_629)
        #expect(firstDifference(text(again.data).split(separator: "\n"), written.split(separator: "\n")) == nil)
        let expected = loaded.rows("events").map { event in
            event.filter { $0.value != .unknown && $0.value != .truth(.maybe) }.map { field, value -> String in
                let isActor = field == "actor" || field == "target"
                return "\(field) \(isActor ? .list([value]) : value)"
            }.sorted()
        }
        let found = again.rows("events").map { event in
            event.filter { $0.value != .unknown && $0.value != .truth(.maybe) }.map { "\($0) \($1)" }.sorted()
        }
        #expect(firstDifference(found, expected) == nil)
        #expect(again.data.catalog.places == loaded.data.catalog.places)
        let actors = loaded.data.catalog.actors
        #expect(actors.actors.allSatisfy { again.data.catalog.actors.actor($0.id)?.country == $0.country })
    }
}

/// The first two members that differ, short enough to read.
func firstDifference<Element: Equatable>(_ left: [Element], _ right: [Element]) -> String? {
    if let (first, second) = zip(left, right).first(where: { $0 != $1 }) { return "\(first)\n\(second)" }
    return left.count == right.count ? nil : "\(left.count) and \(right.count) members"
}

/// Makes data sets of every sort of value.
enum RecordGenerator {
    static func text(_ generator: inout SystemLikeGenerator) -> String {
        var lines: [String] = []
        let count = Int.random(in: 1...12, using: &generator)
        for index in 0..<count {
            lines.append(
                record(
                    "actor", "\"id\": \"a\(index)\"",
                    [
                        ("name", texts), ("kind", [#""person""#, #""country""#]),
                        ("member_of", [#""a0""#, #"["a1", "USA"]"#, "[]"]), ("country", [#""USA""#]),
                        ("roles", [#"["GOV"]"#, "[]"]), ("aliases", [#"["x", "y"]"#]), ("weight", numbers),
                    ], &generator))
            lines.append(
                record(
                    "document", "\"id\": \"d\(index)\"",
                    [("published", dates), ("relays", [#"["CNN"]"#, "[]"]), ("about", texts), ("pages", numbers)],
                    &generator))
            lines.append(record("event", "\"id\": \"e\(index)\"", eventMembers + added, &generator))
            lines.append(
                record(
                    "report", "\"event\": \"e\(Int.random(in: 0..<count, using: &generator))\"",
                    [
                        ("document", ["\"d0\"", "\"d1\"", "\"gone\""]), ("via", [#""CNN""#]),
                        ("attributed_to", [#""a0""#]), ("stance", [#""affirms""#, #""withholds""#]),
                    ] + eventMembers + added, &generator))
            lines.append(
                record(
                    "office", "\"id\": \"o\", \"holder\": \"a\(index)\"",
                    [("from", [#""2020""#, #""2020-05~""#]), ("to", [#""2023-05""#]), ("source", texts)], &generator))
        }
        lines.append(#"{"type":"kind","name":"sale","parent":"cameo:072"}"#)
        if Bool.random(using: &generator) { lines.append(#"{"type":"coverage","from":"2019","source":"x"}"#) }
        return lines.shuffled(using: &generator).joined(separator: "\n")
    }

    private static let texts = [#""""#, #""plain""#, #""国防 é \"\\\n\u0000\u007f""#, "[]"]
    private static let numbers = [
        "0", "-1.5", "1e300", "12345678901234567", #"{"at_least":2}"#, #"{"low":-1,"high":0.1}"#, "[]",
    ]
    private static let dates = [
        #""2023-05-29""#, #""2023-05""#, #""2023""#, #""201X""#, #""[2023-05-01..2023-05-28]""#, #""[..2023-05]""#,
        #""2021/2023-05""#, #""2023-06-02/..""#,
        #""2023?""#, #""2023-05~""#, #""{2021,2023}""#, #""../..""#, "[]",
    ]
    private static let eventMembers: [(String, [String])] = [
        ("kind", [#""cameo:125""#, #""reject.meeting""#, #""plover:AID""#, #""sale""#, "[]"]), ("date", dates),
        ("actor", [#""a0""#, #"["a1","CHNMIL"]"#, "[]"]),
        ("target", [#"["USA"]"#, "[]"]),
        (
            "place",
            [
                #""SGP""#, #""Here""#, #"{"name":"There","country":"LAO","latitude":1.5}"#,
                #"{"name":"There","longitude":-2}"#, "[]",
            ]
        ),
        ("forum", texts), ("summary", texts),
        ("amount", [#"{"value":5,"currency":"USD"}"#, #"{"at_most":5,"currency":"EUR"}"#, "[]"]),
        // One that loses digits would be refused.
        ("times", numbers.filter { $0 != "12345678901234567" }),
        ("because_of", [#"["e0"]"#, #"["e1","gone"]"#, "[]"]), ("follows_up", [#""e0""#]),
    ]
    private static let added: [(String, [String])] = [
        ("truth", ["true", "false"]), ("number", numbers),
        ("mixed", ["1", #""a""#, "[true,null]", #"{"x":{"y":[1.50]}}"#]), ("words", [#"["a"]"#, #""b""#, "[]"]),
        ("price", [#"{"value":-0.5,"currency":"USD"}"#]), ("actor_place", [#""SGP""#]),
    ]

    private static func record(
        _ type: String, _ head: String, _ members: [(String, [String])], _ generator: inout SystemLikeGenerator
    ) -> String {
        var parts = ["\"type\": \"\(type)\"", head]
        for (name, values) in members where Bool.random(using: &generator) {
            parts.append("\"\(name)\": \(values.randomElement(using: &generator) ?? "null")")
        }
        return "{\(parts.joined(separator: ", "))}"
    }
}
