import ArgumentParser
import EventModel
import Readers
import Rendering
import Session
import Terminal

/// `casus info DATA …`
struct InfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Say what is in data, and what was refused and why.")

    @Argument(help: "Files, globs, or - for standard input.")
    var data: [String]

    @OptionGroup var options: CommonOptions

    func run() throws {
        let facts = TerminalFacts.current(colour: options.color)
        let loaded = try load(data, options.readOptions(), facts, isQuiet: true, tellsFindings: false)
        let text = info(loaded).text + digests(loaded)
        if let problem = loaded.damage {
            SystemHost.write("error: \(shown(problem))\n", to: 2)
            throw ExitCode(1)
        }
        Page(facts).show(text)
    }

    /// The digests of the files that a store was made of, for comparing them with files at hand.
    private func digests(_ loaded: Loaded) -> String {
        let known = loaded.report.files.compactMap { file in
            file.digest.map { digest in
                let text = String(digest, radix: 16)
                return "  \(String(repeating: "0", count: 8 - text.utf8.count))\(text)  \(shown(file.path))\n"
            }
        }
        return known.isEmpty ? "" : "\nCRC-32C of what was read\n" + known.joined()
    }
}

/// `casus kinds [WORD]`
struct KindsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "kinds", abstract: "Look kinds of events up.")

    @Argument(help: "Part of a name, a label, or a CAMEO code.")
    var word: String = ""

    func run() throws {
        let text = Lookup.kinds(word, in: KindCatalog())
        Page(TerminalFacts.current()).show(text)
        if text.hasPrefix("no kind") { throw ExitCode(1) }
    }
}

/// `casus actors [WORD]`
struct ActorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actors", abstract: "Look countries and their codes up.")

    @Argument(help: "A code, or part of a name.")
    var word: String = ""

    func run() throws {
        let countries = Countries.all.map {
            Actor(id: $0.code, name: $0.name, aliases: $0.aliases, type: $0.isRegion ? "region" : "country")
        }
        let text = Lookup.actors(word, in: ActorCatalog(word.isEmpty ? countries : []))
        Page(TerminalFacts.current()).show(text)
        if text.hasPrefix("no actor") { throw ExitCode(1) }
    }
}

/// `casus help [WORD]`
struct HelpWords: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "help", abstract: "The language, a word or an error code at a time.")

    @Argument(
        parsing: .allUnrecognized, help: "A step, a function, a kind, a field, an actor, or a code such as E0203.")
    var word: [String] = []

    func run() throws {
        let words = word.joined(separator: " ")
        guard let text = try page(words) else {
            SystemHost.write("error: \(shown(Help.nothing(on: words)))\n", to: 2)
            throw ExitCode(1)
        }
        Page(TerminalFacts.current()).show(text, isProse: true)
    }

    /// Kinds, fields and actors are those of the example data, on which the examples run.
    private func page(_ words: String) throws -> String? {
        if let text = Help.text(words), Help.words.contains(words) || words.isEmpty { return text }
        guard let example = try? open(example: ReadOptions()) else { return Help.text(words) }
        return Help.page(on: words, over: example)
    }
}

/// A text on standard output: fitted to the window and a page at a time where it is one, as it is elsewhere.
private struct Page {
    let facts: TerminalFacts

    init(_ facts: TerminalFacts) { self.facts = facts }

    func show(_ text: String, isProse: Bool = false) {
        guard facts.outputIsTerminal else { return SystemHost.write(text, to: 1) }
        Pager(facts: facts, mayRunPrograms: true).show(wrapped(text, to: facts.width, isProse: isProse))
    }
}
