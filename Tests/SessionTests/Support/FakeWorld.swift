import Foundation
import Readers
import Rendering
import Session

/// A world with files, a shell and a clock that a test looks into.
final class FakeWorld {
    var out = ""
    var err = ""
    var files: [String: String] = [:]
    /// What the shell was given, and the status that it ends with.
    var lines: [String] = []
    var status = 0
    /// What programs were given, by their lines, each text in one piece; and why one is not as it should be.
    var given: [String] = []
    var programProblem: HostProblem?
    /// Called for each wait; false as Ctrl-C.
    var wait: (Double) -> Bool = { _ in false }
    var waited: [Double] = []
    /// Where the session is.
    var folder = "/home/me"
    /// What viewers were given, and why one is not as it should be; whether there is one.
    var viewed: [String] = []
    var viewerProblem: HostProblem?
    var hasSheet = true
    /// What the user says when asked, one after the other, and what they were asked.
    var says: [String] = []
    var asked: [String] = []
    /// Variables of programs, and names of folders.
    var variables: [String: String] = [:]
    var bookmarks: [String: String] = [:]
    /// Whether the disk is full.
    var isFull = false

    func session(
        _ loaded: Loaded, width: Int? = nil, isSafe: Bool = false, readOptions: ReadOptions = ReadOptions()
    ) -> Session {
        let full = HostProblem("No space left on device")
        let host = Host(
            out: { self.out += $0 }, err: { self.err += $0 },
            readFile: { name in
                self.files[name].map { .success(Array($0.utf8)) } ?? .failure(HostProblem("no such file"))
            },
            writeFile: { name, text in
                if self.isFull { return .failure(full) }
                self.files[name] = text
                return .success(())
            }, realPath: { $0.isEmpty ? self.folder : $0 },
            appendFile: { name, text in
                if self.isFull { return .failure(full) }
                self.files[name, default: ""] += text
                return .success(())
            },
            writable: { name in
                name.hasPrefix("/proc")
                    ? .failure(HostProblem("Permission denied")) : .success(self.files[name]?.utf8.count)
            },
            runShell: { line in
                self.lines.append(line)
                return .success(self.status)
            },
            openProgram: { line in
                let draft = DraftInMemory()
                return .success(
                    draft.file(
                        keep: {
                            self.given.append("\(line): \(draft.text)")
                            return self.programProblem.map { .failure($0) } ?? .success(())
                        }, drop: { self.given.append("\(line): dropped") }))
            },
            viewerName: { viewer in
                switch viewer {
                case .edit: .success("ed")
                case .sheet: self.hasSheet ? .success("calc") : .failure(HostProblem("no calc is here"))
                }
            },
            openViewer: { viewer, ending in
                let draft = DraftInMemory()
                return .success(
                    ViewedFile(
                        path: "/temporary/answer.\(ending)",
                        draft: draft.file(
                            keep: {
                                self.viewed.append("\(viewer.rawValue) \(ending): \(draft.text)")
                                return self.viewerProblem.map { .failure($0) } ?? .success(())
                            })))
            },
            askUser: { text in
                self.asked.append(text)
                return self.says.isEmpty ? nil : self.says.removeFirst()
            },
            variable: { self.variables[$0] }, setVariable: { self.variables[$0] = $1 },
            bookmarks: { self.bookmarks },
            keepBookmark: { name, folder in
                if self.isFull { return .failure(full) }
                self.bookmarks[name] = folder
                return .success(())
            },
            changeFolder: { path in
                if path.hasPrefix("/proc") { return .failure(HostProblem("Permission denied")) }
                self.folder = path
                return .success(())
            },
            wait: { seconds in
                self.waited.append(seconds)
                return self.wait(seconds)
            }, clock: { "2026-11-21 20:00:00" })
        let drawing = Drawing(
            width: width, maximumRows: width == nil ? nil : 200, colour: width != nil, unicode: true,
            isTerminal: width != nil)
        var settings = Settings(drawing: drawing)
        settings.mayTouchTheWorld = !isSafe
        settings.errorWidth = width
        settings.readOptions = readOptions
        return Session(loaded, settings: settings, host: host)
    }
}
