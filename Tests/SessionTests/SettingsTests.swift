import Readers
import Rendering
import Session
import Testing

/// `.set`, under its own names and those of other prompts.
@Suite struct SettingsTests {
    @Test(
        arguments: [
            (".nullvalue n/a", "unknown    n/a"), ("\\pset null ''", "unknown    \"\""),
            (".headers off", "heading    off"),
            (".header on", "heading    on"), ("\\t", "heading    off"), ("\\t off", "heading    on"),
            ("\\pset tuples_only", "heading    off"), (".separator ;", "separator  ;"),
            (".separator |", "separator  |"),
            ("\\f '\\t'", "separator  tab"), ("\\pset csv_fieldsep ;", "separator  ;"), ("\\f ,", "separator  ,"),
            (".decimal_sep ,", "decimal    comma"), (".thousand_sep .", "thousands  on"),
            ("\\pset numericlocale on", "thousands  on"), (".mode tabs", "form       tsv"),
            (".mode box", "form       table"),
            (".mode csv", "form       csv"), ("\\H", "form       html"), ("\\pset format latex", "form       latex"),
            ("\\pset format wrapped", "wrap       on"), ("\\pset columns 72", "width      72"),
            (".maxwidth 0", "width      auto"), (".maxrows 3", "rows       3"),
            ("\\pset linestyle ascii", "ascii      on"),
            (".echo on", "echo       on"), ("\\set ECHO queries", "echo       on"), (".bail off", "stop       off"),
            ("\\set ON_ERROR_STOP on", "stop       on"), ("\\set VERBOSITY terse", "errors     short"),
            ("\\pset pager off", "pager      off"), ("\\pset expanded auto", "form       auto"),
            ("\\x auto", "form       auto"),
            ("\\set PROMPT1 'study> '", "prompt     study"), (".prompt study", "prompt     study"),
            (".highlight off", "color      off"), (".safe_mode", "safe       on"), (".set bom on", "bom        on"),
            ("%precision 3", "digits     3"), ("\\set HISTSIZE 0", "history    off"),
        ])
    func `what others call it sets the same`(typed: String, line: String) throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        #expect(session.handle(typed) == .answered, "\(world.err)")
        _ = session.handle(".set")
        #expect(world.out.contains("\n\(line) ") || world.out.hasPrefix("\(line) "), "\(world.out)")
    }

    @Test(
        arguments: [
            ".set unknown -99": "a word without digits", ".set unknown none": "a word without digits",
            ".nullvalue a;b": "a word without digits", ".set separator .": ", ; | : ^ ~ or tab",
            ".set width 5": "from 20 to 1000", ".set decimal on": "point or comma", ".set digits 0": "from 1 to 15",
            ".set safe off": "on, for good",
            ".set wrap": "on or off", ".mode insert": "html, latex", ".set hedaing off": "did you mean `heading`?",
            ".set prompt \"far too long for a prompt as it is\"": "of 24 columns at most",
        ])
    func `what a setting does not take is answered with what it takes`(typed: String, told: String) throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        #expect(session.handle(typed) == .failed && world.err.contains(told), "\(world.err)")
    }

    @Test(
        arguments: [
            ("\\a", ".set form csv"), ("\\w x.sql", ".save NAME.casus"), ("%save x 1-5", ".save NAME.casus"),
            ("\\s x", ".save NAME.casus"), ("\\pset border 2", ".set ascii on"), ("\\pset footer off", "stays"),
            (".import a b", ".open FILE"), (".dump", ".save NAME.jsonl"), ("\\gdesc", "Tab"),
            ("\\set x 5", "let x = …"),
            (".trace", ".set echo on"), ("\\foo", "There is no `\\foo` here"),
            ("%matplotlib", "There is no `%matplotlib`"),
            (".version", "Casus 0.1.0"), ("\\encoding", "UTF-8"), (".eqp on", "explain plan"),
        ])
    func `what has no setting is answered with how it is done`(typed: String, told: String) throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        #expect(session.handle(typed) == .failed && world.err.contains(told), "\(world.err)")
    }

    @Test func `settings change answers, and saved files with them`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        for line in [".set unknown n/a", ".set separator ;", ".set decimal comma", ".set bom on"] {
            _ = session.handle(line)
        }
        let question = "reject | take 2 | show id, place, 0.5 as half"
        _ = session.handle("\(question) | save \"a.csv\"")
        #expect(
            world.files["a.csv"]
                == "\u{FEFF}id;place;half\nrequests-since-2021;n/a;0,5\nlittle-chance-2023;n/a;0,5\n")
        _ = session.handle(".output b.csv")
        _ = session.handle("\(question) | take 1")
        _ = session.handle("\(question) | take 1")
        let part = "id;place;half\nrequests-since-2021;n/a;0,5\n"
        #expect(world.files["/home/me/b.csv"] == "\u{FEFF}\(part)\(part)")
        _ = session.handle(".output")
        _ = session.handle("\(question) | as json")
        #expect(world.out.contains("\"place\":null,\"half\":0.5"))
    }

    @Test func `a width is kept whatever the window has, until it is left to the window again`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get(), width: 100)
        _ = session.handle(".set width 50")
        session.settings.fit(toWindow: 120)
        #expect(session.settings.drawing.width == 50)
        _ = session.handle(".set wrap on")
        _ = session.handle("reject | take 1 | show id, summary")
        #expect(!world.out.contains("…") && world.out.contains("declined or"))
        _ = session.handle(".set width auto")
        #expect(session.settings.drawing.width == 120)
    }

    @Test func `cd with a dash goes back and forth`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        #expect(session.handle(".cd -") == .failed && world.err.contains("no folder before this one"))
        _ = session.handle(".cd /data")
        _ = session.handle("%cd -")
        #expect(world.folder == "/home/me")
        #expect(session.handle(".cd /proc/1") == .failed)
        _ = session.handle(".cd -")
        #expect(world.folder == "/data" && world.err.hasSuffix("/data\n"))
    }

    @Test func `safe is for good, and ends what was written`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        _ = session.handle(".output a.csv")
        _ = session.handle(".log a.txt")
        _ = session.handle(".set safe on")
        #expect(session.outputName == nil && session.logName == nil)
        for line in [".output a.csv", ".log b.txt", ".save a.casus", "!ls", "events | save \"a.csv\"", ".set safe off"]
        {
            #expect(session.handle(line, at: .prompt) == .failed, "\(line)")
        }
    }
}
