import Readers
import Session
import Testing

/// Names for commands of the shell and variables of programs: who may give them, and who may use them.
@Suite struct AliasTests {
    @Test func `a name stands for its command, with what is typed behind it, and what runs is seen`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        #expect(session.handle(".alias top head -n 3 'a  b' |", at: .prompt) == .answered)
        #expect(session.handle("!top  x;", at: .prompt) == .answered)
        #expect(world.lines == ["head -n 3 'a  b' |  x;"] && world.err == "head -n 3 'a  b' |  x;\n")
        // A part of a name is none, and a path of that name is that path.
        _ = session.handle("!topx", at: .prompt)
        _ = session.handle("!./top", at: .prompt)
        #expect(world.lines.suffix(2) == ["topx", "./top"])
        _ = session.handle(".once | top", at: .prompt)
        _ = session.handle("events | count")
        #expect(world.given == ["head -n 3 'a  b' |: count\n─────\n   30\n1 row\n"])
        _ = session.handle(".alias")
        #expect(world.out == "top        head -n 3 'a  b' |\n")
        #expect(session.handle("%unalias top", at: .prompt) == .answered)
        _ = session.handle("!top", at: .prompt)
        #expect(world.lines.last == "top")
        for typed in [".alias top", ".alias top off", ".alias a/b ls", ".alias ; ls", ".alias -x ls"] {
            #expect(session.handle(typed, at: .prompt) == .failed, "\(typed)")
        }
    }

    @Test(arguments: [".alias ll ls -l", ".env PAGER ls", "%alias ll ls -l", "\\setenv PAGER ls"])
    func `nothing but a typed line and the user's own init file names what is run`(typed: String) throws {
        let world = FakeWorld()
        world.files = ["script": "events | count\n\(typed)\n"]
        let session = world.session(try Asking.examples.get())
        #expect(session.handle(typed) == .failed && world.err.contains("or one of your init file: no script"))
        #expect(session.handle(typed, at: .plainPrompt) == .failed)
        #expect(session.run(typed, name: "question") == .failed)
        #expect(session.handle(".read script", at: .prompt) == .failed)
        #expect(session.handle("\(typed)\nrm -r x", at: .prompt) == .failed)
        let safe = world.session(try Asking.examples.get(), isSafe: true)
        #expect(safe.handle(typed, at: .prompt) == .failed)
        safe.start(bytes: Array("\(typed)\n".utf8), name: "init.casus", folder: "", isPrompt: true)
        #expect(session.handle("!ll", at: .prompt) == .answered && world.lines == ["ll"] && world.variables.isEmpty)
        // What another script reads in is not the file itself, and a name that it gives starts nothing.
        session.start(bytes: Array(".read script\n".utf8), name: "init.casus", folder: "", isPrompt: true)
        #expect(world.variables.isEmpty)
        // Of its lines those with a point are commands, whatever others are at the prompt.
        let line = typed.replacing("%alias", with: ".alias").replacing("\\setenv", with: ".env")
        session.start(bytes: Array("\(line)\n!ll\n".utf8), name: "init.casus", folder: "", isPrompt: true)
        #expect(world.lines == ["ll"])
        _ = session.handle("!ll", at: .prompt)
        #expect(world.lines.last == "ls -l" || world.variables == ["PAGER": "ls"])
    }

    @Test func `variables are set for programs, told and taken away`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        for typed in [
            ".env LESS -S -R", "%env EDITOR='vim -n'", "\\setenv A_1 \"x  y\"", ".env GONE x", ".env GONE off",
        ] {
            #expect(session.handle(typed, at: .prompt) == .answered, "\(typed) \(world.err)")
        }
        #expect(world.variables == ["LESS": "-S -R", "EDITOR": "vim -n", "A_1": "x  y"])
        #expect(session.handle("%env LESS") == .answered && world.out == "-S -R\n")
        for typed in [".env", ".env a-b x", ".env NONE", ".env X=\0"] {
            #expect(session.handle(typed, at: .prompt) == .failed, "\(typed)")
        }
    }
}
