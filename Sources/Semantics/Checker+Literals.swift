import Diagnostics
import EventModel
import Plan
import Syntax

extension Checker {
    func constant(_ value: Value, _ type: ValueType) -> Expression { Expression(.constant(value), type) }

    /// The meaning of a tree where a value of `expected` is wanted: literals take their type from what they stand
    /// opposite to; everything else has a type of its own.
    mutating func check(_ tree: ExpressionTree, _ scope: Scope, expected: ValueType) -> Expression? {
        let expected = expected.element
        if let argument = argument(tree, scope) {
            return withArgument(argument) {
                $0.check(argument.tree, argument.scope.scope.placed(scope.place), expected: expected)
            }
        }
        if case .parameter(let name) = tree.node { return checkParameter(name, tree.span, expected) }
        switch expected {
        case .kind: return checkKindLiteral(tree, scope)
        case .actor: return checkActorLiteral(tree, scope)
        case .place: return checkPlaceLiteral(tree, scope)
        case .date, .period: return checkDateLiteral(tree, scope)
        case .number: return checkNumberLiteral(tree, scope)
        case .event:
            if case .text(let id) = tree.node { return constant(.event(id), .event) }
            return check(tree, scope)
        case .bool:
            if case .name(let word) = tree.node, scope.field(word) == nil {
                if word == "yes" || word == "true" { return constant(.truth(.yes), .bool) }
                if word == "no" || word == "false" { return constant(.truth(.no), .bool) }
                if word == "maybe" { return constant(.truth(.maybe), .bool) }
            }
            return check(tree, scope)
        case .text, .duration, .money, .list: return check(tree, scope)
        }
    }

    private func argument(_ tree: ExpressionTree, _ scope: Scope) -> Scope.Argument? {
        if case .name(let name) = tree.node { return scope.arguments[name] }
        return nil
    }

    /// Trees of a caller are spelled in the caller's text: findings are told at the call.
    mutating func withArgument<Result>(_ argument: Scope.Argument, _ body: (inout Checker) -> Result) -> Result {
        if case .missing = argument.tree.node { hasMetHole = true }
        let saved = (callSpan, callSource, callArguments)
        (callSpan, callSource, callArguments) = (argument.callSpan, argument.callSource, argument.callArguments)
        defer { (callSpan, callSource, callArguments) = saved }
        return body(&self)
    }

    private mutating func checkParameter(_ name: String, _ span: Span, _ expected: ValueType?) -> Expression? {
        if environment.failed.contains("$\(name)") { return nil }
        guard let parameter = environment.parameters[name] else {
            let known = environment.parameters.keys.sorted()
            let near = nearest(to: name, among: known)
            report(.unknownParameter(name, known: known), at: span, replacement: near.first.map { "$" + $0 })
            return nil
        }
        let saved = (callSpan, callSource, callArguments)
        if callSpan == nil { callSpan = span }
        callSource = parameter.source
        callArguments = [:]
        defer { (callSpan, callSource, callArguments) = saved }
        return check(parameter.value, Scope(place: .constant), expected: parameter.type)
    }

    mutating func checkParameter(_ name: String, _ span: Span) -> Expression? { checkParameter(name, span, nil) }

    /// A column, argument or other expression of that type where the tree is one; nil where it is to be read as a name.
    private mutating func ownMeaning(_ tree: ExpressionTree, _ scope: Scope, _ types: Set<ValueType>) -> Expression?? {
        switch tree.node {
        case .name(let name):
            if let field = scope.field(name), types.contains(field.type.element) {
                return .some(Expression(.column(name), field.type))
            }
            return nil
        case .member:
            guard let path = dotted(tree) else { return .some(check(tree, scope)) }
            if let field = scope.field(path) { return .some(Expression(.column(path), field.type)) }
            return scope.isPath(path) ? .some(check(tree, scope)) : nil
        case .call, .choose: return .some(check(tree, scope))
        case _: return nil
        }
    }

    private mutating func checkKindLiteral(_ tree: ExpressionTree, _ scope: Scope) -> Expression? {
        if let own = ownMeaning(tree, scope, [.kind]) { return own }
        let kind: String?
        switch tree.node {
        case .code(let form, let name): kind = resolveKind(SourceName(form: form, name: name))
        case .name, .text, .member:
            guard let text = dotted(tree) else { return check(tree, scope) }
            kind = resolveKind(SourceName(form: .plain, name: Name(text, tree.span)))
        case .number(let number) where number == number.rounded() && abs(number) < 10_000:
            let code = currentSource.text(tree.span)
            let near = catalog.kinds.position(code: code) == nil ? nil : "cameo \(code)"
            report(.textBesideValue(text: code, type: "kind", literal: near), at: tree.span, replacement: near)
            return nil
        case .missing: return nil
        case _: return check(tree, scope)
        }
        return kind.map { constant(.kind($0), .kind) }
    }

    private mutating func checkActorLiteral(_ tree: ExpressionTree, _ scope: Scope) -> Expression? {
        if let own = ownMeaning(tree, scope, [.actor]) { return own }
        guard let text = dotted(tree) else { return check(tree, scope) }
        if let office = officeAsActor(text, tree.span, scope) { return office }
        return resolveActor(text, tree.span).map { constant(.actor($0), .actor) }
    }

    private mutating func checkPlaceLiteral(_ tree: ExpressionTree, _ scope: Scope) -> Expression? {
        if let own = ownMeaning(tree, scope, [.place, .actor]) { return own }
        guard let text = dotted(tree) else { return check(tree, scope) }
        return resolvePlace(text, tree.span).map { constant(.place($0), .place) }
    }

    // MARK: Numbers and dates

    private mutating func checkNumberLiteral(_ tree: ExpressionTree, _ scope: Scope) -> Expression? {
        guard case .range(let first, let second) = tree.node else { return check(tree, scope) }
        guard let low = check(first, scope, expected: .number), let high = check(second, scope, expected: .number),
            case .constant(.number(let a)) = low.node, case .constant(.number(let b)) = high.node
        else {
            report(
                .constantNeeded(what: "both ends of a range", found: "`\(currentSource.text(tree.span))`"),
                at: tree.span)
            return nil
        }
        return constant(.number(NumberSpan(min(a.low, b.low), max(a.high, b.high))), .number)
    }

    private mutating func checkDateLiteral(_ tree: ExpressionTree, _ scope: Scope) -> Expression? {
        if let own = ownMeaning(tree, scope, [.date, .period]) { return own }
        switch tree.node {
        case .number(let number):
            let text = currentSource.text(tree.span)
            if number == number.rounded(), text.utf8.count == 4, let period = Period.parse(text) {
                return constant(.period(period), .period)
            }
            return constant(.number(NumberSpan(number)), .number)
        case .date(let text): return period(text, tree.span).map { constant(.period($0), .period) }
        case .range(let first, let second):
            guard let low = check(first, scope, expected: .date), let high = check(second, scope, expected: .date)
            else { return nil }
            guard case .constant(.period(let a)) = low.node, case .constant(.period(let b)) = high.node else {
                report(
                    .constantNeeded(what: "both ends of a range", found: "`\(currentSource.text(tree.span))`"),
                    at: tree.span)
                return nil
            }
            if b.last < a.first {
                report(
                    .badDate(currentSource.text(tree.span), reason: "the end lies before the beginning"), at: tree.span)
                return nil
            }
            return constant(.period(Period(a.first, b.last)), .period)
        case _: return check(tree, scope)
        }
    }

    private mutating func period(_ text: String, _ span: Span) -> Period? {
        if let period = Period.parse(text) { return period }
        report(.badDate(text, reason: "no such day, month or quarter"), at: span)
        return nil
    }

    /// A literal by itself.
    mutating func checkLiteral(_ tree: ExpressionTree, _ scope: Scope) -> Expression? {
        switch tree.node {
        case .text(let text): return constant(.text(text), .text)
        case .number(let number): return constant(.number(NumberSpan(number)), .number)
        case .money(let amount, let currency): return constant(.money(Money(NumberSpan(amount), currency)), .money)
        case .duration(let amount, let unit):
            switch unit {
            case .days: return constant(.duration(NumberSpan(amount)), .duration)
            case .weeks: return constant(.duration(NumberSpan(7 * amount)), .duration)
            case .months, .quarters, .years:
                report(.calendarDuration(currentSource.text(tree.span)), at: tree.span)
                return nil
            }
        case .date(let text): return period(text, tree.span).map { constant(.period($0), .period) }
        case .range(let first, _):
            if case .date = first.node { return checkDateLiteral(tree, scope) }
            return checkNumberLiteral(tree, scope)
        case _: return nil
        }
    }
}

extension Scope {
    /// The scope of a call, in the place where the argument is used.
    func placed(_ place: Place) -> Scope {
        var scope = self
        scope.place = place
        return scope
    }
}
