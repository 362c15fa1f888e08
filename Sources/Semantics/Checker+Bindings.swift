import Diagnostics
import EventModel
import Plan
import Syntax

/// Statements that give names.
extension Checker {
    mutating func bind(_ binding: Binding) -> CheckedStatement {
        let name = binding.name.text
        guard !name.isEmpty, isFree(binding.name) else { return .malformed }
        environment.failed.insert(name)
        for step in binding.question.steps {
            switch step.kind {
            case .chart, .form, .save, .expect:
                report(.outsideQuestion("`\(currentSource.text(step.word))`"), at: step.word)
            case _: break
            }
        }
        open.append(name)
        if binding.parameters.isEmpty {
            guard checkQuestion(binding.question, Scope()) != nil else { return .malformed }
        } else {
            checkDistinct(binding.parameters, of: name)
            rehearse(.question, Scope(arguments: holes(binding.parameters))) { checker, scope in
                _ = checker.checkQuestion(binding.question, scope)
            }
        }
        open.removeLast()
        if bag.hasErrors { return .malformed }
        environment.failed.remove(name)
        environment.bindings[name] = BoundQuestion(
            parameters: binding.parameters.map(\.text), question: binding.question, source: source)
        return .bound(name: name)
    }

    /// A let name may not be the name of a kind, a table or a column.
    private mutating func isFree(_ name: Name) -> Bool {
        if !catalog.kinds.positions(matching: name.text).isEmpty {
            report(.nameTaken(name.text, by: "the name of a kind"), at: name.span)
            return false
        }
        if catalog.table(name.text) != nil || name.text == "events" {
            report(.nameTaken(name.text, by: "the name of a table"), at: name.span)
            return false
        }
        return true
    }

    private mutating func checkDistinct(_ parameters: [Name], of name: String) {
        var seen: Set<String> = []
        for parameter in parameters where !parameter.text.isEmpty && !seen.insert(parameter.text).inserted {
            report(.nameTaken(parameter.text, by: "a parameter of `\(name)`"), at: parameter.span)
        }
    }

    private func holes(_ parameters: [Name]) -> [String: Scope.Argument] {
        Dictionary(parameters.map { ($0.text, .hole($0)) }) { first, _ in first }
    }

    private mutating func reportNoType(_ name: Name) {
        let near = nearest(to: name.text, among: Functions.typeNames).first
        report(.namesNoType(name.text), at: name.span, replacement: name.text == "list" ? nil : near)
    }

    mutating func define(_ definition: Definition) -> CheckedStatement {
        let name = definition.name.text
        if Functions.isKnown(name) {
            report(.nameTaken(name, by: "a function of the language"), at: definition.name.span)
            return .malformed
        }
        environment.failed.insert(name)
        checkDistinct(definition.parameters.map(\.0), of: name)
        var fields: [Field] = []
        var untyped: [Name] = []
        for (parameter, type) in definition.parameters {
            if let type, !Functions.isTypeName(type.text) {
                reportNoType(type)
            } else if let type = type.flatMap({ Functions.type(named: $0.text) }) {
                fields.append(Field(parameter.text, type))
                continue
            }
            untyped.append(parameter)
        }
        open.append("\(name)()")
        let scope = Scope(fields: fields, arguments: holes(untyped), place: .groups)
        rehearse(.expression, scope) { checker, scope in _ = checker.check(definition.body, scope) }
        open.removeLast()
        if bag.hasErrors { return .malformed }
        environment.failed.remove(name)
        environment.definitions[name] = definition
        environment.definitionSources[name] = source
        return .bound(name: name)
    }

    // MARK: Bodies before they are called

    /// What a body is in which arguments are not known yet.
    enum Defining { case question, expression }

    /// Checks a body for what is wrong in it whatever it is called with.
    private mutating func rehearse(_ kind: Defining, _ scope: Scope, _ body: (inout Checker, Scope) -> Void) {
        let explained = environment.explainedActors
        defining = kind
        body(&self, scope)
        defining = nil
        environment.explainedActors = explained
    }

    /// Whether a finding in a body holds whatever its arguments and, of an expression, whatever rows it is used over.
    func mayTell(_ problem: Problem, _ kind: Defining) -> Bool {
        switch problem {
        case .callsItself, .namesTooDeep, .unknownFunction, .wrongArgumentCount, .unknownParameter, .badDate:
            true
        case .typesDiffer, .textBesideValue, .wrongArgument, .notACondition, .currenciesDiffer, .calendarDuration:
            kind == .expression || !hasMetHole
        case .habit(let written, _): written.hasSuffix("()") || kind == .question && !hasMetHole
        case _: kind == .question && !hasMetHole && problem.severity == .error
        }
    }

    // MARK: Parameters

    mutating func declare(_ declaration: ParameterDeclaration) -> CheckedStatement {
        let name = declaration.name.text
        if name.isEmpty { return .malformed }
        let place = "\(source.name):\(declaration.name.span.start)"
        if let first = environment.declared[name], first != place {
            report(.nameTaken("$\(name)", by: "declared with `param`"), at: declaration.name.span)
            return .malformed
        }
        environment.declared[name] = place
        environment.failed.insert("$\(name)")
        guard let type = Functions.type(named: declaration.type.text) else {
            if !declaration.type.text.isEmpty { reportNoType(declaration.type) }
            return .malformed
        }
        if let given = environment.settings[name] {
            guard let parameter = parameter(name, type, given, at: declaration.name.span) else { return .malformed }
            environment.parameters[name] = parameter
        } else if let value = declaration.defaultValue {
            var checker = self
            let checked = checker.check(value, Scope(place: .constant), expected: type)
            let isColumn = checker.bag.diagnostics.contains { $0.problem.code == "E0201" }
            if !isColumn { self = checker }
            if checked == nil, !isColumn { return .malformed }
            // A bare word where there are no columns is a value of the wrong type.
            guard let checked, Self.fits(checked.type, type) else {
                report(.badParameterValue(name: name, type: type.name, text: source.text(value.span)), at: value.span)
                return .malformed
            }
            environment.parameters[name] = Parameter(type: type, value: value, source: source)
        } else {
            report(.missingParameterValue(name: name, type: type.name), at: declaration.name.span)
            return .malformed
        }
        environment.failed.remove("$\(name)")
        return .bound(name: name)
    }

    /// Whether a value of one type may stand where another is declared: a written date is a period of days.
    static func fits(_ found: ValueType, _ declared: ValueType) -> Bool {
        let found = found.element
        return found == declared || [.date, .period].contains(found) && [.date, .period].contains(declared)
    }

    /// A value given as text: read as the language writes it, or, for names and texts, as it stands.
    private mutating func parameter(_ name: String, _ type: ValueType, _ given: String, at span: Span) -> Parameter? {
        let text = SourceText("param \(name): \(type.name) = \(given)", name: "--set \(name)")
        let parsed = parse(text)
        if !parsed.hasErrors, parsed.script.statements.count == 1,
            case .parameter(let declaration) = parsed.script.statements[0].kind, let value = declaration.defaultValue
        {
            var checker = Checker(environment, text)
            if let checked = checker.check(value, Scope(place: .constant), expected: type),
                Self.fits(checked.type, type)
            {
                return Parameter(type: type, value: value, source: text)
            }
        }
        switch type {
        case .text, .kind, .actor, .place:
            let tree = ExpressionTree(.text(given), span)
            var checker = Checker(environment, source)
            if checker.check(tree, Scope(), expected: type) != nil {
                return Parameter(type: type, value: tree, source: source)
            }
        case .number, .bool, .date, .period, .duration, .money, .event, .list: break
        }
        report(.badParameterValue(name: name, type: type.name, text: given), at: span)
        return nil
    }
}
