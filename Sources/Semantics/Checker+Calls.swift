import Diagnostics
import EventModel
import Plan
import Syntax

extension Checker {
    mutating func checkCall(
        _ name: Name, _ arguments: [ExpressionTree], isDistinct: Bool, _ scope: Scope, _ span: Span
    ) -> Expression? {
        if environment.failed.contains(name.text), !Functions.isKnown(name.text) {
            // What was to be known of it is told where it failed; what is open here calls itself.
            if open.contains("\(name.text)()") { report(.callsItself(name.text), at: name.span) }
            return nil
        }
        if let definition = environment.definitions[name.text] { return expand(definition, name, arguments, scope) }
        if name.text == "holder" { return checkHolder(name, arguments, scope) }
        if name.text == "disputed" { return checkDisputed(name, arguments, scope) }
        if name.text == "dyad" || name.text == "pair" { return checkDyad(name, arguments, scope) }
        if let function = Aggregate.Function(rawValue: name.text) {
            return checkAggregate(function, name, arguments, isDistinct: isDistinct, scope)
        }
        if let function = WindowFunction(rawValue: name.text) { return checkWindow(function, name, arguments, scope) }
        guard Functions.isKnown(name.text), let function = ScalarFunction(rawValue: name.text) else {
            reportUnknownFunction(name)
            return nil
        }
        if function == .coalesce { return checkCoalesce(name, arguments, scope) }
        return checkScalar(function, name, arguments, scope)
    }

    private static let functionHabits = [
        "n": "count()", "nrow": "count()", "len": "length", "nchar": "length", "tolower": "lower", "toupper": "upper",
        "avg": "mean", "average": "mean", "sd": "stdev", "std": "stdev", "var": "stdev",
        "n_distinct": "count(distinct …)",
        "lag": "previous", "lead": "next", "cumsum": "cumulative", "ifelse": "if … then … else …",
        "substr": "starts_with",
        "grepl": "contains", "str_detect": "contains", "ln": "log", "percentile": "quantile", "nvl": "coalesce",
        "first_value": "first", "last_value": "last", "maximum": "max", "minimum": "min", "datediff": "days",
    ]

    private mutating func reportUnknownFunction(_ name: Name) {
        if reportClock(name.text, name.span) { return }
        if let meant = Self.functionHabits[name.text.lowercased()] {
            // Where only the word differs it can be put in its place.
            let isWord = meant.utf8.allSatisfy {
                $0 == UInt8(ascii: "_") || ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z")
            }
            report(
                .habit(written: "\(name.text)()", meant: meant), at: name.span,
                replacement: isWord ? meant : name.text == "n" ? "count" : nil)
            return
        }
        let near = nearest(to: name.text, among: Functions.names + environment.definitions.keys)
        report(.unknownFunction(name.text, nearest: near), at: name.span, replacement: near.first)
    }

    mutating func checkCount(_ name: Name, _ found: Int, _ range: ClosedRange<Int>) -> Bool {
        if range.contains(found) { return true }
        let expected =
            range.lowerBound == range.upperBound
            ? "\(range.lowerBound) \(range.lowerBound == 1 ? "argument" : "arguments")"
            : "\(range.lowerBound) to \(range.upperBound) arguments"
        report(.wrongArgumentCount(function: name.text, found: "\(found)", expected: expected), at: name.span)
        return false
    }

    private mutating func checkScalar(
        _ function: ScalarFunction, _ name: Name, _ arguments: [ExpressionTree], _ scope: Scope
    ) -> Expression? {
        let signature = Functions.signature(function)
        let most = signature.arguments.count
        guard checkCount(name, arguments.count, most - signature.optional...most) else { return nil }
        var checked: [Expression] = []
        var isList = false
        for (index, tree) in arguments.enumerated() {
            let (types, word) = signature.arguments[index]
            let preferred = types.contains(.date) ? ValueType.date : types[0]
            guard
                let argument = types.count > 1 || types[0] == .text
                    ? check(tree, scope) : check(tree, scope, expected: preferred)
            else { return nil }
            var value = argument
            if value.type == .number, types.contains(.date), let date = check(tree, scope, expected: .date) {
                value = date
            }
            guard types.contains(value.type.element) else {
                report(
                    .wrongArgument(function: name.text, position: index + 1, found: value.type.name, expected: word),
                    at: tree.span)
                return nil
            }
            isList = isList || value.type.isList
            checked.append(value)
        }
        var result = signature.result
        if function == .abs { result = checked[0].type.element }
        return Expression(
            .call(function, checked), isList && result != .bool && !result.isList ? .list(result) : result)
    }

    private mutating func checkCoalesce(_ name: Name, _ arguments: [ExpressionTree], _ scope: Scope) -> Expression? {
        guard checkCount(name, arguments.count, 2...20), let first = check(arguments[0], scope) else { return nil }
        var checked = [first]
        for tree in arguments.dropFirst() {
            guard let value = check(tree, scope, expected: first.type) else { return nil }
            guard value.type == first.type else {
                report(
                    .typesDiffer(operation: "coalesce", left: first.type.name, right: value.type.name), at: tree.span)
                return nil
            }
            checked.append(value)
        }
        return Expression(.call(.coalesce, checked), first.type)
    }

    private mutating func checkDyad(_ name: Name, _ arguments: [ExpressionTree], _ scope: Scope) -> Expression? {
        var function: ScalarFunction = name.text == "dyad" ? .dyad : .pair
        if let tree = arguments.first {
            guard arguments.count == 1, case .name("country") = tree.node else {
                report(
                    .wrongArgument(function: name.text, position: 1, found: "value", expected: "`country`, or nothing"),
                    at: tree.span)
                return nil
            }
            function = name.text == "dyad" ? .countryDyad : .countryPair
        }
        guard let expression = Functions.dyad(function, scope) else {
            report(.needsEvents(step: name.text), at: name.span)
            return nil
        }
        return expression
    }

    // MARK: Over groups and ordered rows

    private mutating func checkAggregate(
        _ function: Aggregate.Function, _ name: Name, _ arguments: [ExpressionTree], isDistinct: Bool, _ scope: Scope
    ) -> Expression? {
        guard scope.place == .groups || scope.place == .answer || defining == .expression else {
            report(.aggregateNotHere(name.text), at: name.span)
            return nil
        }
        let expected = function == .count ? 0...1 : function == .quantile ? 2...2 : 1...1
        guard checkCount(name, arguments.count, expected) else { return nil }
        guard let tree = arguments.first else { return Expression(.aggregate(Aggregate(.count, nil)), .number) }
        // Inside an aggregate there are rows again.
        guard let argument = check(tree, scope.with(scope.fields)) else { return nil }
        var parameter: Double?
        if function == .quantile {
            guard let q = check(arguments[1], Scope(place: .constant), expected: .number) else { return nil }
            guard case .constant(.number(let span)) = q.node else {
                report(
                    .constantNeeded(
                        what: "the second argument of `quantile`, from 0 to 1,",
                        found: "`\(currentSource.text(arguments[1].span))`"), at: arguments[1].span)
                return nil
            }
            guard (0...1).contains(span.low) else {
                report(
                    .wrongArgument(
                        function: "quantile", position: 2, found: "number below 0 or above 1",
                        expected: "a number from 0 to 1: quantile(amount, 0.9) is the ninth tenth"),
                    at: arguments[1].span)
                return nil
            }
            parameter = span.low
        }
        guard let type = aggregateType(function, argument.type) else {
            let word = function == .share ? "a condition" : "a number"
            report(
                .wrongArgument(function: name.text, position: 1, found: argument.type.name, expected: word),
                at: tree.span)
            return nil
        }
        return Expression(.aggregate(Aggregate(function, argument, isDistinct: isDistinct, parameter: parameter)), type)
    }

    private func aggregateType(_ function: Aggregate.Function, _ type: ValueType) -> ValueType? {
        switch function {
        case .count: return .number
        case .share: return type == .bool ? .number : nil
        case .first, .last: return type
        case .list: return type.isList ? type : .list(type)
        case .min, .max: return type.element == .bool ? nil : type.element
        case .sum, .mean, .median, .quantile, .stdev:
            switch type.element {
            case .number, .duration, .money: return type.element
            case .text, .bool, .date, .period, .kind, .actor, .place, .event, .list: return nil
            }
        }
    }

    private mutating func checkWindow(
        _ function: WindowFunction, _ name: Name, _ arguments: [ExpressionTree], _ scope: Scope
    ) -> Expression? {
        guard scope.place == .rows || defining == .expression else {
            report(.windowNotHere(name.text), at: name.span)
            return nil
        }
        let takesCount = function == .previous || function == .next || function == .movingMean
        guard checkCount(name, arguments.count, function == .movingMean ? 2...2 : takesCount ? 1...2 : 1...1),
            let argument = check(arguments[0], scope)
        else { return nil }
        var checked = [argument]
        if arguments.count == 2 {
            guard let count = wholeNumber(arguments[1], "the number of rows") else { return nil }
            checked.append(constant(.number(NumberSpan(Double(count))), .number))
        }
        switch function {
        case .previous, .next: return Expression(.window(function, checked), argument.type)
        case .rank: return Expression(.window(function, checked), .number)
        case .cumulative, .movingMean:
            guard argument.type == .number || argument.type == .duration || argument.type == .money else {
                report(
                    .wrongArgument(function: name.text, position: 1, found: argument.type.name, expected: "a number"),
                    at: arguments[0].span)
                return nil
            }
            return Expression(.window(function, checked), argument.type)
        }
    }

    // MARK: Definitions

    private mutating func expand(
        _ definition: Definition, _ name: Name, _ arguments: [ExpressionTree], _ scope: Scope
    ) -> Expression? {
        guard mayExpand(name, as: "\(name.text)()") else { return nil }
        guard checkCount(name, arguments.count, definition.parameters.count...definition.parameters.count) else {
            return nil
        }
        var bound: [String: Scope.Argument] = [:]
        var places: [String: Span] = [:]
        let box = Scope.Box(scope)
        for (index, ((parameter, type), tree)) in zip(definition.parameters, arguments).enumerated() {
            guard isRight(tree, type, position: index + 1, of: name, scope) else { return nil }
            bound[parameter.text] = Scope.Argument(
                tree: tree, type: type.flatMap { Functions.type(named: $0.text) }, scope: box, callSpan: callSpan,
                callSource: callSource, callArguments: callArguments)
            places[parameter.text] =
                callSpan == nil ? tree.span : callArguments[currentSource.text(tree.span)] ?? callSpan
        }
        var inner = scope
        inner.arguments = bound
        let saved = (callSpan, callSource, callArguments)
        callSpan = callSpan ?? name.span
        callSource = environment.definitionSources[name.text] ?? source
        callArguments = places
        open.append("\(name.text)()")
        defer {
            (callSpan, callSource, callArguments) = saved
            open.removeLast()
        }
        guard let expression = check(definition.body, inner) else { return nil }
        if expression.isHigher(than: Self.deepestPlan) {
            report(.namesTooDeep(limit: Self.deepestPlan), at: name.span)
            return nil
        }
        return expression
    }

    /// Whether an argument is of the type that its parameter declares; one without a type takes all.
    private mutating func isRight(
        _ tree: ExpressionTree, _ type: Name?, position: Int, of name: Name, _ scope: Scope
    ) -> Bool {
        guard let type else { return true }
        // A call of another definition is checked where it is used, lest each level be checked twice over.
        if case .call(let inner, _, _) = tree.node, environment.definitions[inner.text] != nil { return true }
        let declared = Functions.type(named: type.text)
        guard
            let value = declared.map({ check(tree, scope, expected: $0) }) ?? check(tree, scope)
        else { return false }
        if declared.map({ Self.fits(value.type, $0) }) ?? value.type.isList { return true }
        let expected =
            switch declared {
            case nil: "a list"
            case .actor: "an actor"
            case .event: "an event"
            case .money: "a sum of money"
            case .bool: "a condition"
            case let declared?: "a \(declared.name)"
            }
        report(
            .wrongArgument(function: name.text, position: position, found: value.type.name, expected: expected),
            at: tree.span)
        return false
    }
}

extension Expression {
    /// Whether operands stand inside one another more than so many times.
    fileprivate func isHigher(than limit: Int) -> Bool {
        if limit == 0 { return true }
        var isHigher = false
        _ = changingChildren { child in
            isHigher = isHigher || child.isHigher(than: limit - 1)
            return child
        }
        return isHigher
    }
}
