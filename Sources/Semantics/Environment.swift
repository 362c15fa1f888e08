package import Diagnostics
package import EventModel
package import Plan
package import Syntax

/// What the statements before have bound, and what the session gives besides. A value: checking never changes it.
package struct Environment: Sendable {
    package var catalog: Catalog
    package var bindings: [String: BoundQuestion] = [:]
    package var definitions: [String: Definition] = [:]
    /// The texts that the definitions stand in.
    package var definitionSources: [String: SourceText] = [:]
    /// Names that a statement before failed to bind, parameters with their `$`: what uses them is not told of again.
    package var failed: Set<String> = []
    /// Where each parameter of this text was declared.
    package var declared: [String: String] = [:]
    package var parameters: [String: Parameter] = [:]
    /// The questions answered so far, the last one first: `_`, `_1`, `_2` …
    package var answers: [Relation] = []
    /// Values for parameters from outside (`--set name=value`), as text.
    package var settings: [String: String] = [:]
    /// Whether an event of that id is there.
    package var hasEvent: @Sendable (String) -> Bool
    /// Ids near to what was written, for suggestions.
    package var nearestEvents: @Sendable (String) -> [String]
    /// Actors of which the reader has been told what they include.
    package var explainedActors: Set<String> = []

    package init(
        catalog: Catalog, hasEvent: @escaping @Sendable (String) -> Bool = { _ in true },
        nearestEvents: @escaping @Sendable (String) -> [String] = { _ in [] }
    ) {
        self.catalog = catalog
        self.hasEvent = hasEvent
        self.nearestEvents = nearestEvents
    }
}

extension Environment {
    /// Whether a word names a kind of event, in CAMEO's words or everyday ones.
    package func isKind(_ word: String) -> Bool {
        // Everyday words last: their table is taken apart at its first use.
        word == "events" || word == "cameo" || word == "plover" || !catalog.kinds.positions(matching: word).isEmpty
            || catalog.kinds.kinds.contains { $0.name.hasPrefix(word + ".") } || KindSynonyms.kind(of: word) != nil
    }
}

/// A question bound with `let`.
package struct BoundQuestion: Sendable {
    package var parameters: [String]
    package var question: Question
    package var source: SourceText
}

/// A parameter declared with `param`.
package struct Parameter: Sendable {
    package var type: ValueType
    package var value: ExpressionTree
    package var source: SourceText
}

/// A statement that was checked.
package enum CheckedStatement: Sendable {
    case question(CheckedQuestion)
    case explain(Explanation.Form, CheckedQuestion)
    /// The environment has grown; there is nothing to run.
    case bound(name: String)
    case include(path: String, span: Span)
    /// Something is wrong; the findings say what.
    case malformed
}

/// A question ready to run.
package struct CheckedQuestion: Sendable {
    package var relation: Relation
    /// What is done with the answer, in order.
    package var outputs: [Output]
    package var span: Span
}

/// What is done with an answer.
package enum Output: Sendable {
    case chart(ChartKind, columns: [Int])
    case form(String)
    case save(file: String, span: Span)
    case expect(Claim)
}

/// A condition on the whole answer.
package struct Claim: Sendable {
    package var condition: Expression
    package var message: String?
    package var span: Span
}

package enum ChartKind: String, Sendable, CaseIterable { case bar, line, timeline, heatmap }

/// The outcome of checking one statement.
package struct Checked: Sendable {
    package var statement: CheckedStatement
    package var diagnostics: [Diagnostic]
    /// What the next statement may use.
    package var environment: Environment
}
