package import Readers
package import Rendering

/// What the user has set.
package struct Settings: Sendable {
    package var drawing: Drawing
    /// The form of answers that name none.
    package var form: Form
    /// Whether a table some columns of which have no room is written in lines instead.
    package var linesWhereWide = false
    /// False switches off everything that writes files or runs programs, for good (`--safe`).
    package var mayTouchTheWorld = true
    package var shortErrors = false
    package var timer = false
    /// Whether the prompt may show grey text that is not typed yet, and how a call goes on.
    package var hints = true
    /// Whether brackets and quotes that are typed bring their fellows.
    package var closesPairs = false
    /// Whether Ctrl-D leaves at once; else it says how, and leaves when it is pressed again.
    package var leavesAtOnce = true
    /// Whether the prompt begins with a line of its own.
    package var greets = true
    /// Whether a script that `.read` runs asks before each question.
    package var stepsThrough = false
    /// Whether the number of rows stands below an answer that is certain.
    package var countsRows = true
    /// Whether answers taller than the window go through a pager.
    package var pager = true
    /// Whether a pager may be started for them.
    package var isPaged: Bool { pager && mayTouchTheWorld }
    /// Whether the prompt remembers what is asked.
    package var keepsHistory = true
    /// The word in front of the sign of the prompt.
    package var prompt = "casus"
    /// The word in front of the sign of a line that a question goes on with.
    package var continuation = "..."
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
    /// Whether files of CSV and TSV begin with a byte order mark.
    package var marksFiles = false
    /// Whether the questions of a script stand above their answers.
    package var echoes = false
    /// Whether a script ends at the first of its questions that fails.
    package var stopsAtFailures = true
    /// Columns that tables are fitted to, whatever the window has.
    package private(set) var chosenWidth: Int?
    private var windowWidth: Int?

    package init(drawing: Drawing, form: Form = .table) {
        self.drawing = drawing
        self.form = form
    }

    /// Fits what follows to so many columns; nil leaves that to the window again.
    mutating func chooseWidth(_ width: Int?) {
        if chosenWidth == nil { windowWidth = drawing.width }
        chosenWidth = width
        drawing.width = width ?? windowWidth
    }

    /// The window has another width.
    package mutating func fit(toWindow width: Int) {
        windowWidth = width
        drawing.width = chosenWidth ?? width
    }
}
