import CTerminal
import Foundation
import Testing

@testable import Terminal

/// Casus itself on a terminal, over the example data, by its keys.
@Suite("Casus at its prompt", .serialized)
struct CasusPromptTests {
    private let up = "\u{1B}[A"
    private let right = "\u{1B}[C"
    private let controlC = "\u{3}"
    private let controlD = "\u{4}"
    private let controlR = "\u{12}"
    private let lineEnd = "\u{5}"
    private let lineStart = "\u{1}"

    /// Takes far longer than any test waits.
    static let endless =
        "events" + ["a", "b", "c", "d", "e"].map { " | join events as \($0) on id != \($0).id" }.joined() + " | count"

    @Test func `a question of three lines is edited in its first line and answered`() throws {
        let session = try PromptSession(width: 80, height: 24, casus: [])
        session.type("reject(Taiwan -> US) |\r show date,\rid")
        session.wait(forLast: ["casus> reject(Taiwan -> US) |", "  ...>  show date,", "  ...>  id"])
        session.type(up + up + lineStart + String(repeating: right, count: 7))
        session.type(String(repeating: "\u{1B}[3~", count: 6) + "China\r")
        session.wait { $0.lines.contains { $0.contains("2023-05-29") && $0.contains("decline-2023") } }
        session.wait(forLine: "4 rows")
    }

    @Test func `Enter asks the parser whether the question is whole`() throws {
        let session = try PromptSession(width: 80, height: 24, casus: [])
        session.type("events where (date\r> 2023)\r")
        session.wait { $0.lines.contains("  ...> > 2023)") }
        session.wait { $0.lines.contains { $0.hasSuffix(" rows") || $0.contains("rows (") } }
    }

    @Test func `a paste of two hundred lines stands there and runs only with Enter`() throws {
        let session = try PromptSession(width: 80, height: 24, casus: [])
        let script = (1...200).map { "let name_\($0) = reject(China -> US)" }
        session.paste(script.joined(separator: "\n"))
        session.wait { $0.text.contains("-- rows 178 to 200 of 200 --") }
        session.type("\r")
        session.ask("name_200 | count\r")
        session.wait { $0.rows.contains("    4") }
    }

    @Test func `a narrower window draws the question anew`() throws {
        let session = try PromptSession(width: 80, height: 24, casus: [])
        session.type("reject(China -> US) since 2021 |\rshow date")
        session.wait(forLast: ["casus> reject(China -> US) since 2021 |", "  ...> show date"])
        session.resize(width: 30, height: 24)
        session.wait(forLast: ["casus> reject(China -> US) sin", "ce 2021 |", "  ...> show date"])
        session.type(", id\r")
        session.wait(forLine: "4 rows")
    }

    @Test func `Ctrl-C throws the line away, and Ctrl-D leaves`() throws {
        let session = try PromptSession(width: 80, height: 24, casus: [])
        session.type("reject(China" + controlC)
        session.wait { $0.lines.contains("casus> reject(China^C") }
        session.ask(controlD)
        #expect(session.end() == 0)
    }

    @Test func `Ctrl-C throws the line away behind an Esc as well`() throws {
        let session = try PromptSession(width: 80, height: 24, casus: [])
        session.type("reject\u{1B}" + controlC)
        session.wait { $0.lines.contains("casus> reject^C") }
        session.ask("events\u{1B}")
        // The Esc is by itself once it is known that nothing follows it: the window is drawn anew then.
        session.resize(width: 70, height: 24)
        session.wait(forLast: ["casus> events"])
        session.type(controlC)
        session.wait { $0.lines.contains("casus> events^C") }
    }

    @Test func `Ctrl-C stops a question that runs, and the prompt and the data are still there`() throws {
        let session = try PromptSession(width: 100, height: 24, casus: [])
        session.type(Self.endless + "\r")
        // Progress comes after half a second, on a line that the end takes back.
        session.wait { $0.text.contains("(Ctrl-C stops)") }
        session.type(controlC)
        session.wait { $0.lines.contains { $0.contains("cancelled after ") } }
        #expect(!session.screen.text.contains("(Ctrl-C stops)"))
        session.ask("events | count\r")
        session.wait { $0.rows.contains("   30") }
        session.ask("_ | show count\r")
        session.wait { $0.rows.count { $0 == "   30" } == 2 }
    }

    @Test func `Ctrl-C while a script of .read runs ends the script`() throws {
        let session = try PromptSession(width: 100, height: 24, casus: [])
        try Data("events | count\n\n\(Self.endless)\n\nevents | take 1\n".utf8).write(
            to: session.folder.appending(path: "long.casus"))
        session.type(".read \(session.folder.path)/long.casus\r")
        session.wait { $0.text.contains("(Ctrl-C stops)") }
        session.type(controlC)
        session.wait { $0.lines.contains { $0.contains("cancelled after ") } }
        session.converse(".timer on\r")
        session.ask("events | count\r")
        session.wait { $0.rows.contains { $0.hasSuffix(" ms") } }
        #expect(!session.screen.text.contains("1 event"))
    }

    @Test func `a question that takes too long or too much ends with its reason`() throws {
        let session = try PromptSession(width: 100, height: 24, casus: ["--limit-time", "0.2", "--limit-memory", "1M"])
        session.type(Self.endless + "\r")
        session.wait { $0.lines.contains { $0.contains("error[E") } }
        session.ask("events | count\r")
        session.wait { $0.rows.contains("   30") }
    }

    @Test func `Tab completes an actor of the data with its count`() throws {
        let session = try PromptSession(width: 80, height: 24, casus: [])
        session.type("reject(Chi\t")
        session.wait { $0.rows.contains { $0.contains("Chinese Ministry of Foreign Affairs") && $0.contains("3") } }
        session.type("a -> US) | cou\t\r")
        session.wait { $0.rows.contains("    4") }
    }

    @Test func `Tab completes commands and paths`() throws {
        let session = try PromptSession(width: 80, height: 24, casus: [])
        try Data("events | count\n".utf8).write(to: session.folder.appending(path: "count it.casus"))
        session.type(".re\t \(session.folder.path)/cou\t\r")
        session.wait { $0.rows.contains("   30") }
    }

    @Test func `a list under Tab leaves the question in sight in a small window`() throws {
        let session = try PromptSession(width: 40, height: 10, casus: [])
        session.type("\u{C}events | show \t")
        session.wait { $0.text.contains("more; go on typing") }
        #expect(session.screen.rows[0] == "casus> events | show")
        #expect(session.screen.rows.allSatisfy { cellWidth($0) <= 40 })
    }

    @Test func `what is not typed yet stands in grey, and Right takes it`() throws {
        let session = try PromptSession(width: 80, height: 24, casus: [], environment: [])
        session.type("rej")
        session.wait { $0.rows.contains("casus> reject") && $0.column == 10 }
        session.type(right + " | cou")
        session.wait { $0.rows.contains("casus> reject | count") }
        session.type(right + "\r")
        session.wait { $0.rows.contains("    4") }
        // The history knows more than the schema.
        session.ask("rej")
        session.wait { $0.rows.last { $0.hasPrefix("casus>") } == "casus> reject | count" }
    }

    @Test func `a call that is open says what it takes`() throws {
        let session = try PromptSession(width: 80, height: 24, casus: [])
        session.type("reject | show days(")
        session.wait { $0.text.contains("days(a: date or period, b: date or period) → duration") }
        session.type("date, date)\r")
        session.wait { !$0.text.contains("→ duration") && $0.rows.contains("4 rows") }
    }

    @Test func `Ctrl-R finds a whole question, .history lists it, .edit opens it`() throws {
        let session = try PromptSession(width: 80, height: 24, casus: [])
        session.type("reject(China -> me) |\rcount\r")
        session.wait { $0.lines.contains { $0.contains("error[E0204]") } }
        session.converse("events | take 1\r")
        session.wait { $0.text.contains("1 event") }
        session.ask(controlR + "-> ME")
        session.wait { $0.text.contains("casus> reject(China -> me) |\n  ...> count\nsearch: -> ME") }
        session.type("\u{7}")
        session.ask(".history me\r")
        session.wait { $0.lines.contains { $0.contains("defence-talks  reject(China -> me) |") } }
        session.converse("reject(China -> me) | count\r")
        session.ask(".edit\r")
        session.wait(forLast: ["casus> reject(China -> you) | count"])
    }

    @Test func `two prompts at once lose no question, and each sees those of the other`() throws {
        let first = try PromptSession(width: 80, height: 24, casus: [])
        let second = try PromptSession(width: 80, height: 24, casus: [], sharing: first.folder)
        for number in 1...5 {
            first.converse("events | take \(number)\r")
            second.converse("reject | take \(number)\r")
        }
        first.converse("events | take 9\r")
        first.ask(up + up)
        first.wait(forLast: ["casus> reject | take 5"])
        let path = first.folder.appending(path: "casus/history").path
        var file = HistoryFile(path: path)
        let questions = file.readNew().map(\.question)
        #expect(questions.count == 11)
        #expect(questions.filter { $0.hasPrefix("reject") } == (1...5).map { "reject | take \($0)" })
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func `the words of a newcomer are answered`() throws {
        let session = try PromptSession(width: 80, height: 30, casus: [])
        session.type("SELECT\r")
        session.wait { $0.text.contains("not asked in SQL") }
        session.ask("\r")
        session.wait { $0.text.contains("ask something, such as") }
        session.type("China\r")
        session.wait { $0.text.contains("write: events(China)") }
        session.ask(".help reject.rights\r")
        session.wait { $0.text.contains("reject.rights | count per year") }
        session.ask("exit\r")
        #expect(session.end() == 0)
    }

    @Test func `the last answer is drawn in other forms without being asked again`() throws {
        let session = try PromptSession(width: 80, height: 30, casus: [])
        session.type("events | count by root(kind) as root | top 2 count\r")
        session.wait(forLine: "2 rows")
        session.ask(".last csv\r")
        session.wait(forLine: "root,count")
        session.ask(".last chart bar\r")
        session.wait { $0.lines.contains { $0.contains("█") } }
        session.ask(".last nonsense\r")
        session.wait { $0.text.contains("there is no such form") }
    }

    @Test func `vi's keys and the user's own file work`() throws {
        let session = try PromptSession(width: 80, height: 24, editrc: "bind -v\n", casus: [])
        session.type("events | takX 1\u{1B}")
        session.wait { $0.column == 21 }
        session.type("FXre")
        session.wait(forLast: ["casus> events | take 1"])
        session.type("\r")
        session.wait(forLine: "1 event")
    }

    @Test func `nothing of the data reaches the terminal as a control sequence`() throws {
        let data = #"""
            {"type":"event","id":"e\u001b[31m1","kind":"reject","actor":["evil\u001b]0;owned\u0007"],"target":["x\u202ey"],"date":"2024-01-01","forum":"a\u009b2Jb\u007f\u0008","summary":"l1\nl2\tt\u001b[2J"}
            {"type":"event","id":"e2","kind":"reject","actor":["CHN"],"target":["USA"],"date":"2024-01-01","forum":"fine"}

            """#
        let file = FileManager.default.temporaryDirectory.appending(path: "evil-\(UUID().uuidString).jsonl")
        try Data(data.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let session = try PromptSession(width: 100, height: 40, casus: [file.path])
        for typed in [
            "events\r", "events | show forum, summary, actor | as line\r", "reject(\t\t" + controlC,
            "events where forum = \t\t" + controlC, "event \"\t\t" + controlC, ".actors\r", ".actors evil\r",
            "events | count by actor | chart bar\r", "events | as csv\r", "events | as json\r", "events | as html\r",
            "events | as markdown\r", "events | as tsv\r", "reject(evilx)\r",
            "events where forum = \"a\" | expect rows = 9\r",
            ".history\r", "explain reject\r", "\u{1B}[200~ev\u{1B}[31mil \u{9B}2J \u{202E} x\u{1B}[201~" + controlC,
        ] {
            session.converse(typed)
        }
        session.ask(controlD)
        #expect(session.end() == 0)
        #expect(session.screen.text.contains("evil") || session.screen.scrolledOff.contains { $0.contains("evil") })
        #expect(session.foreignSequences.isEmpty, "\(session.foreignSequences)")
    }

    @Test func `a terminal that cannot edit has plain lines and no escape sequence`() throws {
        let session = try PromptSession(width: 80, height: 24, casus: [], environment: ["TERM=dumb"])
        session.type("events |\n")
        session.type("count\n")
        session.wait { $0.rows.contains("   30") && $0.rows.last { !$0.isEmpty } == "casus>" }
        session.type("events |\n")
        session.wait { $0.rows.last { !$0.isEmpty } == "  ...>" }
        session.type("\n")
        session.wait { $0.text.contains("expected a step") && $0.rows.last { !$0.isEmpty } == "casus>" }
        session.type(controlD)
        #expect(session.end() == 0)
        #expect(!session.hasSeenEscape)
    }
}
