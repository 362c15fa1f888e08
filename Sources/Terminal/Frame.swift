import Colours

/// What the prompt shows at one moment, before it is laid out.
struct FrameContent {
    var prompt: String
    var continuation: String
    /// The question under edit.
    var text: String
    /// In Unicode scalars from the start of the text.
    var cursor: Int
    var styles: [(Range<Int>, Paint)] = []
    /// Grey text behind the question that is not part of it.
    var hint = ""
    /// Lines below the question: candidates, a search, a notice.
    var below: [CandidateRow] = []
    var paints = Paints()
}

/// Rows of the screen, each at most as wide as it.
struct Frame: Equatable {
    struct Row: Equatable {
        /// With its escape sequences for colour.
        var text: String
        /// In columns.
        var width: Int
        /// The next row goes on with the same line of the question.
        var isWrapped = false
    }
    var rows: [Row]
    var cursorRow: Int
    var cursorColumn: Int

    /// Lays the content out for a screen.
    init(_ content: FrameContent, width: Int) {
        var layout = FrameLayout(content, width: max(2, width))
        layout.layOut()
        rows = layout.rows
        cursorRow = layout.cursorRow
        cursorColumn = layout.cursorColumn
    }

    /// The rows that fit a screen, around the cursor, and then the ones below.
    ///
    /// - Parameters:
    ///   - top: the row that was at the top before; changed as little as the cursor needs.
    func window(below: [Row], width: Int, height: Int, top: inout Int) -> Frame {
        let height = max(1, height)
        if rows.count + below.count <= height {
            top = 0
            return Frame(rows: rows + below, cursorRow: cursorRow, cursorColumn: cursorColumn)
        }
        let room = max(1, min(rows.count, height - min(below.count, height / 2)))
        let isCut = rows.count > room && room > 1
        let visible = isCut ? room - 1 : room
        top = min(max(top, cursorRow - visible + 1), cursorRow)
        top = max(0, min(top, rows.count - visible))
        var result = Array(rows[top..<min(rows.count, top + visible)])
        if isCut {
            let text = clipped("-- rows \(top + 1) to \(top + visible) of \(rows.count) --", to: width)
            result.append(Row(text: text.text, width: text.width))
        }
        result += below.prefix(max(0, height - result.count))
        return Frame(rows: result, cursorRow: cursorRow - top, cursorColumn: cursorColumn)
    }

    private init(rows: [Row], cursorRow: Int, cursorColumn: Int) {
        self.rows = rows
        self.cursorRow = cursorRow
        self.cursorColumn = cursorColumn
    }
}

extension Frame.Row {
    /// A line below the question, cut to the screen.
    init(_ row: CandidateRow, _ paints: Paints) {
        let text = row.parts.map { part in
            let paint = part.isChosen ? paints.begin(.chosen) : part.isNote ? paints.begin(.grey) : ""
            return paint.isEmpty ? part.text : paint + part.text + Palette.end
        }.joined()
        self.init(text: text, width: row.width)
    }
}

private struct FrameLayout {
    private let content: FrameContent
    private let width: Int
    private(set) var rows: [Frame.Row] = []
    private(set) var cursorRow = 0
    private(set) var cursorColumn = 0
    private var row = Frame.Row(text: "", width: 0)
    private var paint = ""
    private var styleIndex = 0
    private var byteOffset = 0
    private var scalarOffset = 0
    private var cursorIsPlaced = false

    init(_ content: FrameContent, width: Int) {
        self.content = content
        self.width = width
    }

    mutating func layOut() {
        let promptWidth = cellWidth(content.prompt)
        beginLine(with: content.prompt)
        let continuation =
            String(repeating: " ", count: max(0, promptWidth - cellWidth(content.continuation))) + content.continuation
        // Split by scalars first: a line feed may hide in a character (CR LF).
        for (index, line) in content.text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            if index > 0 {
                endRow(isWrapped: false)
                beginLine(with: continuation)
                advance(scalars: 1, bytes: 1)
            }
            for character in String(line) {
                placeCursor(within: character.unicodeScalars.count)
                put(character, paint: currentPaint())
                advance(scalars: character.unicodeScalars.count, bytes: character.utf8.count)
            }
            if content.cursor <= scalarOffset { placeCursor(within: 1) }
        }
        placeCursor(within: Int.max)
        putHint()
        endRow(isWrapped: false)
    }

    private mutating func beginLine(with prefix: String) {
        // A prompt that leaves no room for the question is left out.
        let prefix = cellWidth(prefix) <= width / 2 ? prefix : ""
        let paint = content.paints.begin(rows.isEmpty ? .prompt : .grey)
        for character in prefix { put(character, paint: paint) }
    }

    private mutating func put(_ character: Character, paint wanted: String) {
        var piece = shown(character)
        if piece.width > width { piece = ShownText(text: "?", width: 1) }
        if row.width + piece.width > width { endRow(isWrapped: true) }
        if wanted != paint {
            row.text += (paint.isEmpty ? "" : Palette.end) + wanted
            paint = wanted
        }
        row.text += piece.text
        row.width += piece.width
    }

    private mutating func endRow(isWrapped: Bool) {
        if !paint.isEmpty { row.text += Palette.end }
        paint = ""
        row.isWrapped = isWrapped
        rows.append(row)
        row = Frame.Row(text: "", width: 0)
    }

    private mutating func advance(scalars: Int, bytes: Int) {
        scalarOffset += scalars
        byteOffset += bytes
    }

    /// The cursor stands before the next character if it is within its scalars.
    private mutating func placeCursor(within scalars: Int) {
        guard !cursorIsPlaced, content.cursor - scalarOffset < scalars else { return }
        cursorIsPlaced = true
        if row.width >= width { endRow(isWrapped: true) }
        cursorRow = rows.count
        cursorColumn = row.width
    }

    private mutating func currentPaint() -> String {
        while styleIndex < content.styles.count && content.styles[styleIndex].0.upperBound <= byteOffset {
            styleIndex += 1
        }
        guard styleIndex < content.styles.count, content.styles[styleIndex].0.contains(byteOffset) else { return "" }
        return content.paints.begin(content.styles[styleIndex].1)
    }

    private mutating func putHint() {
        guard content.paints.hasColour, !content.hint.isEmpty else { return }
        // Only what fits the rest of the row: a hint never moves what is there.
        let line = content.hint.prefix { $0 != "\n" }
        for character in line {
            let piece = shown(character)
            if row.width + piece.width >= width { return }
            put(character, paint: content.paints.begin(.grey))
        }
        if line.endIndex != content.hint.endIndex && row.width + 1 < width {
            put("…", paint: content.paints.begin(.grey))
        }
    }
}

/// What a prompt is painted with.
struct Paints: Equatable {
    var palette = Palette()
    var hasColour = true

    /// What the terminal is sent ahead of a text.
    func begin(_ paint: Paint) -> String {
        hasColour ? palette.begin(paint) : Palette.beginWithoutColour(paint)
    }
}
