import Foundation
import Readers
import Rendering
import Session
import Testing

/// `.once edit` and `.once sheet`: answers that are opened at once.
@Suite struct ViewerTests {
    @Test func `an answer is opened whole in the editor, in the form that is set, once`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get(), width: 120)
        #expect(session.handle(".once -e", at: .prompt) == .answered)
        #expect(world.err == "the next answer goes to `ed`\n" && session.outputName == "edit")
        _ = session.handle("reject | take 1 | show id, date, known, actor, summary")
        #expect(world.viewed.count == 1 && world.viewed[0].hasPrefix("edit txt: id "))
        #expect(!world.viewed[0].contains("…") && !world.viewed[0].contains("\u{1B}") && world.out.isEmpty)
        #expect(world.err.contains("opened 1 row in `ed`: /temporary/answer.txt, which goes when"))
        #expect(session.outputName == nil)
        session.settings.form = .json
        _ = session.handle(".once edit", at: .prompt)
        _ = session.handle("events | count")
        #expect(world.viewed.last?.hasPrefix("edit json: [") == true)
    }

    /// Over one event whose texts would be formulas.
    private func formulas(_ world: FakeWorld) throws -> Session {
        let data = #"""
            {"type":"event","id":"=1+1","kind":"reject","actor":["@SUM"],"target":["USA"],"date":"-0431-01-02","forum":"+a;b","place":"-x","summary":"a=b"}

            """#
        let file = FileManager.default.temporaryDirectory.appending(path: "sheet-\(UUID().uuidString).jsonl")
        try Data(data.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return world.session(try open([file.path], options: ReadOptions()))
    }

    @Test func `a spreadsheet is given csv as it is set, marked as UTF-8, and no text of it is a formula`() throws {
        let world = FakeWorld()
        let session = try formulas(world)
        _ = session.handle(".set separator ;")
        #expect(session.handle(".excel", at: .prompt) == .answered)
        _ = session.handle("events | show id, actor, date, forum, summary, -0.5 as \"@n\" | save \"b.csv\"")
        _ = session.handle("events | show id, actor, date, forum, summary, -0.5 as \"@n\"")
        #expect(
            world.viewed == [
                "sheet csv: \u{FEFF}\"id\";\"actor\";\"date\";\"forum\";\"summary\";\"'@n\"\n"
                    + "\"'=1+1\";\"'@SUM\";-0431-01-02;\"'+a;b\";\"a=b\";-0.5\n"
            ])
        // Anywhere else every text is as it is, also meanwhile.
        #expect(world.files["b.csv"] == "id;actor;date;forum;summary;@n\n=1+1;@SUM;-0431-01-02;\"+a;b\";a=b;-0.5\n")
        _ = session.handle("events | show id | save \"a.csv\"")
        #expect(world.files["a.csv"] == "id\n=1+1\n")
    }

    @Test(
        "nothing but rows of csv goes into a spreadsheet, which waits for them",
        arguments: [
            "events | as table", "events | as tsv", "events | as line | as html", "events | count by id | chart bar",
            "explain events", ".last line", ".last chart bar", ".last question", ".actors", ".kinds", ".schema",
            ".tables",
            ".print =1+1",
        ])
    func rowsOnly(typed: String) throws {
        let world = FakeWorld()
        let session = try formulas(world)
        _ = session.handle("events | count by id")
        _ = session.handle(".set echo on")
        _ = session.handle(".once sheet", at: .prompt)
        (world.out, world.err) = ("", "")
        #expect(session.handle(typed, at: .prompt) == .failed)
        #expect(world.viewed.isEmpty && world.out.isEmpty && session.outputName == "sheet")
        #expect(world.err.contains("error: a spreadsheet opens "))
        #expect(session.handle(".last", at: .prompt) == .answered)
        #expect(world.viewed.count == 1 && world.viewed[0].hasPrefix("sheet csv: \u{FEFF}\"id\","))
        #expect(session.outputName == nil)
    }

    @Test func `where no program opens tables, or it fails, that is told with the way to a file`() throws {
        let world = FakeWorld()
        world.hasSheet = false
        let session = world.session(try Asking.examples.get())
        #expect(session.handle(".once sheet", at: .prompt) == .failed && world.err == "error: no calc is here\n")
        world.hasSheet = true
        world.viewerProblem = .ended(withStatus: 3)
        _ = session.handle(".once -x", at: .prompt)
        #expect(session.handle("events | count") == .answered)
        #expect(world.err.contains("`calc` ended with status 3; the answer is in /temporary/answer.csv until"))
    }

    @Test(arguments: [".once edit", ".once sheet", ".once -e", ".excel"])
    func `nothing but a line at the prompt opens an answer`(typed: String) throws {
        let world = FakeWorld()
        world.files = ["script": "events | count\n\(typed)\n"]
        let session = world.session(try Asking.examples.get())
        #expect(session.handle(typed) == .failed)
        #expect(session.handle(typed, at: .plainPrompt) == .failed)
        #expect(session.run(typed, name: "question") == .failed)
        #expect(session.handle(".read script", at: .prompt) == .failed)
        session.start(bytes: Array("\(typed)\n".utf8), name: "init.casus", folder: "", isPrompt: true)
        #expect(session.outputName == nil)
        let safe = world.session(try Asking.examples.get(), isSafe: true)
        #expect(safe.handle(typed, at: .prompt) == .failed && safe.outputName == nil)
        // A file of that name is one.
        #expect(session.handle(".once ./edit") == .answered && session.outputName == "edit")
        _ = session.handle("events | count")
        #expect(world.viewed.isEmpty && world.files["/home/me/./edit"] != nil)
    }
}
