import Foundation
import Testing

@testable import Terminal

@Suite("The prompt on a terminal", .serialized)
struct PromptTests {
    private let up = "\u{1B}[A"
    private let down = "\u{1B}[B"
    private let right = "\u{1B}[C"
    private let left = "\u{1B}[D"
    private let controlC = "\u{3}"
    private let controlD = "\u{4}"
    private let controlR = "\u{12}"

    @Test func `a complete question runs with Enter and Ctrl-D on an empty line ends`() throws {
        let session = try PromptSession()
        session.type("events\r")
        session.wait(forLine: "[events]")
        session.ask("x\u{4}y\r")
        session.wait(forLine: "[xy]")
        session.ask(controlD)
        #expect(session.end() == 0)
        #expect(!session.screen.hasBracketedPaste)
    }

    @Test func `a question of three lines can be edited in the middle`() throws {
        let session = try PromptSession()
        session.type("events(a\rb\rc")
        session.wait(forLast: ["ask> events(a", "...> b", "...> c"])
        session.type(up + left + "X" + up + left + "Y" + down + down + "\u{5})")
        session.wait(forLast: ["ask> Yevents(a", "...> Xb", "...> c)"])
        session.type(up + "\r")
        session.wait(forLine: #"[Yevents(a\nXb\nc)]"#)
    }

    @Test func `keys of readline for spaces, the ends of the history and all changes at once`() throws {
        let session = try PromptSession(history: "")
        for question in ["one", "two", "three"] {
            session.ask("\(question)\r")
            session.wait(forLine: "[\(question)]")
        }
        session.ask("dra    ft" + left + left + left + left + "\u{1B}\\X")
        session.wait(forLast: ["ask> draXft"])
        session.type("\u{1B}<")
        session.wait(forLast: ["ask> one"])
        session.type("\u{1B}>")
        session.wait(forLast: ["ask> draXft"])
        session.type("\u{1B}r")
        session.wait(forLast: ["ask>"])
        session.type("\u{1F}")
        session.wait(forLast: ["ask> draXft"])
        session.type(controlC)
    }

    @Test func `Alt-Enter always begins a new line, and keeps the indentation`() throws {
        let session = try PromptSession()
        session.type("events\u{1B}\r  | a\u{1B}\rb")
        session.wait(forLast: ["ask> events", "...>   | a", "...>   b"])
        session.type("\r")
        session.wait(forLine: #"[events\n  | a\n  b]"#)
    }

    @Test func `Enter on a blank line runs what is not complete`() throws {
        let session = try PromptSession()
        session.type("a(\r\r")
        session.wait(forLine: "[a(]")
    }

    @Test func `a paste of 200 lines is one block that does not run`() throws {
        let session = try PromptSession()
        let lines = (1...200).map { "line \($0)" }
        session.paste(lines.joined(separator: "\r\n") + "\r\n")
        session.wait { $0.rows.contains("-- rows 186 to 200 of 200 --") }
        #expect(session.screen.rows[14] == "...> line 200")
        session.type(String(repeating: up, count: 199) + "\u{1}X")
        session.wait { $0.rows.first == "ask> Xline 1" }
        #expect(!session.screen.text.contains("["))
        session.type("\r")
        let answer = "[X" + lines.joined(separator: "\\n") + "]"
        session.wait { $0.lines.joined().contains(answer) }
    }

    @Test func `keys, escapes and Ctrl-C in a paste are text or nothing`() throws {
        let session = try PromptSession()
        session.paste("a\u{3}\u{1B}[Ab\u{4}\tc")
        session.wait(forLast: ["ask> a[Ab    c"])
        session.type("\r")
        session.wait { $0.text.contains("[a[Ab") }
    }

    @Test func `a paste whose end is lost is told, and Ctrl-C gives it up`() throws {
        let session = try PromptSession()
        // The paste begins while keys are read; its end comes while a question runs, where Ctrl-C throws it away.
        session.type("spin\r\u{1B}[200~a\r\nb")
        session.wait(forLine: "spinning")
        session.type("\r\nc\u{1B}[201~" + controlC)
        session.wait { $0.lines.contains { $0.hasSuffix("<interrupted>") } }
        session.wait(forLast: ["ask>", "a paste has begun and not ended yet; Ctrl-C gives it up"])
        session.type("x" + controlC + "typed on\r")
        session.wait(forLine: "<cancelled>")
        session.ask("next\r")
        session.wait(forLine: "[next]")
    }

    @Test func `a slow paste is one block all the same`() throws {
        let session = try PromptSession()
        session.type("\u{1B}[200~a\u{3}\r\nb")
        session.type("\r\nc\u{1B}[201~")
        session.wait(forLast: ["ask> a", "...> b", "...> c"])
        session.type("\u{15}\u{1B}[200~d")
        session.wait { $0.text.contains("not ended yet") }
        session.type("e\u{1B}[201~")
        session.wait(forLast: ["ask> a", "...> b", "...> de"])
    }

    @Test(arguments: ["[A", "[B", "[C", "[D", "[3~"])
    func `an arrow key that comes in two parts loses nothing that was written`(rest: String) throws {
        let session = try PromptSession()
        session.type("def\u{1B}")
        // Once the question is drawn anew, Esc has been looked at.
        session.resize(width: 50, height: 16)
        session.wait(forLast: ["ask> def"])
        session.type(rest + "\u{5}X\r")
        session.wait(forLine: "[defX]")
    }

    @Test func `Ctrl-C cancels what is written and never ends the program`() throws {
        let session = try PromptSession()
        session.type("first(\rsecond" + controlC)
        session.wait(forLine: "<cancelled>")
        #expect(session.screen.rows.contains("...> second^C"))
        for count in 2...4 {
            session.ask(controlC)
            session.wait { $0.lines.count { $0 == "<cancelled>" } == count }
        }
        session.ask("next\r")
        session.wait(forLine: "[next]")
    }

    @Test func `SIGINT from outside cancels too`() throws {
        let session = try PromptSession()
        session.type("half")
        session.wait(forLast: ["ask> half"])
        session.send(signal: SIGINT)
        session.wait(forLine: "<cancelled>")
    }

    @Test func `Ctrl-C interrupts a question that runs`() throws {
        let session = try PromptSession()
        session.type("spin\r")
        session.wait(forLine: "spinning")
        session.type(controlC)
        session.wait { $0.lines.contains { $0.hasSuffix("<interrupted>") } }
        session.ask("next\r")
        session.wait(forLine: "[next]")
    }

    @Test func `Tab inserts the only candidate`() throws {
        let session = try PromptSession()
        session.type("ev\t\r")
        session.wait(forLine: "[events]")
    }

    @Test func `Tab inserts what candidates share and lists them`() throws {
        let session = try PromptSession()
        session.type("c\t")
        session.wait(forLast: ["ask> co", "count    how many      compare  with another"])
        session.type("u")
        session.wait(forLast: ["ask> cou"])
        session.type("\t\u{8}\r")
        session.wait(forLine: "[count]")
    }

    @Test func `a list of candidates longer than the screen leaves the question in sight`() throws {
        let session = try PromptSession(width: 40, height: 8)
        session.type("many\t")
        session.wait { $0.text.contains("more; go on typing") }
        #expect(session.screen.rows[0] == "ask> many-")
        session.type("7\r")
        session.wait(forLine: "[many-7]")
    }

    @Test func `Tab goes through the list: Enter keeps what is chosen, Esc what was typed`() throws {
        let session = try PromptSession()
        session.type("many\t\t")
        session.wait { $0.rows.contains("ask> many-1") }
        session.type("\t" + "\u{1B}[B" + "\u{1B}[Z\r")
        session.wait { $0.rows.contains("ask> many-2") && !$0.text.contains("number") }
        session.type("\r")
        session.wait(forLine: "[many-2]")
        session.ask("many\t\t\t\u{1B}")
        session.wait(forLast: ["ask> many-"])
        session.type("9\r")
        session.wait(forLine: "[many-9]")
    }

    @Test func `changes are undone one after the other, a word at a time`() throws {
        let session = try PromptSession()
        session.type("one two\u{17}three")
        session.wait(forLast: ["ask> one three"])
        session.type("\u{1F}")
        session.wait(forLast: ["ask> one"])
        session.type("\u{1F}")
        session.wait(forLast: ["ask> one two"])
        session.type("\u{1F}\u{1F}\u{1F}\u{1F}\u{1F}x\r")
        session.wait(forLine: "[x]")
    }

    @Test func `Up brings back a question of several lines whole`() throws {
        let session = try PromptSession()
        session.type("one(\rtwo)\r")
        session.wait(forLine: #"[one(\ntwo)]"#)
        session.ask("on" + up)
        session.wait(forLast: ["ask> one(", "...> two)"])
        session.type(up + "\u{5}X\r")
        session.wait(forLine: #"[one(X\ntwo)]"#)
        session.ask("one" + up + down)
        session.wait(forLast: ["ask> one"])
        session.type("\u{15}draft" + up)
        session.wait(forLast: ["ask> draft", "no question before begins so; Ctrl-P has them all"])
        session.type("\u{10}")
        session.wait(forLast: ["ask> one(X", "...> two)"])
    }

    @Test func `the history of earlier sessions is there`() throws {
        let line = HistoryEntry(question: "old\n| question", time: 1, dataSet: "toy").line
        let session = try PromptSession(history: line + "\nnot an entry\n")
        session.type(up + "\r")
        session.wait(forLine: #"[old\n| question]"#)
        session.ask("a \u{1B}.")
        session.wait(forLast: ["ask> a question"])
    }

    @Test func `Alt-F and Ctrl-Right take over a word of the grey text, and Right the rest`() throws {
        let history = HistoryEntry(question: "alpha | one by two three", time: 1, dataSet: "toy").line + "\n"
        let session = try PromptSession(history: history, environment: [])
        session.type("al\u{1B}f\r")
        session.wait(forLine: "[alpha]")
        session.ask("alpha\u{1B}f\u{1B}[1;5C\r")
        session.wait(forLine: "[alpha | one by]")
        session.ask("alpha | one by\u{1B}f" + right + "\r")
        session.wait(forLine: "[alpha | one by two three]")
        // Elsewhere they go over the words that are there.
        session.ask("alpha | one\u{1}\u{1B}fX\u{1B}[1;5CY\r")
        session.wait(forLine: "[alphaX | oneY]")
    }

    @Test func `Alt-Right takes over a letter of the grey text, and Alt-T swaps words`() throws {
        let history = HistoryEntry(question: "e\u{301}te\u{301} two", time: 1, dataSet: "toy").line + "\n"
        let session = try PromptSession(history: history, environment: [])
        let altRight = "\u{1B}[1;3C"
        session.type("e\u{301}" + altRight + altRight + "\r")
        session.wait(forLine: "[e\u{301}te\u{301}]")
        session.ask("one two\u{1}" + altRight + " and\u{1B}tX\r")
        session.wait(forLine: "[one two andX]")
        session.ask("one two\u{1B}t\u{1F}\u{1B}tX\r")
        session.wait(forLine: "[two oneX]")
    }

    @Test func `Alt-Y puts what was taken away earlier in the place of what Ctrl-Y has put back`() throws {
        let session = try PromptSession()
        session.type("one two three\u{17}\u{17}\u{15}<\u{19}\u{1B}y")
        session.wait(forLast: ["ask> <two"])
        session.type("\u{1B}y>\r")
        session.wait(forLine: "[<three>]")
        // Around to the newest, also in another question; behind another key there is nothing to be put in place of.
        session.ask("a\u{1B}y\u{19}\u{1B}y\u{1B}y\u{1B}y\u{1F}\u{1B}y!\r")
        session.wait(forLine: "[athree!]")
        // What was taken away stays so, whatever is brought back from the history.
        session.ask("two\u{17}\u{10}\u{1}\u{19} \r")
        session.wait(forLine: "[two athree!]")
        // A region that is copied is libedit's.
        session.ask("ab\u{0}\u{1}\u{1B}w\u{5}\u{19}\r")
        session.wait(forLine: "[abab]")
    }

    @Test func `Ctrl-R finds whole questions and takes one over without running it`() throws {
        let history = ["alpha\n| one", "beta", "alpha\n| two", "gamma"].map {
            HistoryEntry(question: $0, time: 1, dataSet: "toy").line + "\n"
        }
        let session = try PromptSession(history: history.joined())
        session.type(controlR + "ALPHA")
        session.wait { $0.rows.starts(with: ["ask> alpha", "...> | two"]) }
        #expect(session.screen.rows[2].hasPrefix("search: ALPHA  [asked "))
        session.type(controlR)
        session.wait { $0.rows.starts(with: ["ask> alpha", "...> | one"]) }
        session.type("\r")
        session.wait(forLast: ["ask> alpha", "...> | one"])
        session.type("\u{5}X\r")
        session.wait(forLine: #"[alphaX\n| one]"#)
        session.ask("kept" + controlR + "beta")
        session.wait { $0.rows.contains("ask> beta") }
        session.type("x")
        session.wait { $0.rows.contains("search: betax  (in no question; this is the last one found)") }
        session.type("\u{7}")
        session.wait(forLast: ["ask> kept"])
    }

    @Test func `a new size draws the question anew`() throws {
        let session = try PromptSession(width: 60)
        session.type("abcdefghijklmnopqrstuvwxyz")
        session.wait(forLast: ["ask> abcdefghijklmnopqrstuvwxyz"])
        session.resize(width: 20, height: 10)
        session.wait(forLast: ["ask> abcdefghijklmno", "pqrstuvwxyz"])
        session.type("!")
        session.wait(forLast: ["ask> abcdefghijklmno", "pqrstuvwxyz!"])
        session.resize(width: 50, height: 10)
        session.wait(forLast: ["ask> abcdefghijklmnopqrstuvwxyz!"])
        session.type("\r")
        session.wait(forLine: "[abcdefghijklmnopqrstuvwxyz!]")
    }

    @Test func `wide letters and marks are moved over and deleted whole`() throws {
        let session = try PromptSession()
        session.type("東京e\u{301}x" + left + left)
        session.wait { $0.column == 9 }
        session.type(left + left + left)
        session.wait { $0.column == 5 }
        session.type("\u{5}\u{7F}\u{7F}")
        session.wait(forLast: ["ask> 東京"])
        session.type("é\u{1}\u{1B}[3~\r")
        session.wait(forLine: "[京é]")
    }

    @Test func `keys typed ahead of the prompt are not lost`() throws {
        let session = try PromptSession()
        session.type("one\rtwo\rthree\r")
        for line in ["[one]", "[two]", "[three]"] { session.wait(forLine: line) }
        session.ask(controlD)
        #expect(session.end() == 0)
    }

    @Test func `what was killed can be yanked, line by line`() throws {
        let session = try PromptSession()
        session.type("one(\rtwo three" + up + "\u{1}\u{B}")
        session.wait(forLast: ["ask>", "...> two three"])
        session.type(down + "\u{5}\u{19}\r)\r")
        session.wait(forLine: #"[\ntwo threeone(\n)]"#)
    }

    @Test func `vi's keys work as the user's file asks`() throws {
        let session = try PromptSession(editrc: "bind -v\n")
        session.type("one two(\rthree four)\u{1B}")
        session.wait { $0.column == 15 }
        session.type("kk")
        session.wait { $0.row == 0 }
        session.type("0xjdw")
        session.wait(forLast: ["ask> ne two(", "...> four)"])
        // An operator that waits for a motion is dropped by a key that is none of vi's.
        session.type("d" + up + "dk")
        session.type("x")
        session.wait(forLast: ["ask> e two(", "...> four)"])
        session.type("A!\r")
        session.wait(forLine: #"[e two(!\nfour)]"#)
    }

    @Test func `vi's A and C go on behind the last character of the question`() throws {
        let session = try PromptSession(editrc: "bind -v\n")
        session.type("one two\u{1B}0A!\r")
        session.wait(forLine: "[one two!]")
        session.ask("one two\u{1B}0wCsix\r")
        session.wait(forLine: "[one six]")
        session.ask("one (\rtwo)\u{1B}kA two\u{1B}jA!\r")
        session.wait(forLine: #"[one ( two\ntwo)!]"#)
    }

    @Test func `vi's commands for a line keep to one line of the question`() throws {
        let session = try PromptSession(editrc: "bind -v\n")
        session.type("one(\rtwo three\rfour)\u{1B}")
        session.wait { $0.column == 9 && $0.row == 2 }
        session.type("k0w")
        session.wait { $0.column == 9 && $0.row == 1 }
        session.type("d$")
        session.wait(forLast: ["ask> one(", "...> two", "...> four)"])
        session.type("IX\u{1B}")
        session.wait(forLast: ["ask> one(", "...> Xtwo", "...> four)"])
        session.type("oY\u{1B}")
        session.wait(forLast: ["ask> one(", "...> Xtwo", "...> Y", "...> four)"])
        session.type("kCZ\u{1B}")
        session.wait(forLast: ["ask> one(", "...> Z", "...> Y", "...> four)"])
        session.type("\r")
        session.wait(forLine: #"[one(\nZ\nY\nfour)]"#)
    }

    @Test(arguments: ["x", "X"]) func `Alt and a letter takes no keys for itself`(letter: String) throws {
        let session = try PromptSession()
        session.type("abc def\u{1B}\(letter)\u{5}!\r")
        session.wait(forLine: "[abc def!]")
    }

    @Test(arguments: [":", "_", "+", "-", "G", "K", "J", "n", "N", "@", "&"])
    func `vi's commands that need what is not there do nothing`(keys: String) throws {
        let session = try PromptSession(editrc: "bind -v\n")
        session.type("abc def\u{1B}\(keys)A!\r")
        session.wait(forLine: "[abc def!]")
    }

    @Test(arguments: [(".a", "..aa"), ("x.y", "x.x.yy"), ("x", "xx")])
    func `vi's . types the first text of a question again, whatever is in it`(text: String, all: String) throws {
        let session = try PromptSession(editrc: "bind -v\n")
        for count in 1...2 {
            session.ask(text + "\u{1B}.\r")
            session.wait { $0.lines.count { $0 == "[\(all)]" } == count }
        }
    }

    @Test(arguments: [
        // At the beginning there is no word to go back to: what was typed for it is taken for commands then.
        ("one two\u{1B}cb.z\u{1B}0.", ""), ("one two\u{1B}cFn.z\u{1B}0.", ""),
        ("one two three four\u{1B}0dw2.", "four"), ("abcdefghijklmnop\u{1B}0x10.", "lmnop"),
        ("abc\u{1B}0x.", "c"),
    ])
    func `vi's . ends, and takes a number`(keys: String, left: String) throws {
        let session = try PromptSession(editrc: "bind -v\n")
        // Where it does not end, nothing is taken in any more.
        session.type(keys + "A!\r")
        session.wait { $0.lines.contains { $0.hasPrefix("[") && $0.hasSuffix("\(left)!]") } }
    }

    @Test func `vi's + and - go through the history`() throws {
        let session = try PromptSession(editrc: "bind -v\n")
        session.type("one\r")
        session.wait(forLine: "[one]")
        session.ask("draft\u{1B}-")
        session.wait(forLast: ["ask> one"])
        session.type("+A!\r")
        session.wait(forLine: "[draft!]")
    }

    @Test func `an editor is opened on the question and nothing runs by it`() throws {
        let session = try PromptSession()
        session.type("show me\u{18}\u{5}")
        session.wait(forLast: ["ask> show you"])
        session.type(controlC)
        session.wait(forLine: "<cancelled>")
        session.ask(".edit\r")
        session.wait(forLast: ["ask> edit you"])
    }

    @Test func `an answer taller than the screen goes through the user's pager`() throws {
        let session = try PromptSession()
        session.type("page\r")
        session.wait(forLine: "page 100")
        session.ask("next\r")
        session.wait(forLine: "[next]")
    }

    @Test func `a terminal that goes away ends the program`() throws {
        let session = try PromptSession()
        session.type("half")
        session.wait(forLast: ["ask> half"])
        session.send(signal: SIGHUP)
        session.wait { !$0.hasBracketedPaste }
    }

    @Test(arguments: [nil, "bind -v\n"], 0..<8) func `no keys bring it down`(editrc: String?, seed: UInt64) throws {
        let session = try PromptSession(width: 24, height: 7, editrc: editrc)
        var numbers = SeededNumbers(seed: seed)
        let keys =
            [
                up, down, left, right, "\t", "\t\t", "\r", "\u{1B}\r", "\u{1B}", "ev", "many", "東京", "e\u{301}", "(",
                ")",
                "\u{1}", "\u{5}", "\u{B}", "\u{15}", "\u{17}", "\u{19}", "\u{14}", "\u{16}", "\u{7F}", "\u{1B}[3~",
                controlR, "\u{C}",
                "d", "y", "c", "p", "P", "u", "w", "b", "x", "r", "f", "0", "$", "3", "i", "A", "o", ".", "~", "|", "%",
                ":", "_", "+", "-", "\u{1B}x",
                controlC, "\u{1B}[200~a\r\nb\r\nc\u{1B}[201~", "\u{1B}b", "\u{1B}d", "\u{1B}u", "\u{1B}[1;5D",
                "\u{1B}f",
                "\u{1B}[1;5C", "\u{10}",
                "\u{E}", "\u{0}",
            ]
        var typed = ""
        for _ in 0..<40 {
            typed = keys.random(pieces: 20, using: &numbers)
            session.type(typed)
        }
        let isAlive = session.insist(on: "spin\r", until: "spinning")
        #expect(isAlive, "the last keys: \(typed.debugDescription)")
        session.type("\u{3}")
        session.wait { $0.lines.contains { $0.hasSuffix("<interrupted>") } }
    }
}
