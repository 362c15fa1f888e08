import Rendering
import Session
import TestSupport
import Testing

/// `explain` over the example data: what a question asks, in words, and what its plan came to.
@Suite struct ExplainTests {
    @Test func `every sort of question is told in plain English`() throws {
        let asking = try Asking.overExamples(form: .table)
        let cases = GoldenCases("explain.test", beside: #filePath)
        #expect(cases.cases.count >= 40)
        let differences = cases.differences { question in
            let asked = asking("explain " + question)
            return asked.status == .answered ? asked.out : asked.err
        }
        #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    }

    @Test func `no paraphrase shows a plan or breaks off`() throws {
        let asking = try Asking.overExamples(form: .table)
        for item in GoldenCases("explain.test", beside: #filePath).cases {
            let asked = asking("explain " + item.input)
            #expect(asked.status == .answered, "\(item.input): \(asked.err)")
            #expect(!asked.out.contains("scan ") && !asked.out.contains("filter "), "\(asked.out)")
            #expect(asked.out.hasPrefix("Take ") && asked.out.hasSuffix(".\n"), "\(asked.out)")
        }
    }

    @Test func `a plan is told with rows guessed and rows that came`() throws {
        let asking = try Asking.overExamples(form: .table)
        let cases = GoldenCases("explain-plan.test", beside: #filePath)
        let differences = cases.differences { question in
            let asked = asking("explain plan " + question)
            // Times are another with every run.
            return asked.status == .answered
                ? asked.out.replacing(/[ \d,]{6}\.\d(?=  )/, with: "     0.0") : asked.err
        }
        #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    }

    @Test func `the rows of the first line of a plan are those of the answer`() throws {
        let asking = try Asking.overExamples(form: .csv)
        for item in GoldenCases("explain.test", beside: #filePath).cases {
            let answer = asking(item.input + " | count").lines.last
            let plan = asking("explain plan " + item.input).lines
            guard plan.count > 1, let answer else { continue }
            let rows = plan[1].dropFirst(9).split(separator: " ").first.map(String.init) ?? ""
            #expect(rows.prefix { $0 != "." } == answer, "\(item.input): \(rows) against \(answer)")
        }
    }
}
