import Glibc
import Readers
import Rendering
import Session
import Terminal

/// The world of a process: descriptors, files, signals.
enum SystemHost {
    static func make(
        progress: ProgressLine? = nil, viewed: ViewedAnswers = ViewedAnswers(),
        asker: Asker? = nil,
        _ write: @escaping (String) -> Void = { SystemHost.write($0, to: 1) }
    ) -> Host {
        let tell: (@Sendable (Int, Int) -> Void)? =
            if let progress { { done, total in progress.tell(done: done, of: total) } } else { nil }
        let tellLate: (@Sendable (String, Double) -> Void)? =
            if let progress { { work, share in progress.tell(work, share: share) } } else { nil }
        return Host(
            out: write, err: { SystemHost.write($0, to: 2) }, readFile: { read($0) },
            openFile: { WrittenFile.open($0, $1) }, realPath: { realPath($0) }, listFolder: { list($0) },
            writable: { WrittenFile.size(ofWritable: $0) },
            runShell: { runShell($0).map { .success($0) } ?? .failure(HostProblem(reason())) },
            openProgram: { open(program: $0) },
            viewerName: { ViewedAnswers.command($0) }, openViewer: { viewed.open($0, ending: $1) },
            askUser: asker.map { asker in { asker.editor?.ask($0) } },
            variable: { environment($0) },
            setVariable: { name, value in
                if let value { setenv(name, value, 1) } else { unsetenv(name) }
            },
            bookmarks: { Bookmarks.all() }, keepBookmark: { Bookmarks.keep($0, $1) },
            changeFolder: { chdir($0) == 0 ? .success(()) : .failure(HostProblem(reason())) },
            wait: { Interrupt.wait(seconds: $0) }, clock: { clock() },
            isCancelled: { Interrupt.isRaised },
            progress: tell, late: tellLate, willRun: { progress?.begin() }, hasRun: { progress?.end() },
            now: { seconds() })
    }

    /// A program that an answer goes into. One that ends before it has the whole, as a pager that is left early, makes an
    /// end of the writing; that is told, with its status where that is not 0.
    private static func open(program line: String) -> Result<FileDraft, HostProblem> {
        guard let program = FedProgram.start(line) else {
            return .failure(HostProblem("could not be started: \(reason())"))
        }
        let end: @Sendable () -> HostProblem? = {
            let status = program.end() ?? 0
            // Behind what the terminal shows of Ctrl-C.
            if status == 130 { write("\n", to: 2) }
            return status == 0 ? nil : .ended(withStatus: status)
        }
        return .success(
            FileDraft(
                write: { program.write($0) ? nil : end() ?? HostProblem("ended before it had the whole answer") },
                keep: { end().map { .failure($0) } ?? .success(()) }, drop: { _ = end() }))
    }

    /// The names in a folder, but for the folder itself and the one above it.
    private static func list(_ path: String) -> [FolderEntry] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var entries: [FolderEntry] = []
        while let entry = readdir(folder), entries.count < 20_000 {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name == "." || name == ".." { continue }
            var facts = stat()
            let isFolder = stat("\(path)/\(name)", &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
            entries.append(FolderEntry(name, isFolder: isFolder))
        }
        return entries
    }

    /// The local date and time of day.
    private static func clock() -> String {
        var now = time(nil)
        var parts = tm()
        guard localtime_r(&now, &parts) != nil else { return "" }
        var buffer = [CChar](repeating: 0, count: 32)
        let count = strftime(&buffer, buffer.count, "%Y-%m-%d %H:%M:%S", &parts)
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Seconds of a clock that only runs forward.
    static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Writes all of a text. A closed pipe ends the process quietly; any other failure ends it with status 1.
    static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var offset = 0
            while offset < bytes.count {
                guard let base = bytes.baseAddress else { return }
                let count = Glibc.write(descriptor, base + offset, bytes.count - offset)
                if count > 0 {
                    offset += count
                } else if errno == EPIPE {
                    Glibc.exit(0)
                } else if errno != EINTR && errno != EAGAIN {
                    if descriptor != 2 { complain("casus: cannot write the answer: \(reason())\n") }
                    Glibc.exit(1)
                }
            }
        }
    }

    private static func complain(_ text: String) { write(text, to: 2) }

    static func reason() -> String { String(cString: strerror(errno)) }

    static func read(_ path: String, limit: Int = 1 << 30) -> Result<[UInt8], HostProblem> {
        do throws(InputError) {
            return .success(try InputFile(path: path).readAll(limit: limit))
        } catch {
            return .failure(HostProblem(error.text))
        }
    }

    static func realPath(_ path: String) -> String? {
        guard let found = realpath(path.isEmpty ? "." : path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }

    /// Ends the process where all is written and nothing is left to do: whatever is in memory the system takes back at
    /// once, which letting go of it piece by piece does not.
    static func leave(_ status: Int32) -> Never {
        fflush(nil)
        _exit(status)
    }

    /// Where the history is, and what else is kept over sessions; nil where no folder is named for it. `.env` is for what is
    /// started, and does not move it.
    static let stateFolder: String? =
        (environment("XDG_STATE_HOME") ?? environment("HOME").map { "\($0)/.local/state" }).map { "\($0)/casus" }

    static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}
