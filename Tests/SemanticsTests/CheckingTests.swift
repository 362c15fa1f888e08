import Columnar
import Diagnostics
import EventModel
import Foundation
import Plan
import Readers
import Semantics
import Syntax
import TestSupport
import Testing

/// Questions against the catalogue of the example data: what they are lowered to, and what is said of wrong ones.
@Suite struct CheckingTests {
    private static let catalog = Result { try open(example: ReadOptions()).data.catalog }

    /// All statements of a text, each in the environment that those before it leave.
    private func check(_ text: String, settings: [String: String] = [:]) throws -> (
        plans: [CheckedStatement], told: String
    ) {
        let source = SourceText(text, name: "question")
        var environment = Environment(catalog: try Self.catalog.get())
        let parsed = parse(source, isKind: environment.isKind)
        environment.settings = settings
        // What actors include has tests of its own.
        environment.explainedActors = Set(environment.catalog.actors.actors.map(\.id))
        var statements: [CheckedStatement] = []
        var diagnostics = parsed.diagnostics
        for statement in parsed.script.statements {
            let checked = Semantics.check(statement, of: source, in: environment)
            environment = checked.environment
            statements.append(checked.statement)
            diagnostics += checked.diagnostics
        }
        return (statements, DiagnosticText(colour: false).render(diagnostics.sorted { $0.span < $1.span }, in: source))
    }

    @Test func `questions are lowered to the plans in the golden file`() {
        let golden = GoldenCases("plans.test", beside: #filePath)
        #expect(golden.cases.count > 20)
        for difference in golden.differences(plans) { Issue.record("\(difference)") }
    }

    private func plans(_ text: String) -> String {
        guard let (statements, told) = try? check(text) else { return "no example data" }
        let plans = statements.compactMap { statement in
            switch statement {
            case .question(let question), .explain(_, let question): question.relation.planText
            case .bound, .include, .malformed: nil
            }
        }
        return (plans + [told]).filter { !$0.isEmpty }.joined(separator: "\n")
    }

    @Test func `wrong questions are answered as the golden file says`() {
        let golden = GoldenCases("errors.test", beside: #filePath)
        #expect(golden.cases.count > 40)
        for difference in golden.differences({ (try? check($0).told) ?? "no example data" }) {
            Issue.record("\(difference)")
        }
    }

    @Test func `the correction that is offered is right when pasted`() throws {
        let golden = GoldenCases("errors.test", beside: #filePath)
        for item in golden.cases where !item.input.contains("\n") {
            guard let line = item.expected.split(separator: "\n").first(where: { $0.contains("= write: ") }),
                let start = line.range(of: "= write: ")
            else { continue }
            var mended = String(line[start.upperBound...])
            if let end = mended.range(of: "   more: help") { mended = String(mended[..<end.lowerBound]) }
            let told = try check(mended).told
            let findings = item.expected.components(separatedBy: "error[").count - 1
            let left = told.components(separatedBy: "error[").count - 1
            #expect(left < findings, "\(item.input)\nmended: \(mended)\n\(told)")
        }
    }
}
