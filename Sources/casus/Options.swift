import ArgumentParser
import Readers
import Rendering
import Session
import Terminal

extension Form: ExpressibleByArgument {}
extension ColourChoice: ExpressibleByArgument {}
extension Format: ExpressibleByArgument {}

/// What every command that asks takes.
struct CommonOptions: ParsableArguments {
    @Option(name: .customLong("as"), help: ArgumentHelp("The form of answers.", valueName: "form"))
    var form: Form = .table

    @Option(name: .customLong("set"), help: ArgumentHelp("A parameter of a script.", valueName: "name=value"))
    var parameters: [String] = []

    @Option(help: ArgumentHelp("Bytes one question may use, such as 2G.", valueName: "size"))
    var limitMemory: String?

    @Option(help: ArgumentHelp("Seconds one question may take.", valueName: "seconds"))
    var limitTime: Double?

    @Option(help: ArgumentHelp("Threads to use; the answer is the same with any number.", valueName: "n"))
    var threads: Int?

    @Flag(help: "Write no file and run no program; cannot be undone in the session.")
    var safe = false

    @Flag(help: "Do not read the init file, `casus/init.casus` below $XDG_CONFIG_HOME or ~/.config.")
    var noInit = false

    @Option(help: ArgumentHelp("When to colour.", valueName: "when"))
    var color: ColourChoice = .auto

    @Flag(help: "Read GDELT's \"last week\", \"a year ago\" as the exact days it made of them.")
    var exactDates = false

    @Flag(help: "Refuse a file at the first record that cannot be read.")
    var strict = false

    @Option(help: "The format of the data, where it is not to be recognised from the content.")
    var format: Format?

    @Option(
        name: .customLong("map"),
        help: ArgumentHelp("Which column is which field, of tables of no known format.", valueName: "file"))
    var mapFile: String?

    mutating func validate() throws {
        for parameter in parameters {
            let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count != 2 || parts[0].isEmpty {
                throw ValidationError("--set takes name=value, not '\(parameter)'")
            }
        }
        if let limitTime, !(limitTime > 0) { throw ValidationError("--limit-time takes a number of seconds above 0") }
        if let limitMemory, bytes(limitMemory) == nil {
            throw ValidationError("--limit-memory takes a size such as 500M or 2G, not '\(limitMemory)'")
        }
        if let threads, threads < 1 { throw ValidationError("--threads takes a number from 1") }
    }

    var values: [String: String] {
        Dictionary(
            parameters.map { parameter in
                let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return (String(parts[0]), String(parts[1]))
            }, uniquingKeysWith: { _, last in last })
    }

    /// Reads the mapping file, if one is named; ends with 1 where it cannot be read.
    func readOptions() throws -> ReadOptions {
        var options = ReadOptions(format: format, strict: strict, exactDates: exactDates)
        guard let mapFile else { return options }
        // No mapping of any columns is as long; what is longer is another file.
        switch SystemHost.read(mapFile, limit: 1 << 20) {
        case .failure(let problem):
            SystemHost.write("error: cannot read \(shown(mapFile)): \(problem.reason)\n", to: 2)
            throw ExitCode(1)
        case .success(let bytes):
            do throws(MappingError) { options.mapping = try Mapping(bytes, path: mapFile) } catch {
                SystemHost.write("error: \(shown(error.text))\n", to: 2)
                throw ExitCode(1)
            }
        }
        return options
    }

    func settings(_ facts: TerminalFacts, _ readOptions: ReadOptions, isInteractive: Bool) -> Settings {
        let isTerminal = facts.outputIsTerminal
        let drawing = Drawing(
            width: isTerminal ? facts.width : nil, maximumRows: isTerminal && isInteractive ? 200 : nil,
            colour: facts.outputMayBeColoured, unicode: !facts.isDumb || !isTerminal, isTerminal: isTerminal)
        var settings = Settings(drawing: drawing, form: form)
        settings.mayTouchTheWorld = !safe
        settings.colourErrors = facts.errorMayBeColoured
        settings.errorWidth = facts.errorIsTerminal ? facts.width : nil
        settings.timeLimit = limitTime
        settings.memoryLimit = limitMemory.flatMap { bytes($0) }
        settings.threads = threads
        settings.readOptions = readOptions
        return settings
    }

    /// `500M`, `2G`, `1048576`.
    private func bytes(_ text: String) -> Int? {
        let factors: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40]
        let upper = text.uppercased()
        guard let last = upper.last else { return nil }
        let digits = factors[last] == nil ? upper : String(upper.dropLast())
        guard let number = Int(digits), number > 0 else { return nil }
        let (size, overflow) = number.multipliedReportingOverflow(by: factors[last] ?? 1)
        return overflow ? nil : size
    }
}
