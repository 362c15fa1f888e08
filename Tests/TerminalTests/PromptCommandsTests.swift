import Foundation
import Testing

@testable import Terminal

/// Casus on a terminal: what starts programs, asks again and sends answers elsewhere.
@Suite("Casus at its prompt: the shell, watching, files of answers", .serialized)
struct PromptCommandsTests {
    private let controlC = "\u{3}"
    private let controlD = "\u{4}"

    @Test func `the shell does a line, and the prompt and the data are as they were`() throws {
        let session = try PromptSession(width: 80, height: 24, casus: [])
        session.type("!echo a-$((1+1)) | tr a b\r")
        session.wait(forLine: "b-2")
        session.ask("\\! exit 3\r")
        session.wait(forLine: "`exit 3` ended with status 3")
        // What is left of the terminal by a program is set right.
        session.converse(".shell stty raw -echo\r")
        session.ask("events | count\r")
        session.wait { $0.rows.contains("   30") }
        session.ask(".shell stty -a\r")
        session.wait { $0.lines.contains { $0.contains(" icanon") } && $0.lines.contains { $0.contains(" echo ") } }
        session.ask(controlD)
        #expect(session.end() == 0)
    }

    @Test func `Ctrl-C is for the program and leaves the prompt alone`() throws {
        let session = try PromptSession(width: 80, height: 24, casus: [])
        session.converse("events | take 2\r")
        session.ask("!echo begun; exec sleep 1000\r")
        session.wait(forLine: "begun")
        session.type(controlC)
        session.wait { $0.text.contains("ended with status 130, of signal 2") }
        session.ask("_ | count\r")
        session.wait { $0.rows.contains("    2") }
    }

    @Test func `nothing is started under safe, nor where pasted text would run by itself`() throws {
        let safe = try PromptSession(width: 80, height: 24, casus: ["--safe"])
        safe.type("!echo started\r")
        safe.wait(forLine: "error: `.shell` is switched off by --safe")
        safe.ask(".output a.csv\r")
        safe.wait(forLine: "error: `.output` is switched off by --safe")
        let plain = try PromptSession(width: 120, height: 24, casus: [], environment: ["TERM=dumb"])
        plain.type("!echo started\n")
        plain.wait { $0.text.contains("needs a prompt that can edit") }
        #expect(!plain.screen.lines.contains("started") && !safe.screen.lines.contains("started"))
    }

    @Test func `Tab completes the paths of a line for the shell, quoted so that nothing of them is obeyed`() throws {
        let session = try PromptSession(width: 120, height: 24, casus: [])
        try Data("found\n".utf8).write(to: session.folder.appending(path: "a $(exit 1) b"))
        session.type("!cat \(session.folder.path)/a\t\r")
        session.wait(forLine: "found")
    }

    @Test func `watch asks again when the data have changed, until Ctrl-C`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "watch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "a.jsonl")
        let event = #"{"type":"event","id":"e1","kind":"reject","actor":["CHN"],"target":["USA"],"date":"2024-01-01"}"#
        try Data("\(event)\n".utf8).write(to: file)
        let session = try PromptSession(width: 100, height: 30, casus: [file.path])
        session.type("reject | show date, id\r")
        session.wait { $0.rows.contains { $0.hasPrefix("2024-01-01") } }
        session.ask(".watch 1\r")
        session.wait { $0.text.contains(", every 1 s: reject | show date, id") }
        try Data("\(event)\n\(event.replacing("e1", with: "e2").replacing("01-01", with: "01-02"))\n".utf8).write(
            to: file)
        session.wait { $0.text.contains("the data have changed") && $0.rows.contains { $0.hasPrefix("2024-01-02") } }
        session.type(controlC)
        session.ask("reject | count\r")
        session.wait { $0.rows.contains("    2") }
    }

    @Test func `with the history off nothing is remembered`() throws {
        let session = try PromptSession(width: 100, height: 24, casus: [])
        session.type("events | count\r")
        session.wait { $0.rows.contains("   30") }
        session.ask(".set history off\r")
        session.ask("reject | count\r")
        session.wait { $0.rows.contains("    4") }
        session.ask("\u{1B}[A")
        session.wait { $0.rows.filter { $0 == "casus> .set history off" }.count == 2 }
        session.type("\u{1B}[A")
        session.wait { $0.rows.last { !$0.isEmpty } == "casus> events | count" }
    }

    @Test func `the prompt says where answers go`() throws {
        let session = try PromptSession(width: 100, height: 24, casus: [])
        session.converse(".set prompt \"a prompt that is far too long for it\"\r")
        session.type(".set prompt study\r")
        session.wait { $0.rows.last { !$0.isEmpty } == "study>" }
        session.type(".set prompt casus\r")
        let file = session.folder.appending(path: "answers.csv")
        session.type(".output \(file.path)\r")
        session.wait { $0.rows.last { !$0.isEmpty } == "casus to answers.csv>" }
        session.type("events | count by kind | top 1 count\r")
        session.wait { $0.text.contains("wrote 1 row to ") && $0.rows.last { !$0.isEmpty } == "casus to answers.csv>" }
        session.type("events | count\r")
        session.wait { $0.text.contains("added 1 row to ") && $0.rows.last { !$0.isEmpty } == "casus to answers.csv>" }
        let log = session.folder.appending(path: "log.txt")
        session.type(".log \(log.path)\r")
        session.wait { $0.rows.last { !$0.isEmpty } == "casus to answers.csv (log log.txt)>" }
        session.type(".output\r")
        session.wait { $0.rows.last { !$0.isEmpty } == "casus (log log.txt)>" }
        session.type("no | such | thing\r")
        session.wait { $0.text.contains("there is no step") }
        session.type(".log off\r")
        session.ask("reject | count\r")
        session.wait { $0.rows.contains("    4") }
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.hasPrefix("kind,count\n") && text.hasSuffix("\ncount\n30\n"))
        #expect(!session.screen.rows.contains("   30"))
        let kept = try String(contentsOf: log, encoding: .utf8)
        #expect(kept.contains("\ncasus> no | such | thing\nerror[E0") && !kept.contains("\u{1B}"))
        let mode = try FileManager.default.attributesOfItem(atPath: log.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }
}
