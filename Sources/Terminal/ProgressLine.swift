import CTerminal
package import Colours
import Glibc
import Synchronization

/// One line on standard error that says how far a long run is; it comes after half a second and leaves no trace.
///
/// Told from any thread, as often as one likes: it looks at the clock and draws ten times a second at most.
package final class ProgressLine: Sendable {
    private struct State {
        var began = 0.0
        var lastDrawn = 0.0
        var isShown = false
        /// What is done with the rows that were looked at, and since when.
        var late: (work: String, share: Double, began: Double)?
    }

    private let state = Mutex(State())
    private let isOn: Bool
    /// Nil without colour.
    private let palette: Mutex<Palette?>

    /// Before this many seconds nothing is shown.
    private static let delay = 0.5
    private static let interval = 0.1

    /// Shows nothing where standard error is no terminal, or one that cannot take a line back.
    package init(facts: TerminalFacts) {
        isOn = facts.errorIsTerminal && !facts.isDumb
        palette = Mutex(facts.errorMayBeColoured ? Palette() : nil)
    }

    /// What it looks like from now on; nil without colour.
    package func use(_ palette: Palette?) {
        self.palette.withLock { $0 = palette }
    }

    /// A run begins now.
    package func begin() {
        guard isOn else { return }
        state.withLock { $0 = State(began: Self.now(), lastDrawn: 0, isShown: false) }
    }

    /// How far the run is: `done` of `total` of whatever shows the time that is left.
    ///
    /// - Parameters:
    ///   - what: stands in front, such as the name of a file. May be empty.
    ///   - rows: the rows so far, where they are not `done` itself.
    package func tell(done: Int, of total: Int, rows: Int? = nil, what: String = "") {
        guard isOn else { return }
        state.withLock { state in
            let now = Self.now()
            guard now - state.began >= Self.delay, now - state.lastDrawn >= Self.interval else { return }
            state.lastDrawn = now
            state.isShown = true
            let width = max(1, (TerminalFacts.currentSize()?.width ?? 80) - 1)
            var text = progressText(
                done: done, of: total, rows: rows, seconds: now - state.began, what: what, width: width)
            if let late = state.late, done >= total {
                text = lateText(late.work, share: late.share, seconds: now - late.began, width: width)
            }
            write("\r" + (palette.withLock { $0 }?.painted(text, .grey) ?? text) + "\u{1B}[K")
        }
    }

    /// How far it is with what is done when all rows have been looked at, such as `sorting 10,000 rows`; shown with the
    /// next `tell` of rows.
    package func tell(_ work: String, share: Double) {
        guard isOn else { return }
        state.withLock { state in
            let began = state.late?.work == work ? state.late?.began : nil
            state.late = share >= 1 ? nil : (work, share, began ?? Self.now())
        }
    }

    /// The run is over: what was shown is taken back.
    package func end() {
        guard isOn else { return }
        state.withLock { state in
            if state.isShown { write("\r\u{1B}[K") }
            state.isShown = false
            // What is told behind the end comes from a thread that has not heard of it.
            state.began = .infinity
        }
    }

    private func write(_ text: String) {
        var text = text
        _ = text.withUTF8 { ct_write_all(2, $0.baseAddress, $0.count) }
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// The line: how far, how many rows, how many in a second, how long it will take, in at most `width` columns.
func progressText(done: Int, of total: Int, rows: Int?, seconds: Double, what: String, width: Int) -> String {
    let share = total > 0 ? min(1, max(0, Double(done) / Double(total))) : 0
    var parts: [String] = []
    if total > 0 { parts.append("\(Int(share * 100)) %") }
    if let rows {
        // Some readers count only at the end.
        if rows > 0 {
            let rate = seconds > 0 ? Double(rows) / seconds : 0
            // Rounded as far as it is steady.
            let shown = rate < 1e15 ? Int(rate) : 0
            let step = shown >= 10_000 ? 1_000 : shown >= 1_000 ? 100 : 1
            parts.append("\(digitGroups(rows)) rows")
            if shown > 0 { parts.append("\(digitGroups(shown / step * step)) rows/s") }
        }
    } else {
        parts.append("\(digitGroups(done)) of \(digitGroups(total)) rows")
    }
    if share >= 1 {
        parts.append("all read, \(timeText(seconds)) so far")
    } else if share > 0.01 {
        parts.append("\(timeText(seconds * (1 - share) / share)) left")
    } else {
        parts.append("\(timeText(seconds)) so far")
    }
    return withWayToStop((what.isEmpty ? "" : what + ": ") + parts.joined(separator: ", "), width)
}

/// The line behind the last row: what is done, how far, and the time that is left once that can be told.
func lateText(_ work: String, share: Double, seconds: Double, width: Int) -> String {
    let share = min(1, max(0, share))
    var parts = [work, "\(Int(share * 100)) %"]
    if share > 0.05 { parts.append("\(timeText(seconds * (1 - share) / share)) left") }
    return withWayToStop(parts.joined(separator: ", "), width)
}

/// The text with what stops the run behind it, where there is room.
private func withWayToStop(_ text: String, _ width: Int) -> String {
    let end = "  (Ctrl-C stops)"
    return clipped(cellWidth(text + end) <= width ? text + end : text, to: width).text
}

/// `3 s`, `2 min 5 s`, `1 h 10 min`.
private func timeText(_ seconds: Double) -> String {
    let whole = seconds.isFinite ? Int(min(max(seconds.rounded(.up), 0), 1e9)) : 0
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min" + (whole % 60 == 0 ? "" : " \(whole % 60) s") }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
}

private func digitGroups(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(number.magnitude).reversed().enumerated() {
        if index > 0, index % 3 == 0 { text.append(",") }
        text.append(digit)
    }
    return String(text.reversed())
}
