import Diagnostics
import Syntax
import Testing

/// Texts that are longer or deeper than any that people write: an answer comes, in time that grows with their length.
/// Where it grows with its square, a megabyte takes hours: the limit is one against hanging, not a measure.
@Suite("Nothing is too deep or too long to be answered", .serialized, .timeLimit(.minutes(2)))
struct LimitTests {
    private static let megabyte = 1 << 20

    /// `text` as often as it takes to be this long.
    private static func long(_ text: String, _ byteCount: Int = megabyte / 32) -> String {
        String(repeating: text, count: byteCount / text.utf8.count)
    }

    private static let deep = 20_000
    /// Still far beyond what a stack holds.
    private static let deepEnough = 5_000

    private static let deepTexts: [String] = [
        "events where \(String(repeating: "(", count: deep))a\(String(repeating: ")", count: deep))",
        "events where \(String(repeating: "(", count: deepEnough))",
        "events where \(String(repeating: ")", count: deepEnough))",
        "events | show \(String(repeating: "[", count: deep))1\(String(repeating: "]", count: deep))",
        "events where \(String(repeating: "([", count: deepEnough))",
        "events where \(String(repeating: "not ", count: deep))a",
        "events where \(String(repeating: "certainly possibly ", count: deepEnough))a",
        "events | show \(String(repeating: "-", count: deepEnough))a",
        "events | show \(String(repeating: "- ", count: deep))a",
        "events where a is \(String(repeating: "only ", count: deepEnough))a",
        "events where \(String(repeating: "f(", count: deepEnough))a\(String(repeating: ")", count: deepEnough))",
        "events where \(String(repeating: "if a then b else ", count: deepEnough))c",
        "events where \(String(repeating: "if ", count: deepEnough))c",
        "events where \(String(repeating: "if if a then b else c then ", count: deepEnough))c",
        "\(String(repeating: "(", count: deepEnough))events\(String(repeating: ")", count: deepEnough))",
        "\(String(repeating: "(", count: deepEnough))events\(String(repeating: " | take 1)", count: deepEnough))",
        "events \(String(repeating: "| join (events ", count: deepEnough))",
        "events \(String(repeating: "| followed by (events ", count: deepEnough))",
        "\(String(repeating: "sequence (", count: deepEnough))events\(String(repeating: ")", count: deepEnough))",
        "\(String(repeating: "sequence by ", count: deepEnough))events",
        "\(String(repeating: "sequence ", count: deepEnough))events",
        "\(String(repeating: "from ", count: deepEnough))events",
        "\(String(repeating: "explain ", count: deepEnough))events",
        "events(\(String(repeating: "a(", count: deepEnough))",
        "events since \(String(repeating: "(", count: deepEnough))2023",
    ]

    @Test("Depth is told of", arguments: deepTexts.indices)
    func depth(index: Int) {
        let parsed = parsed(Self.deepTexts[index])
        #expect(parsed.hasErrors)
        #expect(parsed.diagnostics.allSatisfy { Int($0.span.end) <= parsed.source.bytes.count })
    }

    private static let longTexts: [String] = [
        "events | show " + long("a + ", megabyte) + "a", "events | show " + long("a * ") + "a",
        "events | show a" + long(".b"), long("|", megabyte), long("| "), "events " + long("| take 1 "),
        "events " + long("| shwo x "), long("; "), long("("),
        long(")"), long("(]"), long("[)"), long("\""), long("\"\n"), long("'"), long("“"), long("“\n"), long("`"),
        long("$"),
        long("$1"), long("#\n"), long("~"), long("~ "), long("\u{0}"), long("é"), long("\u{200B}"), long("2023-"),
        long("1/1/"), long("1."), long("1,"), long("1e"), long("select "), long("select a from b | "), long("from 2 "),
        long("events\n"), long("let a = events\n"), long("let "), long("param a"), long("then "),
        "sequence a " + long("then a "), "events where a " + long("is "), "events where a " + long("between a and "),
        "events where a " + long("= a "), "events where a is " + long("a or "), long("May "), long("1 May "),
        "events since " + long("2 .. "), long("where "), long("events where "), long("events since 2 "), long("\\"),
        "\"" + long("\\u{"), "events where a = \"" + long("\\\\") + "\"", long("events(a -> "), long("a.b "),
        long("\n"),
        "events where a = " + long("9"), "events where a = " + long("a"), long("a("), long("a) "), long("|> "),
        long("< "),
        long("-> "), long("count by "), long("events where (\n"), long(" \n"), long("-- \n"), long("ａ"),
        long("events | count since 2021 "), long("(a | take 1 | "), long("events (select "),
        "events where a = " + long("(1,"),
    ]

    @Test("Length is told of", arguments: longTexts.indices)
    func length(index: Int) {
        let parsed = parsed(Self.longTexts[index])
        #expect(parsed.diagnostics.allSatisfy { Int($0.span.end) <= parsed.source.bytes.count })
        #expect(parsed.diagnostics.count <= DiagnosticBag.most)
    }

    @Test(
        "A megabyte of what may be long is right, and has a canonical form",
        arguments: [
            "events where " + long("a = 1 and ") + "a = 1", "events where " + long("a = 1 or ") + "a = 1",
            "events where a is in [" + long("1, ") + "1]", "events | show " + long("a, ") + "a",
            long("reject or ") + "reject",
            "events where f(" + long("1, ") + "1)", long("events\n"), long("# a note\n"),
            "events where a = \"\(long("x"))\"",
        ])
    func longAndRight(text: String) {
        let parsed = parsed(text)
        #expect(!parsed.hasErrors)
        #expect(format(parsed) != nil)
    }

    @Test(
        "What is too deep or too long is called so",
        arguments: [
            ("events where \(String(repeating: "(", count: 101))a\(String(repeating: ")", count: 101))", "E0108"),
            ("events where \(String(repeating: "not ", count: 101))a", "E0108"),
            ("events where \(String(repeating: "not (", count: 51))a\(String(repeating: ")", count: 51))", "E0108"),
            ("events where \(String(repeating: "if a then b else ", count: 101))c", "E0108"),
            ("events where a\(String(repeating: ".b", count: 201))", "E0108"),
            ("events | show \(String(repeating: "a + ", count: 201))a", "E0109"),
            (
                "events | show (\(String(repeating: "a + ", count: 150))a) * \(String(repeating: "a * ", count: 60))a",
                "E0109"
            ),
            ("events\(String(repeating: " | take 1", count: 201))", "E0109"),
            (
                "(events\(String(repeating: " | take 1", count: 150)))\(String(repeating: " | take 1", count: 60))",
                "E0109"
            ),
            ("sequence a\(String(repeating: " then a", count: 201))", "E0109"),
            (String(repeating: " ", count: SourceText.longest + 1), "E0109"),
        ])
    func limitsHaveCodes(text: String, code: String) {
        #expect(parsed(text).diagnostics.map(\.problem.code) == [code])
    }

    @Test(
        "Right below the limits a text is right and keeps its form",
        arguments: [
            "events where \(String(repeating: "(", count: 98))a\(String(repeating: ")", count: 98))",
            "events where \(String(repeating: "not ", count: 98))a",
            "events where a\(String(repeating: ".b", count: 200))",
            "events | show \(String(repeating: "a + ", count: 200))a",
            "events\(String(repeating: " | take 1", count: 200))",
            "sequence a\(String(repeating: " then a", count: 199))",
        ])
    func belowLimits(text: String) {
        let parsed = parsed(text)
        #expect(parsed.diagnostics.isEmpty, "\(rendered(parsed))")
        #expect(Laws.mistakeInForm(parsed) == nil)
    }
}
