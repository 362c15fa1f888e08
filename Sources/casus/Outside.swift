import Glibc
import Rendering
import Session
import Synchronization
import Terminal

/// Answers that are opened in a program outside, as long as the session lasts.
final class ViewedAnswers: Sendable {
    private let files = Mutex<[TemporaryFile]>([])

    /// What opens answers in a viewer.
    static func command(_ viewer: Viewer) -> Result<String, HostProblem> {
        switch viewer {
        case .edit: return .success(editorCommand())
        case .sheet:
            if let opener = desktopOpener() { return .success(opener) }
            return .failure(
                HostProblem(
                    "no xdg-open is here, which knows what opens tables; `.once answer.csv` writes a file for any program"
                ))
        }
    }

    func open(_ viewer: Viewer, ending: String) -> Result<ViewedFile, HostProblem> {
        Self.command(viewer).flatMap { command -> Result<ViewedFile, HostProblem> in
            guard let file = TemporaryFile("answer", ending: ending) else {
                return .failure(HostProblem("no file can be written in \(TemporaryFile.folder)"))
            }
            files.withLock { $0.append(file) }
            let draft = FileDraft(
                write: { file.write($0) ? nil : HostProblem("no more can be written in \(TemporaryFile.folder)") },
                keep: {
                    file.close()
                    let status = openOutside(file.path, with: command)
                    return status == 0 ? .success(()) : .failure(.ended(withStatus: status))
                }, drop: { file.remove() })
            return .success(ViewedFile(path: file.path, draft: draft))
        }
    }

    func removeAll() {
        files.withLock { files in
            for file in files { file.remove() }
            files = []
        }
    }
}

/// Names that were given to folders, a line each, the last one of a name holding: so any number of sessions share the file.
enum Bookmarks {
    private static var path: String? { SystemHost.stateFolder.map { "\($0)/folders" } }

    static func all() -> [String: String] {
        guard let path, case .success(let bytes) = SystemHost.read(path, limit: 1 << 20) else { return [:] }
        var names: [String: String] = [:]
        for line in bytes.split(separator: 0x0A) {
            let parts = line.split(separator: 0x09, maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count < 2 { continue }
            let (name, folder) = (String(decoding: parts[0], as: UTF8.self), String(decoding: parts[1], as: UTF8.self))
            // Lines that no session has written are passed over.
            guard Session.canBeName(name), shown(folder) == folder else { continue }
            names[name] = folder.isEmpty ? nil : folder
        }
        return names
    }

    /// - Parameter folder: nil forgets the name.
    static func keep(_ name: String, _ folder: String?) -> Result<Void, HostProblem> {
        guard let path else { return .failure(HostProblem("neither XDG_STATE_HOME nor HOME names a folder for it")) }
        HistoryFile.makeFolders(above: path)
        return WrittenFile.open(path, .addingInPrivate).flatMap { draft -> Result<Void, HostProblem> in
            if let problem = draft.write(Array("\(name)\t\(folder ?? "")\n".utf8)[...]) {
                draft.drop()
                return .failure(problem)
            }
            return draft.keep()
        }
    }
}
