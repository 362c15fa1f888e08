import CTerminal
import Glibc

/// When to write in colour, as `--color` says.
package enum ColourChoice: String, CaseIterable, Sendable {
    case auto
    case always
    case never
}

/// What is known of the terminal, taken once; the size can be asked again.
package struct TerminalFacts: Equatable, Sendable {
    package var inputIsTerminal: Bool
    package var outputIsTerminal: Bool
    package var errorIsTerminal: Bool
    /// `TERM` is `dumb`, empty or not set: no escape sequence may be written.
    package var isDumb: Bool
    /// Columns, at least 1; 80 where nothing says.
    package var width: Int
    /// Rows, at least 1; 24 where nothing says.
    package var height: Int
    /// Standard output may be coloured.
    package var outputMayBeColoured: Bool
    /// Standard error may be coloured.
    package var errorMayBeColoured: Bool

    /// True if the line editor can be used; otherwise questions are read as plain lines.
    package var canEdit: Bool { inputIsTerminal && outputIsTerminal && !isDumb }

    /// Derives the rest from what the system says.
    ///
    /// `NO_COLOR`, set and not empty, beats `auto`; `--color always` beats both and is for pipes into a pager.
    package init(
        terminals: (input: Bool, output: Bool, error: Bool), size: (width: Int, height: Int)?,
        term: String?, noColour: String?, choice: ColourChoice
    ) {
        inputIsTerminal = terminals.input
        outputIsTerminal = terminals.output
        errorIsTerminal = terminals.error
        isDumb = term == nil || term == "" || term == "dumb"
        width = (size?.width).flatMap { $0 > 0 ? $0 : nil } ?? 80
        height = (size?.height).flatMap { $0 > 0 ? $0 : nil } ?? 24
        let isWelcome = !isDumb && (noColour ?? "").isEmpty
        switch choice {
        case .auto:
            outputMayBeColoured = terminals.output && isWelcome
            errorMayBeColoured = terminals.error && isWelcome
        case .always:
            outputMayBeColoured = true
            errorMayBeColoured = true
        case .never:
            outputMayBeColoured = false
            errorMayBeColoured = false
        }
    }

    /// Asks the system about descriptors 0, 1 and 2 and the environment.
    package static func current(colour: ColourChoice = .auto) -> TerminalFacts {
        TerminalFacts(
            terminals: (isatty(0) == 1, isatty(1) == 1, isatty(2) == 1), size: currentSize(),
            term: environmentValue("TERM"), noColour: environmentValue("NO_COLOR"), choice: colour)
    }

    /// The size of the terminal now, or nil if none of the three descriptors is one.
    package static func currentSize() -> (width: Int, height: Int)? {
        for descriptor: Int32 in [1, 0, 2] {
            var columns: UInt32 = 0
            var rows: UInt32 = 0
            if ct_window_size(descriptor, &columns, &rows) == 0, columns > 0, rows > 0 {
                return (Int(columns), Int(rows))
            }
        }
        return nil
    }
}

/// The value of an environment variable, or nil.
func environmentValue(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
}
