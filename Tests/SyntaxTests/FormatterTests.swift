import Diagnostics
import Syntax
import Testing
import TestSupport

@Suite("The canonical form")
struct FormatterTests {
    /// Nil if formatting keeps the tree and, done again, changes nothing; else what went wrong.
    private func mistake(in text: String) -> String? {
        let original = parsed(text)
        if original.hasErrors { return "does not parse:\n\(text)\n\(rendered(original))" }
        guard let once = format(original) else { return "has no canonical form:\n\(text)" }
        let again = parsed(once)
        if treeDump(of: original) != treeDump(of: again) { return "changes meaning:\n\(text)\n\(once)" }
        guard format(again) == once else { return "is not stable:\n\(text)\n\(once)\n\(format(again) ?? "nil")" }
        return nil
    }

    @Test("Of every question of the corpus it keeps the meaning, and done twice it changes nothing")
    func corpusIsStable() {
        for question in Corpus.questions {
            if let mistake = mistake(in: question) { Issue.record("\(mistake)") }
        }
    }

    @Test(
        "So it does of what noise has found",
        arguments: [
            "events until(China)", "events until((China))..2023",
            "let f(who) = reject(who -> US)\nf until(China) | count",
            "events where because_of is not  not (kind is arms_sale)", "events where x = possibly (y) and not (z = 1)",
            "events where (not) = 3",
            "param since possibly | count", "let since possibly | count", "define where possibly | count",
        ])
    func noiseIsStable(text: String) {
        if let mistake = mistake(in: text) { Issue.record("\(mistake)") }
    }

    @Test("So it does of sentences made from the grammar", arguments: 0..<6)
    func sentencesAreStable(seed: Int) throws {
        var maker = SentenceMaker(
            try Grammar(), seed: UInt64(1000 + seed), depth: 5 + 2 * seed, longest: 20 + 25 * seed)
        for _ in 0..<250 {
            let sentence = maker.sentence("statement")
            if let mistake = mistake(in: sentence) {
                Issue.record("\(mistake)")
                return
            }
        }
    }

    @Test("Comments in odd places stay, and formatting them twice changes nothing", arguments: 0..<4)
    func commentsStay(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for question in Corpus.questions where !question.contains("#") {
            let tokens = tokens(of: SourceText(question, name: "question")).dropLast()
            let source = SourceText(question, name: "question")
            var text = ""
            var end = 0
            var count = 0
            for token in tokens {
                text += source.text(Span(end, Int(token.span.start)))
                end = Int(token.span.end)
                text += source.text(token.span)
                if Int.random(in: 0..<4, using: &random) == 0 {
                    text +=
                        [" # c\(count)\n ", "\n# c\(count)\n  ", "\n\n  # c\(count)\n\n  "].randomElement(
                            using: &random) ?? ""
                    count += 1
                }
            }
            guard !parsed(text).hasErrors else { continue }
            if let mistake = mistake(in: text) { Issue.record("\(mistake)") }
            let formatted = format(parsed(text)) ?? ""
            for index in 0..<count { #expect(formatted.contains("# c\(index)\n"), "\(text)\n\(formatted)") }
        }
    }

    @Test(
        "There is one way to write a thing",
        arguments: [
            ("reject( China->US )  since 2021|count per month", "reject(China -> US) since 2021 | count per month"),
            (
                "events where mentions(summary, \"visa\") and (a or (b))",
                "events where summary mentions \"visa\" and (a or b)"
            ),
            ("events where ((a and b)) or not (c)", "events where a and b or not c"),
            ("events where a in [1,2] or a not in 3..4", "events where a is in [1, 2] or a is not in 3..4"),
            ("events where amount > 1.988 bn USD", "events where amount > 1.988bn USD"),
            ("events where amount > 500   million USD", "events where amount > 500 million USD"),
            (
                "events | show (1+2)*3, 1+(2*3), 1-(2-3), -(-x)",
                "events | show (1 + 2) * 3, 1 + 2 * 3, 1 - (2 - 3), - -x"
            ),
            ("events | count per year by kind", "events | count by kind per year"),
            (
                "events | show date as \"when\", kind as \"the kind\"",
                "events | show date as when, kind as \"the kind\""
            ),
            ("events | show \"a\\u{22}b\"", "events | show \"a\\\"b\""),
            ("events | sort date asc, id desc", "events | sort date, id desc"),
            ("events | top (5 days) x", "events | top (5 days) x"),
            ("events | top (n) (a + b) * c", "events | top (n) (a + b) * c"),
            ("events where x is (unknown)", "events where x is (unknown)"),
            ("let f() = events", "let f = events"),
            ("_1 | take 1", "_ | take 1"),
        ])
    func oneWay(written: String, canonical: String) {
        #expect(format(parsed(written)) == canonical + "\n")
    }

    @Test("A long question takes a line for each step")
    func longQuestion() {
        let text =
            "reject(China -> US) since 2021 where summary mentions \"visa\" | add days(responds_to.date, date) as wait | sort wait desc"
        #expect(
            format(parsed(text)) == """
                reject(China -> US) since 2021 where summary mentions "visa"
                    | add days(responds_to.date, date) as wait
                    | sort wait desc

                """)
    }

    @Test("A sequence takes a line for each of its steps")
    func longSequence() {
        let text = Corpus.sequences[0]
        #expect(
            format(parsed(text)) == """
                sequence by pair within 180 days
                    threaten as threat
                    then 2 to 5 of posture as moves
                    then no consult
                    then assault within 30 days as strike
                    until diplomacy
                    | show threat.date, strike.date

                """)
    }

    @Test("Comments and single empty lines stay where they were")
    func scriptWithComments() {
        let text =
            "#! casus\n\n\n# all\n\nlet r = reject # kind\n  | sort date # by date\n\n  # ten\n  | take 10\nr\n\n# end"
        #expect(
            format(parsed(text)) == """
                #! casus

                # all

                let r = reject  # kind
                    | sort date  # by date
                    # ten
                    | take 10
                r

                # end

                """)
    }

    @Test("A text with errors has no canonical form")
    func errors() {
        #expect(format(parsed("events | cout")) == nil)
        #expect(format(parsed("events where a == b")) == nil)
        #expect(format(parsed("")) == "")
    }
}
