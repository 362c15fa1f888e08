package import Readers
package import Rendering

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
    /// Writes a file whole or not at all.
    package var writeFile: (String, String) -> Result<Void, HostProblem>
    /// True once the user has asked to stop.
    package var isCancelled: @Sendable () -> Bool
    /// A moment in seconds, for limits and `.timer`; never part of an answer.
    package var now: () -> Double

    package init(
        out: @escaping (String) -> Void, err: @escaping (String) -> Void,
        readFile: @escaping (String) -> Result<[UInt8], HostProblem>,
        writeFile: @escaping (String, String) -> Result<Void, HostProblem>,
        realPath: @escaping (String) -> String? = { $0 },
        isCancelled: @escaping @Sendable () -> Bool = { false }, now: @escaping () -> Double = { 0 }
    ) {
        self.out = out
        self.err = err
        self.readFile = readFile
        self.writeFile = writeFile
        self.realPath = realPath
        self.isCancelled = isCancelled
        self.now = now
    }
}

/// Why something outside failed, in words.
package struct HostProblem: Error, Hashable, Sendable {
    package var reason: String

    package init(_ reason: String) { self.reason = reason }
}

/// What the user has set.
package struct Settings: Sendable {
    package var drawing: Drawing
    /// The form of answers that name none.
    package var form: Form
    /// False switches off everything that writes files or runs programs, for good (`--safe`).
    package var mayTouchTheWorld = true
    package var shortErrors = false
    package var timer = false
    package var colourErrors = false
    /// Columns of the window in which errors and notes are read; nil where it is none: then their lines stay whole.
    package var errorWidth: Int?
    /// Seconds that one question may take.
    package var timeLimit: Double?
    /// Bytes that one question may use.
    package var memoryLimit: Int?
    /// Threads that one question may use; nil for as many as the machine has. Answers do not depend on it.
    package var threads: Int?
    package var readOptions = ReadOptions()

    package init(drawing: Drawing, form: Form = .table) {
        self.drawing = drawing
        self.form = form
    }
}
