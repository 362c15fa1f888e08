import ArgumentParser
import Diagnostics
import Readers
import Rendering
import Session
import Terminal

/// `casus format SCRIPT …`: scripts in their one form.
struct FormatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "format", abstract: "Write scripts in their one form.",
        discussion: """
            Files are written in place; - reads standard input and writes standard output.
            Comments stay. A script is left as it is if it is wrong, or if the new text
            would ask anything else than the old one.

            Exit: 0 formatted, 1 a script is wrong or (with --check) not in that form,
            2 wrong usage.
            """)

    @Argument(help: "Scripts (.casus, or - for standard input), then data to check them against.")
    var files: [String]

    @Flag(help: "Write nothing; name the scripts that are not in that form.")
    var check = false

    @OptionGroup var options: CommonOptions

    func validate() throws {
        try Scripts.validate(files)
        if options.safe, !check, files.contains(where: { $0.hasSuffix(".casus") }) {
            throw ValidationError("--safe writes no file; `--check` or - go with it")
        }
    }

    func run() throws {
        let facts = TerminalFacts.current(colour: options.color)
        let scripts = try Scripts(files, options, facts)
        var isFine = true
        for script in scripts.names {
            let bytes = try scripts.read(script)
            let name = Scripts.shownName(script)
            switch scripts.session.formatted(bytes, name: name, folder: Scripts.folder(of: script)) {
            case .success(let text):
                if !finish(script, name, text, isSame: Array(text.utf8) == bytes) { isFine = false }
            case .failure(.malformed(let findings)):
                SystemHost.write(
                    scripts.session.drawn(findings, in: bytes, name: name, colour: facts.errorMayBeColoured), to: 2)
                isFine = false
            case .failure(.meaningChanged):
                SystemHost.write(
                    "error: \(shown(name)) stays as it is: its new form would mean something else\n", to: 2)
                isFine = false
            }
        }
        if !isFine { throw ExitCode(1) }
    }

    /// True unless the file was to be in its form and is not, or cannot be written.
    private func finish(_ script: String, _ name: String, _ text: String, isSame: Bool) -> Bool {
        if check {
            if !isSame { SystemHost.write("\(shown(name))\n", to: 1) }
            return isSame
        }
        if script == "-" {
            SystemHost.write(text, to: 1)
            return true
        }
        guard !isSame, case .failure(let problem) = WrittenFile.replace(script, with: text) else { return true }
        SystemHost.write("error: cannot write \(shown(name)): \(problem.reason)\n", to: 2)
        return false
    }
}
