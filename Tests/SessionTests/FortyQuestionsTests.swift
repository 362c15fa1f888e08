import Foundation
import Rendering
import Session
import Testing

/// More than forty questions, from the simplest to sequences, rates and joins, whose answers were reckoned by other means
/// over the raw files. What both say has to be the same.
@Suite struct FortyQuestionsTests {
    @Test("the answer over the example is the one reckoned by other means", arguments: asked(isShared: false))
    func example(known: KnownAnswer) throws { try compare(known) }

    @Test(
        "the answer over real files is the one reckoned by other means", .enabled(if: Shared.isHere),
        arguments: asked(isShared: true))
    func real(known: KnownAnswer) throws { try compare(known) }

    @Test func `every question of the file is read, and there are more than forty`() throws {
        let numbers = KnownAnswer.all.map { Int($0.heading.prefix { $0 != "." }) }
        #expect(numbers == Array(1...72))
        #expect(KnownAnswer.all.allSatisfy { !$0.rows.isEmpty && !$0.means.isEmpty })
    }

    private static func asked(isShared: Bool) -> [KnownAnswer] {
        KnownAnswer.all.filter { ($0.subject != .example) == isShared }
    }

    private func compare(_ known: KnownAnswer) throws {
        let loaded = try #require(KnownAnswer.Subject.opened[known.subject]).get()
        let asked = Asking(loaded: loaded, form: .tsv)(known.question)
        #expect(asked.status == .answered, "\(asked.err)")
        let rows = asked.lines.dropFirst().map { $0.components(separatedBy: "\t") }
        #expect(rows.count == known.rows.count, "\(known.heading)\n\(asked.out)")
        for (found, expected) in zip(rows, known.rows) {
            let isSame = found.count == expected.count && zip(found, expected).allSatisfy(Self.isSame)
            #expect(isSame, "\(known.heading) by \(known.means): \(expected), not \(found)")
        }
    }

    /// Texts are the same byte for byte; numbers, in spans too, but for what the order of a sum may change.
    private static func isSame(_ found: String, _ expected: String) -> Bool {
        if found == expected { return true }
        let (found, expected) = (bounds(found), bounds(expected))
        guard found.count == expected.count else { return false }
        return zip(found, expected).allSatisfy { left, right in
            guard let left = Double(left), let right = Double(right) else { return left == right }
            return abs(left - right) <= 1e-9 * max(1, abs(right))
        }
    }

    private static func bounds(_ cell: String) -> [String] {
        cell.replacingOccurrences(of: " days", with: "").components(separatedBy: "..")
    }
}
