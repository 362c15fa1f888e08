import Columnar
import EventModel
import Foundation
import Readers
import Rendering
import Session
import Testing

/// What is shown in a window: lines fit, nothing of the data acts on the terminal.
@Suite struct WindowTests {
    /// What a session on a terminal wrote: answers in the pieces that a pager is given, and the rest.
    final class Written {
        var pieces: [String] = []
        var err = ""
        var out: String { pieces.joined() }
    }

    private func ask(
        _ inputs: String..., width: Int, loaded: Loaded? = nil, clock: [Double] = []
    ) throws -> Written {
        let written = Written()
        var clock = clock
        let host = Host(
            out: { written.pieces.append($0) }, err: { written.err += $0 },
            readFile: { _ in .failure(HostProblem("no such file")) },
            writeFile: { _, _ in .success(()) }, now: { clock.isEmpty ? 0 : clock.removeFirst() })
        let drawing = Drawing(width: width, maximumRows: 200, colour: false, unicode: true, isTerminal: true)
        var settings = Settings(drawing: drawing)
        settings.errorWidth = width
        let session = Session(try loaded ?? Asking.examples.get(), settings: settings, host: host)
        for input in inputs { _ = session.handle(input) }
        return written
    }

    private func widest(_ text: String) -> Int {
        text.split(separator: "\n").map { displayWidth(of: String($0)) }.max() ?? 0
    }

    @Test("answers with their notes fit the window", arguments: [50, 80])
    func answers(width: Int) throws {
        for question in ["events", "reject | count per year", "events | count by actor", "reject before 2023-05-15"] {
            let written = try ask(question, width: width)
            #expect(widest(written.out) <= width && widest(written.err) <= width, "\(question)")
        }
    }

    @Test("settings fit the window", arguments: [40, 80])
    func settings(width: Int) throws {
        let text = try ask(".set", width: width).out
        #expect(widest(text) <= width && text.contains("auto") && text.contains("html"))
    }

    @Test("the ids of a tree are not cut for what else is said of its events, and other columns are named")
    func tree() throws {
        let written = try ask("event \"wu-statement-2024\" | follow responds_to all", width: 80)
        for id in ["austin-regret-2024", "decline-2024", "invite-2024"] { #expect(written.out.contains("─ \(id) ")) }
        #expect(widest(written.out) <= 80 && written.out.contains("hidden: "))
        // A narrow window has room for little beside them.
        #expect(widest(try ask("event \"wu-statement-2024\" | follow responds_to all", width: 30).out) <= 30)
    }

    @Test("help fits the window", arguments: [50, 80, 130])
    func help(width: Int) throws {
        for word in Help.words + [""] {
            let text = try ask(".help \(word)", width: width).out
            // Only a word that is wider than the window may stand out.
            let tooWide = text.split(separator: "\n").filter {
                displayWidth(of: String($0)) > width && $0.trimmingCharacters(in: .whitespaces).contains(" ")
            }
            #expect(tooWide.isEmpty, "\(word): \(tooWide)")
        }
        let schema = try ask(".schema events", width: width).out
        #expect(widest(schema) <= width)
    }

    @Test("an error fits the window, its line cut around the place", arguments: [50, 80])
    func errors(width: Int) throws {
        let conditions = (0..<12).map { "times > \($0)" }.joined(separator: " and ")
        let question = "events where \(conditions) and forumm is unknown and \(conditions)"
        let lines = try ask(question, width: width).err.split(separator: "\n").map(String.init)
        for line in lines where !line.contains("write: ") { #expect(displayWidth(of: line) <= width, "\(line)") }
        let caret = try #require(lines.firstIndex { $0.contains("^") })
        let first = try #require(lines[caret].firstIndex(of: "^"))
        let offset = lines[caret].distance(from: lines[caret].startIndex, to: first)
        #expect(lines[caret - 1].dropFirst(offset).hasPrefix("forumm"))
        #expect(lines[caret - 1].contains("…"))
        #expect(lines.joined(separator: " ").contains("did you mean"))
    }

    @Test func `notes stand on lines of their own without blanks between`() throws {
        let written = try ask("events where count = 1 | count", width: 80)
        #expect(!written.err.hasPrefix("\n"))
        let loaded = try Asking.overExamples(form: .table)
        let notes = loaded("reject(China -> USA)\n\nreject(China -> USA)").err
        #expect(!notes.contains("\n\nnote"))
    }

    @Test func `what must be read below the rows is a piece of its own, which no pager takes away`() throws {
        let written = try ask("events", width: 80)
        #expect(written.pieces.count == 2)
        #expect(written.pieces.last?.contains("hidden: ") == true && written.pieces.last?.contains("30 rows") == true)
    }

    @Test(
        "the timer tells short times in milliseconds",
        arguments: [(0.000412, "0.412 ms"), (0.0123, "12.3 ms"), (0.123, "123 ms"), (2.3456, "2.35 s")])
    func timer(seconds: Double, text: String) throws {
        let written = try ask(".timer on", "events | count", width: 80, clock: [10, 10 + seconds])
        #expect(written.err == "\(text)\n")
    }

    @Test("names of the data do not act on the terminal")
    func names() throws {
        let escape = #"\u001b[31m"#
        let record =
            #"{"type":"actor","id":"x\#(escape)","name":"n\#(escape)"}"# + "\n"
            + #"{"type":"event","id":"e\#(escape)","actor":"x\#(escape)","target":"USA","own\#(escape)":"a\#(escape)","kind":"cameo:125"}"#
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("casus-\(UUID().uuidString).jsonl")
        try record.write(to: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: path) }
        let loaded = try open([path.path], options: ReadOptions())
        #expect(loaded.report.rowCount == 2)
        let written = try ask(
            "events", "events | as csv", "events | as tsv", "events | as json", "events | as html", ".actors",
            ".actors x", ".schema", ".tables", ".kinds reject", "explain events", width: 200, loaded: loaded)
        #expect(written.out.contains("[31m") && !(written.out + written.err).contains("\u{1B}"))
    }

    @Test func `an empty answer that is saved as JSON Lines can be asked again`() throws {
        for question in ["events where id = \"nosuch\"", "events | take 0 | show id"] {
            let saved = try #require(try Asking.overExamples()("\(question) | save \"none.jsonl\"").files["none.jsonl"])
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("casus-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let path = folder.appendingPathComponent("none.jsonl").path
            try saved.write(toFile: path, atomically: true, encoding: .utf8)
            let again = Asking(loaded: try open([path], options: ReadOptions()))
            #expect(again("events | count").out == "count\n0\n")
        }
    }

    @Test(
        "codes of actors are taken apart",
        arguments: [
            ("CHNMIL", ["CHN  China (country)", "MIL  "]), ("MIL", ["MIL  "]), ("mil", ["MIL  "]),
            ("IGOUNO", ["UNO  ", "IGO  "]), ("IRQKUR", ["IRQ  Iraq (country)", "kur  "]),
        ])
    func codes(word: String, parts: [String]) {
        let text = Lookup.actors(word, in: ActorCatalog([]))
        for part in parts { #expect(text.contains(part), "\(text)") }
    }

    @Test func `names are no codes`() {
        #expect(!Lookup.actors("France", in: ActorCatalog([])).contains("made of"))
        #expect(Lookup.actors("QQQ", in: ActorCatalog([])).hasPrefix("no actor"))
        #expect(Lookup.actors("police", in: ActorCatalog([])).contains("COP  Police (role)"))
    }
}
