import Columnar
import EventModel
import Plan

/// The rows that matches come to.
extension Matcher {
    /// Rows of the answer: the anchor of each, and its match, or `noEvent` or `unknownEvent`.
    private struct Lines {
        var anchors: [Int] = []
        var matches: [Int32] = []
        var unseen: [Int] = []

        mutating func add(_ anchor: Int, _ match: Int32, isSeen: Bool) {
            if !isSeen { unseen.append(anchors.count) }
            anchors.append(anchor)
            matches.append(match)
        }
    }

    func outcome() throws(RunError) -> Rows {
        let lines = try lines()
        try state.reserve(lines.anchors.count, bytesEach: 16)
        var result: Rows
        if sequence.anchorName == nil {
            result = try anchors.rows.selecting(lines.anchors, state)
        } else {
            result = try keyRows(lines)
        }
        var marked = anchors.rows.marked?.gathering(lines.anchors) ?? Bits(count: lines.anchors.count)
        for (index, step) in sequence.steps.enumerated() where step.form != .absent {
            try state.advance(by: 0)
            mark(&marked, lines, index)
            if sequence.keep == .unmatched { continue }
            guard let name = step.name, let column = outer.stepColumns[index] else { continue }
            result.fields.append(Field(name, step.type))
            result.sources.append(.made(column.column(table.steps[index], lines.matches)))
        }
        result.marked = marked.isEmpty ? nil : marked
        result.unseen = nil
        if !lines.unseen.isEmpty {
            var unseen = Bits(count: lines.anchors.count)
            for line in lines.unseen { unseen[line] = true }
            result.unseen = unseen
        }
        try tell(lines)
        return result
    }

    /// The columns of a `sequence`: its keys and the anchor.
    private func keyRows(_ lines: Lines) throws(RunError) -> Rows {
        var columns: [Column] = []
        var fields: [Field] = []
        for key in sequence.keys {
            let column = try anchors.rows.evaluate(key.expression, state)
            columns.append(column.gathering(lines.anchors, type: key.expression.type))
            fields.append(Field(key.name, key.expression.type))
        }
        if let name = sequence.anchorName, let column = outer.anchorColumn {
            columns.append(column.column(lines.anchors.map { Int32($0) }))
            fields.append(Field(name, .event))
        }
        return Rows(fields: fields, columns: columns, count: lines.anchors.count)
    }

    private func lines() throws(RunError) -> Lines {
        var lines = Lines()
        func isSeen(_ anchor: Int) -> Bool { anchors.unseen?[anchor] != true }
        if sequence.keep == .matched {
            for match in 0..<table.count {
                if match & (RunState.piece - 1) == 0 { try state.advance(by: 0) }
                let anchor = Int(table.anchors[match])
                lines.add(anchor, Int32(match), isSeen: isSeen(anchor) && table.truths[match] == .yes)
            }
            return lines
        }
        var match = 0
        for anchor in 0..<anchors.count where anchors.timeline.none?[anchor] != true {
            if anchor & (RunState.piece - 1) == 0 { try state.advance(by: 0) }
            var followed = Truth.no
            while match < table.count, Int(table.anchors[match]) == anchor {
                followed = followed || table.truths[match]
                if sequence.keep == .all {
                    lines.add(anchor, Int32(match), isSeen: isSeen(anchor) && table.truths[match] == .yes)
                }
                match += 1
            }
            if followed == .yes { continue }
            let isCensored = followed == .no && !isCovered(lastDay(ofAnchor: anchor))
            if isCensored { censored.insert(Int32(anchor)) }
            if sequence.keep == .all {
                lines.add(
                    anchor, isCensored ? MatchTable.unknownEvent : MatchTable.noEvent,
                    isSeen: isSeen(anchor) && followed == .no)
            } else {
                lines.add(anchor, MatchTable.noEvent, isSeen: isSeen(anchor) && followed == .no && !isCensored)
            }
        }
        return lines
    }

    /// A match is marked if one of its events is.
    private func mark(_ marked: inout Bits, _ lines: Lines, _ step: Int) {
        guard let bits = patterns[step].events.rows.marked else { return }
        for (line, match) in lines.matches.enumerated() where match >= 0 {
            if table.steps[step].contains(Int(match), where: { bits[Int($0)] }) { marked[line] = true }
        }
    }

    // MARK: Notes

    private func tell(_ lines: Lines) throws(RunError) {
        if !censored.isEmpty { state.note(.censored(anchors: censored.count)) }
        if sequence.keep == .unmatched { return }
        try state.advance(by: 0)
        var isUnseen = Bits(count: lines.anchors.count)
        for line in lines.unseen { isUnseen[line] = true }
        let certain = lines.matches.indices.filter { lines.matches[$0] >= 0 && !isUnseen[$0] }
        try tellUnknownNames(lines.unseen.map { lines.matches[$0] }.filter { $0 >= 0 }, certainCount: certain.count)
        let earlier = certain.count { table.hasEarlier[Int(lines.matches[$0])] }
        if earlier > 0 { state.note(.earlierPossible(matches: earlier)) }
        var shared = 0
        for (step, pattern) in patterns.enumerated() {
            try state.advance(by: 0)
            shared += table.steps[step].sharedEvents(
                certain.map { Int(lines.matches[$0]) }, table, pattern.events.count)
        }
        if shared > 0 { state.note(.matchedSeveralTimes(events: shared)) }
    }
}

extension MatchTable.Step {
    /// How many events are in matches of more than one anchor.
    fileprivate func sharedEvents(_ matches: [Int], _ table: MatchTable, _ eventCount: Int) -> Int {
        if case .absent = self { return 0 }
        // The anchor that has each event; -1: none, -2: several.
        var owners = [Int32](repeating: -1, count: eventCount)
        var shared = 0
        func add(_ row: Int32, _ anchor: Int32) {
            let owner = owners[Int(row)]
            if owner == -1 {
                owners[Int(row)] = anchor
            } else if owner >= 0, owner != anchor {
                owners[Int(row)] = -2
                shared += 1
            }
        }
        for match in matches {
            switch self {
            case .absent: break
            case .single(let rows): if rows[match] >= 0 { add(rows[match], table.anchors[match]) }
            case .several(let rows): for row in rows[match] { add(row, table.anchors[match]) }
            }
        }
        return shared
    }
}
