import CTerminal
import Glibc

/// Why editing in the user's own editor came to nothing.
package enum UserEditorProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// No file could be written in the folder for temporary files.
    case noTemporaryFile(folder: String)
    /// The editor could not be started or ended with a failure.
    case failed(command: String, status: Int)
    /// What was saved cannot be read, or is longer than a question may be.
    case unreadable

    package var description: String {
        switch self {
        case .noTemporaryFile(let folder): "no file can be written in \(folder)"
        case .failed(let command, let status):
            "the editor `\(command)` ended with status \(status); nothing was changed"
        case .unreadable: "what the editor saved cannot be read"
        }
    }
}

/// Opens text in `$VISUAL`, `$EDITOR` or `vi` and waits; what was saved, without the line ends at its end.
///
/// The text stands in a temporary file that only the user can read and that is removed afterwards. Leaving the editor
/// with a failure (`:cq`) keeps the text as it was.
package func runEditor(_ text: String) -> Result<String, UserEditorProblem> {
    guard let file = TemporaryFile("question", ending: "casus") else {
        return .failure(.noTemporaryFile(folder: TemporaryFile.folder))
    }
    defer { file.remove() }
    var bytes = Array(text.utf8)
    if bytes.last != 0x0A { bytes.append(0x0A) }
    guard file.write(bytes[...]) else { return .failure(.noTemporaryFile(folder: TemporaryFile.folder)) }
    file.close()
    let command = editorCommand()
    let status = openOutside(file.path, with: command)
    guard status == 0 else { return .failure(.failed(command: command, status: status)) }
    return readText(file.path).map { .success(withoutLineEnds($0)) } ?? .failure(.unreadable)
}

/// The whole of a file of at most 16 MiB. Opened anew, for editors replace files rather than change them.
private func readText(_ path: String) -> String? {
    let limit = 16 << 20
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = read(file, &chunk, chunk.count)
        if count < 0 && errno == EINTR { continue }
        guard count >= 0, bytes.count + count <= limit else { return nil }
        if count == 0 { return String(decoding: bytes, as: UTF8.self) }
        bytes.append(contentsOf: chunk[0..<count])
    }
}
