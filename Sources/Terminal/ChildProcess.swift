import CTerminal
import Glibc

/// Starts a program with an open descriptor (or the terminal) as its standard input.
///
/// - Returns: its process id, or nil if it could not be started.
func spawn(_ arguments: [String], input: Int32 = -1) -> pid_t? {
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    pointers.append(nil)
    defer { pointers.forEach { free($0) } }
    guard !pointers.dropLast().contains(nil) else { return nil }
    let child = ct_spawn(&pointers, input)
    return child > 0 ? child : nil
}

/// Runs `body` while Ctrl-C is the business of a child alone.
func leavingSignalsToChild<Result>(_ body: () -> Result) -> Result {
    ct_ignore_terminal_signals(1)
    defer { ct_ignore_terminal_signals(0) }
    return body()
}
