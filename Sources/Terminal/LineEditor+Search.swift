import Glibc

/// Ctrl-R: whole questions of the history that contain what is typed, newest first.
///
/// Ctrl-R again goes on to older ones, Ctrl-S back; Enter or any editing key takes the question over for editing;
/// Ctrl-C, Ctrl-G and Esc leave things as they were.
extension LineEditor {
    private struct Search {
        var wanted = ""
        var place: Int?
        var hasFailed = false
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
        search.hasFailed = found == nil
        search.place = found ?? search.place
    }

    private func advance(_ search: inout Search, older: Bool) {
        let shown = search.place.map { history.entries[$0].question }
        let bound = search.place ?? history.entries.count
        let found =
            older
            ? history.search(search.wanted, before: bound, skipping: shown)
            : history.search(search.wanted, after: bound, skipping: shown)
        search.hasFailed = found == nil
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
        var line = "search: \(search.wanted)"
        if search.hasFailed { line += "  (no other)" }
        if let place = search.place {
            let entry = history.entries[place]
            line += "  [\(dateText(entry.time))\(entry.dataSet.isEmpty ? "" : ", \(entry.dataSet)")]"
        }
        let text = clipped(line, to: size.width)
        let row = Frame.Row(
            CandidateRow(parts: [.init(text: text.text, isNote: false)], width: text.width), hasColour: false)
        let found = shownText(search)
        let start = found.byteOffset(of: found.cursor)
        let match = search.place.map { _ in start..<(start + search.wanted.utf8.count) }
        let frame = frame(found, forGood: true, match: settings.hasColour ? match : nil)
            .window(below: [row], width: size.width, height: size.height, top: &top)
        writeToTerminal(painter.paint(frame, width: size.width))
    }
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
