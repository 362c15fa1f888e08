package import Diagnostics
import EventModel
import Plan
package import Syntax

/// Checks a statement against a data set's catalogue and lowers it to a plan. No data are read.
package func check(_ statement: Statement, of source: SourceText, in environment: Environment) -> Checked {
    var checker = Checker(environment, source)
    let checked = checker.check(statement)
    return Checked(
        statement: checker.bag.hasErrors ? .malformed : checked, diagnostics: checker.bag.sorted,
        environment: checker.environment)
}

/// Findings are gathered, never thrown; what cannot be typed becomes nil and silences what follows from it.
struct Checker {
    var environment: Environment
    let source: SourceText
    var bag = DiagnosticBag()
    /// Inside a `let` called with arguments findings are told at the call.
    var callSpan: Span?
    var callSource: SourceText?
    /// True behind `only`: the actor is meant without its parts, so nothing is told of them.
    var isOnly = false
    /// Names of `let` and `define` being expanded, against rings.
    var open: [String] = []

    /// Expansions of names so far in this statement.
    private var expansions = 0

    static let deepestExpansion = 50
    /// A name that stands for two uses of another, and so on, doubles with each.
    private static let mostExpansions = 10_000
    /// Operations on top of one another, or operands inside one another: all that walks a plan goes down so far.
    static let deepestPlan = 250

    var catalog: Catalog { environment.catalog }

    init(_ environment: Environment, _ source: SourceText) {
        self.environment = environment
        self.source = source
    }

    /// The text that spans of the current place refer to.
    var currentSource: SourceText { callSource ?? source }

    mutating func report(_ problem: Problem, at span: Span, fix: Fix? = nil) {
        bag.report(problem, at: callSpan ?? span, fix: callSpan == nil ? fix : nil)
    }

    /// Reports with the first suggestion as the fix.
    mutating func report(_ problem: Problem, at span: Span, replacement: String?) {
        report(problem, at: span, fix: replacement.map { Fix(span, $0) })
    }

    mutating func check(_ statement: Statement) -> CheckedStatement {
        switch statement.kind {
        case .question(let question):
            guard let checked = checkQuestion(question, Scope()) else { return .malformed }
            return .question(checked)
        case .explain(let explanation):
            guard let checked = checkQuestion(explanation.question, Scope()) else { return .malformed }
            if case .sql = explanation.form { report(.notYet("`explain sql`"), at: statement.span) }
            return .explain(explanation.form, checked)
        case .binding(let binding): return bind(binding)
        case .definition(let definition): return define(definition)
        case .parameter(let declaration): return declare(declaration)
        case .include(let text): return .include(path: text.text, span: text.span)
        case .malformed: return .malformed
        }
    }

    // MARK: Limits

    /// Whether a name may be expanded here; told of where not.
    mutating func mayExpand(_ name: Name) -> Bool {
        if open.contains(name.text) || open.count >= Self.deepestExpansion {
            report(.callsItself(name.text), at: name.span)
            return false
        }
        expansions += 1
        if expansions == Self.mostExpansions + 1 {
            report(.tooLong(what: "names made of names in one statement", limit: Self.mostExpansions), at: name.span)
        }
        return expansions <= Self.mostExpansions
    }

    /// The relation, unless it has grown too deep with all that its names stand for.
    func isShallow(_ relation: Relation) -> Bool {
        var level = [relation]
        for _ in 0..<Self.deepestPlan {
            level = level.flatMap(\.inputs)
            if level.isEmpty { return true }
        }
        return false
    }

    // MARK: Names bound by statements

    private mutating func bind(_ binding: Binding) -> CheckedStatement {
        let name = binding.name.text
        guard !name.isEmpty, isFree(binding.name) else { return .malformed }
        let bound = BoundQuestion(
            parameters: binding.parameters.map(\.text), question: binding.question, source: source)
        for step in binding.question.steps {
            switch step.kind {
            case .chart, .form, .save, .expect:
                report(.outsideQuestion("`\(currentSource.text(step.word))`"), at: step.word)
            case _: break
            }
        }
        if binding.parameters.isEmpty {
            open.append(name)
            let checked = checkQuestion(binding.question, Scope())
            open.removeLast()
            guard checked != nil else { return .malformed }
        }
        environment.bindings[name] = bound
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

    private mutating func define(_ definition: Definition) -> CheckedStatement {
        let name = definition.name.text
        if Functions.isKnown(name) {
            report(.nameTaken(name, by: "a function of the language"), at: definition.name.span)
            return .malformed
        }
        for (_, type) in definition.parameters {
            if let type, Functions.type(named: type.text) == nil { report(.namesNoType(type.text), at: type.span) }
        }
        environment.definitions[name] = definition
        return .bound(name: name)
    }

    private mutating func declare(_ declaration: ParameterDeclaration) -> CheckedStatement {
        let name = declaration.name.text
        guard let type = Functions.type(named: declaration.type.text) else {
            if !declaration.type.text.isEmpty { report(.namesNoType(declaration.type.text), at: declaration.type.span) }
            return .malformed
        }
        if let given = environment.settings[name] {
            guard let parameter = parameter(name, type, given, at: declaration.name.span) else { return .malformed }
            environment.parameters[name] = parameter
        } else if let value = declaration.defaultValue {
            guard check(value, Scope(), expected: type) != nil else { return .malformed }
            environment.parameters[name] = Parameter(type: type, value: value, source: source)
        } else {
            report(.missingParameterValue(name: name, type: type.name), at: declaration.name.span)
            return .malformed
        }
        return .bound(name: name)
    }

    /// A value given as text: read as the language writes it, or, for names and texts, as it stands.
    private mutating func parameter(_ name: String, _ type: ValueType, _ given: String, at span: Span) -> Parameter? {
        let text = SourceText("param \(name): \(type.name) = \(given)", name: "--set \(name)")
        let parsed = parse(text)
        if !parsed.hasErrors, parsed.script.statements.count == 1,
            case .parameter(let declaration) = parsed.script.statements[0].kind, let value = declaration.defaultValue
        {
            var checker = Checker(environment, text)
            if let checked = checker.check(value, Scope(), expected: type),
                checked.type.element == type || type == .date
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

/// The names that an expression may use besides columns.
struct Scope {
    /// Columns of the rows at this point.
    var fields: [Field] = []
    /// Arguments of a `let` or `define` that is being expanded, each with the scope of its call.
    var arguments: [String: Argument] = [:]
    var place: Place = .rows
    /// The day of `known on`, where the rows are events as they were known then: so are those that they link to.
    var knownOn: DayNumber?
    /// Events matched by earlier steps of a sequence, by the names of these.
    var outer: [String: Field] = [:]

    enum Place { case rows, groups, condition, answer, constant }

    struct Argument {
        var tree: ExpressionTree
        var type: ValueType?
        var scope: Box
    }

    final class Box {
        let scope: Scope
        init(_ scope: Scope) { self.scope = scope }
    }

    func field(_ name: String) -> Field? { fields.first { $0.name == name } }

    func with(_ fields: [Field], _ place: Place = .rows) -> Scope {
        Scope(fields: fields, arguments: arguments, place: place, knownOn: knownOn, outer: outer)
    }
}
