import Diagnostics
import Foundation
import Syntax
import Testing

/// Seeded noise against the laws of the lexer, the parser and the formatter. `CASUS_FUZZ_SECONDS` keeps it going with
/// new seeds for that long; each failure prints the seed and the text.
@Suite("Noise breaks no law")
struct FuzzTests {
    @Test("Of the lexer, the parser and the formatter", arguments: TextMaker.Kind.allCases)
    func noise(kind: TextMaker.Kind) throws {
        let grammar = try Grammar()
        let end = Date().addingTimeInterval(Fuzzing.seconds / Double(TextMaker.Kind.allCases.count))
        var seed: UInt64 = 1
        repeat {
            var maker = TextMaker(seed: seed, grammar: grammar)
            for _ in 0..<Fuzzing.textsOfASeed {
                let text = maker.text(kind)
                Fuzzing.remember(text)
                guard let mistake = Laws.mistake(in: text) else { continue }
                Issue.record("seed \(seed): \(mistake)\n\(String(decoding: text, as: UTF8.self).debugDescription)")
            }
            seed += 1
        } while Fuzzing.seconds > 0 && Date() < end
    }

    @Test("What it finds can be drawn, in one line or in full")
    func drawing() throws {
        var maker = TextMaker(seed: 5, grammar: try Grammar())
        for kind in TextMaker.Kind.allCases {
            for _ in 0..<20 {
                let parsed = parse(SourceText(bytes: maker.text(kind), name: "question"))
                let full = DiagnosticText(colour: false).render(parsed.diagnostics, in: parsed.source)
                let short = DiagnosticText(colour: false, isShort: true).render(parsed.diagnostics, in: parsed.source)
                #expect(full.isEmpty == parsed.diagnostics.isEmpty)
                #expect(short.filter { $0 == "\n" }.count == parsed.diagnostics.count)
            }
        }
    }
}

/// How long noise is made, and where its last text is kept, so that one that traps is not lost.
enum Fuzzing {
    static let seconds = Double(ProcessInfo.processInfo.environment["CASUS_FUZZ_SECONDS"] ?? "") ?? 0
    static let textsOfASeed = 60

    private static let file = ProcessInfo.processInfo.environment["CASUS_FUZZ_LAST"]

    static func remember(_ text: [UInt8]) {
        if let file { try? Data(text).write(to: URL(fileURLWithPath: file)) }
    }
}
