import CTerminal
import Foundation
import Testing

/// A program at the far end of a terminal of its own: the fixture, or Casus itself.
///
/// Nothing here sleeps: each step waits until the screen shows what it should, or the deadline of the session is over.
final class PromptSession {
    private let controller: Int32
    private let child: pid_t
    private let deadline = ContinuousClock.now + .seconds(20)
    private(set) var screen: VirtualScreen
    /// Where the program runs, and its home.
    let folder: URL
    private let prompt: String
    /// Every byte that the program has written.
    private var received: [UInt8] = []

    struct CannotStart: Error {
        let reason: String
    }

    /// - Parameters:
    ///   - casus: the arguments of Casus, which is run in place of the fixture; its history is `casus/history`.
    ///   - folder: of another session, whose history is to be shared.
    init(
        width: Int = 60, height: Int = 16, editrc: String? = nil, history: String = "", casus: [String]? = nil,
        sharing folder: URL? = nil, environment given: [String] = ["NO_COLOR=1"]
    ) throws {
        prompt = casus == nil ? "ask>" : "casus>"
        let folder =
            folder ?? FileManager.default.temporaryDirectory.appending(path: "prompt-\(UUID().uuidString)")
        self.folder = folder
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let historyFile = folder.appending(path: "history")
        if !history.isEmpty { try Data(history.utf8).write(to: historyFile) }
        let settings = folder.appending(path: "editrc")
        if let editrc { try Data(editrc.utf8).write(to: settings) }
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: casus == nil ? "prompt-fixture" : "casus")
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        var arguments = PromptSession.strings([program.path] + (casus ?? [historyFile.path]))
        var environment = PromptSession.strings(
            given + [
                "TERM=xterm", "LANG=C.UTF-8", "XDG_STATE_HOME=\(folder.path)", "PATH=\(path)", "HOME=\(folder.path)",
                "TMPDIR=\(folder.path)",
                "EDITRC=\(editrc == nil ? "/dev/null" : settings.path)", "EDITOR=sed -i s/me/you/",
                "PAGER=sed s/line/page/", "SWIFT_BACKTRACE=enable=no",
            ])
        defer { (arguments + environment).forEach { free($0) } }
        var process: pid_t = 0
        controller = ct_pty_spawn(&arguments, &environment, UInt32(width), UInt32(height), &process)
        child = process
        screen = VirtualScreen(width: width, height: height)
        guard controller >= 0 else { throw CannotStart(reason: String(cString: strerror(-controller))) }
        let prompt = prompt
        wait { $0.rows.contains(prompt) }
    }

    deinit {
        kill(child, SIGKILL)
        _ = ct_wait_for_child(child)
        close(controller)
        try? FileManager.default.removeItem(at: folder)
    }

    private static func strings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { strdup($0) } + [nil]
    }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        // A terminal takes in only so much at once: read while writing.
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + 512)
            #expect(bytes[start..<end].withUnsafeBytes { ct_write_all(controller, $0.baseAddress, $0.count) } == 0)
            start = end
            _ = take(milliseconds: 0)
        }
    }

    /// Waits for an empty prompt and types. Ctrl-C that comes before it is for the question that runs.
    func ask(_ text: String, _ location: SourceLocation = #_sourceLocation) {
        let prompt = prompt
        wait(location) { $0.rows.last { !$0.isEmpty } == prompt }
        type(text)
    }

    /// Types something that ends the question, and waits for the next prompt.
    func converse(_ text: String, _ location: SourceLocation = #_sourceLocation) {
        let before = promptCount
        ask(text, location)
        wait(location) { _ in promptCount > before }
    }

    /// How many prompts there were: each switches the bracketing of pastes on, as does the end of a program
    /// that was started.
    private var promptCount: Int {
        String(decoding: received, as: UTF8.self).components(separatedBy: "\u{1B}[?2004h").count
    }

    func paste(_ text: String) {
        type("\u{1B}[200~" + text + "\u{1B}[201~")
    }

    func resize(width: Int, height: Int) {
        screen = VirtualScreen(width: width, height: height)
        #expect(ct_pty_resize(controller, UInt32(width), UInt32(height)) == 0)
    }

    /// Reads until the condition holds; records an issue with the screen if it never does.
    @discardableResult
    func wait(
        _ location: SourceLocation = #_sourceLocation, until condition: (VirtualScreen) -> Bool
    ) -> Bool {
        while !condition(screen) {
            guard ContinuousClock.now < deadline, take(milliseconds: 200) else {
                Issue.record("never shown; the screen:\n\(screen.text)", sourceLocation: location)
                return false
            }
        }
        return true
    }

    /// Waits for a line of exactly this text, on the screen or scrolled off it.
    @discardableResult
    func wait(forLine line: String, _ location: SourceLocation = #_sourceLocation) -> Bool {
        wait(location) { $0.lines.contains(line) }
    }

    /// Waits until the last rows of the screen that are not empty are these.
    @discardableResult
    func wait(forLast rows: [String], _ location: SourceLocation = #_sourceLocation) -> Bool {
        wait(location) { screen in
            var shown = screen.rows[...]
            while shown.last == "" { shown.removeLast() }
            return Array(shown.suffix(rows.count)) == rows
        }
    }

    /// Presses Ctrl-C and types the text until an answer comes, whatever was begun before.
    ///
    /// Once is not enough: Ctrl-C that comes while a question runs is for the question, and overtakes the keys before it.
    func insist(on text: String, until answer: String) -> Bool {
        while ContinuousClock.now < deadline {
            type("\u{7}\u{3}" + text)
            while take(milliseconds: 300, orNothing: false) {}
            if screen.lines.contains(answer) { return true }
        }
        return false
    }

    /// The exit status once the program has ended by itself; nil if it does not.
    func end(_ location: SourceLocation = #_sourceLocation) -> Int32? {
        if prompt == "ask>" { wait(forLine: "<end>", location) }
        return status
    }

    /// The exit status once the program has ended, 128 and the signal where one ended it; nil if it goes on.
    var status: Int32? {
        while take(milliseconds: 200) {
            if ContinuousClock.now > deadline { return nil }
        }
        return ct_wait_for_child(child)
    }

    /// How often a text has come, sequences among them.
    func count(of text: String) -> Int {
        String(decoding: received, as: UTF8.self).components(separatedBy: text).count - 1
    }

    /// Whether the terminal collects lines, shows what is typed and makes signals of keys, as a shell has left it.
    var isAsTheUserHasIt: Bool {
        var state = termios()
        let flags = tcflag_t(ICANON | ECHO | ISIG)
        return tcgetattr(controller, &state) == 0 && state.c_lflag & flags == flags
            && state.c_iflag & tcflag_t(ICRNL) != 0
    }

    var hasSeenEscape: Bool { received.contains(0x1B) }

    /// What is no text and none of the sequences that a prompt without colour writes.
    var foreignSequences: [String] {
        let text = String(decoding: received, as: UTF8.self)
        let ours = text.replacing(/\x1B\[(\?25[lh]|\?2004[lh]|[0-9]*[AC]|[JK]|(0|4|7|1;4)m)/, with: "")
        return ours.unicodeScalars.enumerated().compactMap { index, scalar in
            let isHostile =
                scalar.value < 0x20 && !["\r", "\n", "\t", "\u{7}"].contains(scalar)
                || (0x7F...0x9F).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
                || (0x2066...0x2069).contains(scalar.value)
            if !isHostile { return nil }
            let around = ours.unicodeScalars.dropFirst(max(0, index - 20)).prefix(40)
            return String(String.UnicodeScalarView(around)).debugDescription
        }
    }

    /// Ends without looking at what the program answers.
    func send(signal: Int32) {
        kill(child, signal)
    }

    /// Reads what has come; false at the end of the program, or (`orNothing`) also true when time ran out before.
    private func take(milliseconds: Int32, orNothing: Bool = true) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = ct_pty_read(controller, &bytes, bytes.count, milliseconds)
        if count > 0 {
            screen.write(bytes[0..<count])
            received += bytes[0..<count]
        }
        return count > 0 || (count < 0 && orNothing)
    }
}
