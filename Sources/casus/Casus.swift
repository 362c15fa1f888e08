import ArgumentParser
import Glibc
import Session

/// The command `casus`.
@main
struct Casus: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "casus",
        abstract: "Ask questions of events between states and armed groups.",
        discussion: """
            With no DATA the questions go to the example data: two refused meetings
            between defence chiefs, coded from five newspaper accounts. At the prompt,
            `.help` teaches the language.

              casus                                  the prompt, over the example data
              casus events.jsonl -c 'events | count' one question
              casus *.export.CSV -f report.casus     a script
              casus import *.CSV --into x.events     files into one store, opened at once
              casus info 20190121220000.export.CSV   what is in a file
              casus help reject                      the language, a word at a time

            OPTIONS EVERYWHERE:
              --as FORM              table, line, csv, tsv, json, jsonl, markdown, html
              --set NAME=VALUE       a parameter of a script
              --threads N            the answer is the same with any number
              --limit-memory SIZE    bytes one question may use, such as 2G
              --limit-time SECONDS   seconds one question may take
              --safe                 write no file and run no program
              --no-init              do not read ~/.config/casus/init.casus
                                     (its names hold everywhere, the rest of it
                                     at the prompt)
              --color WHEN           auto, always or never
              --exact-dates          take "a year ago" in GDELT as an exact day
              --strict               refuse a file at its first bad record
              --format FORMAT        record, gdelt, icews, ucdp, acled or polecat, instead of looking
              --map FILE             which column is which field, of any other table;
                                     casus DATA --guess writes a first one

            Exit: 0 answered, 1 the question was wrong or data could not be read,
            2 wrong usage, 130 interrupted.
            """,
        version: "casus \(version)",
        subcommands: [
            Ask.self, ImportCommand.self, InfoCommand.self, CheckCommand.self, FormatCommand.self, KindsCommand.self,
            ActorsCommand.self,
            HelpWords.self,
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
