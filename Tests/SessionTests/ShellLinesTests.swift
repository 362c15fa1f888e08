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

    @Test func `answers go into a program, each into one of its own, as the form is set`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get(), width: 100)
        session.settings.form = .csv
        #expect(session.handle("\\o | sort -t ';'  \"A  b\"", at: .prompt) == .answered)
        #expect(session.outputName == "| sort -t ';'  \"A  b\"")
        _ = session.handle("events | count")
        _ = session.handle("reject before 2023-05-15 | show id")
        #expect(world.given == ["sort -t ';'  \"A  b\": count\n30\n", "sort -t ';'  \"A  b\": id\n"])
        // What is said stands below what the program has shown.
        #expect(world.err.contains("gave 1 row to `sort") && world.out.isEmpty)
        _ = session.handle(".output")
        #expect(world.err.hasSuffix("answers come to the screen again, no longer to | sort -t ';'  \"A  b\"\n"))
        #expect(session.handle(".once | wc -l", at: .prompt) == .answered)
        #expect(session.handle("events | sort nonsense") == .failed && world.given.count == 2)
        _ = session.handle("events | count")
        _ = session.handle("events | count")
        #expect(world.given.suffix(1) == ["wc -l: count\n30\n"] && world.out == "count\n30\n")
    }

    @Test func `what becomes of an answer in a program is told, and no failure of the question`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        _ = session.handle(".output | false", at: .prompt)
        world.programProblem = .ended(withStatus: 141)
        #expect(session.handle("events | count") == .answered)
        #expect(world.err.hasSuffix("`false` ended with status 141, of signal 13\n") && session.outputName == "| false")
        #expect(session.handle(".set safe on") == .answered && session.outputName == nil)
    }

    @Test(arguments: [".once | ls", ".output | ls", "\\o | ls", ".o |ls"])
    func `nothing but a line at the prompt sends answers into a program`(typed: String) throws {
        let world = FakeWorld()
        world.files = ["script": "events | count\n\(typed)\n", "once": typed]
        let session = world.session(try Asking.examples.get())
        #expect(session.handle(typed) == .failed)
        #expect(session.handle(typed, at: .plainPrompt) == .failed)
        #expect(session.run(typed, name: "question") == .failed)
        #expect(session.handle(".read script", at: .prompt) == .failed)
        #expect(session.handle(".read once", at: .prompt) == .failed)
        session.start(bytes: Array("\(typed)\n".utf8), name: "init.casus", folder: "", isPrompt: true)
        #expect(session.handle("\(typed)\nrm -r x", at: .prompt) == .failed)
        #expect(session.handle(".once |", at: .prompt) == .failed)
        #expect(session.outputName == nil)
        let safe = world.session(try Asking.examples.get(), isSafe: true)
        #expect(safe.handle(typed, at: .prompt) == .failed && safe.outputName == nil)
        #expect(world.given.isEmpty && world.err.hasSuffix("is switched off by --safe\n"))
        #expect(session.handle(typed, at: .prompt) == .answered && session.outputName == "| ls")
    }
}
