import CTerminal
import Glibc
import Synchronization

/// A line of the shell that is given a text piece by piece on its standard input. It has the terminal until it has ended,
/// and Ctrl-C is for it alone.
package final class FedProgram: Sendable {
    private struct Run {
        var child: pid_t
        var input: Int32
        var terminal: ct_terminal_state
    }

    /// Nil once it has ended.
    private let run: Mutex<Run?>

    private init(_ run: Run) {
        self.run = Mutex(run)
    }

    /// Nil if it could not be started.
    package static func start(_ line: String) -> FedProgram? {
        ct_flush_standard_output()
        var ends: [Int32] = [-1, -1]
        guard ct_pipe(&ends) == 0 else { return nil }
        var terminal = lendTerminal()
        let child = spawn(["/bin/sh", "-c", line], input: ends[0])
        close(ends[0])
        guard let child else {
            close(ends[1])
            takeTerminalBack(&terminal)
            return nil
        }
        return FedProgram(Run(child: child, input: ends[1], terminal: terminal))
    }

    /// False once it takes no more.
    package func write(_ bytes: ArraySlice<UInt8>) -> Bool {
        run.withLock { run in
            guard let run else { return false }
            return bytes.withUnsafeBytes { ct_write_all(run.input, $0.baseAddress, $0.count) } == 0
        }
    }

    /// Tells it that this is the end, and waits for its own.
    ///
    /// - Returns: the status it ended with, 128 and the signal where one ended it; nil where that has been told.
    package func end() -> Int? {
        run.withLock { run in
            guard var ended = run else { return nil }
            run = nil
            close(ended.input)
            let status = Int(ct_wait_for_child(ended.child))
            takeTerminalBack(&ended.terminal)
            return status
        }
    }
}
