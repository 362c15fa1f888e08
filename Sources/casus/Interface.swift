import ArgumentParser
import Readers

/// The commands and options of the program as the parser of the command line knows them: the one source of `--help`, of
/// the manual page and of completion in shells.
struct Interface {
    var abstract: String
    var discussion: String
    var commands: [Command]

    struct Command {
        var name: String
        var abstract: String
        var discussion: String
        var arguments: [Argument]

        var options: [Argument] { arguments.filter { !$0.names.isEmpty } }
        var positionals: [Argument] { arguments.filter(\.names.isEmpty) }
    }

    /// An option with its names (`--as`), or a positional argument, which has none.
    struct Argument: Hashable {
        var names: [String]
        var valueName: String
        var takesValue: Bool
        var isRepeating: Bool
        var isOptional: Bool
        var abstract: String
        var values: [String]
        var defaultValue: String

        /// `--as form`, as it is written on a line.
        var spelling: String {
            if names.isEmpty { return isOptional ? "[\(word)]" : word }
            return names.joined(separator: ", ") + (takesValue ? " \(valueName)" : "")
        }

        private var word: String { valueName + (isRepeating ? " ..." : "") }
    }

    /// What the parser tells of itself; nil if that cannot be read.
    static func current() -> Interface? {
        guard let value = try? JSON.parse(Casus._dumpHelp()), let root = value["command"] else { return nil }
        var seen: Set<String> = []
        let commands = root["subcommands"].list.compactMap { Command($0) }.filter { seen.insert($0.name).inserted }
        return Interface(abstract: root["abstract"].text, discussion: root["discussion"].text, commands: commands)
    }

    /// The command that is meant where none is named.
    var main: Command? { commands.first { $0.name == Ask.configuration.commandName } }

    /// Options that every command of data takes.
    var commonOptions: [Argument] {
        let other = commands.first { $0.name == InfoCommand.configuration.commandName }
        return main?.options.filter { option in other?.options.contains(option) ?? false } ?? []
    }
}

extension Interface.Command {
    fileprivate init?(_ value: JSONValue) {
        name = value["commandName"].text
        abstract = value["abstract"].text
        discussion = value["discussion"].text
        arguments = value["arguments"].list.map { Interface.Argument($0) }
        if name.isEmpty { return nil }
    }
}

extension Interface.Argument {
    fileprivate init(_ value: JSONValue) {
        names = value["names"].list.map { ($0["kind"].text == "short" ? "-" : "--") + $0["name"].text }
        valueName = value["valueName"].text
        takesValue = value["kind"].text == "option"
        isRepeating = value["isRepeating"] == .bool(true)
        isOptional = value["isOptional"] == .bool(true)
        abstract = value["abstract"].text
        values = value["allValues"].list.map(\.text)
        defaultValue = value["defaultValue"].text
    }
}

extension JSONValue? {
    fileprivate var text: String {
        if case .string(let text) = self { return text }
        return ""
    }

    fileprivate var list: [JSONValue] {
        if case .array(let values) = self { return values }
        return []
    }

    fileprivate subscript(key: String) -> JSONValue? { self.flatMap { $0[key] } }
}

extension JSONValue {
    fileprivate var text: String { Optional(self).text }

    fileprivate subscript(key: String) -> JSONValue? {
        if case .object(let members) = self { return members[key] }
        return nil
    }
}
