import Foundation
import Testing

@testable import Terminal

/// Pastes and keys that come while a question runs, and how the terminal is left to others.
///
/// A SIGINT from outside ends the question `spin` without being a key.
@Suite("The terminal from the first prompt to the end", .serialized)
struct HeldTerminalTests {
    private let controlC = "\u{3}"
    private let controlD = "\u{4}"

    private func spinning() throws -> PromptSession {
        let session = try PromptSession()
        session.type("spin\r")
        session.wait(forLine: "spinning")
        return session
    }

    @Test func `a paste that is sent while a question runs stands at the next prompt and does not run`() throws {
        let session = try spinning()
        #expect(session.screen.hasBracketedPaste)
        session.paste("one\r\ntwo\nthree\r\n")
        session.send(signal: SIGINT)
        session.wait(forLast: ["ask> one", "...> two", "...> three"])
        // It was not shown before.
        #expect(session.screen.rows.prefix { !$0.hasPrefix("ask> one") } == ["ask> spin", "spinning", "<interrupted>"])
        session.type("\r")
        session.wait(forLine: #"[one\ntwo\nthree]"#)
    }

    @Test func `a paste is one block whose every byte could be a key`() throws {
        let session = try spinning()
        session.paste("a\(controlC)\r\n!evil\r\n\(controlD)\u{1A}\u{1C}b")
        session.type("c")
        session.send(signal: SIGINT)
        session.wait(forLast: ["ask> a", "...> !evil", "...> bc"])
        #expect(!session.screen.text.contains("["))
    }

    @Test func `a paste of many times what the system holds comes whole, and Ctrl-C is heard behind it`() throws {
        let lines = (1...12_000).map { "line \($0)" }
        for isStopped in [false, true] {
            let session = try spinning()
            session.paste(lines.joined(separator: "\r\n"))
            if isStopped {
                session.type(controlC)
                session.wait(forLine: "<interrupted>")
                session.ask("next\r")
                session.wait(forLine: "[next]")
                session.wait(forLast: ["ask>"])
                #expect(!session.screen.text.contains("line "))
            } else {
                session.send(signal: SIGINT)
                session.wait { $0.rows.contains("-- rows 11986 to 12000 of 12000 --") }
                #expect(session.screen.rows[14] == "...> line 12000")
                #expect(!session.screen.text.contains("["))
            }
        }
    }

    @Test func `a line that is typed ahead runs next, but for what comes before Ctrl-C`() throws {
        let session = try spinning()
        session.type("one\rtw")
        session.send(signal: SIGINT)
        session.wait(forLine: "[one]")
        session.type("o\r")
        session.wait(forLine: "[two]")
        session.ask("spin\r")
        session.wait { $0.rows.count { $0 == "spinning" } == 2 }
        session.type("lost\r" + controlC + "kept\r")
        session.wait(forLine: "[kept]")
        session.wait(forLast: ["[kept]", "ask>"])
        #expect(!session.screen.text.contains("[lost]"))
    }

    @Test func `Ctrl-D that is typed ahead leaves`() throws {
        let session = try spinning()
        session.type(controlD)
        session.send(signal: SIGINT)
        #expect(session.end() == 0)
        #expect(!session.screen.hasBracketedPaste && session.isAsTheUserHasIt)
    }

    @Test func `a pager has the terminal as the user has it`() throws {
        let session = try PromptSession(
            environment: ["NO_COLOR=1", "PAGER=sed 1q; stty -a </dev/tty | grep -woe '-*icanon' -e '-*echo'"])
        session.type("page\r")
        session.wait(forLine: "icanon")
        session.wait(forLine: "echo")
        session.ask("spin\r")
        session.wait { $0.rows.contains("spinning") && $0.hasBracketedPaste }
        #expect(!session.isAsTheUserHasIt)
    }

    @Test(arguments: [("", "kept 1"), ("0", "kept 0")])
    func `a pager may neither run programs nor write files, unless the user has set it`(given: String, told: String)
        throws
    {
        let session = try PromptSession(
            environment: ["NO_COLOR=1", "PAGER=cat >/dev/null; echo kept $LESSSECURE"]
                + (given.isEmpty ? [] : ["LESSSECURE=\(given)"]))
        session.type("page\r")
        session.wait(forLine: told)
    }

    @Test func `the history begins at its newest end`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "less-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let less = folder.appending(path: "less")
        try Data("#!/bin/sh\ncat >/dev/null\necho \"begins: $1 $2\"\n".utf8).write(to: less)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: less.path)
        let session = try PromptSession(
            width: 80, height: 6, casus: [],
            environment: ["NO_COLOR=1", "PAGER=", "PATH=\(folder.path):/usr/bin:/bin"])
        for count in 1...8 { session.converse("events | count | take \(count)\r") }
        session.ask(".history\r")
        session.wait { $0.text.contains("begins: -RSFX +G") }
    }

    @Test func `a program of .shell has the terminal without marked pastes, and the prompt marks them again`() throws {
        let session = try PromptSession(width: 80, height: 24, casus: [])
        session.type("!echo is waiting; read line; echo \"it had $line\"\r")
        session.wait(forLine: "is waiting")
        #expect(!session.screen.hasBracketedPaste && session.isAsTheUserHasIt)
        session.type("this\r")
        session.wait(forLine: "it had this")
        session.wait(forLast: ["casus>"])
        #expect(session.screen.hasBracketedPaste)
        session.ask("exit\r")
        #expect(session.end() == 0)
        #expect(!session.screen.hasBracketedPaste && session.isAsTheUserHasIt)
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT])
    func `a signal that ends the program while a question runs leaves the terminal as it was`(signal: Int32) throws {
        let session = try spinning()
        #expect(!session.isAsTheUserHasIt)
        session.send(signal: signal)
        session.wait { !$0.hasBracketedPaste }
        #expect(session.status == 128 + signal)
        #expect(session.isAsTheUserHasIt)
    }

    @Test func `Ctrl-Z while a question runs gives the terminal back until it goes on`() throws {
        let session = try spinning()
        let before = session.count(of: "\u{1B}[?2004h")
        session.type("\u{1A}")
        // Without a shell above it nothing stands still: it goes on at once.
        session.wait { $0.hasBracketedPaste && session.count(of: "\u{1B}[?2004l\u{1B}[?2004h") > 0 }
        #expect(session.count(of: "\u{1B}[?2004h") > before)
        session.type("typed" + controlC)
        session.wait(forLine: "<interrupted>")
        session.ask("next\r")
        session.wait(forLine: "[next]")
    }

    @Test func `Ctrl-Backslash while a question runs ends the program`() throws {
        let session = try spinning()
        session.type("\u{1C}")
        session.wait { !$0.hasBracketedPaste }
        #expect(session.status == 128 + SIGQUIT)
        #expect(session.isAsTheUserHasIt)
    }

    @Test func `a program that an answer goes into has the terminal, and may end before it has the whole`() throws {
        let session = try PromptSession(width: 80, height: 24, casus: [])
        session.converse(".set form csv\r")
        session.type(".output | head -1; stty -a </dev/tty | grep -c ' echo '\r")
        session.wait { $0.rows.contains { $0.hasPrefix("casus to | head -1; stty") && $0.hasSuffix("…>") } }
        session.type("events | show id\r")
        session.wait { $0.rows.contains("id") && $0.rows.contains("1") }
        session.wait { $0.lines.contains { $0.hasPrefix("gave 30 rows to `head -1; ") } }
        session.type(".output\r")
        session.wait { $0.lines.contains { $0.hasPrefix("answers come to the screen again") } }
        session.ask(".once | echo begun; sleep 100\r")
        session.wait { $0.rows.contains("casus to | echo begun; sleep 100>") }
        session.type("events | show id\r")
        session.wait(forLine: "begun")
        session.type(controlC)
        session.wait(forLine: "`echo begun; sleep 100` ended with status 130, of signal 2")
        session.ask(controlD)
        #expect(session.status == 0 && session.isAsTheUserHasIt)
    }
}
