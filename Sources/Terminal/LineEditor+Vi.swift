/// Commands of vi that libedit carries out on the whole text, here for one of its lines.
extension LineEditor {
    /// `0` and `$`, alone or after an operator: `d$` deletes to the end of the line, `c0` rewrites its beginning.
    func goInLine(to target: Int, _ text: EditedText, after held: Unicode.Scalar?) {
        let range = min(target, text.cursor)..<max(target, text.cursor)
        let isBackward = target < text.cursor
        switch held {
        case "d":
            replace(range, with: "".unicodeScalars)
            // In command mode the cursor stands on a character, not behind the last.
            if !isBackward { move(to: max(text.line.lowerBound, range.lowerBound - 1)) }
        case "c":
            replace(range, with: "".unicodeScalars)
            insert(at: range.lowerBound)
        default:
            move(to: target == text.line.upperBound ? max(text.line.lowerBound, target - 1) : target)
        }
    }

    /// Goes over to insert mode at a place and does what is left there.
    func insert(at place: Int, then commands: [PromptCommand] = []) {
        // Before the command is over libedit takes the cursor back onto the last character; behind it leads only `a`.
        let isBehindAll = place > 0 && place == edited.scalars.count
        move(to: isBehindAll ? place - 1 : place)
        queue([(isBehindAll ? "a" : "i" as Unicode.Scalar).value] + commands.map(\.rawValue))
    }
}
