import CTerminal

extension LineEditor {
    /// Does what a key asks for; the outcome if the question has ended by it.
    ///
    /// - Parameter held: vi's operator that was waiting for this key.
    func carryOut(_ command: PromptCommand, after held: Unicode.Scalar?) -> Outcome? {
        let text = edited
        switch command {
        case .begin: insertPrepared()
        case .enter: return enter(text)
        case .newLine: breakLine(text)
        case .cancel: return finish(with: .cancelled, mark: "^C")
        case .endOfInput:
            if isAsking { return finish(with: .cancelled) }
            if settings.leavesAtOnce || isAskedToLeave { return finish(with: .end) }
            isAskedToLeave = true
            notify("Ctrl-D again leaves, and so does .quit")
        case .complete: complete(text)
        case .menu: moveInMenu()
        case .undo: undo(text)
        case .up: moveVertically(text, down: false)
        case .down: moveVertically(text, down: true)
        case .left: text.characterBefore.map(move(to:))
        case .right: moveRight(text)
        case .lineStart: move(to: text.line.lowerBound)
        case .lineEnd: if !acceptHint(text) { move(to: text.line.upperBound) }
        case .historyOlder: showInHistory(history.older(from: text.text))
        case .historyNewer: showInHistory(history.newer(from: text.text))
        case .hintWord: if !acceptHint(text, upTo: firstWord(of:)) { ring() }
        case .hintLetter: if !acceptHint(text, upTo: { String($0.prefix(1)) }) { ring() }
        case .lastWord: putInLastWord(text)
        case .swapWords: swapWords(text)
        case .deleteSpaces: deleteSpaces(text)
        case .historyFirst: showInHistory(history.first(from: text.text))
        case .historyLast: showInHistory(history.backToDraft(from: text.text))
        case .undoAll: undoAll(text)
        case .lastKill: putBackKill(text)
        case .earlierKill: putInEarlierKill(text)
        case .search: searchHistory()
        case .paste:
            if !pastes.isEmpty { replace(text.cursor..<text.cursor, with: pastes.removeFirst().unicodeScalars) }
        case .clearScreen:
            painter.forget()
            writeToTerminal("\u{1B}[H\u{1B}[2J")
        case .suspend: leavingTerminal { ct_suspend() }
        case .deleteBefore: delete((text.characterBefore ?? text.cursor)..<text.cursor)
        case .deleteAfter: delete(text.cursor..<(text.characterAfter ?? text.cursor))
        case .killToLineEnd: kill(text, to: text.line.upperBound == text.cursor ? .right : .lineEnd)
        case .killToLineStart: kill(text, to: text.line.lowerBound == text.cursor ? .left : .lineStart)
        case .openEditor: openEditor(text)
        case .viLineStart: goInLine(to: text.line.lowerBound, text, after: held)
        case .viLineEnd: goInLine(to: text.line.upperBound, text, after: held)
        case .viInsertAtStart: insert(at: text.line.lowerBound)
        case .viAppendAtEnd: insert(at: text.line.upperBound)
        case .viDeleteToEnd: goInLine(to: text.line.upperBound, text, after: "d")
        case .viChangeToEnd: goInLine(to: text.line.upperBound, text, after: "c")
        case .viOpenBelow: insert(at: text.line.upperBound, then: [.newLine])
        case .viOpenAbove: insert(at: text.line.lowerBound, then: [.newLine, .left])
        case .viRepeat: queue(count + [PromptCommand.Builtin.viRepeat.rawValue])
        }
        return nil
    }

    private func enter(_ text: EditedText) -> Outcome? {
        let question = withoutControls(text.scalars)
        if text.isBlank {
            if isAsking { return finish(with: .question("")) }
            startOver()
            return nil
        }
        // A blank line at the end says: enough; an error will tell what is missing.
        if services.isComplete(question) || text.isOnBlankLastLine {
            return finish(with: .question(withoutLineEnds(question)))
        }
        breakLine(text)
        return nil
    }

    private func delete(_ range: Range<Int>) {
        if !range.isEmpty { replace(range, with: "".unicodeScalars) }
    }

    private func breakLine(_ text: EditedText) {
        replace(text.cursor..<text.cursor, with: ["\n"] + text.indentation)
    }

    private func moveRight(_ text: EditedText) {
        if acceptHint(text) { return }
        text.characterAfter.map(move(to:))
    }

    /// Takes over the grey text behind the cursor, if there is any, or a part of it.
    private func acceptHint(_ text: EditedText, upTo part: (String) -> String = { $0 }) -> Bool {
        let hint = part(hint)
        guard !hint.isEmpty else { return false }
        replace(text.cursor..<text.cursor, with: hint.unicodeScalars)
        return true
    }

    private func moveVertically(_ text: EditedText, down: Bool) {
        let goal = goalColumn ?? text.column
        if let cursor = text.moved(down: down, toColumn: goal) {
            goalColumn = goal
            move(to: cursor)
            return
        }
        goalColumn = nil
        let found = down ? history.newer(from: text.text, .alike) : history.older(from: text.text, .alike)
        showInHistory(found)
        if found == nil, !down, history.isAtDraftWithText {
            notify("no question before begins so; Ctrl-P has them all")
        }
    }

    private func showInHistory(_ question: String?) {
        guard let question else {
            ring()
            return
        }
        replaceAll(with: question)
    }

    /// Through libedit's mark and region, so that what is killed can be yanked.
    private func kill(_ text: EditedText, to motion: PromptCommand) {
        queue([
            PromptCommand.Builtin.setMark.rawValue, motion.rawValue, PromptCommand.Builtin.killRegion.rawValue,
        ])
    }

    private func openEditor(_ text: EditedText) {
        guard settings.mayRunPrograms else {
            notify("no editor is started in safe mode")
            return
        }
        switch leavingTerminal({ runEditor(text.text) }) {
        case .success(let changed): replaceAll(with: withoutControls(changed.unicodeScalars))
        case .failure(let problem): notify(problem.description)
        }
    }

    func ring() {
        writeToTerminal("\u{07}")
    }
}
