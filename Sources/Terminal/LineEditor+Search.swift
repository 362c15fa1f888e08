import Glibc

/// Ctrl-R: whole questions of the history that contain what is typed, newest first.
///
/// Ctrl-R again goes on to older ones, Ctrl-S back; Enter or any editing key takes the question over for editing;
/// Ctrl-C, Ctrl-G and Esc leave things as they were.
extension LineEditor {
    private struct Search {
        var wanted = ""
        var place: Int?
        var failure: SearchFailure?
    }

    func searchHistory() {
        var search = Search()
        isSearching = true
        defer { isSearching = false }
        while true {
            switch nextEvent(draw: { draw(search) }) {
            case .ended, .interrupted:
                return
            case .key(.scalar(let scalar)):
                switch scalar {
                case "\u{12}": advance(&search, older: true)
                case "\u{13}": advance(&search, older: false)
                case "\u{03}", "\u{07}", "\u{1B}": return
                case "\n", "\r": return take(search)
                case "\u{08}", "\u{7F}":
                    if !search.wanted.isEmpty { search.wanted.removeLast() }
                    search.place = nil
                    refine(&search)
                case _ where scalar.value >= 0x20:
                    search.wanted.unicodeScalars.append(scalar)
                    refine(&search)
                default:
                    heldKeys.append(.scalar(scalar))
                    return take(search)
                }
            case .key(.paste(let bytes)):
                search.wanted += pastedText(bytes)
                refine(&search)
            case .key(let key):
                heldKeys.append(key)
                return take(search)
            }
        }
    }

    private func refine(_ search: inout Search) {
        guard !search.wanted.isEmpty else {
            search = Search()
            return
        }
        let found = history.search(search.wanted, before: search.place.map { $0 + 1 } ?? .max, skipping: nil)
        search.failure = found == nil ? .nowhere : nil
        search.place = found ?? search.place
    }

    private func advance(_ search: inout Search, older: Bool) {
        let shown = search.place.map { history.entries[$0].question }
        let bound = search.place ?? history.entries.count
        let found =
            older
            ? history.search(search.wanted, before: bound, skipping: shown)
            : history.search(search.wanted, after: bound, skipping: shown)
        search.failure = found != nil ? nil : older ? .noOlder : .noNewer
        search.place = found ?? search.place
        if found == nil { ring() }
    }

    private func take(_ search: Search) {
        guard let place = search.place else { return }
        let found = shownText(search)
        replaceAll(with: withoutControls(history.entries[place].question.unicodeScalars))
        move(to: found.cursor)
    }

    /// The question found, with the cursor where the match begins.
    private func shownText(_ search: Search) -> EditedText {
        guard let place = search.place else { return edited }
        let question = withoutControls(history.entries[place].question.unicodeScalars)
        var result = EditedText(scalars: Array(question.unicodeScalars), cursor: 0)
        // Lower case may be longer in bytes; then the cursor is a little off, and nothing else.
        let offset = byteOffset(of: search.wanted.lowercased(), in: question.lowercased()) ?? 0
        result.cursor = result.scalarOffset(ofByte: offset)
        return result
    }

    private func draw(_ search: Search) {
        let size = screenSize
        let line = searchLine(search.wanted, search.failure, search.place.map { history.entries[$0] })
        let text = clipped(line, to: size.width)
        let row = Frame.Row(
            CandidateRow(parts: [.init(text: text.text, isNote: false)], width: text.width), Paints(hasColour: false))
        let found = shownText(search)
        let start = found.byteOffset(of: found.cursor)
        // Where nothing has what is typed now, what was found before is shown, and that has no such place.
        let isFound = search.place != nil && search.failure != .nowhere
        let match = isFound ? start..<(start + search.wanted.utf8.count) : nil
        let frame = frame(found, forGood: true, match: match)
            .window(below: [row], width: size.width, height: size.height, top: &top)
        writeToTerminal(painter.paint(frame, width: size.width))
    }
}

/// Why a search shows what it showed before.
enum SearchFailure {
    /// No question has what is typed.
    case nowhere
    case noOlder
    case noNewer
}

/// The line below a search: what is looked for, what came of it, and when and of which data the question was asked.
func searchLine(_ wanted: String, _ failure: SearchFailure?, _ found: HistoryEntry?) -> String {
    if wanted.isEmpty && found == nil && failure == nil {
        return "search: type a part of a question; Ctrl-R older, Enter takes it, Esc leaves"
    }
    let asked = found.map { entry in
        "[asked \(dateText(entry.time))\(entry.dataSet.isEmpty ? "" : " of \(entry.dataSet)")]"
    }
    let failed: String? =
        switch failure {
        case nil: nil
        case _ where found == nil: wanted.isEmpty ? "(no questions yet)" : "(in no question)"
        case .nowhere: "(in no question; this is the last one found)"
        case .noOlder: "(no older one)"
        case .noNewer: "(no newer one)"
        }
    return (["search: \(wanted)"] + [failed, failure == .nowhere ? nil : asked].compactMap(\.self))
        .joined(separator: "  ")
}

extension HistoryEntry {
    /// The local date and time of day.
    package var timeText: String { dateText(time) }
}

/// The local date and time of day.
private func dateText(_ seconds: Int) -> String {
    var time = time_t(seconds)
    var parts = tm()
    guard localtime_r(&time, &parts) != nil else { return "" }
    var buffer = [UInt8](repeating: 0, count: 32)
    let count = buffer.withUnsafeMutableBytes { bytes in
        bytes.withMemoryRebound(to: CChar.self) { strftime($0.baseAddress, $0.count, "%Y-%m-%d %H:%M", &parts) }
    }
    return String(decoding: buffer[..<count], as: UTF8.self)
}
