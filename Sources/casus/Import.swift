import ArgumentParser
import Glibc
import Readers
import Rendering
import Session
import Store
import Terminal

/// `casus import DATA … --into NAME.events`
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Put data into a store: one file that is opened at once.",
        discussion: """
            The store is written whole or not at all: what was there stays until the new one
            is complete. Refused rows are counted and told, as everywhere.

            Exit: 0 written, 1 data could not be read or the store not be written,
            2 wrong usage, 130 interrupted.
            """)

    @Argument(help: "Files, globs, or - for standard input.")
    var data: [String]

    @Option(help: ArgumentHelp("The store, such as gdelt.events.", valueName: "file"))
    var into: String

    @OptionGroup var options: CommonOptions

    func validate() throws {
        if options.safe { throw ValidationError("--safe writes no file") }
        if into.isEmpty || into == "-" || into.utf8.contains(0) || into.hasSuffix("/") {
            throw ValidationError("--into takes the name of a file")
        }
    }

    func run() throws {
        let facts = TerminalFacts.current(colour: options.color)
        let progress = ProgressLine(facts: facts)
        var readOptions = try options.readOptions()
        readOptions.mayGoOn = {
            progress.tell($0); return !Interrupt.isRaised
        }
        Interrupt.install()
        progress.begin()
        let loaded = try load(data, readOptions, facts, isQuiet: false, progress)
        do throws(StoreError) {
            try loaded.write(to: into, isCancelled: { Interrupt.isRaised })
        } catch {
            SystemHost.write("error: \(shown(error.text))\n", to: 2)
            throw ExitCode(error == .cancelled ? 130 : 1)
        }
        var status = stat()
        let size = stat(into, &status) == 0 ? grouped(Int(status.st_size)) : "?"
        SystemHost.write("wrote \(shown(into)): \(Session.rows(loaded.eventCount)), \(size) bytes\n", to: 2)
    }
}
