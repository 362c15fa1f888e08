import Columnar
import Foundation
import Readers
import Rendering
import Session
import Testing

@Suite struct SessionTests {
    @Test func `nothing runs when anything is wrong`() throws {
        let asked = try Asking.overExamples()("events | count\nevents | cuont")
        #expect(asked.status == .failed)
        #expect(asked.out.isEmpty)
        #expect(asked.err.contains("did you mean `count`"))
    }

    @Test func `a line that begins with a bar goes on with the last answer`() throws {
        let asked = try Asking.overExamples()("reject(China -> US)\n\n_ | count")
        #expect(asked.lines.last == "4")
    }

    @Test func `an expectation that is not certain fails the script and shows both sides`() throws {
        let asking = try Asking.overExamples()
        #expect(asking("reject | expect rows = 4").status == .answered)
        let failed = asking("reject | expect rows = 5 else \"one is missing\"\nevents | count")
        #expect(failed.status == .failed)
        #expect(failed.err.contains("one is missing") && failed.err.contains("4 against 5"))
        #expect(!failed.out.contains("30"))
    }

    @Test func `an unknown event is told of with those that are near`() throws {
        let asked = try Asking.overExamples()("event \"decline-2033\"")
        #expect(asked.err.contains("E0211") && asked.err.contains("decline-2023"))
    }

    @Test func `parameters come from outside or from their default`() throws {
        var asking = try Asking.overExamples()
        let script = "param who: actor = China\nreject($who -> US) | count"
        #expect(asking(script).lines.last == "4")
        asking.parameters = ["who": "Taiwan"]
        #expect(asking(script).lines.last == "0")
        asking.parameters = ["who": "Atlantis"]
        #expect(asking(script).status == .failed)
    }

    @Test func `what a script includes is kept below its folder`() throws {
        var asking = try Asking.overExamples()
        asking.files = ["names.casus": "let refusals = reject(China -> US)"]
        #expect(asking("include \"names.casus\"\nrefusals | count").lines.last == "4")
        #expect(asking("include \"../names.casus\"\nrefusals | count").status == .failed)
        asking.files["names.casus"] = "include \"names.casus\""
        #expect(asking("include \"names.casus\"\nevents | count").status == .failed)
    }

    @Test(arguments: [
        ".read /scripts/all.casus", ".read scripts/all.casus", "include \"names.casus\"\nrefusals | count",
    ])
    func `a file is included from beside the script, or from the folder of the prompt`(typed: String) throws {
        let world = FakeWorld()
        for folder in ["/scripts", "scripts", "/home/me"] {
            world.files["\(folder)/all.casus"] = "include \"names.casus\"\nrefusals | count"
            world.files["\(folder)/names.casus"] = "include \"more/names.casus\""
            world.files["\(folder)/more/names.casus"] = "include \"most.casus\""
            world.files["\(folder)/more/most.casus"] = "let refusals = reject(China -> US)"
        }
        let session = world.session(try Asking.examples.get())
        #expect(session.handle(typed) == .answered, "\(world.err)")
        #expect(world.out.contains("4"))
    }

    @Test func `names that a missing file may give are not told of as well`() throws {
        let asked = try Asking.overExamples()("include \"nowhere.casus\"\nrefusals | count\nevents | sort half(date)")
        #expect(asked.status == .failed)
        #expect(asked.err.components(separatedBy: "error[").count == 2, "\(asked.err)")
        let alone = try Asking.overExamples()("include \"nowhere.casus\"\nevents | take many")
        #expect(alone.out.isEmpty && alone.status == .failed)
    }

    @Test func `why a file is not included is said once and is true`() throws {
        var asking = try Asking.overExamples()
        #expect(asking("include \"nowhere.casus\"").err.contains("no such file"))
        #expect(asking("include \"/etc/passwd\"").err.contains("outside"))
        asking.files = ["a.casus": "include \"b.casus\"", "b.casus": "include \"a.casus\""]
        let ring = asking("include \"a.casus\"").err
        #expect(ring.contains("a ring") && ring.components(separatedBy: "error[").count == 2, "\(ring)")
        asking.files = ["a.casus": "param n: number = 1", "b.casus": "include \"a.casus\""]
        #expect(asking("include \"a.casus\"\ninclude \"b.casus\"\nevents | take $n").status == .answered)
    }

    @Test func `a value for a parameter that nothing declares is an error, at the end of all texts`() throws {
        let drawing = Drawing(width: nil, maximumRows: nil, colour: false, unicode: true, isTerminal: false)
        var told = ""
        let host = Host(
            out: { _ in }, err: { told += $0 }, readFile: { _ in .failure(HostProblem("")) },
            writeFile: { _, _ in .failure(HostProblem("")) })
        let session = Session(
            try Asking.examples.get(), settings: Settings(drawing: drawing), parameters: ["whom": "China"], host: host)
        #expect(session.run("events | count", name: "question") == .answered)
        #expect(session.run("param who: actor = US\nevents | count", name: "question", isLast: true) == .failed)
        #expect(told.contains("E0411") && told.contains("did you mean `who`"))
        #expect(session.run("param whom: actor\nevents | count", name: "question", isLast: true) == .answered)
    }

    @Test func `a link out of the script's folder is not followed`() throws {
        let drawing = Drawing(width: nil, maximumRows: nil, colour: false, unicode: true, isTerminal: false)
        var told = ""
        let host = Host(
            out: { _ in }, err: { told += $0 }, readFile: { _ in .success(Array("events".utf8)) },
            writeFile: { _, _ in .failure(HostProblem("")) },
            realPath: { $0 == "scripts/link" ? "/elsewhere/file" : "/home/\($0)" })
        let session = Session(try Asking.examples.get(), settings: Settings(drawing: drawing), host: host)
        #expect(session.run("include \"file\"", name: "scripts/all", folder: "scripts") == .answered)
        #expect(session.run("include \"link\"", name: "scripts/all", folder: "scripts") == .failed)
        #expect(told.contains("outside"))
    }

    @Test func `what is possible is shown where the question can be changed to show it`() throws {
        let asking = try Asking.overExamples(form: .table)
        #expect(asking("reject before 2023-05-15").out.contains("`| possibly` shows them"))
        #expect(asking("reject before 2023-05-15 | count").out.contains("`possibly` before `count`"))
        #expect(!asking("reject before 2023-05-15 | count range").out.contains("possibly"))
    }

    @Test func `an answer is saved in the form of the file's name`() throws {
        let asking = try Asking.overExamples()
        #expect(asking("reject | count | save \"n.csv\"").files["n.csv"] == "count\n4\n")
        #expect(asking("reject | count | save \"n.json\"").files["n.json"]?.contains("\"count\"") == true)
        #expect(asking("reject | count by kind | chart bar | save \"n.svg\"").files["n.svg"]?.hasPrefix("<svg") == true)
        #expect(asking("reject | count | save \"n.xlsx\"").status == .failed)
    }

    @Test func `a data set that was saved is the same when read again`() throws {
        let saved = try Asking.overExamples()("events | save \"all.jsonl\"").files["all.jsonl"] ?? ""
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("casus-\(UUID().uuidString).jsonl")
            .path
        try saved.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let again = Asking(loaded: try open([path], options: ReadOptions()))
        let original = try Asking.overExamples()
        for question in ["events", "reports", "documents", "actors", "offices", "kinds where parent is not unknown"] {
            #expect(again(question).out == original(question).out, "\(question)")
        }
    }

    @Test func `the example data in the program are those of the folder`() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("examples/\(ExampleData.name)")
        #expect(try String(contentsOf: file, encoding: .utf8) == ExampleData.text)
    }

    @Test(
        "texts are whole questions or not",
        arguments: [
            ("events", true), ("events |", false), ("events where", false), ("events where (date > 2023", false),
            ("let a =", false), ("events | count", true), (".help", true), ("", true), ("events | show \"a", true),
        ])
    func completeness(text: String, isComplete: Bool) { #expect(Session.isComplete(text) == isComplete) }

    @Test func `completion offers what may stand at the cursor`() throws {
        let drawing = Drawing(width: nil, maximumRows: nil, colour: false, unicode: true, isTerminal: false)
        let host = Host(
            out: { _ in }, err: { _ in }, readFile: { _ in .failure(HostProblem("")) },
            writeFile: { _, _ in .failure(HostProblem("")) })
        let session = Session(try Asking.examples.get(), settings: Settings(drawing: drawing), host: host)
        func texts(_ text: String) -> [String] { session.complete(text, at: text.utf8.count).candidates.map(\.text) }
        #expect(texts("rej").contains("reject"))
        #expect(texts("events | sh") == ["show"])
        #expect(texts("reject(Chi").contains("China"))
        #expect(texts("events | show da").contains("date"))
        #expect(texts("events | count | sort co").contains("count"))
        #expect(texts(".he") == [".help"])
    }
}

/// What `=` leaves out, told by the session as it is told at the prompt.
@Suite struct IdentityTests {
    @Test func `a note says what an equals sign leaves out, and its correction takes it in`() throws {
        let asking = try Asking.overExamples()
        let alone = asking("events where actor = China | count")
        #expect(alone.lines.last == "0" && !alone.err.contains("N0102"))
        #expect(alone.err.contains("N0104") && alone.err.contains("  write: events where actor is China | count\n"))
        #expect(asking("events where actor is China | count").lines.last != "0")
        #expect(asking("events where kind = reject | count").err.contains("write: events where kind is reject | count"))
        #expect(!asking("events where kind = reject.meeting | count").err.contains("N0104"))
        #expect(!asking("events where actor = only China | count").err.contains("note"))
    }

    @Test func `places that lie in one are left out by an equals sign as the parts of an actor are`() throws {
        let records = """
            {"type":"event","id":"e1","kind":"reject","actor":["CHN"],"target":["USA"],"date":"2024-01-01","place":{"name":"Kaohsiung","country":"TWN"}}
            {"type":"event","id":"e2","kind":"reject","actor":["CHN"],"target":["USA"],"date":"2024-01-02","place":"TWN"}

            """
        let file = FileManager.default.temporaryDirectory.appending(path: "places-\(UUID().uuidString).jsonl")
        try Data(records.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let asking = Asking(loaded: try open([file.path]))
        let alone = asking("events where place = Taiwan | show id")
        #expect(alone.lines.suffix(1) == ["e2"])
        #expect(alone.err.contains("N0104") && alone.err.contains("none of its parts (Kaohsiung)"), "\(alone.err)")
        #expect(alone.err.contains("write: events where place is Taiwan | show id"))
        #expect(asking("events where place is Taiwan | show id").lines.suffix(2) == ["e1", "e2"])
        #expect(!asking("events where place = Kaohsiung | show id").err.contains("N0104"))
    }

    @Test func `two equals signs are mended to the word that takes in the parts`() throws {
        let asking = try Asking.overExamples()
        let asked = asking("events where actor == China | count")
        #expect(asked.err.contains("write: events where actor is China | count") && !asked.err.contains("note"))
        #expect(asking("events where times == 1 | count").err.contains("write: events where times = 1 | count"))
    }

    @Test func `the page of an equals sign says what it leaves out, and how to take it in`() throws {
        for word in ["=", "!=", "=="] {
            let world = FakeWorld()
            #expect(world.session(try Asking.examples.get()).handle("help \(word)") == .answered)
            #expect(world.out.contains("`is` takes them in") && world.out.contains("kinds and places"), "\(world.out)")
        }
    }

    @Test(
        "what lacks a little has a correction, where one is clear",
        arguments: [
            ("count", "events | count"), ("| events", "events"), ("| events | count", "events | count"),
            ("| reject(China -> US)", "reject(China -> US)"),
            ("events where amount > 5 million | count", "events where amount > 5 million USD | count"),
            ("events where amount >= 1000", "events where amount >= 1000 USD"),
            ("events where 2bn < amount", nil), ("events where amount > times", nil),
            ("events where amount in 5..10", nil), ("take", nil), ("reject(Chna ->)", "reject(China ->)"),
            ("reject(CHNN ->)", "reject(CHN ->)"),
        ] as [(String, String?)])
    func corrections(wrong: String, right: String?) throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        #expect(session.handle("reject") == .answered)
        #expect(session.handle(wrong) == .failed)
        let err = world.err
        let line = err.split(separator: "\n").first { $0.hasPrefix("  = write: ") }
        let written = line.map { $0.dropFirst("  = write: ".count).split(separator: "   more: ")[0] }
        #expect(written.map(String.init) == right, "\(err)")
        if let right { #expect(session.handle(right) == .answered, "\(right)") }
    }

    @Test func `a call of help is answered with the page`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        #expect(session.handle("help(reject)") == .answered && world.out.contains("CAMEO 12"))
        #expect(session.handle("help(\"show\")") == .answered && world.err.isEmpty)
    }
}
