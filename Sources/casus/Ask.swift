import ArgumentParser
import Glibc
import Readers
import Rendering
import Session
import Terminal

/// `casus [DATA …] [-c QUESTION] [-f SCRIPT]`: the prompt, questions, scripts.
struct Ask: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask", abstract: "Ask questions (what `casus` does without a command).")

    @Argument(help: "Files, globs, or - for standard input; without any, the example data.")
    var data: [String] = []

    @Option(name: .customShort("c"), help: ArgumentHelp("A question; several run in order.", valueName: "question"))
    var questions: [String] = []

    @Option(name: .customShort("f"), help: ArgumentHelp("A script to run.", valueName: "script"))
    var scripts: [String] = []

    @Flag(help: "Write a first mapping for a file of no known format, to be mended and given with --map.")
    var guess = false

    @Option(
        name: .customLong("setting"),
        help: ArgumentHelp("What `.set` sets at the prompt, such as unknown=n/a.", valueName: "name=value"))
    var chosen: [String] = []

    @Flag(help: "Go on behind a question that fails; the status is then 1 in the end.")
    var keepGoing = false

    @OptionGroup var options: CommonOptions

    func validate() throws {
        if guess, data.count != 1 { throw ValidationError("--guess takes one file") }
        guard let word = data.first, access(word, F_OK) != 0 else { return }
        if let command = NotYet(rawValue: word) { throw ValidationError(command.text) }
    }

    func run() throws {
        let facts = TerminalFacts.current(colour: options.color)
        if guess { return try writeGuess() }
        let isInteractive = questions.isEmpty && scripts.isEmpty && facts.inputIsTerminal
        let progress = ProgressLine(facts: facts)
        var readOptions = try options.readOptions()
        readOptions.mayGoOn = {
            progress.tell($0); return !Interrupt.isRaised
        }
        Interrupt.install()
        progress.begin()
        let loaded = try load(data, readOptions, facts, isQuiet: !isInteractive, progress)
        let pager = Pager(facts: facts, mayRunPrograms: !options.safe)
        let asked = Asked()
        let viewed = ViewedAnswers()
        let asker = Asker()
        let host = SystemHost.make(
            progress: progress, viewed: viewed, asker: isInteractive ? asker : nil,
            isInteractive
                ? { pager.show($0, isOn: asked.session?.settings.isPaged ?? true) } : { SystemHost.write($0, to: 1) })
        var settings = options.settings(facts, readOptions, isInteractive: isInteractive)
        settings.stopsAtFailures = !keepGoing
        let session = Session(loaded, settings: settings, parameters: options.values, host: host)
        asked.session = session
        for setting in chosen {
            let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if session.set(parts, listsColours: false) != .answered { throw ExitCode(2) }
        }
        if !options.noInit { readInit(session, host, isPrompt: isInteractive) }
        progress.use(session.settings)
        for (index, question) in questions.enumerated() {
            let isLast = index == questions.count - 1 && scripts.isEmpty
            asked.take(session.run(question, name: "question", folder: "", isLast: isLast))
        }
        for (index, script) in scripts.enumerated() {
            let bytes: [UInt8]
            switch host.readFile(script) {
            case .success(let read): bytes = read
            case .failure(let problem):
                host.err("error: cannot read \(shown(script)): \(problem.reason)\n")
                throw ExitCode(1)
            }
            let isLast = index == scripts.count - 1
            asked.take(session.run(bytes: bytes, name: script, folder: Scripts.folder(of: script), isLast: isLast))
        }
        // No file is half written here: answers are written at once, and those that are saved lie beside no lock.
        if !questions.isEmpty || !scripts.isEmpty { SystemHost.leave(asked.hasFailed ? 1 : 0) }
        if isInteractive {
            Prompt(session: session, facts: facts, pager: pager, progress: progress, asker: asker).run()
            viewed.removeAll()
        } else {
            try runPlain(session, asked)
        }
    }

    private func writeGuess() throws {
        do throws(ReadError) {
            SystemHost.write(try guessMapping(data[0]), to: 1)
        } catch {
            SystemHost.write("error: \(shown(error.text))\n", to: 2)
            throw ExitCode(1)
        }
    }

    /// Questions from standard input: stop at the first error, as scripts do, unless they are to go on.
    private func runPlain(_ session: Session, _ asked: Asked) throws {
        var source = PlainLines(descriptor: 0, services: Prompt.services(session))
        while true {
            switch source.next() {
            case .question(let text): asked.take(session.handle(text))
            case .cancelled: throw ExitCode(130)
            case .tooLong(let limit):
                SystemHost.write("error: a question of more than \(limit) bytes\n", to: 2)
                throw ExitCode(1)
            case .end:
                // Only now is it known that no line asks for them.
                SystemHost.leave(session.tellUnusedSettings() || asked.hasFailed ? 1 : 0)
            }
        }
    }

    private func readInit(_ session: Session, _ host: Host, isPrompt: Bool) {
        let home = SystemHost.environment("XDG_CONFIG_HOME") ?? SystemHost.environment("HOME").map { "\($0)/.config" }
        guard let home, case .success(let bytes) = host.readFile("\(home)/casus/init.casus") else { return }
        session.start(bytes: bytes, name: "\(home)/casus/init.casus", folder: "\(home)/casus", isPrompt: isPrompt)
    }
}

/// The session that a pager is to ask for its settings, which is there only after the host that has the pager; and what
/// has become of its questions.
private final class Asked {
    weak var session: Session?
    private(set) var hasFailed = false

    /// Ends the process as the outcome of a question says, unless the user has set that the next one comes anyway.
    func take(_ status: RunStatus) {
        if status == .failed, let session, !session.settings.stopsAtFailures {
            hasFailed = true
        } else {
            finish(status)
        }
    }
}

extension ProgressLine {
    /// How far the reading of files is: by bytes, since nobody knows yet how many rows there are.
    func tell(_ progress: ReadProgress) {
        let name = progress.path.split(separator: "/").last.map(String.init) ?? progress.path
        tell(
            progress.whole ?? FileProgress(bytesTaken: progress.bytesRead, byteCount: progress.byteCount),
            rows: progress.rowCount, what: "reading \(name)")
    }

    /// As what is told beside answers looks.
    func use(_ settings: Settings) {
        use(settings.colourErrors ? settings.drawing.palette : nil)
    }

    /// How far it is by the bytes of all files.
    func tell(_ files: FileProgress?, rows: Int, what: String) {
        tell(done: files?.bytesTaken ?? 0, of: files?.byteCount ?? 0, rows: rows, what: what)
    }
}

/// Ends the process as the outcome says.
func finish(_ status: RunStatus) {
    switch status {
    case .answered: return
    case .failed: SystemHost.leave(1)
    case .interrupted: SystemHost.leave(130)
    case .quit: SystemHost.leave(0)
    }
}

/// The data of the command line; what was refused is told on standard error, unless `tellsFindings` is false.
func load(
    _ paths: [String], _ options: ReadOptions, _ facts: TerminalFacts, isQuiet: Bool, _ progress: ProgressLine? = nil,
    tellsFindings: Bool = true
) throws -> Loaded {
    defer { progress?.end() }
    func say(_ text: String) {
        SystemHost.write(wrapped(text, to: facts.errorIsTerminal ? facts.width : nil), to: 2)
    }
    do throws(ReadError) {
        if paths.isEmpty {
            say("No data given: these are the example data (two refused meetings, five accounts).\n")
            return try open(example: options)
        }
        let loaded = try openAside(paths, options: options, isCancelled: { Interrupt.isRaised })
        progress?.end()
        let hasFindings = loaded.report.refusedCount > 0 || !loaded.report.warnings.isEmpty
        // What was refused on import was told then; `info` tells it again.
        if !isQuiet || (hasFindings && tellsFindings && loaded.store == nil) { say(loaded.summary) }
        return loaded
    } catch .cancelled(let rows) {
        progress?.end()
        say(rows > 0 ? "cancelled after \(Session.rows(rows))\n" : "cancelled\n")
        throw ExitCode(130)
    } catch {
        progress?.end()
        say("error: \(shown(error.text))\n")
        throw ExitCode(1)
    }
}

/// A command that is designed and not yet there: better said than taken for the name of a file.
private enum NotYet: String {
    case learn

    var text: String {
        switch self {
        case .learn: "`casus learn` is not yet there; `casus help` and the folder examples teach the language"
        }
    }
}
