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

/// Runs `body` while Ctrl-C is the business of a child alone and the terminal is as the user has set it, without marked
/// pastes; it is then set as it was, however the child left it.
func leavingSignalsToChild<Result>(_ body: () -> Result) -> Result {
    var terminal = lendTerminal()
    defer { takeTerminalBack(&terminal) }
    return body()
}

/// The same from here until it is taken back.
func lendTerminal() -> ct_terminal_state {
    ct_ignore_terminal_signals(1)
    ct_hold_lend()
    var terminal = ct_terminal_state()
    ct_terminal_keep(&terminal)
    return terminal
}

func takeTerminalBack(_ terminal: inout ct_terminal_state) {
    ct_terminal_give_back(&terminal)
    ct_ignore_terminal_signals(0)
    ct_hold_take_back()
}

/// Has `/bin/sh` do a line on the terminal, or opens `$SHELL` without one, and waits.
///
/// - Returns: the status it ended with, 128 and the signal where one ended it; nil if it could not be started.
package func runShell(_ line: String) -> Int? {
    ct_flush_standard_output()
    let shell = environmentValue("SHELL") ?? ""
    let command = line.isEmpty ? [shell.isEmpty ? "/bin/sh" : shell] : ["/bin/sh", "-c", line]
    return leavingSignalsToChild { spawn(command).map { Int(ct_wait_for_child($0)) } }
}
