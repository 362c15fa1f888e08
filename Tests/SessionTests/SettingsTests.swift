import Colours
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
            (".large_number_rendering all", "thousands  words"),
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
            ("\\pset border 0", "border     none"), (".mode box", "border     full"),
            (".mode column", "border     none"), ("\\pset border 1", "border     inner"),
            ("\\pset border 2", "border     full"), ("\\pset unicode_border_linestyle double", "border     double"),
            ("\\pset footer off", "footer     off"), ("\\set IGNOREEOF 10", "eof        twice"),
            ("\\set SINGLESTEP on", "step       on"), ("\\set PROMPT2 '> '", "prompt2    \"\""),
            ("\\set PROMPT2 '-> '", "prompt2    -"), (".startup_text none", "greeting   off"),
            ("%colors nocolor", "color      off"),
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
            ".set safe off": "on, for good", ".set border thick": "none, inner, full, rounded, double",
            ".set eof never": "once or twice", ".set color sometimes": "and not `sometimes`",
            ".set color actr red": "did you mean `actor`?", ".set color actor rde": "bright- in front",
            ".set color actor": "#rrggbb",
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
            ("\\s x", ".save NAME.casus"), ("\\pset tableattr x", ".set border"), ("\\getenv X Y", ".env NAME"),
            ("\\prompt x", "`.read` asks"),
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

    @Test(
        arguments: [
            (".set color actor bold red", Paint.actor, "bold red"), (".set color gray 240", Paint.grey, "240"),
            (".highlight_colors keyword green bold", Paint.keyword, "green bold"),
            (".highlight_colors numeric_constant red", Paint.number, "red"), (".keyword blue", Paint.keyword, "blue"),
            (".set color light", Paint.number, "94"), ("%colors linux", Paint.number, "bright-yellow"),
            (".set color line none", Paint.line, "none"),
        ])
    func `a colour is set by its name, here and as others call it`(typed: String, paint: Paint, look: String) throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get(), width: 100)
        #expect(session.handle(typed) == .answered, "\(world.err)")
        #expect(session.settings.drawing.palette[paint]?.words == look)
        _ = session.handle(".set color \(paint.rawValue) auto")
        _ = session.handle(".set color auto")
        #expect(session.settings.drawing.palette == Palette())
    }

    @Test func `colours are those that are chosen, in answers and errors, and none where there are to be none`() throws
    {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get(), width: 100)
        session.settings.colourErrors = true
        // As `--setting` has it, in one word.
        #expect(session.set(["color", "heading bright-cyan"]) == .answered)
        _ = session.handle(".set color error black on 208")
        _ = session.handle("events | count")
        _ = session.handle("evnts")
        #expect(world.out.contains("\u{1B}[96mcount\u{1B}[0m") && world.err.contains("\u{1B}[30;48;5;208merror["))
        world.out = ""
        _ = session.handle(".set color")
        #expect(world.out.contains("heading    bright-cyan            \u{1B}[96mdate\u{1B}[0m\n"))
        _ = session.handle(".set color off")
        (world.out, world.err) = ("", "")
        _ = session.handle("events | count")
        _ = session.handle("evnts")
        _ = session.handle(".set color")
        #expect(!world.out.contains("\u{1B}") && !world.err.contains("\u{1B}") && world.err.contains("colours are off"))
    }

    @Test func `the number of rows may be left out, but not what is uncertain`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        _ = session.handle(".set footer off")
        _ = session.handle("arms_sale | take 2 | show id")
        #expect(!world.out.contains("row"))
        for question in ["reject before 2023-05-15 | show id", "reject before 2023-05-15 | possibly | show id"] {
            world.out = ""
            _ = session.handle(question)
            #expect(world.out.contains("rows"), "\(question)")
        }
    }

    @Test func `without its number of rows a card ends with its last line`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        let card = "event \"arms-sale-2024\""
        _ = session.handle(card)
        #expect(world.out.hasSuffix("\n\n1 event\n"))
        _ = session.handle(".set footer off")
        world.out = ""
        _ = session.handle(card)
        #expect(world.out.hasSuffix("\n") && !world.out.hasSuffix("\n\n"))
        _ = session.handle("\(card) | save \"card.txt\"")
        #expect(world.files["card.txt"] == world.out)
    }

    @Test func `an error is told again at length, a question again, and a warning where errors go`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        #expect(session.handle(".error") == .failed && session.handle(".last question") == .failed)
        _ = session.handle(".set errors short")
        _ = session.handle("events | count")
        _ = session.handle("evnts")
        world.err = ""
        #expect(session.handle("\\errverbose") == .answered && world.err.contains("1 │ evnts"))
        world.out = ""
        #expect(session.handle("\\p") == .answered && world.out == "casus> events | count\n")
        #expect(session.handle("\\warn a  b\u{1B}") == .answered && world.err.hasSuffix("\na  b\\u{1B}\n"))
        #expect(world.out == "casus> events | count\n")
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
