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
    /// In a call, the place of each argument by the name that it goes by within.
    var callArguments: [String: Span] = [:]
    /// Set while a body is checked of which the arguments are not known yet.
    var defining: Defining?
    /// True once an argument that is not known yet was met.
    var hasMetHole = false
    /// True behind `only`: the actor is meant without its parts, so nothing is told of them.
    var isOnly = false
    /// Names of `let` and, with `()`, of `define` being expanded, against rings.
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
        guard defining.map({ mayTell(problem, $0) }) ?? true else { return }
        // The parser has told what is missing there.
        if case .unknownWord("", _, _) = problem { return }
        guard let callSpan else { return bag.report(problem, at: span, fix: fix) }
        bag.report(problem, at: callArguments.isEmpty ? callSpan : callArguments[currentSource.text(span)] ?? callSpan)
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
    mutating func mayExpand(_ name: Name, as key: String) -> Bool {
        if open.contains(key) {
            report(.callsItself(name.text), at: name.span)
            return false
        }
        if open.count >= Self.deepestExpansion {
            report(.namesTooDeep(limit: Self.deepestExpansion), at: name.span)
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
        /// How findings in the tree are told: those of the call.
        var callSpan: Span?
        var callSource: SourceText?
        var callArguments: [String: Span] = [:]

        /// An argument that is not known yet.
        static func hole(_ name: Name) -> Argument {
            Argument(tree: ExpressionTree(.missing, name.span), type: nil, scope: Box(Scope()))
        }
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
