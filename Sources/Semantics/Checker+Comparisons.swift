import Diagnostics
import EventModel
import Plan
import Syntax

extension Checker {
    mutating func checkComparison(
        _ word: ComparisonWord, _ left: ExpressionTree, _ right: ExpressionTree, _ scope: Scope, _ span: Span
    ) -> Expression? {
        if case .code(.plover, let name) = right.node, let isNegated = negation(word) {
            return checkPLOVER(left, name, scope).map { negated($0, isNegated) }
        }
        switch word {
        case .text(let function):
            if function == "like" { notePercent(right) }
            return checkCall(Name(function, span), [left, right], isDistinct: false, scope, span)
        case .isIn(let isNegated):
            return checkMembership(left, right, scope, span).map { negated($0, isNegated) }
        case .is(let isNegated):
            self.isOnly = isOnly(right)
            defer { self.isOnly = false }
            guard let (a, b) = checkSides(left, right, scope) else { return nil }
            return same(a, left, b, right, isOnly: isOnly(right)).map { negated($0, isNegated) }
        case .equal: return checkOrder(.equal, left, right, scope)
        case .notEqual: return checkOrder(.notEqual, left, right, scope)
        case .less: return checkOrder(.less, left, right, scope)
        case .lessOrEqual: return checkOrder(.lessOrEqual, left, right, scope)
        case .greater: return checkOrder(.greater, left, right, scope)
        case .greaterOrEqual: return checkOrder(.greaterOrEqual, left, right, scope)
        }
    }

    /// Whether a comparing word asks for sameness, and whether it denies it; nil of other words.
    private func negation(_ word: ComparisonWord) -> Bool? {
        switch word {
        case .is(let isNegated), .isIn(let isNegated): isNegated
        case .equal: false
        case .notEqual: true
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .text: nil
        }
    }

    /// `kind is plover REJECT`: any of the codes that the type is made of.
    private mutating func checkPLOVER(_ left: ExpressionTree, _ name: Name, _ scope: Scope) -> Expression? {
        guard let kind = check(left, scope) else { return nil }
        guard kind.type.element == .kind else {
            report(.typesDiffer(operation: "is", left: kind.type.name, right: "kind"), at: left.span.joined(name.span))
            return nil
        }
        let tests = kindTests(kind, SourceName(form: .plover, name: name))
        return tests.count < 2 ? tests.first : Expression(.or(tests), .bool)
    }

    /// `unknown` or `none`, where no column is called so: these are asked for with `is`.
    private func missingWord(_ tree: ExpressionTree, _ scope: Scope) -> String? {
        guard case .name(let word) = tree.node, word == "unknown" || word == "none", scope.field(word) == nil else {
            return nil
        }
        return word
    }

    private func isOnly(_ tree: ExpressionTree) -> Bool {
        if case .only = tree.node { return true }
        return false
    }

    /// Both sides, a literal taking its type from the other.
    private mutating func checkSides(
        _ left: ExpressionTree, _ right: ExpressionTree, _ scope: Scope
    ) -> (Expression, Expression)? {
        if isLiteral(left, scope), !isLiteral(right, scope) {
            guard let b = check(right, scope) else { return nil }
            guard let a = check(bare(left), scope, expected: b.type) else { return nil }
            return (a, b)
        }
        guard let a = check(left, scope) else {
            return nil
        }
        guard let b = check(bare(right), scope, expected: a.type) else { return nil }
        // A period beside a number that may be a year: the number gives way.
        if a.type == .number, b.type == .period, let year = check(left, scope, expected: .date) { return (year, b) }
        return (a, b)
    }

    private func bare(_ tree: ExpressionTree) -> ExpressionTree {
        if case .only(let inner) = tree.node { return inner }
        return tree
    }

    /// Whether a tree has its meaning from the other side.
    private func isLiteral(_ tree: ExpressionTree, _ scope: Scope) -> Bool {
        switch tree.node {
        case .text, .number, .date, .money, .duration, .code, .only: return true
        case .name(let name):
            return scope.field(name) == nil && scope.arguments[name] == nil
                && Functions.virtualField(name, scope) == nil
                && environment.definitions[name] == nil && name != "rows"
        case .range(let first, _): return isLiteral(first, scope)
        case .list(let items): return items.allSatisfy { isLiteral($0, scope) }
        case .negate(let inner): return isLiteral(inner, scope)
        case .member:
            guard let path = dotted(tree) else { return false }
            return scope.field(path) == nil && !scope.isPath(path)
        case .parameter, .call, .not, .certainly, .possibly, .all, .any, .chain, .compare, .isUnknown, .isNone, .choose,
            .missing:
            return false
        }
    }

    /// `is`: the same or within.
    private mutating func same(
        _ a: Expression, _ left: ExpressionTree, _ b: Expression, _ right: ExpressionTree, isOnly: Bool
    ) -> Expression? {
        switch (a.type.element, b.type.element) {
        case (.kind, .kind), (.actor, .actor), (.place, .place), (.place, .actor):
            if case .constant(.list(let members)) = b.node, let element = Optional(b.type.element) {
                let parts = members.map { Expression(.within(a, constant($0, element), isOnly: isOnly), .bool) }
                return parts.count == 1 ? parts[0] : Expression(.or(parts), .bool)
            }
            return Expression(.within(a, b, isOnly: isOnly), .bool)
        case (.date, .period), (.date, .date): return Expression(.during(a, b), .bool)
        case _: return ordered(.equal, a, left, b, right)
        }
    }

    private mutating func checkOrder(
        _ comparison: Comparison, _ left: ExpressionTree, _ right: ExpressionTree, _ scope: Scope
    ) -> Expression? {
        if let missing = missingWord(right, scope), comparison == .equal || comparison == .notEqual {
            let verb = comparison == .equal ? "is" : "is not"
            let written = Span(Int(left.span.end), Int(right.span.end))
            report(
                .habit(written: "\(comparison.rawValue) \(missing)", meant: "\(verb) \(missing)"), at: right.span,
                fix: Fix(written, " \(verb) \(missing)"))
            return nil
        }
        let isIdentity = comparison == .equal || comparison == .notEqual
        // What is compared with `=` is meant without its parts: nothing is told of them but that.
        let wasOnly = isOnly
        isOnly = isOnly || isIdentity
        let sides = checkSides(left, right, scope)
        isOnly = wasOnly
        guard let (a, b) = sides else { return nil }
        if isIdentity { noteParts(comparison, a, left, b, right) }
        return ordered(comparison, a, left, b, right)
    }

    /// Says what `=` leaves out where a column is compared with something that has parts.
    private mutating func noteParts(
        _ comparison: Comparison, _ a: Expression, _ left: ExpressionTree, _ b: Expression, _ right: ExpressionTree
    ) {
        guard !bag.isFull, let (value, name, column) = columnAndConstant(a, left, b, right) else { return }
        if case .only = name.node { return }
        let parts = value.reduce(into: [String]()) { parts, value in
            switch value {
            case .actor(let id): parts += catalog.actors.members(of: id).filter { $0 != id }
            case .kind(let kind):
                guard let position = catalog.kinds.position(named: kind) else { return }
                parts += catalog.kinds.kinds[position + 1..<catalog.kinds.kinds[position].subtreeEnd].map(\.name)
            case .place(let id):
                // A place is shown as it is called: its id may be a number.
                let within = catalog.places.members(of: id).filter { $0 != id }
                parts += Set(within.map { catalog.places[$0]?.name ?? $0 }).sorted()
            case _: return
            }
        }
        guard !parts.isEmpty else { return }
        let between = left.span.end <= right.span.start ? Span(Int(left.span.end), Int(right.span.start)) : right.span
        let mark = currentSource.text(between).trimmingBlanks
        let meant = comparison == .equal ? "is" : "is not"
        let start = Int(between.start) + mark.offset
        let fix =
            column.span.start < name.span.start
            ? Fix(Span(start, start + mark.text.utf8.count), meant)
            : Fix(
                left.span.joined(right.span),
                "\(currentSource.text(column.span)) \(meant) \(currentSource.text(name.span))")
        report(
            .identityOnly(
                mark: comparison.rawValue, name: currentSource.text(name.span), parts: parts, meant: meant),
            at: fix.span, fix: fix)
    }

    /// The constants of one side and its tree, and the tree of the other, if that is a column.
    private func columnAndConstant(
        _ a: Expression, _ left: ExpressionTree, _ b: Expression, _ right: ExpressionTree
    ) -> (values: [Value], name: ExpressionTree, column: ExpressionTree)? {
        func isColumn(_ tree: ExpressionTree) -> Bool {
            switch tree.node {
            case .name, .member: true
            case _: false
            }
        }
        func values(_ expression: Expression) -> [Value]? {
            guard case .constant(let value) = expression.node else { return nil }
            if case .list(let values) = value { return values }
            return [value]
        }
        if let found = values(b), isColumn(left) { return (found, right, left) }
        if let found = values(a), isColumn(right) { return (found, left, right) }
        return nil
    }

    /// `like "%x%"`, as SQL has it: legal, but hardly what is meant.
    private mutating func notePercent(_ pattern: ExpressionTree) {
        guard case .text(let text) = pattern.node, text.contains("%"), !text.contains("*"), !text.contains("?"),
            currentSource.text(pattern.span).hasPrefix("\"")
        else {
            return
        }
        let meant = currentSource.text(pattern.span).replacing("%", with: "*")
        report(.percentInPattern(meant: meant), at: pattern.span, replacement: meant)
    }

    private mutating func ordered(
        _ comparison: Comparison, _ a: Expression, _ left: ExpressionTree, _ b: Expression, _ right: ExpressionTree
    ) -> Expression? {
        let isEquality = comparison == .equal || comparison == .notEqual
        let isFine: Bool
        switch (a.type.element, b.type.element) {
        case (.number, .number), (.duration, .duration), (.text, .text), (.date, .date), (.date, .period),
            (.period, .period), (.period, .date):
            isFine = true
        case (.money, .money):
            if case .constant(.money(let x)) = a.node, case .constant(.money(let y)) = b.node, x.currency != y.currency
            {
                report(.currenciesDiffer(x.currency, y.currency), at: right.span)
                return nil
            }
            isFine = true
        case (.kind, .kind), (.actor, .actor), (.place, .place), (.event, .event), (.bool, .bool), (.event, .text),
            (.text, .event):
            isFine = isEquality
        case _: isFine = false
        }
        guard isFine else {
            reportOperands(comparison.rawValue, a, left, b, right)
            return nil
        }
        if case .constant(.list(let members)) = b.node, isEquality, !members.isEmpty {
            let parts = members.map { Expression(.compare(.equal, a, constant($0, b.type.element)), .bool) }
            let any = parts.count == 1 ? parts[0] : Expression(.or(parts), .bool)
            return negated(any, comparison == .notEqual)
        }
        if case .constant(.number(let span)) = b.node, !span.isExact, isEquality {
            return negated(between(a, span), comparison == .notEqual)
        }
        return Expression(.compare(comparison, a, b), .bool)
    }

    private func between(_ a: Expression, _ span: NumberSpan) -> Expression {
        Expression(
            .and([
                Expression(.compare(.greaterOrEqual, a, constant(.number(NumberSpan(span.low)), .number)), .bool),
                Expression(.compare(.lessOrEqual, a, constant(.number(NumberSpan(span.high)), .number)), .bool),
            ]), .bool)
    }

    /// `x in …`, `x is in …`: one of a list, a period, or a range of numbers.
    private mutating func checkMembership(
        _ left: ExpressionTree, _ right: ExpressionTree, _ scope: Scope, _ span: Span
    ) -> Expression? {
        guard let a = check(left, scope) else { return nil }
        if case .list(let items) = right.node {
            var parts: [Expression] = []
            for item in items {
                if case .code(.plover, let name) = item.node {
                    if let part = checkPLOVER(left, name, scope) { parts.append(part) }
                    continue
                }
                guard let b = check(bare(item), scope, expected: a.type),
                    let part = same(a, left, b, item, isOnly: isOnly(item))
                else { continue }
                parts.append(part)
            }
            if parts.count < items.count { return nil }
            guard let first = parts.first else {
                report(.unexpected(found: "an empty list", expected: "at least one value"), at: right.span)
                return nil
            }
            return parts.count == 1 ? first : Expression(.or(parts), .bool)
        }
        guard let b = check(bare(right), scope, expected: a.type) else { return nil }
        if case .constant(.number(let range)) = b.node, a.type.element == .number { return between(a, range) }
        return same(a, left, b, right, isOnly: isOnly(right))
    }
}

extension String {
    /// Without the white space around it, and how many bytes of that stand in front.
    fileprivate var trimmingBlanks: (text: String, offset: Int) {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
        let behind = utf8.drop(while: isBlank)
        var text = Substring(behind)
        while let last = text.utf8.last, isBlank(last) { text.removeLast() }
        return (String(text), utf8.count - behind.count)
    }
}
