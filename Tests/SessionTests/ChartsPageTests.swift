import Foundation
import Rendering
import Testing

/// What docs/CHARTS.md shows is what Casus draws.
@Suite struct ChartsPageTests {
    private static let blocks: [(question: String, answer: String)] = {
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/CHARTS.md")
        let text = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
        return text.components(separatedBy: "```text\n$ casus -c '").dropFirst().compactMap { part in
            let block = part.components(separatedBy: "```\n").first ?? ""
            guard let end = block.range(of: "'\n") else { return nil }
            return (String(block[..<end.lowerBound]), String(block[end.upperBound...]))
        }
    }()

    @Test func `every chart has its picture there`() {
        for chart in ["bar", "line", "timeline", "heatmap"] {
            #expect(Self.blocks.contains { $0.question.hasSuffix("| chart \(chart)") }, "\(chart)")
        }
    }

    @Test("the chart shown is the chart drawn", arguments: blocks.map(\.question))
    func drawn(question: String) throws {
        let shown = try #require(Self.blocks.first { $0.question == question })
        #expect(try Asking.overExamples(form: .table)(question).out == shown.answer)
    }
}
