import Diagnostics
import EventModel
import Plan
import Syntax

/// What a condition of a step may speak of besides the event: the anchor's row, and the match so far.
private struct Outer {
    /// Columns of the anchor's row.
    var row: [Field]
    /// Events matched by earlier steps, by the names of these.
    var matched: [Field] = []
}

extension Checker {
    // MARK: Two steps

    /// `followed by`, `preceded by`, negated or not.
    mutating func checkFollow(_ tree: FollowTree, _ input: Relation, _ scope: Scope, _ word: Span) -> Relation? {
        let step = "\(tree.isPreceded ? "preceded" : "followed") by"
        guard hasDate(input, step, word) else { return nil }
        let outer = Outer(row: input.fields, matched: input.fields.filter { $0.type.element == .event })
        guard let pattern = checkPattern(tree.pattern, outer, scope, step) else { return nil }
        let window = tree.window.map { checkLag($0) }
        if case .some(.none) = window { return nil }
        let keep: EventSequence.Keep = tree.isNegated ? .unmatched : tree.keepsUnmatched ? .all : .matched
        if window == nil, keep != .matched {
            report(.windowNeeded(step: tree.isNegated ? "not \(step)" : "keep unmatched"), at: word)
            return nil
        }
        var take = EventSequence.Take.first
        if let name = tree.take {
            guard let found = EventSequence.Take(rawValue: name.text) else {
                let choices = EventSequence.Take.allCases.map(\.rawValue)
                let near = nearest(to: name.text, among: choices)
                report(
                    .unknownWord(name.text, what: "choice behind `take`", choices: choices), at: name.span,
                    replacement: near.first)
                return nil
            }
            take = found
        }
        let name = tree.name?.text ?? (tree.isPreceded ? "preceded_by" : "followed_by")
        if tree.isNegated {
            if let name = tree.name {
                report(.unexpected(found: "a name", expected: "none: nothing came"), at: name.span)
            }
        } else if name == Self.anchorWord {
            report(.nameTaken(name, by: "the event that the step begins with"), at: tree.name?.span ?? word)
        } else if input.fields.contains(where: { $0.name == name }) {
            report(.duplicateColumn(name), at: tree.name?.span ?? word)
        }
        if bag.hasErrors { return nil }
        let only = SequenceStep(pattern, name: tree.isNegated ? nil : name, window: window ?? nil)
        return .sequence(
            EventSequence(anchors: input, steps: [only], isBackward: tree.isPreceded, take: take, keep: keep))
    }

    private static let anchorWord = "anchor"

    private mutating func hasDate(_ input: Relation, _ step: String, _ span: Span) -> Bool {
        if input.fields.contains(where: { $0.name == "date" && $0.type == .date }) { return true }
        report(.noDate(step: step), at: span)
        return false
    }

    // MARK: Many steps

    mutating func checkSequence(_ tree: SequenceTree, _ scope: Scope, at span: Span) -> Relation? {
        guard let first = tree.elements.first else { return nil }
        if first.isAbsent || first.isOptional || first.times != nil || first.window != nil {
            report(
                .unexpected(
                    found: "`\(currentSource.text(first.span))`",
                    expected: "one plain event first: what the sequence begins with"), at: first.span)
            return nil
        }
        guard let anchors = checkSource(first.pattern, scope), isEvents(anchors, "sequence", first.pattern.span),
            hasDate(anchors, "sequence", first.pattern.span)
        else { return nil }
        let keys = checkItems(tree.keys, rowScope(scope, anchors))
        let window = tree.window.map { checkLag($0) }
        if case .some(.none) = window { return nil }
        let anchorName = first.name?.text ?? Self.anchorWord
        var outer = Outer(row: anchors.fields, matched: [Field(anchorName, .event)])
        var names = Set(keys.map(\.name))
        take(anchorName, &names, first.name?.span ?? first.span)
        var steps: [SequenceStep] = []
        for (index, element) in tree.elements.enumerated().dropFirst() {
            guard var step = checkElement(element, outer, scope) else { continue }
            if step.form != .absent {
                let name = element.name?.text ?? "step_\(index + 1)"
                take(name, &names, element.name?.span ?? element.span)
                step.name = name
                outer.matched.append(Field(name, step.type))
            }
            checkKeys(keys, step.pattern.events, element.pattern.span)
            steps.append(step)
        }
        checkLast(tree.elements, steps, hasWindow: tree.window != nil)
        var until: SequencePattern?
        if let source = tree.until {
            until = checkPattern(source, Outer(row: outer.row, matched: Array(outer.matched.prefix(1))), scope, "until")
            if let until { checkKeys(keys, until.events, source.span) }
        }
        if steps.isEmpty, !bag.hasErrors {
            report(.unexpected(found: "a sequence of one step", expected: "`then` and what comes next"), at: span)
        }
        if bag.hasErrors { return nil }
        return .sequence(
            EventSequence(
                anchors: anchors, anchorName: anchorName, keys: keys, window: window ?? nil, steps: steps, until: until)
        )
    }

    private mutating func take(_ name: String, _ names: inout Set<String>, _ span: Span) {
        if !names.insert(name).inserted { report(.duplicateColumn(name), at: span) }
    }

    private mutating func checkElement(_ element: SequenceElement, _ outer: Outer, _ scope: Scope) -> SequenceStep? {
        if element.isAbsent, element.isOptional || element.times != nil || element.name != nil {
            report(
                .unexpected(
                    found: "`\(currentSource.text(element.span))`",
                    expected: "`no` and events alone: what did not happen has no number and no name"), at: element.span)
            return nil
        }
        if element.isOptional, element.times != nil {
            let text = "`optionally` beside a number"
            report(.unexpected(found: text, expected: "`0 to … of`, or one of the two"), at: element.span)
            return nil
        }
        guard let pattern = checkPattern(element.pattern, outer, scope, "then") else { return nil }
        var lag: Lag?
        if let window = element.window {
            guard let found = checkLag(window) else { return nil }
            lag = found
        }
        let form: SequenceStep.Form =
            element.isAbsent ? .absent : element.isOptional ? .optional : element.times.map { .times($0) } ?? .once
        return SequenceStep(pattern, window: lag, form: form)
    }

    /// A `no` that stands last is asked of a window, which must have an end.
    private mutating func checkLast(_ elements: [SequenceElement], _ steps: [SequenceStep], hasWindow: Bool) {
        for (element, step) in zip(elements, [nil] + steps.map { Optional($0) }).reversed() {
            guard step?.form == .absent else { return }
            if step?.window == nil, !hasWindow { report(.windowNeeded(step: "no"), at: element.span) }
        }
    }

    /// Keys are reckoned of every event: what a pattern has dropped is missed.
    private mutating func checkKeys(_ keys: [NamedExpression], _ events: Relation, _ span: Span) {
        for key in keys {
            key.expression.forEach { part in
                guard case .column(let name) = part.node, !events.fields.contains(where: { $0.name == name }) else {
                    return
                }
                reportUnknownColumn(name, span, events.fields)
            }
        }
    }

    // MARK: Patterns

    private mutating func isEvents(_ relation: Relation, _ step: String, _ span: Span) -> Bool {
        if relation.isEvents { return true }
        report(.needsEvents(step: step), at: span)
        return false
    }

    /// Events and what else they must fulfil. Claims that speak of the event alone go to the events themselves, so
    /// that each is asked once.
    private mutating func checkPattern(
        _ source: Source, _ outer: Outer, _ scope: Scope, _ step: String
    ) -> SequencePattern? {
        var bare = source
        bare.condition = nil
        guard let events = checkSource(bare, scope), isEvents(events, step, source.span),
            hasDate(events, step, source.span)
        else { return nil }
        guard let tree = source.condition else { return SequencePattern(events) }
        var inner = rowScope(scope, events, .condition)
        inner.fields += outer.row.map { Field(SequencePattern.outer($0.name), $0.type) }
        for field in outer.matched where inner.field(field.name) == nil {
            inner.fields.append(Field(SequencePattern.outer(field.name), field.type))
            inner.outer[field.name] = Field(SequencePattern.outer(field.name), field.type)
        }
        guard let condition = checkCondition(tree, inner) else { return nil }
        let claims: [Expression] = if case .and(let parts) = condition.node { parts } else { [condition] }
        let own = claims.filter { !$0.speaksOfAnchor }
        let shared = claims.filter(\.speaksOfAnchor)
        let joint = shared.count < 2 ? shared.first : Expression(.and(shared), .bool)
        return SequencePattern(filtered(events, own), condition: joint)
    }

    // MARK: Rates

    mutating func checkRate(
        _ tree: FollowTree, _ windows: [ExpressionTree], _ against: Question?, _ input: Relation, _ scope: Scope,
        _ word: Span
    ) -> Relation? {
        guard hasDate(input, "rate", word), isEvents(input, "rate", word) else { return nil }
        let outer = Outer(row: input.fields, matched: input.fields.filter { $0.type.element == .event })
        guard let pattern = checkPattern(tree.pattern, outer, scope, "rate") else { return nil }
        if windows.isEmpty {
            report(.windowNeeded(step: "rate"), at: word)
            return nil
        }
        let lags = checkLags(windows)
        var base: Relation?
        if let against {
            guard let other = checkQuestion(against, scope.with([]))?.relation, isEvents(other, "against", against.span)
            else { return nil }
            base = other
        }
        if bag.hasErrors { return nil }
        return .rate(
            Rate(
                anchors: input, pattern: pattern, isBackward: tree.isPreceded, windows: lags, against: base,
                period: input.mergingDateTests().dateWindow))
    }

    /// `30, 60, 90 days`: a bare number takes its unit from the next that has one.
    private mutating func checkLags(_ trees: [ExpressionTree]) -> [Lag] {
        var unit: DurationUnit?
        var lags: [Lag] = []
        for tree in trees.reversed() {
            var tree = tree
            if case .duration(_, let found) = tree.node { unit = found }
            if case .number(let count) = tree.node, let unit { tree.node = .duration(count, unit) }
            if let lag = checkLag(tree) { lags.insert(lag, at: 0) }
        }
        return lags
    }

    // MARK: Lengths of time

    private static let longestLag = 1_000_000

    /// `60 days`, `2 months`, `$window`, or an expression in parentheses; nil with a finding.
    private mutating func checkLag(_ tree: ExpressionTree) -> Lag? {
        switch tree.node {
        case .missing: return nil
        case .name, .member:
            reportLag(tree)
            return nil
        case .duration(let count, let unit): return lag(count, Self.unit(unit), tree)
        case .parameter(let name):
            if let parameter = environment.parameters[name], case .duration = parameter.value.node {
                return checkLag(ExpressionTree(parameter.value.node, tree.span))
            }
        case _: break
        }
        guard let value = check(tree, Scope(place: .constant), expected: .duration) else { return nil }
        guard case .constant(.duration(let span)) = value.node, span.isExact else {
            reportLag(tree)
            return nil
        }
        return lag(span.low, .day, tree)
    }

    private mutating func reportLag(_ tree: ExpressionTree) {
        report(
            .constantNeeded(what: "a length of time, as in `60 days`,", found: "`\(currentSource.text(tree.span))`"),
            at: tree.span)
    }

    private static func unit(_ unit: DurationUnit) -> TimeUnit {
        switch unit {
        case .days: .day
        case .weeks: .week
        case .months: .month
        case .quarters: .quarter
        case .years: .year
        }
    }

    private mutating func lag(_ count: Double, _ unit: TimeUnit, _ tree: ExpressionTree) -> Lag? {
        guard count >= 0, count <= Double(Self.longestLag), count == count.rounded() else {
            report(
                .badNumber(
                    currentSource.text(tree.span),
                    reason: "a whole number of \(unit.rawValue)s up to \(Self.longestLag) is needed"), at: tree.span)
            return nil
        }
        return Lag(Int(count), unit)
    }
}

extension Expression {
    /// Whether some part is a column of the anchor's row or of the match so far.
    fileprivate var speaksOfAnchor: Bool {
        var speaks = false
        forEach { part in
            if case .column(let name) = part.node, name.hasPrefix(SequencePattern.outer("")) { speaks = true }
        }
        return speaks
    }
}
