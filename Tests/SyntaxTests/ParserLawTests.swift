import Diagnostics
import Syntax
import Testing
import TestSupport

@Suite("Whatever the text, the parser keeps its laws")
struct ParserLawTests {
    @Test("The pages of the project are in the corpus")
    func corpusIsThere() {
        #expect(Corpus.pages.count > 60)
        #expect(Corpus.everything.count > 150)
    }

    @Test("The questions of the corpus have no findings")
    func corpusIsRight() {
        for question in Corpus.questions {
            let parsed = parsed(question)
            #expect(parsed.diagnostics.isEmpty && !parsed.isUnfinished, "\(question)\n\(rendered(parsed))")
        }
    }

    @Test("Every beginning of every text keeps the laws, even one that ends within a token")
    func beginnings() {
        for text in Corpus.everything {
            let bytes = Array(text.utf8.prefix(600))
            for length in stride(from: 0, through: bytes.count, by: bytes.count > 200 ? 7 : 1) {
                if let mistake = Laws.mistake(in: Array(bytes[..<length])) {
                    Issue.record("\(mistake)\n\(String(decoding: bytes[..<length], as: UTF8.self))")
                    return
                }
            }
        }
    }

    @Test("The beginning of a right question is right or unfinished, never wrong")
    func beginningsAreUnfinished() {
        for question in Corpus.questions {
            for beginning in Mutations(question).prefixes {
                let parsed = parsed(beginning)
                #expect(!parsed.hasErrors || parsed.isUnfinished, "\(beginning)\n\(rendered(parsed))")
            }
        }
    }

    @Test("Every text with one token missing, twice, in its neighbour's place or exchanged keeps the laws")
    func mutations() {
        var random = SeededGenerator(seed: 7)
        for text in Corpus.everything {
            let mutations = Mutations(text)
            if mutations.pieces.count > 150 { continue }
            let texts = [
                mutations.deletions, mutations.duplications, mutations.swaps, mutations.substitutions(&random),
            ]
            for text in texts.joined() {
                if let mistake = Laws.mistake(in: text) { Issue.record("\(mistake)\n\(text)") }
            }
        }
    }

    @Test("One slip in a line leaves the other statements of a script as they are")
    func slipsStayInTheirStatement() {
        for slip in ["events where (a = ", "events | show [1, 2", "events where a = \"b", "events |", "let x =", ")"] {
            let parsed = parsed("let a = events\n\(slip)\nlet b = reject | count\n")
            #expect(parsed.hasErrors)
            guard case .binding(let last)? = parsed.script.statements.last?.kind else {
                Issue.record("the last statement is lost behind \(slip)")
                continue
            }
            #expect(last.name.text == "b" && last.question.steps.count == 1)
        }
    }
}
