import Diagnostics
import EventModel
import Plan
import Syntax

extension Checker {
    mutating func checkCondition(_ tree: ExpressionTree, _ scope: Scope) -> Expression? {
        guard let expression = check(tree, scope, expected: .bool) else { return nil }
        guard expression.type == .bool else {
            report(.notACondition(found: expression.type.name), at: tree.span)
            return nil
        }
        return expression
    }

    /// The typed expression of a tree; nil with a finding if it has none.
    mutating func check(_ tree: ExpressionTree, _ scope: Scope) -> Expression? {
        switch tree.node {
        case .missing: return nil
        case .text, .number, .money, .duration, .date, .range: return checkLiteral(tree, scope)
        case .parameter(let name): return checkParameter(name, tree.span)
        case .name(let name): return checkName(name, tree.span, scope)
        case .member(let inner, let name): return checkMember(tree, inner, name, scope)
        case .call(let name, let arguments, let isDistinct):
            return checkCall(name, arguments, isDistinct: isDistinct, scope, tree.span)
        case .list(let items): return checkList(items, scope, tree.span)
        case .code(let form, let name):
            return resolveKind(SourceName(form: form, name: name)).map { constant(.kind($0), .kind) }
        case .only(let inner):
            report(.unexpected(found: "`only`", expected: "`actor is only …` or a side of a dyad"), at: tree.span)
            _ = inner
            return nil
        case .not(let inner): return checkCondition(inner, scope).map { Expression(.not($0), .bool) }
        case .certainly(let inner): return checkCondition(inner, scope).map { Expression(.certainly($0), .bool) }
        case .possibly(let inner): return checkCondition(inner, scope).map { Expression(.possibly($0), .bool) }
        case .all(let parts): return joined(parts, scope) { .and($0) }
        case .any(let parts): return checkAny(parts, scope, tree.span)
        case .negate(let inner): return checkNegation(inner, scope)
        case .chain(let first, let links): return checkChain(first, links, scope)
        case .compare(let word, let left, let right): return checkComparison(word, left, right, scope, tree.span)
        case .isUnknown(let inner, let isNegated):
            return check(inner, scope).map { negated(Expression(.isUnknown($0), .bool), isNegated) }
        case .isNone(let inner, let isNegated):
            return check(inner, scope).map { negated(Expression(.isNone($0), .bool), isNegated) }
        case .choose(let condition, let then, let otherwise): return checkChoice(condition, then, otherwise, scope)
        }
    }

    func negated(_ expression: Expression, _ isNegated: Bool) -> Expression {
        isNegated ? Expression(.not(expression), .bool) : expression
    }

    private mutating func joined(
        _ parts: [ExpressionTree], _ scope: Scope, _ node: ([Expression]) -> Expression.Node
    ) -> Expression? {
        let checked = parts.compactMap { checkCondition($0, scope) }
        return checked.count == parts.count ? Expression(node(checked), .bool) : nil
    }

    /// `kind is reject or threaten` is told of with the list that was meant.
    private mutating func checkAny(_ parts: [ExpressionTree], _ scope: Scope, _ span: Span) -> Expression? {
        if case .compare(let word, let left, let first) = parts[0].node, parts.count > 1 {
            let rest = parts.dropFirst()
            let areNames = rest.allSatisfy { part in
                switch part.node {
                case .name(let name): scope.field(name) == nil && scope.arguments[name] == nil
                case .text, .code, .member, .date, .number: dotted(part).map { scope.field($0) == nil } ?? true
                case _: false
                }
            }
            var isMembership = word == .equal
            if case .is(let isNegated) = word { isMembership = !isNegated }
            if areNames, isMembership {
                let items = ([first] + rest).map { currentSource.text($0.span) }.joined(separator: ", ")
                let meant = "\(currentSource.text(left.span)) is in [\(items)]"
                report(.habit(written: currentSource.text(span), meant: meant), at: span, replacement: meant)
                return nil
            }
        }
        return joined(parts, scope) { .or($0) }
    }

    // MARK: Names

    private mutating func checkName(_ name: String, _ span: Span, _ scope: Scope) -> Expression? {
        if let argument = scope.arguments[name] {
            return withArgument(argument) { checker in
                if let type = argument.type {
                    return checker.check(argument.tree, argument.scope.scope.placed(scope.place), expected: type)
                }
                return checker.check(argument.tree, argument.scope.scope.placed(scope.place))
            }
        }
        if let field = scope.field(name) { return Expression(.column(name), field.type) }
        if let field = scope.outer[name] { return Expression(.column(field.name), field.type) }
        if scope.place == .answer, name == "rows" { return Expression(.rowCount, .number) }
        if let virtual = Functions.virtualField(name, scope) { return virtual }
        if environment.definitions[name] != nil {
            return checkCall(Name(name, span), [], isDistinct: false, scope, span)
        }
        if environment.failed.contains(name) { return nil }
        let isKind = !catalog.kinds.positions(matching: name).isEmpty
        let isValue = isKind || !catalog.actors.ids(matching: name).isEmpty
        let isColumnElsewhere = catalog.tables.contains { $0.fields.contains { $0.name == name } }
        if isValue, !isColumnElsewhere, !scope.fields.isEmpty,
            nearest(to: name, among: scope.fields.map(\.name)).isEmpty
        {
            let what = !isKind ? "actor is \(name)" : "kind is \(name)"
            report(
                .unexpected(found: "the name `\(name)` alone", expected: "a comparison: `\(what)`"), at: span,
                replacement: nil)
            return nil
        }
        reportUnknownColumn(name, span, scope.fields)
        return nil
    }

    private mutating func checkList(_ items: [ExpressionTree], _ scope: Scope, _ span: Span) -> Expression? {
        let checked = items.compactMap { check($0, scope) }
        guard checked.count == items.count else { return nil }
        guard let type = checked.first?.type else {
            report(.unexpected(found: "an empty list", expected: "at least one value"), at: span)
            return nil
        }
        var values: [Value] = []
        for (item, expression) in zip(items, checked) {
            guard expression.type == type else {
                report(.typesDiffer(operation: "a list", left: type.name, right: expression.type.name), at: item.span)
                return nil
            }
            guard case .constant(let value) = expression.node else {
                report(
                    .constantNeeded(what: "a member of a list", found: "`\(currentSource.text(item.span))`"),
                    at: item.span)
                return nil
            }
            values.append(value)
        }
        return constant(.list(values), .list(type))
    }

    private mutating func checkChoice(
        _ condition: ExpressionTree, _ then: ExpressionTree, _ otherwise: ExpressionTree, _ scope: Scope
    ) -> Expression? {
        guard let condition = checkCondition(condition, scope), let first = check(then, scope),
            let second = check(otherwise, scope, expected: first.type)
        else { return nil }
        guard first.type == second.type else {
            report(
                .typesDiffer(operation: "if … then … else", left: first.type.name, right: second.type.name),
                at: otherwise.span)
            return nil
        }
        return Expression(.choose(condition: condition, then: first, otherwise: second), first.type)
    }

    // MARK: Arithmetic

    private mutating func checkNegation(_ inner: ExpressionTree, _ scope: Scope) -> Expression? {
        guard let value = check(inner, scope) else { return nil }
        switch value.type {
        case .number, .duration, .money:
            if case .constant(.number(let span)) = value.node {
                return constant(.number(NumberSpan(-span.high, -span.low)), .number)
            }
            return Expression(.negate(value), value.type)
        case .text, .bool, .date, .period, .kind, .actor, .place, .event, .list:
            report(
                .wrongArgument(function: "-", position: 1, found: value.type.name, expected: "a number"), at: inner.span
            )
            return nil
        }
    }

    private mutating func checkChain(_ first: ExpressionTree, _ links: [ChainLink], _ scope: Scope) -> Expression? {
        guard var result = check(first, scope) else { return nil }
        for link in links {
            guard let second = check(link.operand, scope),
                let operation = Arithmetic(rawValue: link.operation.rawValue)
            else { return nil }
            // A day that is written out is a date here, as other dates are.
            let operand = second.dayAsDate
            result = result.dayAsDate
            guard let type = Functions.arithmeticType(operation, result.type, operand.type) else {
                reportOperands(operation.rawValue, result, first, operand, link.operand)
                return nil
            }
            if case .constant(.money(let a)) = result.node, case .constant(.money(let b)) = operand.node,
                a.currency != b.currency
            {
                report(.currenciesDiffer(a.currency, b.currency), at: link.operand.span)
                return nil
            }
            result =
                moved(result, operation, operand).map { constant(.date(EventDate(at: DateSpan(day: $0))), .date) }
                ?? Expression(.arithmetic(operation, result, operand), type)
        }
        return result
    }

    /// The day that a written day and a whole number of written days come to, known before data are read.
    private func moved(_ left: Expression, _ operation: Arithmetic, _ right: Expression) -> DayNumber? {
        guard case .constant(.date(let date)) = left.node, date.start.isDay, !date.lasted,
            case .constant(.duration(let days)) = right.node, days.isExact, days.low == days.low.rounded(),
            operation == .add || operation == .subtract
        else { return nil }
        let day = Double(date.start.earliest) + (operation == .add ? days.low : -days.low)
        guard let moved = DayNumber(exactly: day), DateSpan.distantPast < moved, moved < DateSpan.distantFuture else {
            return nil
        }
        return moved
    }

    /// Two sides that do not go together; of a text beside a value, the literal that was meant.
    mutating func reportOperands(
        _ operation: String, _ left: Expression, _ leftTree: ExpressionTree, _ right: Expression,
        _ rightTree: ExpressionTree
    ) {
        if case .constant(.text(let text)) = right.node, left.type.element != .text {
            reportText(text, beside: left.type.element, rightTree.span)
        } else if case .constant(.text(let text)) = left.node, right.type.element != .text {
            reportText(text, beside: right.type.element, leftTree.span)
        } else {
            report(
                .typesDiffer(operation: operation, left: left.type.name, right: right.type.name),
                at: leftTree.span.joined(rightTree.span))
        }
    }

    private mutating func reportText(_ text: String, beside type: ValueType, _ span: Span) {
        var literal: String?
        switch type {
        case .number: literal = Double(text).flatMap { $0.isFinite ? text : nil }
        case .date, .period: literal = Period.parse(text) == nil ? nil : text
        case .money, .duration:
            let parsed = parse(SourceText("events where \(text) = 1", name: "")).script.statements.first
            if case .question(let question) = parsed?.kind,
                case .compare(_, let left, _) = question.source.condition?.node
            {
                switch left.node {
                case .money, .duration: literal = text
                case _: break
                }
            }
        case .text, .bool, .kind, .actor, .place, .event, .list: break
        }
        report(.textBesideValue(text: text, type: type.name, literal: literal), at: span, replacement: literal)
    }
}

extension Expression {
    /// A written day as a date; all else as it is.
    fileprivate var dayAsDate: Expression {
        guard case .constant(.period(let period)) = node, period.first == period.last else { return self }
        return Expression(.constant(.date(EventDate(at: DateSpan(day: period.first)))), .date)
    }
}
