import Colours
import CTerminal

/// The prompt on a terminal: libedit for the keys, our own drawing, history and completion.
///
/// One for a program, used from one thread. The terminal is held from the first question to the last: what is typed while
/// one runs waits in `keysAhead`, so that a paste is one at the next prompt whenever it was sent.
package final class LineEditor: QuestionSource {
    var services: PromptServices
    /// May be changed between questions.
    package var settings: PromptSettings
    private let now: () -> Int
    var editor: OpaquePointer?
    var history: History
    var decoder: KeyDecoder
    var heldKeys: [Key] = []
    private let keysAhead: KeysAheadBuffer
    var painter = Painter()
    /// The first row shown of a question taller than the screen.
    var top = 0
    /// Lines below the question until the next key.
    var below: [CandidateRow] = []
    var pastes: [String] = []
    /// The list of candidates, as long as no other key was pressed.
    var menu: CandidateMenu?
    var menuStep: CandidateMenu.Step?
    /// The column that Up and Down keep to.
    var goalColumn: Int?
    /// What the question was before each change, and whether a word is being typed now.
    var changes = Changes()
    var lastWord = LastWord()
    var kills = Kills()
    private var codes: [UInt32] = []
    private var prepared = ""
    private var outcome: Outcome?
    private var inputHasEnded = false
    private var keysRead = 0
    /// A `d`, `c` or `y` that vi may be holding while it waits for a motion.
    private var pendingOperator: Unicode.Scalar?
    /// A key that libedit has been given, whose fellow is to be seen to once it has taken it.
    private var pairKey: PairKey?
    /// The digits of a number that vi may be holding for the command that comes next.
    private(set) var count: [UInt32] = []
    /// The one that was dropped for the command that comes next.
    private var droppedOperator: Unicode.Scalar?
    var isQuoting = false
    /// Whether a line is asked for and no question.
    var isAsking = false
    /// Whether Ctrl-D was pressed and nothing since.
    var isAskedToLeave = false
    /// Whether libedit waits for what stands behind an Esc by itself.
    var isBehindEscape = false
    /// Whether keys are for the search through the history.
    var isSearching = false
    /// The private code that libedit was given last, until it hands it back.
    private var handedOut: UInt32?
    private var seen: (text: String, styles: [(Range<Int>, Paint)], hint: String)?

    /// Nil if libedit or a UTF-8 locale cannot be had; then read `PlainLines`.
    ///
    /// - Parameter now: seconds since 1970, for the history.
    package init?(services: PromptServices, settings: PromptSettings, now: @escaping () -> Int = secondsSince1970) {
        guard ct_use_utf8() != 0 else { return nil }
        self.services = services
        self.settings = settings
        self.now = now
        history = History(path: settings.historyPath)
        decoder = KeyDecoder(longestPaste: settings.longestQuestion)
        keysAhead = KeysAheadBuffer(limit: 2 * settings.longestQuestion)
        guard keysAhead.holdTerminal() else { return nil }
        let context = Unmanaged.passUnretained(self).toOpaque()
        editor = ct_editor_open("casus", context, readKey, runCommand)
        guard let editor else {
            ct_hold_end()
            return nil
        }
        PromptCommand.bindKeys(of: editor)
        // For good, not only while keys are read: a Ctrl-C between a question and the next must not end the program.
        Interrupt.install()
    }

    deinit {
        guard editor != nil else { return }
        ct_hold_end()
        Interrupt.uninstall()
        ct_editor_close(editor)
    }

    /// Text that the next question begins with, the cursor at its end.
    package func prepare(_ text: String) {
        prepared = withoutControls(text.unicodeScalars)
    }

    /// The questions asked before, by whomever, the oldest first.
    package func questionsBefore() -> [HistoryEntry] {
        history.refresh()
        return history.entries
    }

    /// Why questions are not kept beyond this run; nil as long as they are.
    package var historyProblem: String? { history.problem }

    package func next() -> Outcome {
        ct_flush_standard_output()
        history.refresh()
        ct_hold_for_editing()
        let ahead = keysAhead.end()
        decoder.feed(ahead.bytes)
        ct_prompt_signals_install()
        // Each time, though it is on: whatever ran may have switched it off.
        writeToTerminal(bracketedPasteOn)
        defer { ct_prompt_signals_uninstall() }
        Interrupt.clear()
        outcome = nil
        var isTold = !ahead.isCut
        while outcome == nil && !inputHasEnded {
            beginLine()
            if !isTold { notify("too much was typed ahead: only its first \(ahead.bytes.count) bytes are here") }
            isTold = true
            let before = keysRead
            _ = ct_editor_run(editor)
            // libedit gave up, without a key and without an end: there is no terminal any more.
            if outcome == nil && keysRead == before { inputHasEnded = true }
        }
        switch outcome {
        case .end?, nil: ct_hold_end()
        case .question?, .cancelled?, .tooLong?:
            keysAhead.begin(behind: decoder)
            ct_hold_for_question()
        }
        return outcome ?? .end
    }

    private func beginLine() {
        painter.forget()
        top = 0
        below = []
        menu = nil
        goalColumn = nil
        pendingOperator = nil
        droppedOperator = nil
        count = []
        pairKey = nil
        isQuoting = false
        isAskedToLeave = false
        isBehindEscape = false
        changes = Changes()
        codes = [PromptCommand.begin.rawValue]
        // What vi's `.` does again begins with a command. Without one it would take the text of the first insertion for
        // commands, a `.` in it for itself, and go on so for ever.
        if ct_editor_is_vi(editor) != 0 { codes = [0x1B, ("i" as Unicode.Scalar).value] + codes }
    }

    // MARK: The text

    var edited: EditedText {
        var pointer: UnsafePointer<UInt32>?
        var length = 0
        var cursor = 0
        ct_editor_text(editor, &pointer, &length, &cursor)
        let values = UnsafeBufferPointer(start: pointer, count: length)
        return EditedText(scalars: values.map { Unicode.Scalar($0) ?? "\u{FFFD}" }, cursor: min(cursor, length))
    }

    func move(to cursor: Int) {
        ct_editor_move(editor, cursor)
    }

    /// Puts text in place of a range of scalars, if the question does not become too long by it.
    func replace(_ range: Range<Int>, with text: some Sequence<Unicode.Scalar>) {
        let text = Array(text)
        let now = edited
        let bytes = now.byteOffset(of: now.scalars.count) + text.reduce(0) { $0 + UTF8.width($1) }
        guard bytes <= settings.longestQuestion else {
            showTooLong()
            return
        }
        _ = ct_editor_replace(editor, range.lowerBound, range.upperBound, text.map(\.value) + [0])
    }

    func replaceAll(with text: String) {
        replace(0..<edited.scalars.count, with: text.unicodeScalars)
    }

    func notify(_ text: String) {
        below = [note(text)]
    }

    private func note(_ text: String) -> CandidateRow {
        let line = clipped(text, to: screenSize.width)
        return CandidateRow(parts: [.init(text: line.text, isNote: true)], width: line.width)
    }

    func showTooLong() {
        notify("longer than \(settings.longestQuestion) bytes: save it to a file and .read that")
    }

    // MARK: What libedit calls

    fileprivate func nextCode() -> UInt32? {
        while true {
            if !codes.isEmpty {
                handedOut = codes[0]
                return codes.removeFirst()
            }
            if let pairKey { mendPair(pairKey) }
            pairKey = nil
            kills.hasTaken(edited)
            switch nextEvent(draw: draw) {
            case .ended:
                inputHasEnded = true
                writeToTerminal(painter.finish(frame(edited, forGood: true)))
                return nil
            case .interrupted:
                codes = [PromptCommand.cancel.rawValue]
            case .key(let key):
                keysRead += 1
                changes.willTake(key, edited)
                kills.willTake(key, edited)
                if takeInMenu(key) {
                    codes = [PromptCommand.menu.rawValue]
                    continue
                }
                below = []
                if key != .scalar("\u{4}") { isAskedToLeave = false }
                if settings.closesPairs, !isQuoting { pairKey = PairKey(key, edited) }
                if key != .up && key != .down && !isViMotion(key) { goalColumn = nil }
                codes = translate(key)
                noteOperator(codes)
            }
        }
    }

    fileprivate func run(code: UInt32, inCommandMode: Bool) -> Bool {
        guard let command = PromptCommand(code: code, inCommandMode: inCommandMode) else { return false }
        // vi's `.` plays recorded keys again, our codes among them; those must not run or cancel anything. A `.` among
        // them would go on for ever.
        let isOwnCode = Int(code) < ct_open_editor_code && PromptCommand(rawValue: code) != nil
        let isReplayed = code != handedOut && (isOwnCode || command == .viRepeat)
        handedOut = nil
        if isReplayed { return false }
        if inCommandMode, let held = pendingOperator {
            dropOperator(held, before: code)
            return false
        }
        let held = droppedOperator
        droppedOperator = nil
        pendingOperator = nil
        outcome = carryOut(command, after: held)
        return outcome != nil
    }

    /// vi's `d`, `c` and `y` wait for a motion; ours are none that they know, and would leave them astray.
    ///
    /// So Esc is put before our key. It goes one to the left, and the cursor is moved against that.
    private func dropOperator(_ held: Unicode.Scalar, before code: UInt32) {
        pendingOperator = nil
        droppedOperator = held
        move(to: edited.cursor + 1)
        codes = [0x1B, code] + codes
    }

    private func noteOperator(_ codes: [UInt32]) {
        // Alt and a letter are two: its Esc ends what was begun, such as a text that happened to end with a `c`.
        for code in codes {
            guard let scalar = Unicode.Scalar(code) else {
                count = []
                continue
            }
            switch scalar {
            case "1"..."9": count.append(code)
            case "0" where !count.isEmpty: count.append(code)
            case ".": break
            default: count = []
            }
            switch scalar {
            case "d", "c", "y": pendingOperator = scalar
            case "1"..."9": break
            default: if PromptCommand(code: code, inCommandMode: true) == nil { pendingOperator = nil }
            }
        }
    }

    private func isViMotion(_ key: Key) -> Bool {
        ct_editor_is_vi(editor) != 0 && (key == .scalar("j") || key == .scalar("k"))
    }

    // MARK: Drawing

    var screenSize: (width: Int, height: Int) {
        TerminalFacts.currentSize() ?? (80, 24)
    }

    func draw() {
        let size = screenSize
        let text = edited
        var lines = below
        if decoder.isInPaste {
            lines = [note("a paste has begun and not ended yet; Ctrl-C gives it up")]
        }
        if lines.isEmpty, let usage = usage(text) {
            lines = [note(usage)]
        }
        let rows = lines.map { Frame.Row($0, settings.paints) }
        let frame = frame(text).window(below: rows, width: size.width, height: size.height, top: &top)
        writeToTerminal(painter.paint(frame, width: size.width))
    }

    /// - Parameters:
    ///   - forGood: as it stays on the screen: without a hint.
    ///   - match: bytes that a search has found.
    func frame(_ edited: EditedText, forGood: Bool = false, match: Range<Int>? = nil) -> Frame {
        let text = edited.text
        let seen = look(at: text)
        var styles = forGood ? seen.styles : withBrackets(seen.styles, of: edited)
        if let match { styles = marking(match, in: styles) }
        let content = FrameContent(
            prompt: settings.prompt, continuation: settings.continuation, text: text, cursor: edited.cursor,
            styles: styles, hint: forGood || edited.cursor < edited.scalars.count ? "" : seen.hint,
            paints: settings.paints)
        return Frame(content, width: screenSize.width)
    }

    /// What the next keys could accept as they stand, if the cursor is at the end.
    var hint: String {
        let text = edited
        guard settings.hasColour, settings.hasHints, text.cursor == text.scalars.count else { return "" }
        return look(at: text.text).hint
    }

    /// How the call or step at the cursor goes on.
    private func usage(_ text: EditedText) -> String? {
        guard settings.hasHints, let usage = services.usage, !text.isBlank, text.scalars.count <= 1 << 16 else {
            return nil
        }
        return usage(text.text, text.byteOffset(of: text.cursor))
    }

    private func look(at text: String) -> (text: String, styles: [(Range<Int>, Paint)], hint: String) {
        if let seen, seen.text == text { return seen }
        let isShort = text.utf8.count <= 1 << 16
        // Without colour grey text could not be told from what was typed.
        let isHinted = isShort && settings.hasColour && settings.hasHints && !text.isEmpty
        let hint = isHinted ? history.continuation(of: text, where: services.isRight) ?? services.hint?(text) ?? "" : ""
        let result = (text, isShort ? services.highlight?(text) ?? [] : [], withoutControls(hint.unicodeScalars))
        seen = result
        return result
    }

    /// Ends the question on the screen and keeps it in the history.
    func finish(with outcome: Outcome, mark: String = "") -> Outcome {
        var last = frame(EditedText(scalars: edited.scalars, cursor: edited.scalars.count), forGood: true)
        last.rows[last.rows.count - 1].text += mark
        writeToTerminal(painter.finish(last))
        seen = nil
        if case .question(let question) = outcome, settings.keepsHistory {
            history.add(HistoryEntry(question: question, time: now(), dataSet: settings.dataSet))
        }
        return outcome
    }

    /// An empty line: the prompt again below.
    func startOver() {
        writeToTerminal(painter.finish(frame(edited, forGood: true)))
        replaceAll(with: "")
        if !settings.emptyLineTip.isEmpty { notify(settings.emptyLineTip) }
    }

    func insertPrepared() {
        replace(0..<edited.scalars.count, with: prepared.unicodeScalars)
        prepared = ""
    }

    /// Queues codes behind the command that runs.
    func queue(_ more: [UInt32]) {
        codes += more
    }
}

let bracketedPasteOn = "\u{1B}[?2004h"

private let readKey: ct_read_key = { context, code in
    guard let context, let code else { return -1 }
    guard let next = Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue().nextCode() else { return 0 }
    code.pointee = next
    return 1
}

private let runCommand: ct_command = { context, code, inCommandMode in
    guard let context else { return UInt8(ct_result_finish.rawValue) }
    let editor = Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue()
    let isFinished = editor.run(code: code, inCommandMode: inCommandMode != 0)
    return UInt8((isFinished ? ct_result_finish : ct_result_refresh).rawValue)
}
