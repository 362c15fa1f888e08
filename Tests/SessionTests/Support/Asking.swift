import Foundation
import Readers
import Rendering
import Session

/// What a session wrote while it ran a text.
struct Asked {
    var status: RunStatus
    var out: String
    var err: String
    /// Files that it wrote, by name.
    var files: [String: String]

    /// The lines of the answer.
    var lines: [String] { out.split(separator: "\n", omittingEmptySubsequences: true).map(String.init) }
}

/// Data to ask, and what is set besides. No terminal, no colour, nothing on disk.
struct Asking {
    var loaded: Loaded
    var form: Form = .csv
    var parameters: [String: String] = [:]
    var files: [String: String] = [:]

    /// The project's own example data.
    static let examples = Result { try open(example: ReadOptions()) }

    static func overExamples(form: Form = .csv) throws -> Asking { Asking(loaded: try examples.get(), form: form) }

    func callAsFunction(_ text: String) -> Asked {
        var asked = Asked(status: .answered, out: "", err: "", files: [:])
        let host = Host(
            out: { asked.out += $0 }, err: { asked.err += $0 },
            readFile: { name in
                files[name].map { .success(Array($0.utf8)) } ?? .failure(HostProblem("no such file"))
            },
            writeFile: { name, text in
                asked.files[name] = text
                return .success(())
            })
        let drawing = Drawing(width: nil, maximumRows: nil, colour: false, unicode: true, isTerminal: false)
        let session = Session(
            loaded, settings: Settings(drawing: drawing, form: form), parameters: parameters, host: host)
        asked.status = session.run(text, name: "question", folder: "")
        return asked
    }
}

/// Real files for trying, where they stand beside the project.
enum Shared {
    static let folder: String? = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let path = ProcessInfo.processInfo.environment["CASUS_SHARED"] ?? root.appendingPathComponent("../shared").path
        return FileManager.default.fileExists(atPath: path + "/data") ? path : nil
    }()

    static var isHere: Bool { folder != nil }

    static func file(_ name: String) -> String { (folder ?? "") + "/data/" + name }
}
