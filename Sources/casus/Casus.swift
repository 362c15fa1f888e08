import ArgumentParser
import Glibc
import Session

/// The command `casus`.
@main
struct Casus: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "casus",
        abstract: "Ask questions of events between states and armed groups.",
        discussion: isPlainQuestion(CommandLine.arguments) ? "" : Manual.discussion,
        version: "casus \(version)",
        subcommands: isPlainQuestion(CommandLine.arguments) ? [Ask.self] : [Ask.self] + others,
        defaultSubcommand: Ask.self)

    private static let others: [any ParsableCommand.Type] = [
        ImportCommand.self, InfoCommand.self, CheckCommand.self, FormatCommand.self, KindsCommand.self,
        ActorsCommand.self, HelpWords.self, CompletionsCommand.self, ManCommand.self,
    ]

    /// Whether no word of the command line can be another command's name, or ask for help on one: then nothing is made
    /// ready for them, which takes as long as many a question.
    private static func isPlainQuestion(_ words: [String]) -> Bool {
        let names = others.map { $0._commandName } + ["-h", "help"]
        let asking = ["--help", "--version", "--generate-", "--experimental-"]
        return !words.contains { word in names.contains(word) || asking.contains { word.hasPrefix($0) } }
    }

    static let version = Session.version

    /// Runs a command. Wrong usage ends with 2, as shells have it; a reader that closed its pipe is no failure.
    static func main() {
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            SystemHost.write(fullMessage(for: error) + "\n", to: 2)
            Glibc.exit(2)
        }
    }
}
