import ArgumentParser
import Glibc
import Session

/// The command `casus`.
@main
struct Casus: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "casus",
        abstract: "Ask questions of events between states and armed groups.",
        discussion: Manual.discussion(
            withOptions: CommandLine.arguments.contains { ["-h", "--help", "help"].contains($0) }),
        version: "casus \(version)",
        subcommands: [
            Ask.self, ImportCommand.self, InfoCommand.self, CheckCommand.self, FormatCommand.self, KindsCommand.self,
            ActorsCommand.self,
            HelpWords.self, CompletionsCommand.self, ManCommand.self,
        ],
        defaultSubcommand: Ask.self)

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
