import ArgumentParser
import Diagnostics
import Glibc
import Readers
import Rendering
import Session
import Terminal

/// `casus check SCRIPT … [DATA …]`: what is wrong in scripts, without running them.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say what is wrong in scripts, without running them.",
        discussion: """
            Files that end in .casus, and - for standard input, are scripts; all others are the
            data to check them against. Without data the example data stand in.

            Exit: 0 nothing is wrong, 1 something is, 2 wrong usage.
            """)

    @Argument(help: "Scripts (.casus, or - for standard input), then data.")
    var files: [String]

    @Flag(help: "One line of JSON for each finding, for editors.")
    var json = false

    @OptionGroup var options: CommonOptions

    func validate() throws { try Scripts.validate(files) }

    func run() throws {
        let facts = TerminalFacts.current(colour: options.color)
        let scripts = try Scripts(files, options, facts)
        var text = ""
        var isWrong = false
        var count = 0
        for script in scripts.names {
            let bytes = try scripts.read(script)
            let findings = scripts.session.findings(
                in: bytes, name: Scripts.shownName(script), folder: Scripts.folder(of: script))
            isWrong = isWrong || findings.contains { $0.diagnostic.problem.severity != .note }
            count += findings.count
            if json {
                text += findings.map { $0.json + "\n" }.joined()
            } else {
                text += scripts.session.drawn(findings, colour: facts.outputMayBeColoured)
            }
        }
        SystemHost.write(text, to: 1)
        if !json, count == 0 { SystemHost.write("nothing to remark\n", to: 2) }
        if isWrong { throw ExitCode(1) }
    }
}
