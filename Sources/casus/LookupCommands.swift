import ArgumentParser
import EventModel
import Readers
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
        let loaded = try load(data, options.readOptions, isQuiet: true)
        SystemHost.write(info(loaded).text, to: 1)
    }
}

/// `casus kinds [WORD]`
struct KindsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "kinds", abstract: "Look kinds of events up.")

    @Argument(help: "Part of a name, a label, or a CAMEO code.")
    var word: String = ""

    func run() throws {
        let text = Lookup.kinds(word, in: KindCatalog())
        SystemHost.write(text, to: 1)
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
        SystemHost.write(text, to: 1)
        if text.hasPrefix("no actor") { throw ExitCode(1) }
    }
}

/// `casus help [WORD]`
struct HelpWords: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "help", abstract: "The language, a word or an error code at a time.")

    @Argument(help: "A step, a function, a kind of clause, or a code such as E0203.")
    var word: String?

    func run() throws {
        guard let text = Help.text(word) else {
            SystemHost.write("error: there is no help on '\(word ?? "")'; `casus help` lists what there is\n", to: 2)
            throw ExitCode(1)
        }
        SystemHost.write(text, to: 1)
    }
}
