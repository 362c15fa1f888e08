import Readers
import Rendering
import Session
import Testing

/// What is kept of a session: its log, its questions as a script, their times.
@Suite struct KeptSessionTests {
    @Test func `the log has what was asked, what was answered and what was wrong, as plain text`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get(), width: 60)
        #expect(session.handle(".log notes.txt") == .answered && session.logName == "notes.txt")
        _ = session.handle("reject\n| count")
        _ = session.handle("rejekt")
        _ = session.handle(".set color off")
        _ = session.handle(".log off")
        _ = session.handle("events | count")
        let text = world.files["/home/me/notes.txt"] ?? ""
        #expect(
            text.hasPrefix(
                "-- 2026-11-21 20:00:00, defence-talks\n\ncasus> reject\n  ...> | count\ncount\n─────\n    4\n1 row\n\ncasus> rejekt\n"
            ))
        #expect(text.contains("error[E0203]: there is no kind `rejekt`") && !text.contains("\u{1B}"))
        #expect(text.hasSuffix("casus> .log off\nno longer kept in /home/me/notes.txt\n"))
        #expect(world.out.contains("\u{1B}[1m") && session.logName == nil)
    }

    @Test func `a log goes below what the file holds, and with output it tells where answers went`() throws {
        let world = FakeWorld()
        world.files["/data/notes.txt"] = "precious\n"
        let session = world.session(try Asking.examples.get())
        _ = session.handle(".log /data/notes.txt")
        #expect(world.err.contains("it is there already, with 9 bytes: what comes stands below them"))
        _ = session.handle(".output a.csv")
        _ = session.handle("events | count")
        let text = world.files["/data/notes.txt"] ?? ""
        #expect(
            text.hasPrefix("precious\n-- ") && text.hasSuffix("casus> events | count\nwrote 1 row to /home/me/a.csv\n"))
    }

    @Test func `a log that cannot be written is told once and ends, and the answer stands`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        _ = session.handle(".log a.txt")
        world.isFull = true
        #expect(session.handle("events | count") == .failed)
        #expect(world.out.contains("30") && world.err.contains("No space left on device; what follows is kept nowhere"))
        world.err = ""
        #expect(session.handle("events | count") == .answered && world.err.isEmpty && session.logName == nil)
    }

    @Test(
        arguments: [
            ".log /proc/x": "Permission denied", ".log a b": "takes one file", ".log |tee": "starts no program",
            ".save a.sql": ".casus", ".save": "takes one file", ".save a.casus": "nothing has been asked yet",
            ".timer 1": "from 2 to 10000", ".timer 5": "nothing has been answered yet",
            ".timer on off": "takes on, off",
        ])
    func `what cannot be is refused`(typed: String, reason: String) throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        #expect(session.handle(typed) == .failed && world.err.contains(reason), "\(world.err)")
    }

    @Test func `a saved session is a script that answers the same`() throws {
        let world = FakeWorld()
        world.files = [
            "part.casus": "let refused = reject(China -> US)\nrefused | count\n",
            "read.casus": "include \"part.casus\"",
        ]
        let session = world.session(try Asking.examples.get())
        for line in [
            "let talks = consult", "nosuch", "talks | count", "| as csv", ".read read.casus",
            "refused\n| take 1 | show id",
            "events | expect rows = 3", "_3 | show count", "explain refused", ".tables",
        ] { _ = session.handle(line) }
        let asked = world.out
        #expect(session.handle(".save s.casus") == .answered && world.err.contains("9 statements, to s.casus"))
        #expect(
            world.files["s.casus"] == """
                let talks = consult

                talks | count

                _ | as csv

                let refused = reject(China -> US)

                refused | count

                refused
                | take 1 | show id

                events | expect rows = 3

                _3 | show count

                explain refused

                """)
        world.files["s.casus"] = world.files["s.casus"]?.replacing("events | expect rows = 3\n\n", with: "")
        world.out = ""
        let again = world.session(try Asking.examples.get())
        #expect(again.handle(".read s.casus") == .answered, "\(world.err)")
        let answers = { (text: String) in text.split(separator: "\n").filter { !$0.hasPrefix("events ") && !$0.isEmpty }
        }
        #expect(answers(asked).starts(with: answers(world.out).prefix(8)))
    }

    @Test func `a number for the timer asks again and shows no answer`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        _ = session.handle("events | count")
        world.out = ""
        #expect(session.handle(".timer 3") == .answered)
        #expect(world.out.isEmpty && world.err == "3 times: shortest 0 ms, median 0 ms, longest 0 ms\n")
        #expect(session.handle("_") == .answered && world.out.contains("30"))
    }
}

/// Scripts: their questions shown above their answers, and what comes behind one that fails.
@Suite struct ScriptSettingsTests {
    @Test func `echo shows the questions of a script above their answers, where people read them`() throws {
        let world = FakeWorld()
        world.files["s.casus"] = "# first\nevents | count\n\nlet r = reject\nr\n| count | as csv\nexplain r"
        let session = world.session(try Asking.examples.get())
        _ = session.handle(".set echo on")
        _ = session.handle(".read s.casus")
        #expect(
            world.out.hasPrefix(
                "casus> events | count\ncount\n─────\n   30\n1 row\ncount\n4\n\ncasus> explain r\nTake"), "\(world.out)"
        )
        #expect(world.err == "casus> r\n  ...> | count | as csv\n")
        world.out = ""
        // What is typed stands there already, but not in a file.
        _ = session.handle("events | count", at: .prompt)
        _ = session.handle(".output a.txt")
        _ = session.handle("reject | count", at: .prompt)
        #expect(world.out == "count\n─────\n   30\n1 row\n")
        #expect(world.files["/home/me/a.txt"] == "casus> reject | count\ncount\n─────\n    4\n1 row\n")
    }

    @Test func `a script stops at what fails unless it is to go on, and _ is what was answered`() throws {
        let world = FakeWorld()
        world.files["s.casus"] = """
            events | count
            reject | count | expect count = 5 else "not five"
            fight | count
            """
        let session = world.session(try Asking.examples.get())
        session.settings.form = .csv
        #expect(session.handle(".read s.casus") == .failed && world.out == "count\n30\n")
        world.out = ""
        _ = session.handle(".set stop off")
        #expect(session.handle(".read s.casus") == .failed && world.out == "count\n30\ncount\n1\n")
        #expect(world.err.contains("not five"))
        world.out = ""
        _ = session.handle("_3")
        #expect(world.out == "count\n30\n")
    }

    @Test func `a question that was stopped in the middle is no earlier answer`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        session.settings.form = .csv
        session.settings.stopsAtFailures = false
        world.files["s.casus"] = "reject | count\nevents | save \"/data/full.csv\"\nfight | count"
        world.isFull = true
        #expect(session.handle(".read s.casus") == .failed)
        session.settings.timeLimit = -1
        #expect(session.handle("events | count") == .failed)
        session.settings.timeLimit = nil
        world.out = ""
        _ = session.handle("_")
        #expect(world.out == "count\n1\n")
    }

    @Test func `a script that is wrong is not begun, whatever is set`() throws {
        let world = FakeWorld()
        world.files["s.casus"] = "events | count\nevents | cuont"
        let session = world.session(try Asking.examples.get())
        session.settings.stopsAtFailures = false
        #expect(session.handle(".read s.casus") == .failed && world.out.isEmpty)
    }
}
