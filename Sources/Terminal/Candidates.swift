/// The longest text that all candidates begin with, cut between characters, not within one.
func longestCommonPrefix(_ texts: [String]) -> String {
    guard var prefix = texts.first else { return "" }
    for text in texts.dropFirst() {
        prefix = String(zip(prefix, text).prefix { $0 == $1 }.map(\.0))
        if prefix.isEmpty { break }
    }
    return prefix
}

/// Candidates in columns, read downwards, no line wider than the screen and no more lines than there is room for.
///
/// Where there is no room for all, the notes beside them are cut short first.
///
/// - Returns: at most `maximumRows` lines; the last says how many candidates are not shown, if there are such.
func candidateRows(_ candidates: [Completion], width: Int, maximumRows: Int) -> [CandidateRow] {
    candidateList(candidates, width: width, maximumRows: maximumRows, chosen: nil).rows
}

/// The same with one of them set off, and those in sight that stand around it.
///
/// - Returns: with the rows, how many of them hold candidates.
func candidateList(
    _ candidates: [Completion], width: Int, maximumRows: Int, chosen: Int?
) -> (rows: [CandidateRow], candidateRows: Int) {
    guard !candidates.isEmpty, maximumRows > 0, width > 0 else { return ([], 1) }
    if maximumRows == 1 && candidates.count > 1 {
        let more = clipped("\(candidates.count) candidates", to: width)
        return ([CandidateRow(parts: [.init(text: more.text, isNote: true)], width: more.width)], 1)
    }
    let layout = CandidateLayout.best(for: candidates, width: width, maximumRows: maximumRows)
    return layout.rows(candidates, width: width, maximumRows: maximumRows, chosen: chosen)
}

/// How wide the columns of a list are.
private struct CandidateLayout {
    let widest: Int
    let cell: Int
    let columnCount: Int
    let neededRows: Int
    private static let gap = 2
    private var gap: Int { Self.gap }
    /// Notes are not cut shorter than this for one column more; in a list that has no room for all, not than the second.
    private static let leastNote = (8, 18)
    /// A name gives way before its note is shorter than this, which is room for its count.
    private static let leastCount = 12

    /// As many columns as have room for whole notes; if these are too few for all, as few more as are needed, and the
    /// notes have all the room that is left in them.
    static func best(for candidates: [Completion], width: Int, maximumRows: Int) -> CandidateLayout {
        let name = candidates.reduce(0) { max($0, cellWidth($1.text.trimmedAtEnd)) }
        let note = candidates.reduce(0) { max($0, cellWidth($1.note)) }
        let whole = max(1, (width + gap) / (name + (note > 0 ? gap + note : 0) + gap))
        func layout(_ columns: Int) -> CandidateLayout {
            CandidateLayout(name: name, note: note, columns: columns, count: candidates.count, width: width)
        }
        func columns(noteFrom least: Int) -> Int {
            max(whole, (width + gap) / (name + (note > 0 ? gap + min(note, least) : 0) + gap))
        }
        let all = (whole...columns(noteFrom: leastNote.0)).lazy.map(layout)
        return all.first { $0.neededRows <= maximumRows } ?? layout(columns(noteFrom: leastNote.1))
    }

    private init(name: Int, note: Int, columns: Int, count: Int, width: Int) {
        columnCount = columns
        let room = columns == 1 ? width : (width + Self.gap) / columns - Self.gap
        // In several columns there is room for the names.
        let beside = note > 0 && columns == 1 ? Self.gap + min(note, Self.leastCount) : 0
        widest = min(name, max(room - beside, (room + 1) / 2))
        cell = min(room, widest + (note > 0 ? Self.gap + note : 0))
        neededRows = (count + columns - 1) / columns
    }

    func rows(
        _ candidates: [Completion], width: Int, maximumRows: Int, chosen: Int?
    ) -> (rows: [CandidateRow], candidateRows: Int) {
        let isCut = neededRows > maximumRows
        let rowCount = isCut ? maximumRows - 1 : neededRows
        let page = max(1, rowCount * columnCount)
        let first = (chosen ?? 0) / page * page
        let shownCount = min(candidates.count - first, page)
        var rows = (0..<rowCount).map { row in
            var result = CandidateRow(parts: [], width: 0)
            for (column, index) in stride(from: row, to: shownCount, by: rowCount).enumerated() {
                result.pad(to: column * (cell + gap))
                result.add(
                    candidates[first + index], textWidth: min(widest, cell), cellWidth: cell, gap: gap,
                    isChosen: first + index == chosen)
            }
            return result
        }
        if isCut {
            let rest = "… and \(candidates.count - shownCount) more; go on typing"
            let more = clipped(
                chosen == nil ? rest : "\(first + 1) to \(first + shownCount) of \(candidates.count)", to: width)
            rows.append(CandidateRow(parts: [.init(text: more.text, isNote: true)], width: more.width))
        }
        return (rows, rowCount)
    }
}

/// One line of the list of candidates.
struct CandidateRow: Equatable {
    struct Part: Equatable {
        var text: String
        var isNote: Bool
        /// The candidate that stands in the question now.
        var isChosen = false
    }
    var parts: [Part]
    /// In columns.
    var width: Int

    /// The line without its styles.
    var text: String { parts.map(\.text).joined() }

    mutating func pad(to column: Int) {
        guard column > width else { return }
        parts.append(Part(text: String(repeating: " ", count: column - width), isNote: false))
        width = column
    }

    mutating func add(
        _ candidate: Completion, textWidth: Int, cellWidth: Int, gap: Int, isChosen: Bool = false
    ) {
        let left = width
        let text = clipped(candidate.text.trimmedAtEnd, to: textWidth)
        parts.append(Part(text: text.text, isNote: false, isChosen: isChosen))
        width += text.width
        let room = cellWidth - textWidth - gap
        guard !candidate.note.isEmpty, room > 0 else { return }
        pad(to: left + textWidth + gap)
        let note = clipped(candidate.note, to: room)
        parts.append(Part(text: note.text, isNote: true))
        width += note.width
    }
}

extension String {
    /// Without the spaces at its end.
    fileprivate var trimmedAtEnd: String {
        var result = self[...]
        while result.last == " " { result.removeLast() }
        return String(result)
    }
}
