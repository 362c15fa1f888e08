import Diagnostics
import EventModel
import Plan
import Syntax

extension Checker {
    mutating func checkQuestion(_ question: Question, _ scope: Scope) -> CheckedQuestion? {
        guard var relation = checkSource(question.source, scope) else {
            return nil
        }
        var outputs: [Output] = []
        var outputWord: String?
        for step in question.steps {
            let word = currentSource.text(step.word)
            if let output = checkOutput(step, relation, scope) {
                if let output {
                    outputs.append(output)
                    switch output {
                    case .chart, .form: outputWord = word
                    case .save, .expect: outputWord = outputWord ?? word
                    }
                }
                continue
            }
            if let outputWord {
                report(.stepAfterOutput(step: word, output: outputWord), at: step.word)
                continue
            }
            guard let next = checkStep(step, relation, scope) else { return nil }
            guard isShallow(next) else {
                report(.namesTooDeep(limit: Self.deepestPlan), at: step.word)
                return nil
            }
            relation = next
        }
        if bag.hasErrors { return nil }
        return CheckedQuestion(relation: relation.mergingDateTests(), outputs: outputs, span: question.span)
    }

    /// The rows that a source names: a table cut by kinds, dyad, time clauses and `where`, as one condition.
    mutating func checkSource(_ source: Source, _ scope: Scope) -> Relation? {
        var conditions: [Expression] = []
        guard var base = checkSourceKind(source, scope, &conditions) else { return nil }
        if let clause = source.clauses.first(where: { $0.word == .knownOn }) {
            guard let known = known(base, on: clause, scope) else { return nil }
            base = known
        }
        let rows = rowScope(scope, base, .condition)
        for clause in source.clauses where clause.word != .knownOn {
            if reportPlace(in: clause, of: source, rows) { continue }
            if let condition = checkClause(clause, rows) { conditions.append(condition) }
        }
        if let tree = source.condition, let condition = checkCondition(tree, rows) { conditions.append(condition) }
        let relation = filtered(base, conditions)
        noteNever(relation, at: source.span)
        return relation
    }

    /// Says when the tests of a date leave no day at all.
    mutating func noteNever(_ relation: Relation, at span: Span) {
        let window = relation.mergingDateTests().dateWindow
        if window.earliest > window.latest { report(.neverTrue(currentSource.text(span)), at: span) }
    }

    /// Adjacent filters become one condition, so that tests of one date are merged across them.
    func filtered(_ relation: Relation, _ conditions: [Expression]) -> Relation {
        var all = conditions
        var input = relation
        if case .filter(let below, let condition) = relation {
            input = below
            if case .and(let parts) = condition.node { all = parts + all } else { all.insert(condition, at: 0) }
        }
        switch all.count {
        case 0: return relation
        case 1: return .filter(input, all[0])
        case _: return .filter(input, Expression(.and(all), .bool))
        }
    }

    private mutating func checkSourceKind(
        _ source: Source, _ scope: Scope, _ conditions: inout [Expression]
    ) -> Relation? {
        switch source.kind {
        case .missing: return nil
        case .parenthesized(let question): return checkQuestion(question, scope)?.relation
        case .last(let number):
            guard number >= 1, number <= environment.answers.count else {
                report(.noLastAnswer, at: source.span)
                return nil
            }
            return environment.answers[number - 1]
        case .sequence(let tree): return checkSequence(tree, scope, at: source.span)
        case .event(let text): return checkEvent(text)
        case .named(let names, let sides):
            if names.count == 1, names[0].form == .plain {
                if let table = catalog.table(names[0].name.text) ?? eventsTable(names[0].name.text) {
                    if let sides { conditions += checkSides(sides, scope.with(table.fields, .condition)) }
                    return .scan(table)
                }
                if let argument = scope.arguments[names[0].name.text], sides == nil {
                    if case .missing = argument.tree.node {
                        hasMetHole = true
                        return nil
                    }
                    if case .name(let meant) = argument.tree.node {
                        let name = SourceName(form: .plain, name: Name(meant, argument.tree.span))
                        return withArgument(argument) {
                            $0.checkKinds([name], nil, argument.scope.scope, &conditions)
                        }
                    }
                }
                if environment.failed.contains(names[0].name.text) {
                    if open.contains(names[0].name.text) {
                        report(.callsItself(names[0].name.text), at: names[0].name.span)
                    }
                    return nil
                }
                if let bound = environment.bindings[names[0].name.text] {
                    return expand(bound, names[0].name, sides, scope)
                }
            }
            return checkKinds(names, sides, scope, &conditions)
        }
    }

    /// `events` is a table even where a catalogue has none.
    private func eventsTable(_ name: String) -> TableSchema? {
        name == "events" ? TableSchema("events", []) : nil
    }

    private mutating func checkEvent(_ text: TextLiteral) -> Relation? {
        guard let table = catalog.table("events") else { return nil }
        guard environment.hasEvent(text.text) else {
            let near = environment.nearestEvents(text.text)
            report(.unknownEvent(text.text, nearest: near), at: text.span, replacement: near.first.map { "\"\($0)\"" })
            return nil
        }
        let condition = Expression(
            .compare(.equal, Expression(.column("id"), .text), Expression(.constant(.text(text.text)), .text)), .bool)
        return .filter(.scan(table), condition)
    }

    private mutating func checkKinds(
        _ names: [SourceName], _ sides: Sides?, _ scope: Scope, _ conditions: inout [Expression]
    ) -> Relation? {
        guard let table = catalog.table("events") else { return nil }
        let column = Expression(.column("kind"), .kind)
        if names.contains(where: { environment.failed.contains($0.name.text) }) { return nil }
        var kinds: [Expression] = []
        var takesAll = false
        for name in names {
            if name.form == .plain, name.name.text == "events" {
                takesAll = true
                continue
            }
            kinds += kindTests(column, name, asSource: true)
        }
        // A dyad is of events whatever kind was meant, so the rest can be checked; else it may have been a table.
        let isDyad = sides.map { $0.arrow != .none } ?? false
        if bag.hasErrors, kinds.isEmpty, !takesAll, !isDyad { return nil }
        if !takesAll, let first = kinds.first {
            conditions.append(kinds.count == 1 ? first : Expression(.or(kinds), .bool))
        }
        if let sides { conditions += checkSides(sides, scope.with(table.fields, .condition)) }
        return .scan(table)
    }

    // MARK: Names bound with `let`

    private mutating func expand(_ bound: BoundQuestion, _ name: Name, _ sides: Sides?, _ scope: Scope) -> Relation? {
        guard mayExpand(name, as: name.text) else { return nil }
        var arguments: [String: Scope.Argument] = [:]
        let given = (sides?.left).map { [$0] + (sides?.more ?? []) } ?? []
        if let sides, sides.arrow != .none {
            report(.unexpected(found: "a dyad", expected: "the arguments of `\(name.text)`"), at: sides.span)
            return nil
        }
        guard given.count == bound.parameters.count else {
            let expected =
                bound.parameters.isEmpty
                ? "no arguments" : "\(bound.parameters.count): (\(bound.parameters.joined(separator: ", ")))"
            report(.wrongArgumentCount(function: name.text, found: "\(given.count)", expected: expected), at: name.span)
            return nil
        }
        let box = Scope.Box(scope)
        for (parameter, tree) in zip(bound.parameters, given) {
            arguments[parameter] = Scope.Argument(
                tree: tree, type: nil, scope: box, callSpan: callSpan, callSource: callSource,
                callArguments: callArguments)
        }
        let saved = (callSpan, callSource, callArguments)
        var places: [String: Span] = [:]
        for (parameter, tree) in zip(bound.parameters, given) {
            places[parameter] = callSpan == nil ? tree.span : callArguments[currentSource.text(tree.span)] ?? callSpan
        }
        if callSpan == nil { callSpan = sides.map { name.span.joined($0.span) } ?? name.span }
        callSource = bound.source
        callArguments = places
        open.append(name.text)
        defer {
            (callSpan, callSource, callArguments) = saved
            open.removeLast()
        }
        return checkQuestion(bound.question, Scope(arguments: arguments))?.relation
    }

    // MARK: Dyads

    private mutating func checkSides(_ sides: Sides, _ scope: Scope) -> [Expression] {
        guard scope.field("actor") != nil, scope.field("target") != nil else {
            report(.needsEvents(step: "a dyad"), at: sides.span)
            return []
        }
        for extra in sides.more {
            // `reject(China, US)`, as a call has its arguments.
            var fix: Fix?
            if let left = sides.left, sides.more.count == 1 {
                fix = Fix(Span(Int(left.span.end), Int(extra.span.start)), " -> ")
            }
            report(.unexpected(found: "a second argument", expected: "a dyad"), at: extra.span, fix: fix)
        }
        func condition(_ column: String, _ tree: ExpressionTree?, _ checker: inout Checker) -> Expression? {
            tree.flatMap { checker.checkSide(column, $0, scope) }
        }
        switch sides.arrow {
        case .to:
            return [condition("actor", sides.left, &self), condition("target", sides.right, &self)].compactMap { $0 }
        case .none:
            guard let left = condition("actor", sides.left, &self), let right = condition("target", sides.left, &self)
            else { return [] }
            return [Expression(.or([left, right]), .bool)]
        case .bothWays:
            let there = [condition("actor", sides.left, &self), condition("target", sides.right, &self)]
            let back = [condition("actor", sides.right, &self), condition("target", sides.left, &self)]
            func both(_ parts: [Expression?]) -> Expression? {
                let known = parts.compactMap { $0 }
                return known.count < 2 ? known.first : Expression(.and(known), .bool)
            }
            guard let one = both(there), let other = both(back) else { return [] }
            return [Expression(.or([one, other]), .bool)]
        }
    }

    /// `China`, `China or Taiwan`, `only China`: the column is within any of them.
    private mutating func checkSide(_ column: String, _ tree: ExpressionTree, _ scope: Scope) -> Expression? {
        guard let field = scope.field(column) else { return nil }
        if case .any(let trees) = tree.node {
            let parts = trees.compactMap { checkSide(column, $0, scope) }
            return parts.count < 2 ? parts.first : Expression(.or(parts), .bool)
        }
        if case .list(let trees) = tree.node {
            let parts = trees.compactMap { checkSide(column, $0, scope) }
            return parts.count < 2 ? parts.first : Expression(.or(parts), .bool)
        }
        var isOnly = false
        var actor = tree
        if case .only(let inner) = tree.node { (isOnly, actor) = (true, inner) }
        self.isOnly = isOnly
        defer { self.isOnly = false }
        // A side names an actor; a column of that name is not meant here.
        let side = Expression(.column(column), field.type)
        if let text = dotted(actor), scope.arguments[text] == nil,
            let office = officeAsActor(text, actor.span, scope)
        {
            return office.map { Expression(.within(side, $0, isOnly: isOnly), .bool) }
        }
        guard let constant = check(actor, scope.with([], .condition), expected: .actor) else { return nil }
        return Expression(.within(side, constant, isOnly: isOnly), .bool)
    }

    // MARK: Clauses

    /// `events in Singapore`, as one says it: true if it was told of.
    private mutating func reportPlace(in clause: Clause, of source: Source, _ scope: Scope) -> Bool {
        guard clause.word == .in, case .name(let name) = clause.bound.node, scope.arguments[name] == nil,
            scope.field(name) == nil, environment.definitions[name] == nil, scope.field("place") != nil,
            catalog.places[name] != nil || Countries.country(named: name) != nil
                || !catalog.actors.ids(matching: name).isEmpty
        else { return false }
        let meant = "where place is \(name)"
        let isAlone = source.clauses.count == 1 && source.condition == nil
        report(
            .unexpected(found: "`\(name)`", expected: "a date; a place stands in a condition: `\(meant)`"),
            at: clause.span, replacement: isAlone ? meant : nil)
        return true
    }

    private mutating func checkClause(_ clause: Clause, _ scope: Scope) -> Expression? {
        guard let field = scope.field("date"), field.type == .date else {
            report(.noDate(step: clause.word.rawValue), at: clause.span)
            return nil
        }
        guard let bound = check(clause.bound, scope.with(scope.fields, .condition), expected: .date) else { return nil }
        guard bound.type == .period || bound.type == .date else {
            report(
                .typesDiffer(operation: clause.word.rawValue, left: "date", right: bound.type.name),
                at: clause.bound.span)
            return nil
        }
        let date = Expression(.column("date"), .date)
        noteWindow(clause, bound)
        switch clause.word {
        case .since: return Expression(.compare(.greaterOrEqual, date, bound), .bool)
        case .after: return Expression(.compare(.greater, date, bound), .bool)
        case .before: return Expression(.compare(.less, date, bound), .bool)
        case .until: return Expression(.compare(.lessOrEqual, date, bound), .bool)
        case .in: return Expression(.during(date, bound), .bool)
        case .knownOn: return nil
        }
    }

    /// Says when a clause asks of days of which the data can know nothing.
    private mutating func noteWindow(_ clause: Clause, _ bound: Expression) {
        guard case .constant(.period(let period)) = bound.node, let coverage = catalog.coverage, !coverage.isGuess
        else {
            return
        }
        let isOutside =
            switch clause.word {
            case .since, .after: period.first > coverage.period.last
            case .before, .until: period.last < coverage.period.first
            case .in: period.first > coverage.period.last || period.last < coverage.period.first
            case .knownOn: false
            }
        if isOutside {
            report(
                .windowPastData(asked: "\(clause.word.rawValue) \(period.text)", data: coverage.period.text),
                at: clause.span)
        }
    }
}
