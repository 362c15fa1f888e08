import ArgumentParser
import Diagnostics
import Readers
import Rendering
import Session
import Terminal

/// The scripts of `check` and `format`, and a session over the data that they are checked against.
struct Scripts {
    let names: [String]
    let session: Session

    private static func isScript(_ name: String) -> Bool { name == "-" || name.hasSuffix(".casus") }

    static func validate(_ files: [String]) throws {
        if !files.contains(where: isScript) {
            throw ValidationError("no script is named: scripts end in .casus, and - is standard input")
        }
        if files.filter({ $0 == "-" }).count > 1 { throw ValidationError("- stands for standard input once") }
    }

    init(_ files: [String], _ options: CommonOptions, _ facts: TerminalFacts) throws {
        names = files.filter { Self.isScript($0) }
        let data = files.filter { !Self.isScript($0) }
        let readOptions = try options.readOptions()
        // Which data stand in is no news to an editor: the script is what is looked at.
        let loaded: Loaded
        do throws(ReadError) {
            loaded = try data.isEmpty ? open(example: readOptions) : open(data, options: readOptions)
        } catch {
            SystemHost.write("error: \(shown(error.text))\n", to: 2)
            throw ExitCode(1)
        }
        session = Session(
            loaded, settings: options.settings(facts, readOptions, isInteractive: false), parameters: options.values,
            host: SystemHost.make())
    }

    func read(_ name: String) throws -> [UInt8] {
        switch SystemHost.read(name) {
        case .success(let bytes): return bytes
        case .failure(let problem):
            SystemHost.write("error: cannot read \(shown(name)): \(problem.reason)\n", to: 2)
            throw ExitCode(1)
        }
    }

    static func shownName(_ name: String) -> String { name == "-" ? "<stdin>" : name }

    /// Where a script's `include` looks.
    static func folder(of path: String) -> String {
        path == "-" ? "" : Session.folder(of: path)
    }
}
