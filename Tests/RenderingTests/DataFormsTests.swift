import EventModel
import Foundation
import Testing

@testable import Rendering

@Suite("Forms for other programs")
struct DataFormsTests {
    private let answer = Answers.make([
        ("text", .text, NaughtyStrings.all.map(Value.text)),
        ("again", .text, NaughtyStrings.all.reversed().map(Value.text)),
    ])

    @Test("naughty strings come back from CSV byte for byte")
    func csv() {
        let rows = Parsing.csv(render(answer, as: .csv, Answers.file))
        #expect(rows.first?.map(\.text) == ["text", "again"])
        #expect(rows.count == NaughtyStrings.all.count + 1)
        for (row, text) in zip(rows.dropFirst(), NaughtyStrings.all) {
            #expect(row.count == 2 && Array(row[0].text.utf8) == Array(text.utf8))
            // Bare words are how unknown and none are written.
            if text.isEmpty || text == "none" { #expect(row[0].isQuoted) }
        }
    }

    @Test("naughty strings come back from TSV byte for byte")
    func tsv() {
        let rows = Parsing.tsv(render(answer, as: .tsv, Answers.file))
        #expect(rows.dropFirst().map { Array($0[0].utf8) } == NaughtyStrings.all.map { Array($0.utf8) })
    }

    @Test("naughty strings come back from JSON byte for byte")
    func json() throws {
        let text = render(answer, as: .json, Answers.file)
        let rows = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: String]])
        #expect(rows.map { withoutMark($0["text"]) } == NaughtyStrings.all.map(withoutMark))
        let lines = render(answer, as: .jsonl, Answers.file).utf8.split(separator: 0x0A).map {
            String(decoding: $0, as: UTF8.self)
        }
        #expect(lines.count == NaughtyStrings.all.count)
        for (line, text) in zip(lines, NaughtyStrings.all) {
            let row = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
            #expect(withoutMark(row["text"]) == withoutMark(text))
        }
    }

    @Test("each of thousands of cells is written as it is alone", arguments: [Form.csv, .tsv, .json, .jsonl])
    func manyCells(form: Form) {
        // More different cells than are kept for a while, long ones among them, and each again later.
        let order = (0..<9_000).map { $0 * 7_919 % 3_001 }
        let columns: [(String, ValueType, (Int) -> Value)] = [
            ("text", .text, { .text($0 % 7 == 0 ? "a,\"\($0)\"" : String(repeating: "x", count: $0 % 200)) }),
            ("few", .text, { $0 % 3 == 0 ? .unknown : $0 % 3 == 1 ? .none : .text("none") }),
            ("date", .date, { .date(EventDate(at: DateSpan(day: DayNumber($0)))) }),
            ("number", .number, { .number(NumberSpan(Double($0 - 1_500) / 4)) }),
            ("known", .number, { $0 % 5 == 0 ? .unknown : .number(NumberSpan(Double($0 % 10))) }),
        ]
        func lines(_ rows: [Int]) -> [Substring] {
            let answer = Answers.make(columns.map { ($0.0, $0.1, rows.map($0.2)) })
            return render(answer, as: form, Answers.file).split(separator: "\n")
        }
        let alone = Dictionary(uniqueKeysWithValues: Set(order).map { ($0, lines([$0, $0, $0])[1]) })
        let all = lines(order)
        let first = form == .jsonl ? 0 : 1
        // The last line of an array has no comma behind it.
        #expect(zip(order.dropLast(), all.dropFirst(first)).allSatisfy { alone[$0] == $1 })
        #expect(all.count >= order.count + first)
    }

    @Test("JSON on a terminal means the same")
    func shownJSON() throws {
        let text = render(answer, as: .json, Answers.terminal)
        let rows = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: String]])
        #expect(rows.map { withoutMark($0["text"]) } == NaughtyStrings.all.map(withoutMark))
    }

    @Test("an escape sequence is seen on a terminal and stays in a file", arguments: [Form.csv, .tsv])
    func escapes(form: Form) {
        let answer = Answers.texts(["a\u{1B}[31mb\u{9B}c\u{7F}\u{202E}d"])
        #expect(render(answer, as: form, Answers.file) == "text\na\u{1B}[31mb\u{9B}c\u{7F}\u{202E}d\n")
        #expect(render(answer, as: form, Answers.terminal) == "text\na\\u{1B}[31mb\\u{9B}c\\u{7F}\\u{202E}d\n")
    }

    /// Foundation drops a byte order mark at the start of a string that it reads; the bytes themselves are proved here.
    private func withoutMark(_ text: String?) -> [UInt8] {
        let bytes = Array((text ?? "").utf8)
        return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    @Test("a byte order mark in a text stays")
    func byteOrderMark() {
        #expect(render(Answers.texts(["\u{FEFF}x"]), as: .jsonl, Answers.file) == "{\"text\":\"\u{FEFF}x\"}\n")
    }

    @Test("no naughty string acts on a terminal", arguments: Form.allCases)
    func terminal(form: Form) {
        let isForPeople = [Form.table, .line, .markdown, .html, .latex].contains(form)
        for drawing in isForPeople ? [Answers.file, Answers.window(60)] : [Answers.window(60)] {
            var text = render(answer, as: form, drawing).replacing(/\u{1B}\]8;;[!-~]*\u{1B}\\/, with: "")
            if form == .tsv { text = text.replacing("\t", with: "|") }
            #expect(!Parsing.actsOnTerminal(text))
            #expect(text.split(separator: "\n").count >= NaughtyStrings.all.count)
        }
    }

    @Test("nothing in the data becomes markup")
    func markup() {
        let html = render(Answers.texts(["</td><script>alert('x')</script>", "a & b"]), as: .html, Answers.file)
        #expect(!html.contains("<script") && html.contains("a &amp; b"))
        let markdown = render(Answers.texts(["a|b", "*x*", "snake_case", "_x_", "<b>"]), as: .markdown, Answers.file)
        #expect(
            markdown == "| text |\n| --- |\n| a\\|b |\n| \\*x\\* |\n| snake_case |\n| \\_x\\_ |\n| &lt;b> |\n")
    }

    @Test("JSON has a type for every type")
    func types() throws {
        let text = render(Answers.everything, as: .json, Answers.terminal)
        let rows = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
        #expect(rows.count == 4)
        #expect(rows[1]["n"] as? [String: Double] == ["low": 24, "high": 26])
        #expect(rows[3]["id"] is NSNull)
        #expect(rows[3]["kind"] as? String == "none")
        #expect(rows[0]["actor"] as? [String] == ["CHN"])
        #expect((rows[0]["amount"] as? [String: Any])?["value"] as? Double == 1_988_000_000)
        #expect((rows[0]["amount"] as? [String: Any])?["currency"] as? String == "USD")
        #expect(rows[2]["sure"] as? String == "maybe")
        #expect(rows[0]["sure"] as? Bool == true)
        #expect(rows[3]["month"] as? String == "unplaced")
        #expect(rows.map { $0["possible"] as? Bool } == [false, true, false, false])
    }

    @Test("unknown, none and the words for them are four things in CSV")
    func states() {
        let answer = Answers.make([
            ("a", .text, [.unknown, .none, .text("none"), .text("")]),
            ("b", .number, [1, 2, 3, 4].map { Answers.number($0) }),
        ])
        #expect(render(answer, as: .csv, Answers.file) == "a,b\n,1\nnone,2\n\"none\",3\n\"\",4\n")
        let single = Answers.make([("a", .text, [.unknown, .text("x")])])
        #expect(render(single, as: .csv, Answers.file) == "a\n\"\"\nx\n")
    }
}
