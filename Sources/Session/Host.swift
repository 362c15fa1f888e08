/// The world outside, as a session needs it: every read and write goes through here, so that a test is a function call.
package struct Host {
    /// Answers. Text comes in pieces; the last ends with a line feed.
    package var out: (String) -> Void
    /// Notes, errors and everything else that is no answer.
    package var err: (String) -> Void
    /// The bytes of a file, or why they cannot be read.
    package var readFile: (String) -> Result<[UInt8], HostProblem>
    /// The path of a file or folder with all links followed; nil where there is none.
    package var realPath: (String) -> String?
    /// What is in a folder, for completion; nothing where it cannot be read.
    package var listFolder: (String) -> [FolderEntry]
    /// Told now and then how far a long run has come: rows looked at, of how many.
    package var progress: (@Sendable (_ rowsDone: Int, _ rowsTotal: Int) -> Void)?
    /// Told now and then how far it is with what is done behind that (`sorting 1,000,000 rows`), of 1; with 1 when it is done.
    package var late: (@Sendable (_ work: String, _ share: Double) -> Void)?
    /// Told when a run begins and when it has ended; what was shown of its progress is gone then.
    package var willRun: () -> Void
    package var hasRun: () -> Void
    /// Begins to write a file.
    package var openFile: (String, FilePlace) -> Result<FileDraft, HostProblem>
    /// Whether a file can be written at a path: how many bytes stand there now, nil if there is none.
    package var writable: (String) -> Result<Int?, HostProblem>
    /// Has the shell do a line (without one, opens it) on the same terminal, and waits: the status that it ended with.
    package var runShell: (String) -> Result<Int, HostProblem>
    /// Has the shell do a line, which is given on its standard input what is written and has the terminal until it has
    /// ended. `keep` and `drop` wait for that; what was not as it should be begins with a verb, of which the line is the subject.
    package var openProgram: (String) -> Result<FileDraft, HostProblem>
    /// What a viewer is called; why there is none.
    package var viewerName: (Viewer) -> Result<String, HostProblem>
    /// Begins a file of this ending for a viewer, that only the user can read and that goes when the session ends.
    package var openViewer: (Viewer, _ ending: String) -> Result<ViewedFile, HostProblem>
    /// Asks the user and waits for a line; nil as Ctrl-C. Itself nil where nobody can be asked.
    package var askUser: ((String) -> String?)?
    /// A variable of the programs that are started; and gives it a value, or takes it away.
    package var variable: (String) -> String?
    package var setVariable: (String, String?) -> Void
    /// Names that were given to folders, in any session; and keeps one, or forgets it.
    package var bookmarks: () -> [String: String]
    package var keepBookmark: (String, String?) -> Result<Void, HostProblem>
    /// Goes to another folder, from which paths lead on.
    package var changeFolder: (String) -> Result<Void, HostProblem>
    /// Waits so many seconds; false once the user has asked to stop.
    package var wait: (Double) -> Bool
    /// The local date and time of day, to be told.
    package var clock: () -> String
    /// True once the user has asked to stop.
    package var isCancelled: @Sendable () -> Bool
    /// A moment in seconds, for limits and `.timer`; never part of an answer.
    package var now: () -> Double

    package init(
        out: @escaping (String) -> Void, err: @escaping (String) -> Void,
        readFile: @escaping (String) -> Result<[UInt8], HostProblem>,
        openFile: @escaping (String, FilePlace) -> Result<FileDraft, HostProblem>,
        realPath: @escaping (String) -> String? = { $0 },
        listFolder: @escaping (String) -> [FolderEntry] = { _ in [] },
        writable: @escaping (String) -> Result<Int?, HostProblem> = { _ in .failure(Host.missing) },
        runShell: @escaping (String) -> Result<Int, HostProblem> = { _ in .failure(Host.missing) },
        openProgram: @escaping (String) -> Result<FileDraft, HostProblem> = { _ in .failure(Host.missing) },
        viewerName: @escaping (Viewer) -> Result<String, HostProblem> = { _ in .failure(Host.missing) },
        openViewer: @escaping (Viewer, String) -> Result<ViewedFile, HostProblem> = { _, _ in .failure(Host.missing) },
        askUser: ((String) -> String?)? = nil,
        variable: @escaping (String) -> String? = { _ in nil },
        setVariable: @escaping (String, String?) -> Void = { _, _ in },
        bookmarks: @escaping () -> [String: String] = { [:] },
        keepBookmark: @escaping (String, String?) -> Result<Void, HostProblem> = { _, _ in .failure(Host.missing) },
        changeFolder: @escaping (String) -> Result<Void, HostProblem> = { _ in .failure(Host.missing) },
        wait: @escaping (Double) -> Bool = { _ in false }, clock: @escaping () -> String = { "" },
        isCancelled: @escaping @Sendable () -> Bool = { false },
        progress: (@Sendable (_ rowsDone: Int, _ rowsTotal: Int) -> Void)? = nil,
        late: (@Sendable (_ work: String, _ share: Double) -> Void)? = nil,
        willRun: @escaping () -> Void = {}, hasRun: @escaping () -> Void = {}, now: @escaping () -> Double = { 0 }
    ) {
        self.out = out
        self.err = err
        self.readFile = readFile
        self.openFile = openFile
        self.realPath = realPath
        self.listFolder = listFolder
        self.writable = writable
        self.runShell = runShell
        self.openProgram = openProgram
        self.viewerName = viewerName
        self.openViewer = openViewer
        self.askUser = askUser
        self.variable = variable
        self.setVariable = setVariable
        self.bookmarks = bookmarks
        self.keepBookmark = keepBookmark
        self.changeFolder = changeFolder
        self.wait = wait
        self.clock = clock
        self.isCancelled = isCancelled
        self.progress = progress
        self.late = late
        self.willRun = willRun
        self.hasRun = hasRun
        self.now = now
    }

    /// For what a host does not have.
    package static var missing: HostProblem { HostProblem("there is no such thing here") }
}

/// A file or folder by its name.
package struct FolderEntry: Hashable, Sendable {
    package var name: String
    package var isFolder: Bool

    package init(_ name: String, isFolder: Bool) {
        self.name = name
        self.isFolder = isFolder
    }
}

/// Why something outside failed, in words.
package struct HostProblem: Error, Hashable, Sendable {
    package var reason: String

    package init(_ reason: String) { self.reason = reason }

    /// Of a program: 128 and the signal where one ended it.
    package static func ended(withStatus status: Int) -> HostProblem {
        let signal = status > 128 && status < 160 ? ", of signal \(status - 128)" : ""
        return HostProblem("ended with status \(status)\(signal)")
    }
}
