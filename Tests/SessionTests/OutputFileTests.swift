import Foundation
import Readers
import Rendering
import Session
import Testing

/// `.output` and `.once`: answers that go to a file.
@Suite struct OutputFileTests {
    @Test func `answers go to the file in the form of its ending, until output turns back`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get(), width: 40)
        #expect(session.handle(".output a.csv") == .answered)
        #expect(session.outputName == "a.csv")
        _ = session.handle("reject | take 1 | show id, date, actor, target, kind, place")
        _ = session.handle(".tables")
        _ = session.handle("events | count | as json")
        // Help, errors and what is set are for whoever sits there.
        _ = session.handle(".set")
        _ = session.handle("nonsense")
        _ = session.handle(".output")
        _ = session.handle("events | count")
        let lines = world.files["/home/me/a.csv"]?.split(separator: "\n") ?? []
        #expect(lines.first == "id,date,actor,target,kind,place")
        #expect(lines.contains { $0.hasPrefix("events       30 rows") })
        #expect(lines.suffix(3) == ["[", "{\"count\":30}", "]"])
        #expect(world.out.contains("hints") && !world.out.contains("events       30 rows"))
        #expect(world.out.hasSuffix("count\u{1B}[0m\n\u{1B}[2m─────\u{1B}[0m\n   30\n1 row\n"))
        #expect(world.err.contains("wrote 1 row to /home/me/a.csv\nadded the answer to /home/me/a.csv\n"))
        #expect(session.outputName == nil && session.settings.form == .table && session.settings.drawing.width == 40)
    }

    @Test func `a table in a file is whole, plain and has its footer`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get(), width: 40)
        session.settings.drawing.maximumRows = 3
        _ = session.handle(".output a.out")
        _ = session.handle("events")
        _ = session.handle("reject before 2023-05-15")
        let text = world.files["/home/me/a.out"] ?? ""
        #expect(text.contains("30 rows\n\n") && text.contains("follows_up") && !text.contains("\u{1B}"))
        #expect(world.out.isEmpty)
    }

    @Test func `what the file held is named, and gone with the first answer only`() throws {
        let world = FakeWorld()
        world.files["/data/old.csv"] = "precious\n"
        let session = world.session(try Asking.examples.get())
        _ = session.handle(".output /data/old.csv")
        #expect(world.err.contains("it is there already, with 9 bytes"))
        _ = session.handle("events | sort nonsense")
        #expect(world.files["/data/old.csv"] == "precious\n")
        _ = session.handle("events | count")
        _ = session.handle("reject | count")
        #expect(world.files["/data/old.csv"] == "count\n30\ncount\n4\n")
    }

    @Test func `a text in between goes where answers go`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        _ = session.handle(".print on the \"screen\"\u{1B}[2J")
        _ = session.handle(".output a.txt")
        _ = session.handle("\\echo How many?")
        _ = session.handle("events | count | as csv")
        #expect(
            world.out == "on the \"screen\"\\u{1B}[2J\n" && world.files["/home/me/a.txt"] == "How many?\ncount\n30\n")
    }

    @Test func `names that were given are listed with the tables`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        _ = session.handle("let refused =\n  reject(China -> US)\ndefine double(x) = 2 * x\nparam least: number = 5")
        _ = session.handle("%whos")
        #expect(world.out.contains("\nrefused      let: reject(China -> US)\n"))
        #expect(world.out.contains("\ndouble       define: 2 * x\n"))
        #expect(world.out.contains("\n$least       param: 5, a number\n"))
    }

    @Test func `once is for one answer`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        _ = session.handle(".once a.tsv")
        _ = session.handle("events | count")
        _ = session.handle("reject | count")
        #expect(world.files["/home/me/a.tsv"] == "count\n30\n" && world.out.contains("4") && session.outputName == nil)
        #expect(session.handle(".once") == .failed)
    }

    @Test func `a page of HTML is one page however many answers it has`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        _ = session.handle(".output a.html")
        _ = session.handle("events | count")
        _ = session.handle("reject | count | chart bar")
        #expect(world.files["/home/me/a.html"]?.components(separatedBy: "<!doctype").count == 2)
    }

    @Test func `a full disk is told, and answers come to the screen again`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        _ = session.handle(".output a.csv")
        _ = session.handle("events | count")
        world.isFull = true
        #expect(session.handle("reject | count") == .failed)
        #expect(world.err.contains("cannot write /home/me/a.csv: No space left on device; answers come to the screen"))
        #expect(world.files["/home/me/a.csv"] == "count\n30\n" && session.outputName == nil)
        #expect(session.handle(".last csv") == .answered && world.out == "count\n4\n")
    }

    @Test(
        arguments: [
            ".output /proc/x.csv": "cannot write /proc/x.csv: Permission denied", ".output a b": "takes one file",
            ".output |less": "only a line can which is typed at the prompt", ".once --bom a.csv": "`.set bom on`",
            ".output -e": "`.once edit` and `.once sheet` open an answer",
            ".output a.svg": "an SVG file holds one chart",
            ".once": "takes the file of the next answer",
        ])
    func `what cannot be a file of answers is refused`(typed: String, reason: String) throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        #expect(session.handle(typed) == .failed && world.err.contains(reason) && session.outputName == nil)
    }

    @Test func `nothing is written under safe`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get(), isSafe: true)
        for typed in [".output a.csv", ".once a.csv", "\\o a.csv"] { #expect(session.handle(typed) == .failed) }
        #expect(world.files.isEmpty && world.err.contains("`.output` is switched off by --safe"))
    }

    @Test func `a stopped answer leaves nothing in the file`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        session.settings.memoryLimit = 1
        _ = session.handle(".output a.csv")
        #expect(session.handle("events | sort date") == .failed)
        #expect(world.files.isEmpty)
    }
}
