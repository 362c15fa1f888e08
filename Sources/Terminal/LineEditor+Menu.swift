/// The list under Tab, while keys move in it.
struct CandidateMenu {
    var candidates: [Completion]
    /// What a candidate replaces, in scalars of the question; what stands there now.
    var range: Range<Int>
    /// What stood there before one was chosen.
    var typed: [Unicode.Scalar]
    var chosen: Int?
    /// Candidates below one another in a column of the list.
    var rowCount = 1

    /// What a key does to the list.
    enum Step: Equatable {
        case choose(Int)
        /// What is chosen stays, and the list goes.
        case accept
        /// What was typed comes back.
        case leave
    }

    /// nil: the key has nothing to do with the list. Only Tab, Shift-Tab and Down begin to choose; then the arrows move.
    func step(_ key: Key) -> Step? {
        let count = candidates.count
        guard count > 0 else { return nil }
        guard let chosen else {
            switch key {
            case .scalar("\t"), .down: return .choose(0)
            case .shiftTab: return .choose(count - 1)
            case _: return nil
            }
        }
        switch key {
        case .scalar("\t"), .down: return .choose((chosen + 1) % count)
        case .shiftTab, .up: return .choose((chosen + count - 1) % count)
        case .right: return .choose(min(chosen + rowCount, count - 1))
        case .left: return .choose(max(chosen - rowCount, 0))
        case .scalar("\r"), .scalar("\n"): return .accept
        case .scalar("\u{1B}"): return .leave
        case _: return nil
        }
    }
}

extension LineEditor {
    /// Does what a key asks of the list that is shown; false if that is nothing, and then the list is gone.
    func takeInMenu(_ key: Key) -> Bool {
        guard let step = menu?.step(key) else {
            menu = nil
            return false
        }
        menuStep = step
        return true
    }

    /// Puts what is chosen into the question.
    func moveInMenu() {
        guard var now = menu, let step = menuStep else { return }
        menuStep = nil
        switch step {
        case .choose(let index):
            now.chosen = index
            put(withoutControls(now.candidates[index].text.unicodeScalars).unicodeScalars, &now)
            menu = now
            showMenu()
        case .leave:
            put(now.typed, &now)
            closeMenu()
        case .accept: closeMenu()
        }
    }

    private func closeMenu() {
        menu = nil
        below = []
    }

    private func put(_ text: some Collection<Unicode.Scalar>, _ menu: inout CandidateMenu) {
        replace(menu.range, with: text)
        menu.range = menu.range.lowerBound..<(menu.range.lowerBound + text.count)
    }

    /// Lists the candidates, those around the chosen one.
    func showMenu() {
        guard let now = menu else { return }
        let size = screenSize
        let rows = frame(edited).rows.count
        let room = max(size.height - rows, size.height / 2)
        let list = candidateList(now.candidates, width: size.width, maximumRows: room, chosen: now.chosen)
        below = list.rows
        menu?.rowCount = list.candidateRows
    }
}
