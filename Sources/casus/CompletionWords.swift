import ArgumentParser
import EventModel
import Session

/// What may stand in a place of the command line.
enum CompletionWords {
    case files
    /// Files with one of these endings, and folders.
    case filesEnding([String])
    case words([String])
    case nothing

    /// What may follow an option.
    static func value(of option: Interface.Argument) -> CompletionWords {
        if !option.values.isEmpty { return .words(option.values) }
        if option.names.contains("-f") { return .filesEnding(["casus"]) }
        return ["file"].contains(option.valueName) ? .files : .nothing
    }

    /// What may stand behind the name of a command.
    static func positional(of command: Interface.Command) -> CompletionWords {
        guard let argument = command.positionals.first else { return .nothing }
        if !argument.values.isEmpty { return .words(argument.values) }
        switch command.name {
        case KindsCommand.configuration.commandName:
            return .words(KindCatalog().kinds.map(\.name).filter(isPlain))
        case ActorsCommand.configuration.commandName: return .words(Countries.all.map(\.code).filter(isPlain))
        case HelpWords.configuration.commandName: return .words(Help.words.filter(isPlain))
        case _: return .files
        }
    }

    /// Whether a word needs no quotes in any shell.
    private static func isPlain(_ word: String) -> Bool {
        word.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || [0x2E, 0x5F].contains(byte)
        }
    }
}

/// Scripts that complete the command line in shells.
enum Shell: String, CaseIterable {
    case bash, zsh, fish

    func script(_ interface: Interface) -> String {
        switch self {
        case .bash: BashCompletion(interface).script
        case .zsh: ZshCompletion(interface).script
        case .fish: FishCompletion(interface).script
        }
    }
}

/// A text between single quotes, as shells of the Bourne family take it.
func shellQuoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}
