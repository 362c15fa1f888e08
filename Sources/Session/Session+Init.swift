import Diagnostics
import Syntax

extension Session {
    /// Takes in the init file, a script in which lines that begin with a point are commands of the prompt.
    ///
    /// What it declares (`let`, `define`, `param`) holds for every text, so that a question means at the prompt what it
    /// means in a script. What it asks and sets is for the prompt alone: the output of a script is its own.
    package func start(bytes: [UInt8], name: String, folder: String, isPrompt: Bool) {
        for part in Self.parts(of: bytes) {
            switch part {
            case .command(let line): if isPrompt { _ = handle(line, at: .initFile) }
            case .script(let text):
                if isPrompt {
                    _ = run(bytes: text, name: name, folder: folder)
                } else {
                    declare(bytes: text, name: name, folder: folder)
                }
            }
        }
    }

    private enum Part {
        case command(String)
        case script([UInt8])
    }

    /// The file taken apart at its commands. The lines before a script are kept as empty ones, so that places are right.
    private static func parts(of bytes: [UInt8]) -> [Part] {
        var parts: [Part] = []
        var script: [UInt8] = []
        var above = 0
        func isBlank(_ text: [UInt8]) -> Bool {
            text.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        }
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if line.first == UInt8(ascii: ".") {
                if !isBlank(script) { parts.append(.script(script)) }
                script = Array(repeating: 0x0A, count: above + 1)
                parts.append(.command(String(decoding: line, as: UTF8.self)))
            } else {
                script += line + [0x0A]
            }
            above += 1
        }
        if !isBlank(script) { parts.append(.script(script)) }
        return parts
    }
}
