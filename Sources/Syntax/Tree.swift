package import Diagnostics

/// A name as written.
package struct Name: Hashable, Sendable {
    package var text: String
    package var span: Span

    package init(_ text: String, _ span: Span) {
        self.text = text
        self.span = span
    }
}

/// A whole text: statements in order.
package struct Script: Sendable {
    package var statements: [Statement]
}

package struct Statement: Sendable {
    package var kind: Kind
    package var span: Span

    package indirect enum Kind: Sendable {
        case question(Question)
        case binding(Binding)
        case definition(Definition)
        case parameter(ParameterDeclaration)
        case include(TextLiteral)
        case explain(Explanation)
        /// Nothing could be made of it; findings say why.
        case malformed
    }
}

/// `let name(a, b) = Q`
package struct Binding: Sendable {
    package var name: Name
    package var parameters: [Name]
    package var question: Question
}

/// `define f(x: type) = E`
package struct Definition: Sendable {
    package var name: Name
    package var parameters: [(Name, Name?)]
    package var body: ExpressionTree
}

/// `param who: actor = China`
package struct ParameterDeclaration: Sendable {
    package var name: Name
    package var type: Name
    package var defaultValue: ExpressionTree?
}

/// `explain Q`, `explain plan Q`, `explain sql [as DIALECT] Q`
package struct Explanation: Sendable {
    package enum Form: Hashable, Sendable { case english, plan, sql(dialect: Name?) }
    package var form: Form
    package var question: Question
}

/// A source and the steps behind it.
package struct Question: Sendable {
    package var source: Source
    package var steps: [Step]
    package var span: Span
}

/// What a question begins with: what stands before the first `|`.
package struct Source: Sendable {
    package var kind: Kind
    package var clauses: [Clause]
    package var condition: ExpressionTree?
    package var span: Span

    package indirect enum Kind: Sendable {
        /// `reject or threaten.military (China -> US)`, `events`, a table, a let name with or without arguments.
        case named([SourceName], Sides?)
        /// `event "decline-2023"`
        case event(TextLiteral)
        case parenthesized(Question)
        /// `_`, `_2`, or nothing before a leading `|`.
        case last(Int)
        case sequence(SequenceTree)
        case missing
    }
}

/// One name of a source.
package struct SourceName: Sendable {
    package enum Form: Hashable, Sendable {
        /// `reject`, `reject.meeting`, `"reject.meeting"`
        case plain
        /// `cameo 125`
        case cameo
        /// `plover REJECT`
        case plover
    }
    package var form: Form
    package var name: Name

    package init(form: Form, name: Name) {
        self.form = form
        self.name = name
    }
}

/// What stands in the parentheses behind a source's name: a dyad, or the arguments of a let name.
package struct Sides: Sendable {
    package enum Arrow: Hashable, Sendable { case none, to, bothWays }
    package var left: ExpressionTree?
    package var arrow: Arrow
    package var right: ExpressionTree?
    /// Further arguments, behind commas.
    package var more: [ExpressionTree]
    package var span: Span
}

/// A time clause, or `known on`.
package struct Clause: Sendable {
    package enum Word: String, Hashable, Sendable, CaseIterable {
        case since, after, before, until, `in`
        case knownOn = "known on"
    }
    package var word: Word
    package var bound: ExpressionTree
    package var span: Span
}

/// `sequence by K within D` and its steps.
package struct SequenceTree: Sendable {
    package var keys: [Item]
    package var window: ExpressionTree?
    package var elements: [SequenceElement]
    package var until: Source?
    /// `until` and its source.
    var untilSpan: Span?
}

/// One line of a sequence.
package struct SequenceElement: Sendable {
    package var isAbsent: Bool
    package var isOptional: Bool
    package var times: ClosedRange<Int>?
    package var pattern: Source
    package var window: ExpressionTree?
    package var name: Name?
    /// With the `then` before it.
    package var span: Span
}

/// A step behind `|`.
package struct Step: Sendable {
    package var kind: Kind
    package var span: Span
    /// The word that begins it.
    package var word: Span

    package indirect enum Kind: Sendable {
        case `where`(ExpressionTree)
        case show([Item])
        case add([Item])
        case drop([Name])
        case count(isRange: Bool, Grouping)
        case summarize([Item], Grouping)
        case sort([(ExpressionTree, isDescending: Bool)])
        case take(ExpressionTree)
        case skip(ExpressionTree)
        case top(ExpressionTree, by: ExpressionTree, within: [Item])
        case distinct([Item])
        case sample(ExpressionTree, seed: ExpressionTree)
        case reports
        case possibly
        case chart(Name, [Item])
        case form(Name)
        case save(TextLiteral)
        case expect(ExpressionTree, message: TextLiteral?)
        case join(isLeft: Bool, Question, name: Name, on: ExpressionTree)
        case append(Question)
        case compare(Question, on: [Item])
        case follow(FollowTree)
        case rate(FollowTree, windows: [ExpressionTree], against: Question?)
        case link(Name, isBack: Bool, isAll: Bool)
        case disagree(isExact: Bool, on: [Item])
        case oneADay([Item])
        case malformed
    }
}

/// `[not] followed by PATTERN within D as n …`
package struct FollowTree: Sendable {
    package var isNegated: Bool
    package var isPreceded: Bool
    package var pattern: Source
    package var window: ExpressionTree?
    package var name: Name?
    /// `first`, `last` or `all`
    package var take: Name?
    package var keepsUnmatched: Bool
}

/// `by K, … per UNIT place …`
package struct Grouping: Sendable {
    package var keys: [Item]
    package var per: Name?
    package var placement: Name?
}

/// An expression with the name it is given, if it is given one.
package struct Item: Sendable {
    package var expression: ExpressionTree
    package var name: Name?
}

package struct TextLiteral: Sendable {
    package var text: String
    package var span: Span
}

/// An expression as written.
package struct ExpressionTree: Sendable {
    package var node: Node
    package var span: Span

    package init(_ node: Node, _ span: Span) {
        self.node = node
        self.span = span
    }

    package indirect enum Node: Sendable {
        /// A bare word: column, parameter of a `let`, function without arguments, kind, actor or place.
        case name(String)
        /// `$who`
        case parameter(String)
        case text(String)
        case number(Double)
        /// `1.988bn USD`
        case money(Double, currency: String)
        /// `60 days`, `2 months`
        case duration(Double, DurationUnit)
        /// `2023-05`; a plain `2023` is a number until the checker knows that a date is meant.
        case date(String)
        /// `2021..2024`; both ends
        case range(ExpressionTree, ExpressionTree)
        case list([ExpressionTree])
        /// `responds_to.date`, `CHN.defence_minister`, `reject.meeting`
        case member(ExpressionTree, Name)
        case call(Name, [ExpressionTree], isDistinct: Bool)
        /// `cameo 125`, `plover REJECT`
        case code(SourceName.Form, Name)
        /// `only China`
        case only(ExpressionTree)
        case not(ExpressionTree)
        case negate(ExpressionTree)
        case certainly(ExpressionTree)
        case possibly(ExpressionTree)
        /// Two or more, all joined by `and`, or all by `or`; flat, however long the chain.
        case all([ExpressionTree])
        case any([ExpressionTree])
        /// Left to right: `first (op operand)*`, of one precedence.
        case chain(ExpressionTree, [ChainLink])
        case compare(ComparisonWord, ExpressionTree, ExpressionTree)
        case isUnknown(ExpressionTree, isNegated: Bool)
        case isNone(ExpressionTree, isNegated: Bool)
        case choose(ExpressionTree, then: ExpressionTree, otherwise: ExpressionTree)
        /// Nothing could be read; a finding says why.
        case missing
    }
}

/// One more operand of a chain.
package struct ChainLink: Sendable {
    package enum Operator: String, Hashable, Sendable, CaseIterable {
        case plus = "+"
        case minus = "-"
        case times = "*"
        case divided = "/"
        case remainder = "%"
    }
    package var operation: Operator
    package var operand: ExpressionTree
}

/// Comparing words and marks. `is` and `in` may be negated.
package enum ComparisonWord: Hashable, Sendable {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case `is`(isNegated: Bool)
    case isIn(isNegated: Bool)
    /// `contains`, `starts_with`, `ends_with`, `like`, `mentions` between two texts
    case text(String)
}

package enum DurationUnit: String, Hashable, Sendable, CaseIterable {
    case days, weeks, months, quarters, years

    /// The unit of a word in singular or plural.
    package init?(word: String) {
        guard let unit = Self.allCases.first(where: { $0.rawValue == word || $0.rawValue.dropLast() == word }) else {
            return nil
        }
        self = unit
    }
}
