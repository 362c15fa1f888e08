import Diagnostics
import Engine
import Foundation
import Readers
import Rendering
import Session
import Synchronization
import Syntax
import TestSupport
import Testing

/// What the prompt knows of a text while it is typed: completion, colour, hints and how a call goes on. The cursor of
/// a case stands at the last `|`.
@Suite struct TypingTests {
    /// A session over the example data, with a folder of files to name.
    private static func session(_ loaded: Loaded) -> Session {
        let folders = [
            ".": [
                FolderEntry("data", isFolder: true), FolderEntry("docs.md", isFolder: false),
                FolderEntry("my data.jsonl", isFolder: false), FolderEntry("script.casus", isFolder: false),
                FolderEntry(".hidden", isFolder: false), FolderEntry("dangerous\u{1B}[2J", isFolder: false),
            ],
            "data/": [FolderEntry("a.csv", isFolder: false), FolderEntry("b.csv", isFolder: false)],
        ]
        let drawing = Drawing(width: nil, maximumRows: nil, colour: false, unicode: true, isTerminal: false)
        let host = Host(
            out: { _ in }, err: { _ in }, readFile: { _ in .failure(HostProblem("")) },
            writeFile: { _, _ in .failure(HostProblem("")) }, listFolder: { folders[$0] ?? [] })
        return Session(loaded, settings: Settings(drawing: drawing), host: host)
    }

    private static func overExamples() throws -> Session { session(try Asking.examples.get()) }

    private static func beforeCursor(_ input: String) -> String {
        input.lastIndex(of: "|").map { String(input[..<$0]) } ?? input
    }

    @Test func `completion offers what may stand at the cursor and nothing else`() throws {
        let session = try Self.overExamples()
        let differences = GoldenCases("completion.test", beside: #filePath).differences { input in
            let text = Self.beforeCursor(input)
            let (range, candidates) = session.complete(text, at: text.utf8.count)
            let replaced = String(decoding: Array(text.utf8)[range], as: UTF8.self)
            let lines = candidates.prefix(14).map { $0.note.isEmpty ? $0.text : "\($0.text)    \($0.note)" }
            let more = candidates.count > 14 ? ["… \(candidates.count - 14) more"] : []
            return (["replaces `\(replaced)`"] + lines + more).joined(separator: "\n")
        }
        #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    }

    @Test func `what goes on in grey is the rest of the likeliest name`() throws {
        let session = try Self.overExamples()
        let differences = GoldenCases("hints.test", beside: #filePath).differences { input in
            let text = Self.beforeCursor(input)
            return session.hint(text).map { text + "[" + $0 + "]" } ?? "none"
        }
        #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    }

    @Test func `a call or step that is not whole says how it goes on`() throws {
        let session = try Self.overExamples()
        let differences = GoldenCases("usage.test", beside: #filePath).differences { input in
            let text = Self.beforeCursor(input)
            return session.usage(text, at: text.utf8.count) ?? "none"
        }
        #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    }

    @Test func `each word has its colour, and names that nothing is known by are told apart`() throws {
        let session = try Self.overExamples()
        let differences = GoldenCases("highlight.test", beside: #filePath).differences { text in
            session.highlight(text).map { range, style in
                "\(String(decoding: Array(text.utf8)[range], as: UTF8.self).replacing("\n", with: "⏎")): \(style.rawValue)"
            }.joined(separator: "\n")
        }
        #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    }

    /// Every prefix of every question of the examples, and of texts that are none.
    private static let texts: [String] = {
        var texts = [
            "", "\"", "(((((", "reject(\u{0} -> \u{1B}[31m", "events | show \"\\", "東京 | e\u{301}", ".open \"a b",
            "| | |",
        ]
        for file in ["completion.test", "highlight.test"] {
            texts += GoldenCases(file, beside: #filePath).cases.map(\.input)
        }
        return texts
    }()

    @Test func `any place in any text has an answer within the text`() throws {
        let session = try Self.overExamples()
        for text in Self.texts {
            let count = text.utf8.count
            for cursor in [-1, 0, 1, count / 3, count / 2, count, count + 7] {
                let (range, _) = session.complete(text, at: cursor)
                #expect(range.lowerBound >= 0 && range.upperBound <= count, "\(text.debugDescription) \(cursor)")
                #expect(range.upperBound == min(max(cursor, 0), count))
                _ = session.usage(text, at: cursor)
            }
            _ = session.hint(text)
        }
    }

    @Test func `colours are in order, apart and within the text`() throws {
        let session = try Self.overExamples()
        for text in Self.texts {
            var end = 0
            for (range, _) in session.highlight(text) {
                #expect(range.lowerBound >= end && range.upperBound > range.lowerBound, "\(text.debugDescription)")
                end = range.upperBound
            }
            #expect(end <= text.utf8.count)
        }
    }

    @Test func `what completion offers for a value is a question that the checker takes`() throws {
        let session = try Self.overExamples()
        for before in [
            "reject(", "events(China -> ", "events where place is ", "events where kind is ", "events where forum = ",
        ] {
            for candidate in session.complete(before, at: before.utf8.count).candidates.prefix(60) {
                // Words that only begin something, and functions, are not whole yet.
                if Keywords.all.contains(candidate.text) || candidate.note.contains("(") { continue }
                let text = before + candidate.text + (before.contains("(") ? ")" : "")
                let errors = session.findings(in: Array(text.utf8), name: "typed", folder: nil).filter(
                    \.diagnostic.isError)
                #expect(errors.isEmpty, "\(text): \(errors.map(\.diagnostic.problem))")
            }
        }
    }

    @Test func `names of the data with control characters are not offered`() throws {
        let record = #"""
            {"type":"event","id":"e\u001b[31m1","kind":"reject","actor":["evil\u001b[2J"],"target":["\u202eUS"],"date":"2024-01-01","forum":"a\u0007b"}
            {"type":"event","id":"e2","kind":"reject","actor":["CHN"],"target":["USA"],"date":"2024-01-01","forum":"fine"}
            """#
        let file = FileManager.default.temporaryDirectory.appending(path: "names-\(UUID().uuidString).jsonl")
        try Data(record.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let session = Self.session(try open([file.path]))
        for text in ["reject(", "reject(-> ", "events where forum = ", "event ", "event \"", "reject(ev"] {
            for candidate in session.complete(text, at: text.utf8.count).candidates {
                for text in [candidate.text, candidate.note] {
                    #expect(
                        text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0 != "\u{202E}" },
                        "\(candidate)")
                }
            }
        }
        #expect(session.complete("events where forum = ", at: 21).candidates.contains { $0.text == "\"fine\"" })
        #expect(session.complete("event \"", at: 7).candidates.map(\.text) == ["\"e2\""])
    }

    @Test(
        "what newcomers type is taken for what they mean",
        arguments: [
            ("help", ".help"), ("HELP;", ".help"), ("?", ".help"), ("help count", ".help count"), ("exit;", ".quit"),
            ("Quit", ".quit"), (":q", ".quit"), ("\\dt", ".tables"), ("\\d events", ".schema events"),
            ("show tables", ".tables"), ("describe events", ".schema events"), ("history", ".history"),
            ("?count", ".help count"), ("help E0203", ".help E0203"),
        ])
    func newcomers(typed: String, meant: String) throws {
        var asked: [String] = []
        for text in [typed, meant] {
            var out = ""
            let drawing = Drawing(width: nil, maximumRows: nil, colour: false, unicode: true, isTerminal: false)
            let host = Host(
                out: { out += $0 }, err: { out += $0 }, readFile: { _ in .failure(HostProblem("")) },
                writeFile: { _, _ in .failure(HostProblem("")) })
            let session = Session(try Asking.examples.get(), settings: Settings(drawing: drawing), host: host)
            let status = session.handle(text)
            asked.append("\(status) \(out)")
            #expect(Session.isComplete(text))
        }
        #expect(asked[0] == asked[1])
    }

    /// A session over the example data that keeps what it says.
    private final class Talk {
        var out = ""
        var err = ""
        var isStopped = false
    }

    private static func session(_ talk: Talk, stops: @escaping @Sendable () -> Bool = { false }) throws -> Session {
        let drawing = Drawing(width: 100, maximumRows: 3, colour: false, unicode: true, isTerminal: false)
        let host = Host(
            out: { talk.out += $0 }, err: { talk.err += $0 }, readFile: { _ in .failure(HostProblem("")) },
            writeFile: { _, _ in .failure(HostProblem("")) }, isCancelled: stops)
        return Session(try Asking.examples.get(), settings: Settings(drawing: drawing), host: host)
    }

    @Test func `_ is the last question that was answered, not one that failed behind it`() throws {
        let talk = Talk()
        let session = try Self.session(talk)
        #expect(session.handle("reject | show id") == .answered)
        session.settings.timeLimit = -1
        #expect(session.handle("events | sort id | count") == .failed)
        session.settings.timeLimit = nil
        talk.out = ""
        #expect(session.handle("_ | count") == .answered)
        #expect(talk.out.contains("    4\n"), "\(talk.out)")
    }

    @Test func `.last draws the last answer: whole, in a form, as a chart; it asks nothing`() throws {
        let talk = Talk()
        let session = try Self.session(talk)
        #expect(session.handle(".last") == .failed)
        #expect(session.handle("events | count by root(kind) as root") == .answered)
        // Nothing could be asked any more.
        session.settings.timeLimit = -1
        for (command, part) in [
            (".last all", "reject"), (".last csv", "root,count"), (".last json", "\"root\""), (".last chart bar", "█"),
            (".last chart bar root, count", "█"),
        ] {
            talk.out = ""
            #expect(session.handle(command) == .answered, "\(command): \(talk.err)")
            #expect(talk.out.contains(part), "\(command): \(talk.out)")
        }
        for command in [".last nonsense", ".last chart", ".last chart pie", ".last chart bar colour", ".last csv csv"] {
            #expect(session.handle(command) == .failed, "\(command)")
        }
        #expect(session.settings.drawing.maximumRows == 3)
    }

    @Test func `only what the checker finds nothing wrong with is proposed again`() throws {
        let session = try Self.session(Talk())
        for right in [".last csv", "help", "reject | count per year", "let a = reject\na | count"] {
            #expect(session.isRight(right), "\(right)")
        }
        for wrong in ["reject | count per yeer", "refuse", "reject | show colour", "reject("] {
            #expect(!session.isRight(wrong), "\(wrong)")
        }
    }

    @Test func `a line that goes on with the last answer knows the columns of that answer`() throws {
        let session = try Self.session(Talk())
        #expect(session.handle("events | count by root(kind) as root") == .answered)
        func offered(_ text: String) -> [String] { session.complete(text, at: text.utf8.count).candidates.map(\.text) }
        #expect(offered("| sort ro").first == "root")
        #expect(offered("| sort tar").isEmpty)
        #expect(offered("| where count > 1 | show root, cou").first == "count")
    }

    @Test func `where columns do not fit, .set form auto writes lines`() throws {
        let talk = Talk()
        let session = try Self.session(talk)
        for (form, marks) in [("auto", false), ("table", true)] {
            talk.out = ""
            #expect(session.handle(".set form \(form)") == .answered)
            #expect(session.handle("events") == .answered)
            #expect(talk.out.contains("hidden: ") == marks, "\(talk.out)")
            talk.out = ""
            #expect(session.handle("events | count by root(kind) as root") == .answered)
            #expect(talk.out.contains("│"), "\(talk.out)")
        }
    }

    @Test func `a limit is told as it was written`() throws {
        let talk = Talk()
        let session = try Self.session(talk)
        for (bytes, told) in [(3 << 20, "3 MB"), (2 << 10, "2 KB"), (1_000, "1000 bytes")] {
            #expect("\(RunError.memoryLimit(bytes))".contains("more than the \(told) of memory"))
        }
        session.settings.timeLimit = -1
        #expect(session.handle("events | count") == .failed)
        #expect(talk.err.contains("longer than the -1 s"), "\(talk.err)")
        #expect("\(RunError.timeLimit(0.5))".contains("the 0.5 s"))
    }

    @Test func `what is stopped while it is drawn says so, and what was answered stays`() throws {
        let talk = Talk()
        let stops = Mutex(false)
        let session = try Self.session(talk, stops: { stops.withLock { $0 } })
        #expect(session.handle("events | count") == .answered)
        stops.withLock { $0 = true }
        talk.out = ""
        #expect(session.handle(".last csv") == .interrupted)
        #expect(talk.out == "" && talk.err.contains("cancelled after 1 row"), "\(talk.err)")
        stops.withLock { $0 = false }
        #expect(session.handle(".last csv") == .answered)
        #expect(talk.out == "count\n30\n")
    }

    @Test func `settings are shown, changed, and mended where they are mistyped`() throws {
        let talk = Talk()
        let session = try Self.session(talk)
        for line in [
            ".set rows 7", ".set form csv", ".set errors short", ".set hints off", ".set pager off", ".mode line",
        ] {
            #expect(session.handle(line) == .answered, "\(line)")
        }
        #expect(session.settings.drawing.maximumRows == 7 && session.settings.form == .line)
        #expect(session.settings.shortErrors && !session.settings.hints && !session.settings.pager)
        talk.out = ""
        #expect(session.handle(".set") == .answered)
        #expect(talk.out.contains("rows       7") && talk.out.contains("form       line"))
        for (line, told) in [
            (".set rwos 3", "did you mean `rows`"), (".set rows -1", "or all"), (".set form pdf", "csv"),
        ] {
            talk.err = ""
            #expect(session.handle(line) == .failed)
            #expect(talk.err.contains(told), "\(talk.err)")
        }
    }

    @Test func `commands may be typed in short, and a wrong one is answered with the right one`() throws {
        let talk = Talk()
        let session = try Self.session(talk)
        #expect(session.handle(".tab") == .answered)
        #expect(talk.out.contains("reports"))
        #expect(session.handle(".tabels") == .failed)
        #expect(talk.err.contains("did you mean `.tables`"))
    }

    @Test func `.kinds and .actors count what a question counts`() throws {
        let talk = Talk()
        let session = try Self.session(talk)
        #expect(session.handle(".kinds reject") == .answered)
        #expect(
            talk.out.split(separator: "\n").contains { $0.split(separator: " ").prefix(3) == ["reject", "4", "12"] },
            "\(talk.out)")
        talk.out = ""
        #expect(session.handle(".actors China") == .answered)
        let line = try #require(talk.out.split(separator: "\n").first { $0.hasPrefix("CHN ") })
        let count = try #require(line.split(separator: " ").compactMap { Int($0) }.last)
        talk.out = ""
        #expect(session.handle("events(China ->) | count | as csv") == .answered)
        #expect(talk.out.hasSuffix("\(count)\n"), "\(talk.out) against \(line)")
    }

    @Test func `there is help on each word of the language, each kind, each command`() throws {
        let talk = Talk()
        let session = try Self.session(talk)
        let words = Keywords.all.filter { !["to", "of"].contains($0) } + ["|", "->", "..", "$", "="]
        for word in words + ["reject.meeting", "125", "China", ".open", "open", "keys"] {
            #expect(session.handle(".help \(word)") == .answered, "\(word): \(talk.err)")
        }
    }

    @Test func `SELECT alone is answered with how it is written here`() throws {
        var err = ""
        let drawing = Drawing(width: nil, maximumRows: nil, colour: false, unicode: true, isTerminal: false)
        let host = Host(
            out: { _ in }, err: { err += $0 }, readFile: { _ in .failure(HostProblem("")) },
            writeFile: { _, _ in .failure(HostProblem("")) })
        let session = Session(try Asking.examples.get(), settings: Settings(drawing: drawing), host: host)
        #expect(session.handle("SELECT") == .failed)
        let question = try #require(err.split(separator: "\n").first { $0.hasPrefix("    ") })
        #expect(session.handle(String(question)) == .answered, "the example runs: \(question)")
    }
}
