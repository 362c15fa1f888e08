/// How much a finding weighs.
package enum Severity: String, Hashable, Sendable, CaseIterable { case error, warning, note }

/// A finding about the user's text: a value, collected and drawn later, never thrown.
package struct Diagnostic: Hashable, Sendable {
    package var problem: Problem
    package var span: Span
    /// The change that likely mends it.
    package var fix: Fix?

    package init(_ problem: Problem, at span: Span, fix: Fix? = nil) {
        self.problem = problem
        self.span = span
        self.fix = fix
    }

    package var isError: Bool { problem.severity == .error }
}

/// A change to the text that mends it.
package struct Fix: Hashable, Sendable {
    package var span: Span
    package var replacement: String

    package init(_ span: Span, _ replacement: String) {
        self.span = span
        self.replacement = replacement
    }
}

/// Gathers findings; those of one place are told once.
package struct DiagnosticBag: Sendable {
    package private(set) var diagnostics: [Diagnostic] = []
    private var seen: Set<Diagnostic> = []

    /// More would help nobody.
    package static let most = 100

    package init() {}

    package mutating func report(_ problem: Problem, at span: Span, fix: Fix? = nil) {
        append(Diagnostic(problem, at: span, fix: fix))
    }

    package mutating func append(_ diagnostic: Diagnostic) {
        guard diagnostics.count < Self.most, seen.insert(diagnostic).inserted else { return }
        diagnostics.append(diagnostic)
    }

    package mutating func append(_ others: [Diagnostic]) {
        for other in others { append(other) }
    }

    /// Nothing more is taken in: what would be said need not be worked out.
    package var isFull: Bool { diagnostics.count >= Self.most }

    package var hasErrors: Bool { diagnostics.contains(where: \.isError) }

    /// In the order of the text, errors first where places agree.
    package var sorted: [Diagnostic] {
        diagnostics.sorted {
            ($0.span.start, $0.isError ? 0 : 1, $0.span.end) < ($1.span.start, $1.isError ? 0 : 1, $1.span.end)
        }
    }
}
