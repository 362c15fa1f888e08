import Columnar
import EventModel
import Foundation
import FoundationXML
import TestSupport
import Testing

@testable import Rendering

@Suite("Reports")
struct ReportTests {
    private static func report(isFirst: Bool = true, hasChart: Bool = false) throws -> Report {
        let question = "events(China -> US) since 2021 # <b>\n| show id"
        let answer = ChartTests.examples[0].answer
        let chart =
            try hasChart
            ? (
                svg: chartSVG(answer, kind: .bar, columns: nil).get(),
                text: chart(answer, kind: .bar, columns: nil, Answers.window(72)).get()
            ) : nil
        return Report(
            question: question, marks: [Report.Mark(0..<6, .name), Report.Mark(20..<25, .word)],
            english: ["Take the events & count.", "What lies in none is `unplaced`."],
            footer: ["12 rows (3 more are possible: `| possibly` shows them)", "A note * of <i>."],
            data: "a_b, 30 events", program: "Casus 1", chart: chart, isFirst: isFirst)
    }

    @Test("are written as ever", arguments: [Form.html, .markdown])
    func golden(form: Form) throws {
        let file = form == .html ? "report.html" : "report.md"
        let text = try render(Answers.everything, as: form, Answers.file, report: Self.report(hasChart: true))
        #expect(differenceFromGolden(text, file, beside: #filePath) == nil)
    }

    @Test("a page is well formed, loads nothing and runs nothing")
    func selfContained() throws {
        let text = try render(Answers.everything, as: .html, Answers.file, report: Self.report(hasChart: true))
        for word in ["<script", " src=", "<link", "@import", "url(", "javascript:", " onload", "<b>", "<i>"] {
            #expect(!text.contains(word), "\(word)")
        }
        #expect(text.contains("default-src 'none'"))
        // What begins ends, apart from those that HTML lets stand open.
        for tag in ["section", "table", "details", "figure", "pre", "footer", "svg", "style", "tbody"] {
            let opened = text.matches(of: try Regex("<\(tag)[ >]")).count
            #expect(opened == text.matches(of: try Regex("</\(tag)>")).count && opened > 0, "\(tag)")
        }
        let svg = try #require(text.firstMatch(of: /(?s)<svg.*<\/svg>/)).0
        #expect(XMLParser(data: Data(svg.utf8)).parse())
    }

    @Test("a page has one head, however many reports stand on it")
    func oneHead() throws {
        let answer = Answers.texts(["a"])
        let second = try render(answer, as: .html, Answers.file, report: Self.report(isFirst: false))
        #expect(second.hasPrefix("<section>") && !second.contains("<style>"))
    }

    @Test("a picture says what it shows to those who cannot see it", arguments: ChartTests.examples)
    func accessible(example: ChartTests.Example) throws {
        let svg = try chartSVG(example.answer, kind: example.kind, columns: example.columns).get()
        #expect(svg.contains("role=\"img\"") && svg.contains("aria-labelledby=\"chart-title chart-words\""))
        let words = try #require(svg.firstMatch(of: /<desc id="chart-words">(.+)<\/desc>/)).1
        #expect(words.hasSuffix(".") && words.count > 15)
    }

    @Test(
        "the card of one event stands in the place of its row, with its tables",
        arguments: [(Form.html, "html"), (.markdown, "md"), (.latex, "tex")])
    func card(form: Form, ending: String) throws {
        let card = Card(
            title: "a-1",
            fields: [
                Card.Field("actor", "USA|x", meaning: "the <b>States</b> \u{202E}"), Card.Field("because_of", "a-2"),
                Card.Field("", "a-3"),
            ], unknown: ["amount"], tables: [("2 accounts | <i>", Answers.texts(["one", "two\u{1B}[2J"]), "reports")])
        var report = try Self.report()
        report.card = card
        let text = render(Answers.texts(["not shown"]), as: form, Answers.file, report: report)
        #expect(differenceFromGolden(text, "report-card.\(ending)", beside: #filePath) == nil)
        #expect(!text.contains("not shown") && text.matches(of: /<!doctype/).count == (form == .html ? 1 : 0))
        // A title is in a comment there.
        #expect(!text.contains("<b>States") && (form == .latex || !text.contains("<i>")))
        #expect(!Parsing.actsOnTerminal(text))
    }

    @Test("fences in Markdown are longer than those in what stands between them")
    func fences() {
        let report = Report(question: "events where x = \"```\"", data: "d", program: "p")
        let text = render(Answers.texts(["a"]), as: .markdown, Answers.file, report: report)
        #expect(text.hasPrefix("````casus\n") && text.contains("\n````\n"))
    }
}
