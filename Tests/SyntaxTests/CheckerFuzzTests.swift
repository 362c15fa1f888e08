import Columnar
import Diagnostics
import EventModel
import Foundation
import Readers
import Semantics
import Syntax
import Testing

/// Seeded noise against the checker: whatever was parsed, it answers with findings inside the text.
@Suite("Noise does not trap the checker")
struct CheckerFuzzTests {
    private static let catalog = Result { try open(example: ReadOptions()).data.catalog }

    @Test("It checks what the parser makes of noise", arguments: TextMaker.Kind.allCases)
    func noise(kind: TextMaker.Kind) throws {
        let grammar = try Grammar()
        let catalog = try Self.catalog.get()
        let end = Date().addingTimeInterval(Fuzzing.seconds / Double(TextMaker.Kind.allCases.count))
        var seed: UInt64 = 1_000_000
        repeat {
            var maker = TextMaker(seed: seed, grammar: grammar)
            for _ in 0..<Fuzzing.textsOfASeed / 2 {
                let text = maker.text(kind)
                Fuzzing.remember(text)
                guard let mistake = mistake(in: text, catalog) else { continue }
                Issue.record("seed \(seed): \(mistake)\n\(String(decoding: text, as: UTF8.self).debugDescription)")
            }
            seed += 1
        } while Fuzzing.seconds > 0 && Date() < end
    }

    @Test("It checks every question of the corpus, and that again in its canonical form", arguments: [false, true])
    func corpus(isFormatted: Bool) throws {
        let catalog = try Self.catalog.get()
        for question in Corpus.everything {
            let text = isFormatted ? format(parsed(question)) ?? "" : question
            if let mistake = mistake(in: Array(text.utf8), catalog) { Issue.record("\(mistake)\n\(text)") }
        }
    }

    private func mistake(in text: [UInt8], _ catalog: Catalog) -> String? {
        let source = SourceText(bytes: text, name: "question")
        var environment = Environment(catalog: catalog)
        for statement in parse(source).script.statements {
            let checked = check(statement, of: source, in: environment)
            environment = checked.environment
            for finding in checked.diagnostics {
                for span in [finding.span, finding.fix?.span].compactMap({ $0 }) where Int(span.end) > text.count {
                    return "the finding \(finding.problem) lies outside: \(span)"
                }
            }
            if case .malformed = checked.statement, !checked.diagnostics.contains(where: \.isError),
                !parse(source).hasErrors, environment.failed.isEmpty
            {
                return "refused, and nothing says why"
            }
        }
        return nil
    }
}
