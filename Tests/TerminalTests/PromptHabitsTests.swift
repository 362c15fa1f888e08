import Foundation
import Testing

@testable import Terminal

/// Casus on a terminal: what is opened, asked and kept besides answers.
@Suite("Casus at its prompt: what others have as well", .serialized)
struct PromptHabitsTests {
    private let controlC = "\u{3}"
    private let controlD = "\u{4}"

    @Test func `an answer is opened in the editor, in a file for the user alone, which goes in the end`() throws {
        let session = try PromptSession(
            width: 100, height: 24, casus: [], environment: ["NO_COLOR=1", "VISUAL=cat --"])
        session.type(".once edit\r")
        session.wait { $0.text.contains("the next answer goes to `cat --`") }
        session.type("events | count\r")
        session.wait { $0.rows.contains("   30") && $0.text.contains("opened 1 row in `cat --`: ") }
        func files() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: session.folder.path).filter { $0.hasPrefix("answer-") }
        }
        let file = try #require(try files().first)
        let attributes = try FileManager.default.attributesOfItem(
            atPath: session.folder.appending(path: file).path)
        #expect(attributes[.posixPermissions] as? Int == 0o600 && file.hasSuffix(".txt"))
        session.ask(controlD)
        #expect(session.end() == 0)
        #expect(try files().isEmpty)
    }

    @Test(arguments: [SIGHUP, SIGTERM, SIGQUIT])
    func `an answer that was opened goes as well where a signal ends Casus, in whatever folder it is`(signal: Int32)
        throws
    {
        let session = try PromptSession(
            width: 100, height: 24, casus: [], environment: ["NO_COLOR=1", "VISUAL=cat --", "TMPDIR=."])
        session.converse(".cd \(session.folder.path)\r")
        for opened in 1...2 {
            session.ask(".once edit\r")
            session.wait(forLast: ["casus to edit>"])
            session.type("events | count\r")
            session.wait { $0.text.components(separatedBy: "opened 1 row in `cat --`: /").count == opened + 1 }
        }
        func count() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: session.folder.path).count { $0.hasPrefix("answer-") }
        }
        #expect(try count() == 2)
        session.converse(".cd /\r")
        session.send(signal: signal)
        #expect(session.status == 128 + signal)
        #expect(try count() == 0)
    }

    @Test func `Ctrl-D leaves when it is pressed again, if that is set`() throws {
        let session = try PromptSession(
            width: 80, height: 24, casus: ["--setting", "eof=twice", "--setting", "greeting=off"])
        #expect(!session.screen.text.contains("teaches the language"))
        session.type(controlD)
        session.wait(forLast: ["casus>", "Ctrl-D again leaves, and so does .quit"])
        session.type("x\u{7F}")
        session.wait(forLast: ["casus>"])
        session.type(controlD)
        session.wait { $0.text.contains("Ctrl-D again leaves") }
        session.type(controlD)
        #expect(session.end() == 0)
    }

    @Test func `a script asks for what it lacks, and Ctrl-C gives it up`() throws {
        let session = try PromptSession(width: 80, height: 24, casus: [])
        try Data("param who: actor\n\nreject($who ->) | count\n".utf8).write(
            to: session.folder.appending(path: "a.casus"))
        session.type(".read \(session.folder.path)/a.casus\r")
        session.wait(forLast: ["who (actor):"])
        session.type("ChinaX\u{7F}\r")
        session.wait { $0.rows.contains("    4") }
        session.ask(".read \(session.folder.path)/a.casus\r")
        session.wait(forLast: ["who (actor):"])
        session.type(controlC)
        session.ask("events | count\r")
        session.wait { $0.rows.contains("   30") }
    }

    @Test func `a paste of several lines is no answer, and none of them does anything`() throws {
        let session = try PromptSession(width: 100, height: 24, casus: [])
        try Data("param who: actor\n\nreject($who ->) | count\n".utf8).write(
            to: session.folder.appending(path: "a.casus"))
        session.type(".read \(session.folder.path)/a.casus\r")
        session.wait(forLast: ["who (actor):"])
        let mark = session.folder.appending(path: "pasted").path
        session.type("\u{1B}[200~China\n!touch \(mark)\nevents | count\n\u{1B}[201~")
        session.wait { $0.text.contains("events | count") }
        session.type("\r")
        session.wait { $0.text.contains("nothing of this was taken") }
        session.type("China\r")
        session.wait { $0.rows.contains("    4") }
        #expect(!FileManager.default.fileExists(atPath: mark) && !session.screen.rows.contains("   30"))
    }

    @Test func `a folder that has a name is found by another session`() throws {
        let first = try PromptSession(width: 100, height: 24, casus: [])
        let data = first.folder.appending(path: "the data")
        try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
        first.converse(".folders keep data \"\(data.path)\"\r")
        let second = try PromptSession(width: 100, height: 24, casus: [], sharing: first.folder)
        second.converse(".cd @data\r")
        second.ask("!pwd -P | sed 's/.*[/]//'\r")
        second.wait { $0.lines.contains("the data") }
        let attributes = try FileManager.default.attributesOfItem(
            atPath: first.folder.appending(path: "casus/folders").path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        // What nobody's session has written acts on no terminal.
        let kept = first.folder.appending(path: "casus/folders")
        try (Data(contentsOf: kept) + Data("\u{1B}]0;evil\u{7}\t/tmp\nevil\t/\u{1B}[31m\n".utf8)).write(to: kept)
        second.ask(".folders\r")
        second.wait { $0.lines.contains { $0.hasPrefix("@data") } }
        #expect(second.count(of: "evil") == 0)
        first.converse(".folders drop data\r")
        second.ask(".cd @data\r")
        second.wait { $0.text.contains("no folder is kept as `@data`") }
    }

    @Test func `colours that are chosen are those of the question that is typed`() throws {
        let session = try PromptSession(
            width: 80, height: 24, casus: ["--setting", "color=keyword #010203"], environment: [])
        session.type(".set color prompt 222\r")
        session.ask("events | count\r")
        session.wait { $0.rows.contains("   30") }
        #expect(session.count(of: "\u{1B}[38;2;1;2;3mcount") > 0 && session.count(of: "\u{1B}[38;5;222mcasus>") > 0)
    }

    @Test func `how far a question is stands in the colour that was chosen last`() throws {
        let session = try PromptSession(width: 100, height: 24, casus: [], environment: [])
        session.converse(".set color grey #010203\r")
        session.converse(".set hints off\r")
        session.ask(CasusPromptTests.endless + "\r")
        session.wait { $0.text.contains("(Ctrl-C stops)") }
        #expect(session.count(of: "\r\u{1B}[38;2;1;2;3m") > 0)
        session.type(controlC)
        session.converse(".set color off\r")
        let before = session.count(of: "\r\u{1B}[38;2;1;2;3m")
        session.ask(CasusPromptTests.endless + "\r")
        session.wait { $0.text.contains("(Ctrl-C stops)") }
        #expect(session.count(of: "\r\u{1B}[38;2;1;2;3m") == before)
        session.type(controlC)
    }

    @Test func `what goes on has its own prompt`() throws {
        let session = try PromptSession(width: 80, height: 24, casus: ["--setting", "prompt2=and"])
        session.type("events |\rcount\r")
        session.wait { $0.lines.contains("  and> count") && $0.rows.contains("   30") }
    }
}
