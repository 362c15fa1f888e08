/// The questions asked before, and where Up and Down stand among them.
struct History {
    private(set) var entries: [HistoryEntry] = []
    private var file: HistoryFile?
    /// The place of the entry shown; `entries.count` is the draft, the question being written.
    private var place = 0
    private var draft = ""
    /// What was shown last of them, as the prompt shows it; what differs from it has been edited since.
    private var shown: String?

    /// Why the last question could not be written to the file.
    private(set) var problem: String?

    /// More are not kept in memory.
    static let mostEntries = 20_000

    init(path: String?) {
        file = path.map(HistoryFile.init(path:))
        refresh()
    }

    /// Takes in what other sessions have added and goes back to the draft.
    mutating func refresh() {
        if var file {
            entries += file.readNew()
            self.file = file
        }
        if entries.count > History.mostEntries { entries.removeFirst(entries.count - History.mostEntries) }
        place = entries.count
        draft = ""
        shown = nil
    }

    /// Keeps a question, unless it is the same as the last one.
    mutating func add(_ entry: HistoryEntry) {
        guard entries.last?.question != entry.question else { return }
        // What was written to the file comes back with the next refresh, in the order of the file.
        if let file {
            if file.append(entry) {
                problem = nil
                return
            }
            problem = file.cannotAppend
        }
        entries.append(entry)
    }

    /// Which questions Up and Down go through.
    enum Walk {
        case all
        /// Those that begin with the draft; a draft of blanks is the beginning of all.
        case alike
    }

    /// The question before the one shown, or nil at the first. `current` is kept if it is the draft, or was edited.
    mutating func older(from current: String, _ walk: Walk = .all) -> String? {
        keepEdited(current, walk)
        var candidate = place - 1
        while candidate >= 0 && !isOffered(candidate, current, walk) { candidate -= 1 }
        return candidate >= 0 ? show(candidate) : nil
    }

    /// The question after the one shown, or the draft; nil if that is shown already.
    mutating func newer(from current: String, _ walk: Walk = .all) -> String? {
        keepEdited(current, walk)
        guard place < entries.count else { return nil }
        var candidate = place + 1
        while candidate < entries.count && !isOffered(candidate, current, walk) { candidate += 1 }
        return show(candidate)
    }

    /// The first question of all.
    mutating func first(from current: String) -> String? {
        keepEdited(current, .all)
        return place > 0 && !entries.isEmpty ? show(0) : nil
    }

    /// What is being written, behind the last question.
    mutating func backToDraft(from current: String) -> String? {
        keepEdited(current, .all)
        return place < entries.count ? show(entries.count) : nil
    }

    /// Whether nothing was found from the draft on, since no question begins with it.
    var isAtDraftWithText: Bool { place == entries.count && !isBlank(draft) }

    /// What was changed of a question is a draft of its own, and those that begin with it are looked for from the newest.
    private mutating func keepEdited(_ current: String, _ walk: Walk) {
        let isEdited = place < entries.count && current != shown
        if isEdited && walk == .alike { place = entries.count }
        if isEdited || place == entries.count { draft = current }
    }

    private func isOffered(_ candidate: Int, _ current: String, _ walk: Walk) -> Bool {
        let question = entries[candidate].question
        guard walk == .all || isBlank(draft) || question.utf8.starts(with: draft.utf8) else { return false }
        return question != current && withoutControls(question.unicodeScalars) != current
    }

    private mutating func show(_ candidate: Int) -> String {
        place = candidate
        let text = place < entries.count ? withoutControls(entries[place].question.unicodeScalars) : draft
        shown = text
        return text
    }

    private func isBlank(_ text: String) -> Bool { text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A } }

    /// The newest question that begins with the text and goes on, within the newest few thousand.
    /// - Parameter isRight: whether a question is one to propose; asked of a few.
    func continuation(of text: String, where isRight: (String) -> Bool = { _ in true }) -> String? {
        var left = 8
        for entry in entries.suffix(4_000).reversed()
        where entry.question.utf8.count > text.utf8.count && entry.question.utf8.starts(with: text.utf8) {
            if isRight(entry.question) {
                return String(decoding: entry.question.utf8.dropFirst(text.utf8.count), as: UTF8.self)
            }
            left -= 1
            if left == 0 { return nil }
        }
        return nil
    }

    /// The newest entry before `bound` (older) or the oldest from `bound` on (newer) that contains the text, whatever
    /// the case of its letters; alike questions count once.
    func search(_ text: String, before bound: Int, skipping shown: String?) -> Int? {
        let wanted = text.lowercased()
        return entries[..<min(bound, entries.count)].lastIndex {
            $0.question != shown && contains($0.question.lowercased(), wanted)
        }
    }

    func search(_ text: String, after bound: Int, skipping shown: String?) -> Int? {
        let wanted = text.lowercased()
        return entries[min(max(bound + 1, 0), entries.count)...].firstIndex {
            $0.question != shown && contains($0.question.lowercased(), wanted)
        }
    }
}

/// The place of one text in another, in UTF-8 bytes; an empty one is found at the start.
func byteOffset(of part: String, in whole: String) -> Int? {
    let part = Array(part.utf8)
    let whole = Array(whole.utf8)
    guard let first = part.first else { return 0 }
    guard part.count <= whole.count else { return nil }
    for start in 0...(whole.count - part.count)
    where whole[start] == first && whole[start..<start + part.count].elementsEqual(part) {
        return start
    }
    return nil
}

private func contains(_ whole: String, _ part: String) -> Bool {
    byteOffset(of: part, in: whole) != nil
}
