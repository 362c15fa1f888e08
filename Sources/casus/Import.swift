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
            is complete. With --append it holds what was there and what is read. Refused rows
            are counted and told, as everywhere.

            Exit: 0 written, 1 data could not be read or the store not be written,
            2 wrong usage, 130 interrupted, 143 and 129 ended by SIGTERM and SIGHUP.
            """)

    @Argument(help: "Files, globs, or - for standard input.")
    var data: [String]

    @Option(help: ArgumentHelp("The store, such as gdelt.events.", valueName: "file"))
    var into: String

    @Flag(help: "Add to the store instead of replacing it.")
    var append = false

    @Option(name: .customLong("segment-rows"), help: .hidden)
    var segmentRows: Int?

    @OptionGroup var options: CommonOptions

    func validate() throws {
        if let segmentRows, !(1...1 << 20).contains(segmentRows) {
            throw ValidationError("--segment-rows takes a number from 1 to \(1 << 20)")
        }
        if options.safe { throw ValidationError("--safe writes no file") }
        if into.isEmpty || into == "-" || into.utf8.contains(0) || into.hasSuffix("/") {
            throw ValidationError("--into takes the name of a file")
        }
    }

    func run() throws {
        let facts = TerminalFacts.current(colour: options.color)
        let width = facts.errorIsTerminal ? facts.width : nil
        var readOptions = try options.readOptions()
        Interrupt.install(withTermination: true)
        // A file that may not grow is an error to be told, as a full disk is.
        signal(SIGXFSZ, SIG_IGN)
        let progress = ProgressLine(facts: facts)
        readOptions.mayGoOn = { reading in
            progress.tell(reading)
            return !Interrupt.isRaised
        }
        readOptions.isCancelled = { Interrupt.isRaised }
        let settings = ImportSettings(
            threads: options.threads ?? 2, limits: limits, isCancelled: { Interrupt.isRaised },
            progress: { progress.tell($0.whole, rows: $0.rowCount, what: "importing") })
        progress.begin()
        let imported: Imported
        do throws(ReadError) {
            imported = try importing(
                data, into: into, isAppending: append, options: readOptions, settings: settings)
            progress.end()
        } catch .cancelled, .store(.cancelled), .input(.cancelled) {
            progress.end()
            SystemHost.write("error: \(StoreError.cancelled.text)\n", to: 2)
            throw ExitCode(128 + Interrupt.signal)
        } catch {
            progress.end()
            SystemHost.write(wrapped("error: \(shown(error.text))\n", to: width), to: 2)
            throw ExitCode(1)
        }
        SystemHost.write(wrapped(imported.loaded.summary, to: width), to: 2)
        var status = stat()
        let size = stat(into, &status) == 0 ? grouped(Int(status.st_size)) : "?"
        let added = imported.totalCount.map { _ in "added \(Session.rows(imported.eventCount)); " } ?? ""
        let count = Session.rows(imported.totalCount ?? imported.eventCount)
        SystemHost.write("\(added)wrote \(shown(into)): \(count), \(size) bytes\n", to: 2)
    }

    private var limits: ImportLimits {
        guard let segmentRows else { return ImportLimits() }
        return ImportLimits(exactRows: segmentRows, wideRows: segmentRows, pieceRows: segmentRows)
    }
}
