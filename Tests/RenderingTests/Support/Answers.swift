import Columnar
import EventModel
import Foundation
import Rendering

/// Small answers to draw.
enum Answers {
    static func make(
        _ columns: [(name: String, type: ValueType, values: [Value])], possible: [Int] = []
    ) -> Answer {
        let count = columns.first?.values.count ?? 0
        return Answer(
            fields: columns.map { Field($0.name, $0.type) }, columns: columns.map { Column($0.values, type: $0.type) },
            rowCount: count, possibleRows: possible.isEmpty ? nil : Bits(count: count) { possible.contains($0) })
    }

    static func texts(_ texts: [String], named name: String = "text") -> Answer {
        make([(name, .text, texts.map(Value.text))])
    }

    static func date(_ text: String) -> Value {
        switch EDTF.parse(text) {
        case .success(let date): .date(date)
        case .failure: .unknown
        }
    }

    static func period(_ text: String) -> Value { Period.parse(text).map(Value.period) ?? .unknown }

    static func number(_ low: Double, _ high: Double? = nil) -> Value { .number(NumberSpan(low, high ?? low)) }

    static func usd(_ low: Double, _ high: Double? = nil) -> Value {
        .money(Money(NumberSpan(low, high ?? low), "USD"))
    }

    /// Every type in every state it can have.
    static let everything = make(
        [
            ("id", .event, [.event("decline-2023"), .event("arms-sale-2024"), .event("talk, third"), .unknown]),
            ("date", .date, [date("2023-05-26"), date("[2023-05-01..2023-05-28]"), date("2021/2023-05~"), .unknown]),
            ("kind", .kind, [.kind("reject.meeting"), .kind("arms_sale"), .unknown, .none]),
            (
                "actor", .list(.actor),
                [.list([.actor("CHN")]), .list([.actor("USA"), .actor("USAMIL")]), .unknown, .none]
            ),
            ("place", .place, [.place("Singapore"), .none, .place("臺北"), .unknown]),
            ("title", .text, [.text("say \"no\""), .text("two\nlines | one"), .text("none"), .text("")]),
            ("n", .number, [number(12), number(24, 26), number(1.0 / 3), number(-1_000, .infinity)]),
            ("lag", .duration, [.duration(NumberSpan(1)), .duration(NumberSpan(24, 26)), .none, .unknown]),
            (
                "amount", .money,
                [usd(1_988_000_000), usd(1.9e9, 2e9), .unknown, .money(Money(NumberSpan(250_000), "EUR"))]
            ),
            ("month", .period, [period("2023-05"), period("2023-06"), period("2023-07"), .unknown]),
            ("sure", .bool, [.truth(.yes), .truth(.no), .truth(.maybe), .truth(.yes)]),
        ], possible: [1])

    static let terminal = Drawing(width: 100, maximumRows: nil, colour: false, unicode: true, isTerminal: true)
    static let file = Drawing(width: nil, maximumRows: nil, colour: false, unicode: true, isTerminal: false)

    static func window(_ width: Int, unicode: Bool = true, rows: Int? = nil) -> Drawing {
        Drawing(width: width, maximumRows: rows, colour: false, unicode: unicode, isTerminal: true)
    }
}

/// Strings that have broken programs: some of our own, and the big list where it stands beside the package.
enum NaughtyStrings {
    static let own = [
        "", " ", "none", "?", "a,b", "a\"b", "\"", "a\nb", "a\r\nb", "a\tb", "\\t", "|", "=1+2", "@x", "-1", "\u{0}",
        "\u{1B}[31mred\u{1B}[0m", "\u{9B}31m", "\u{202E}abc", "a\u{200B}b", "\u{301}", "e\u{301}", "\u{FEFF}x", "👩‍👩‍👧",
        "🇸🇬", "漢字", "שלום", "\u{E0001}\u{E0041}", "</td><script>", "`*_[x](y)", "\u{7F}", "\u{2028}", "\u{FFFE}",
        "🏴\u{E0067}\u{E0062}\u{E007F}",
    ]

    static let bigList: [String] = {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let shared =
            ProcessInfo.processInfo.environment["CASUS_SHARED"]
            ?? root.deletingLastPathComponent().appending(path: "shared").path
        let url = URL(filePath: "\(shared)/data/suites/blns/blns.json")
        guard let data = try? Data(contentsOf: url) else { return [] }
        return (try? JSONDecoder().decode([String].self, from: data)) ?? []
    }()

    static var all: [String] { own + bigList }
}
