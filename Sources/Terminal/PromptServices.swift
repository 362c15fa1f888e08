package import Colours

/// One thing that may stand at the cursor.
package struct Completion: Equatable, Sendable {
    /// What replaces the word, with a space behind it if one belongs there.
    package var text: String
    /// A few words beside it in the list: a count, a type, a label. May be empty.
    package var note: String

    package init(text: String, note: String = "") {
        self.text = text
        self.note = note
    }
}

/// What the session knows and the prompt asks; all are functions of the text alone.
package struct PromptServices {
    /// True if the text is a whole question, by the real parser.
    package var isComplete: (String) -> Bool
    /// True if the line goes on with the question before it, which is complete in itself: it begins with `|`,
    /// or is indented deeper. Only asked for text that is not typed at a prompt.
    package var continues: (_ question: String, _ nextLine: String) -> Bool
    /// What may stand at the cursor, and the UTF-8 bytes of the text that it replaces.
    package var complete: (_ text: String, _ cursorByteOffset: Int) -> (replacing: Range<Int>, candidates: [Completion])
    /// How ranges of UTF-8 bytes are painted, in order and apart from each other.
    package var highlight: ((String) -> [(Range<Int>, Paint)])?
    /// What the text, with the cursor at its end, could go on with; shown in grey until Right accepts it.
    /// Asked where the history has nothing that begins so.
    package var hint: ((String) -> String?)?
    /// False if nothing but an error would come of the text: then it is not proposed.
    package var isRight: (String) -> Bool
    /// One line on how the call or step goes on that the cursor (in UTF-8 bytes) is in; stands below the question.
    package var usage: ((_ text: String, _ cursorByteOffset: Int) -> String?)?

    package init(
        isComplete: @escaping (String) -> Bool = { _ in true },
        continues: @escaping (_ question: String, _ nextLine: String) -> Bool = { _, _ in false },
        complete:
            @escaping (_ text: String, _ cursorByteOffset: Int) -> (
                replacing: Range<Int>, candidates: [Completion]
            ) = { _, cursor in (cursor..<cursor, []) },
        highlight: ((String) -> [(Range<Int>, Paint)])? = nil,
        hint: ((String) -> String?)? = nil,
        isRight: @escaping (String) -> Bool = { _ in true },
        usage: ((_ text: String, _ cursorByteOffset: Int) -> String?)? = nil
    ) {
        self.isComplete = isComplete
        self.continues = continues
        self.complete = complete
        self.highlight = highlight
        self.hint = hint
        self.isRight = isRight
        self.usage = usage
    }
}

/// How the prompt looks and what it may do.
package struct PromptSettings: Sendable {
    /// Stands before the first line. No control characters.
    package var prompt: String
    /// Stands before each further line; padded to the width of the prompt.
    package var continuation: String
    /// The file of the history; nil keeps none beyond this run.
    package var historyPath: String?
    /// False remembers nothing of what is asked.
    package var keepsHistory = true
    /// False has Ctrl-D say how to leave, and leave only when it comes again.
    package var leavesAtOnce = true
    /// True has brackets and quotes bring their fellows.
    package var closesPairs = false
    /// The name of the data that questions are asked of, written beside them in the history.
    package var dataSet: String
    /// False paints nothing in colour, and shows no grey text ahead of the cursor; what is unknown is still underlined.
    package var hasColour: Bool
    /// What all that is set off looks like, where there is colour.
    package var palette = Palette()
    /// False shows no grey text ahead of the cursor and no line on how a call goes on.
    package var hasHints: Bool
    /// Shown below the prompt when Enter is pressed on an empty line; empty for nothing.
    package var emptyLineTip: String
    /// False keeps the prompt from starting the user's editor (`--safe`).
    package var mayRunPrograms: Bool
    /// The most bytes that a question may have.
    package var longestQuestion: Int

    package init(
        prompt: String = "casus> ", continuation: String = "...> ", historyPath: String? = nil, dataSet: String = "",
        hasColour: Bool = true, hasHints: Bool = true, emptyLineTip: String = "", mayRunPrograms: Bool = true,
        longestQuestion: Int = 1 << 20
    ) {
        self.prompt = prompt
        self.continuation = continuation
        self.historyPath = historyPath
        self.dataSet = dataSet
        self.hasColour = hasColour
        self.hasHints = hasHints
        self.emptyLineTip = emptyLineTip
        self.mayRunPrograms = mayRunPrograms
        self.longestQuestion = longestQuestion
    }

    var paints: Paints { Paints(palette: palette, hasColour: hasColour) }
}
