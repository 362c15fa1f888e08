import Foundation
import Readers
import Rendering
import Session
import Testing

/// Lines for the shell: who may send one, and what reaches it.
@Suite struct ShellLinesTests {
    @Test(
        arguments: [
            ("!ls -l", "ls -l"), ("! ls \"A  b\" | wc -l;", "ls \"A  b\" | wc -l;"),
            (".shell echo $HOME", "echo $HOME"),
            (".sh Ls", "Ls"), (".system ls", "ls"), ("\\! ls", "ls"), ("\\!ls", "ls"), ("!", ""), (".shell", ""),
        ])
    func `a line goes to the shell as it was typed`(typed: String, line: String) throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        #expect(session.handle(typed, at: .prompt) == .answered)
        #expect(world.lines == [line] && world.err.isEmpty)
        #expect(Session.isComplete(typed) && !Session.isQuestion(typed))
    }

    @Test(arguments: ["!ls", ".shell ls", "\\! ls"])
    func `nothing but a line at the prompt starts a program`(typed: String) throws {
        let world = FakeWorld()
        world.files = ["script": "events | count\n\(typed)\n", "once": typed]
        let session = world.session(try Asking.examples.get())
        // A pipe, a terminal that cannot tell what is pasted, `-c`, `.read`, an init file, a paste of several lines.
        #expect(session.handle(typed) == .failed)
        #expect(session.handle(typed, at: .plainPrompt) == .failed)
        #expect(session.run(typed, name: "question") == .failed)
        #expect(session.handle(".read script", at: .prompt) == .failed)
        #expect(session.handle(".read once", at: .prompt) == .failed)
        session.start(bytes: Array("\(typed)\n".utf8), name: "init.casus", folder: "", isPrompt: true)
        #expect(session.handle("\(typed)\nrm -r x", at: .prompt) == .failed)
        #expect(session.handle("events | count\n\(typed)", at: .prompt) == .failed)
        #expect(world.lines.isEmpty && world.out.isEmpty)
        let safe = world.session(try Asking.examples.get(), isSafe: true)
        #expect(safe.handle(typed, at: .prompt) == .failed)
        #expect(world.lines.isEmpty && world.err.hasSuffix("error: `.shell` is switched off by --safe\n"))
    }

    @Test func `a script that has a command says so in its place and no more`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        #expect(session.run("events | count\n\n!rm -r x\n", name: "script") == .failed)
        #expect(world.err.contains("script:3:1") && world.err.contains("commands are for the prompt alone"))
        #expect(world.err.components(separatedBy: "error[").count == 2)
    }

    @Test func `a status other than 0 is told`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        world.status = 3
        #expect(session.handle("!false\u{1B}", at: .prompt) == .failed)
        #expect(world.err == "`false\\u{1B}` ended with status 3\n")
        world.status = 130
        _ = session.handle("!sleep 9", at: .prompt)
        #expect(world.err.hasSuffix("\n\n`sleep 9` ended with status 130, of signal 2\n"))
    }

    @Test func `the habits of psql and IPython keep their capitals`() throws {
        let world = FakeWorld()
        world.files = ["Count.casus": "events | count"]
        let session = world.session(try Asking.examples.get())
        #expect(session.handle("\\i Count.casus") == .answered && world.out.contains("30"))
        #expect(session.handle("%run Count.casus") == .answered)
        #expect(session.handle("\\x") == .answered && session.settings.form == .line)
        #expect(session.handle("\\x off") == .answered && session.settings.form == .table)
    }
}
