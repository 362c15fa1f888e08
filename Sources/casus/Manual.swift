import ArgumentParser

/// The parts of the help that are more than a list of options; `--help` and the manual page have them from here.
enum Manual {
    static let introduction = """
        With no DATA the questions go to the example data: two refused meetings
        between defence chiefs, coded from five newspaper accounts. At the prompt,
        `.help` teaches the language.
        """

    static let examples: [(line: String, does: String)] = [
        ("casus", "the prompt, over the example data"),
        ("casus events.jsonl -c 'events | count'", "one question"),
        ("casus *.export.CSV -f report.casus", "a script"),
        ("casus import *.CSV --into x.events", "files into one store, opened at once"),
        ("casus info 20190121220000.export.CSV", "what is in a file"),
        ("casus --as html -f report.casus", "a report that can be sent"),
        ("casus help reject", "the language, a word at a time"),
    ]

    static let exits: [(status: Int, means: String)] = [
        (0, "answered"), (1, "the question was wrong or data could not be read"), (2, "wrong usage"),
        (130, "interrupted"),
    ]

    static let files: [(name: String, holds: String)] = [
        (
            "$XDG_CONFIG_HOME/casus/init.casus",
            "read at the start, else ~/.config/casus/init.casus; its names hold everywhere, the rest of it at the prompt"
        ),
        (
            "$XDG_STATE_HOME/casus/history",
            "the questions of the prompt, else ~/.local/state/casus/history; only its owner may read it"
        ),
        ("$XDG_STATE_HOME/casus/folders", "folders that `.folders keep` gave a name"),
    ]

    static let environment: [(name: String, does: String)] = [
        ("NO_COLOR", "if it is set and not empty, nothing is coloured; --color always goes before it"),
        ("TERM", "dumb: plain lines, no colours, ASCII in drawings"),
        ("PAGER", "shows answers longer than the window, else less -RSFX"),
        ("VISUAL, EDITOR", "opened by .edit and .once edit at the prompt"),
        ("SHELL", "opened by .shell without a command; lines behind .shell and ! are for /bin/sh"),
    ]

    /// What `--help` says below the first line. Made only where somebody asks for help: putting the options that every
    /// command takes into lines takes a while.
    static var discussion: String {
        let widest = 39
        let lines = examples.map { example in
            "  \(example.line)\(String(repeating: " ", count: max(1, widest - example.line.count))) \(example.does)"
        }
        let exit = exits.map { "\($0.status) \($0.means)" }.joined(separator: ", ")
        let options = "OPTIONS EVERYWHERE:\n\(commonOptions)"
        return "\(introduction)\n\n\(lines.joined(separator: "\n"))\n\n\(options)\n\nExit: \(folded(exit))."
    }

    /// The options that every command takes, as the parser of the command line puts them.
    private static var commonOptions: String {
        let lines = CommonOptions.helpMessage(columns: 78).split(separator: "\n", omittingEmptySubsequences: false)
        return lines.drop { $0 != "OPTIONS:" }.dropFirst()
            .filter { !$0.hasPrefix("  -h, --help") && !$0.isEmpty }.joined(separator: "\n")
    }

    private static func folded(_ text: String) -> String {
        var lines = [""]
        for word in text.split(separator: " ") {
            if lines[lines.count - 1].count + word.count + 1 > 72 { lines.append("") }
            lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
        }
        return lines.joined(separator: "\n")
    }
}
