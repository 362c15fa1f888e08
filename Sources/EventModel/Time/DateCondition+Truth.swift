extension DateCondition {
    /// Whether the condition holds of an event that began on one known day and ended on another (or the same).
    package func evaluate(start: DayNumber, end: DayNumber) -> Bool {
        switch self {
        case .start(let days): days.contains(start)
        case .end(let days): days.contains(end)
        case .all(let conditions): conditions.allSatisfy { $0.evaluate(start: start, end: end) }
        case .any(let conditions): conditions.contains { $0.evaluate(start: start, end: end) }
        case .not(let condition): !condition.evaluate(start: start, end: end)
        }
    }

    /// What it answers of a date that is none: every atom is false.
    package var truthOfNone: Truth {
        switch self {
        case .start, .end: .no
        case .all(let conditions): conditions.reduce(.yes) { $0 && $1.truthOfNone }
        case .any(let conditions): conditions.reduce(.no) { $0 || $1.truthOfNone }
        case .not(let condition): !condition.truthOfNone
        }
    }

    /// Yes if the condition holds of every pair of days that the date admits, no if of none, else maybe.
    ///
    /// The answer can only change where a set of days begins or ends, so one day of each stretch between such places
    /// stands for all of it. A date that admits no day at all answers maybe.
    package func truth(of date: EventDate) -> Truth {
        date.lasted ? truthOfLasting(date) : truthOfPoint(date.start)
    }

    private func truthOfPoint(_ span: DateSpan) -> Truth {
        if span.isDay { return Truth(evaluate(start: span.earliest, end: span.earliest)) }
        var seen = Seen()
        for cell in Self.cells(of: span, cutAt: edges(ofStart: true) + edges(ofStart: false)) {
            seen.add(evaluate(start: cell.earliest, end: cell.earliest))
            if seen.isMixed { break }
        }
        return seen.truth
    }

    private func truthOfLasting(_ date: EventDate) -> Truth {
        var seen = Seen()
        let ends = Self.cells(of: date.end, cutAt: edges(ofStart: false))
        for start in Self.cells(of: date.start, cutAt: edges(ofStart: true)) {
            // A pair of stretches counts if some start in the one is not behind some end in the other.
            for end in ends where start.earliest <= end.latest {
                seen.add(evaluate(start: start.earliest, end: end.latest))
                if seen.isMixed { return .maybe }
            }
        }
        return seen.truth
    }

    /// The days on which the sets that ask of the start (or of the end) begin, and those just behind where they end.
    private func edges(ofStart: Bool) -> [DayNumber] {
        switch self {
        case .start(let days): ofStart ? days.edges : []
        case .end(let days): ofStart ? [] : days.edges
        case .all(let conditions), .any(let conditions): conditions.flatMap { $0.edges(ofStart: ofStart) }
        case .not(let condition): condition.edges(ofStart: ofStart)
        }
    }

    /// The span in stretches, each edge the first day of one.
    private static func cells(of span: DateSpan, cutAt edges: [DayNumber]) -> [DateSpan] {
        guard span.earliest <= span.latest else { return [] }
        var cells: [DateSpan] = []
        var first = span.earliest
        for edge in Set(edges).sorted() where span.earliest < edge && edge <= span.latest {
            cells.append(DateSpan(first, edge - 1))
            first = edge
        }
        cells.append(DateSpan(first, span.latest))
        return cells
    }
}

/// Which of the two answers has been met.
private struct Seen {
    var yes = false
    var no = false

    var isMixed: Bool { yes && no }
    var truth: Truth { yes == no ? .maybe : Truth(yes) }

    mutating func add(_ answer: Bool) {
        if answer { yes = true } else { no = true }
    }
}

extension DaySet {
    package static let none = DaySet([])
    package static let all = DaySet([.unbounded])

    package var isEmpty: Bool { spans.isEmpty }

    package func union(_ other: DaySet) -> DaySet { DaySet(spans + other.spans) }

    package func intersection(_ other: DaySet) -> DaySet {
        var common: [DateSpan] = []
        var left = 0
        var right = 0
        while left < spans.count, right < other.spans.count {
            let (one, two) = (spans[left], other.spans[right])
            if one.overlaps(two) {
                common.append(DateSpan(max(one.earliest, two.earliest), min(one.latest, two.latest)))
            }
            if one.latest < two.latest { left += 1 } else { right += 1 }
        }
        return DaySet(common)
    }

    /// The days that are not in the set.
    package var complement: DaySet {
        var gaps: [DateSpan] = []
        var next = DateSpan.distantPast
        for span in spans {
            if span.earliest > next { gaps.append(DateSpan(next, span.earliest - 1)) }
            if span.latest == DateSpan.distantFuture { return DaySet(gaps) }
            next = span.latest + 1
        }
        gaps.append(DateSpan(next, DateSpan.distantFuture))
        return DaySet(gaps)
    }

    /// Days at which membership changes.
    fileprivate var edges: [DayNumber] {
        spans.flatMap { $0.latest == DateSpan.distantFuture ? [$0.earliest] : [$0.earliest, $0.latest + 1] }
    }
}
