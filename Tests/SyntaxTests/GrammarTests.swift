import Foundation
import Syntax
import Testing

@Suite("The grammar page and the parser are one")
struct GrammarTests {
    @Test("Every rule of the page is there and is used")
    func rulesAreWhole() throws {
        let grammar = try Grammar()
        #expect(grammar.mistakes == [])
        #expect(grammar.missing == [])
        #expect(grammar.rules.count > 40)
    }

    @Test("The parser takes every sentence of the grammar", arguments: 0..<8)
    func parserTakesSentences(seed: Int) throws {
        var maker = SentenceMaker(try Grammar(), seed: UInt64(seed), depth: 6 + 2 * seed, longest: 20 + 20 * seed)
        for _ in 0..<500 {
            let sentence = maker.sentence("statement")
            let parsed = parsed(sentence)
            #expect(parsed.script.statements.count == 1)
            if !parsed.diagnostics.isEmpty || parsed.isUnfinished {
                Issue.record("\(sentence)\n\(rendered(parsed))")
            }
        }
    }

    /// Words that mean something of their own where a name may stand: README.md beside the grammar says which and where.
    private static let notPlain: Set<String> = [
        "and", "or", "is", "then", "else", "as", "by", "per", "where", "desc", "within",
        "not", "certainly", "possibly", "only", "if", "cameo", "plover", "sequence", "no", "optionally", "left", "plan",
        "sql",
    ]

    @Test("Any other word of the language may be a name", arguments: 0..<4)
    func wordsAreNames(seed: UInt64) throws {
        // Behind a number a word of time or of money is its unit.
        let names = Keywords.all.filter { !Self.notPlain.contains($0) && !Keywords.units.contains($0) }
        var maker = SentenceMaker(try Grammar(), seed: 50 + seed, depth: 10, longest: 40, names: names)
        for _ in 0..<500 {
            let sentence = maker.sentence("statement")
            let parsed = parsed(sentence)
            if parsed.diagnostics.isEmpty {
                if let mistake = Laws.mistakeInForm(parsed) { Issue.record("\(sentence)\n\(mistake)") }
                continue
            }
            Issue.record("\(sentence)\n\(rendered(parsed))")
        }
    }

    @Test("Sentences reach every terminal of the grammar")
    func sentencesReachEverything() throws {
        let grammar = try Grammar()
        var maker = SentenceMaker(grammar, seed: 99)
        var unseen = grammar.terminals
        for _ in 0..<4000 where !unseen.isEmpty {
            let words = maker.sentence("statement").split(separator: " ").map(String.init)
            unseen.subtract(words)
            unseen = unseen.filter { mark in ![".", "..", "$", "("].contains(mark) }
        }
        #expect(unseen == [])
    }

    @Test("The words of the grammar are the words of the parser")
    func wordsAgree() throws {
        let words = try Grammar().terminals.filter { $0.first?.isLetter ?? false }
        #expect(words.subtracting(Keywords.all) == [])
        #expect(Set(Keywords.all).subtracting(words) == [])
    }

    @Test("The editor's grammar colours the words of the parser, and only those")
    func editorWordsAgree() throws {
        let data = try Data(contentsOf: Grammar.folder.appendingPathComponent("casus.tmLanguage.json"))
        let page = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let repository = try #require(page["repository"] as? [String: [String: Any]])
        var words: Set<String> = []
        for rule in repository.values {
            guard let match = rule["match"] as? String, let list = match.range(of: #"\b(?:"#) else { continue }
            let body = match[list.upperBound...].prefix { $0 != ")" }
            words.formUnion(body.split(separator: "|").map(String.init))
        }
        #expect(words == Set(Keywords.all))
        let included = try #require(page["patterns"] as? [[String: String]]).compactMap { $0["include"]?.dropFirst() }
        #expect(Set(included.map(String.init)) == Set(repository.keys))
        for rule in repository.values {
            for key in ["match", "begin", "end"] {
                guard let pattern = rule[key] as? String else { continue }
                #expect(throws: Never.self) { try NSRegularExpression(pattern: pattern) }
            }
        }
    }
}
