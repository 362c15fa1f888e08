import Session
import Synchronization

/// The bytes of a file in memory, until it is kept.
final class DraftInMemory: Sendable {
    private let bytes = Mutex<[UInt8]>([])
    private let pieces = Mutex(0)

    var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
    var pieceCount: Int { pieces.withLock { $0 } }

    func add(_ piece: ArraySlice<UInt8>) {
        bytes.withLock { $0 += piece }
        pieces.withLock { $0 += 1 }
    }

    /// As what a session writes to.
    func file(keep: @escaping () -> Result<Void, HostProblem>, drop: @escaping () -> Void = {}) -> FileDraft {
        FileDraft(
            write: {
                self.add($0)
                return nil
            }, keep: keep, drop: drop)
    }
}

extension Host {
    /// A world whose files are whole texts, which is enough for most tests.
    init(
        out: @escaping (String) -> Void, err: @escaping (String) -> Void,
        readFile: @escaping (String) -> Result<[UInt8], HostProblem>,
        writeFile: @escaping (String, String) -> Result<Void, HostProblem>,
        realPath: @escaping (String) -> String? = { $0 },
        listFolder: @escaping (String) -> [FolderEntry] = { _ in [] },
        appendFile: @escaping (String, String) -> Result<Void, HostProblem> = { _, _ in .failure(Host.missing) },
        writable: @escaping (String) -> Result<Int?, HostProblem> = { _ in .failure(Host.missing) },
        runShell: @escaping (String) -> Result<Int, HostProblem> = { _ in .failure(Host.missing) },
        openProgram: @escaping (String) -> Result<FileDraft, HostProblem> = { _ in .failure(Host.missing) },
        viewerName: @escaping (Viewer) -> Result<String, HostProblem> = { _ in .failure(Host.missing) },
        openViewer: @escaping (Viewer, String) -> Result<ViewedFile, HostProblem> = { _, _ in .failure(Host.missing) },
        askUser: ((String) -> String?)? = nil, variable: @escaping (String) -> String? = { _ in nil },
        setVariable: @escaping (String, String?) -> Void = { _, _ in },
        bookmarks: @escaping () -> [String: String] = { [:] },
        keepBookmark: @escaping (String, String?) -> Result<Void, HostProblem> = { _, _ in .failure(Host.missing) },
        changeFolder: @escaping (String) -> Result<Void, HostProblem> = { _ in .failure(Host.missing) },
        wait: @escaping (Double) -> Bool = { _ in false }, clock: @escaping () -> String = { "" },
        isCancelled: @escaping @Sendable () -> Bool = { false }, now: @escaping () -> Double = { 0 }
    ) {
        self.init(
            out: out, err: err, readFile: readFile,
            openFile: { path, place in
                let draft = DraftInMemory()
                let isAdded = place != .replacing
                return .success(
                    draft.file(keep: { isAdded ? appendFile(path, draft.text) : writeFile(path, draft.text) }))
            }, realPath: realPath, listFolder: listFolder, writable: writable, runShell: runShell,
            openProgram: openProgram, viewerName: viewerName, openViewer: openViewer, askUser: askUser,
            variable: variable, setVariable: setVariable, bookmarks: bookmarks, keepBookmark: keepBookmark,
            changeFolder: changeFolder, wait: wait,
            clock: clock, isCancelled: isCancelled, now: now)
    }
}
