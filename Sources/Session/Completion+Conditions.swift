import Diagnostics
import EventModel
import Plan
import Readers
import Syntax

/// What may stand behind an operand and behind a number, which depends on the type of what is compared.
extension Session {
    /// Without what cannot stand there: an operand alone is no condition, and a sum of money has a currency.
    func narrowed(_ expected: [Expectation], _ spot: Spot) -> [Expectation] {
        for case .unit(let operand, _) in expected {
            switch spot.type(of: operand, self) {
            case .money, .duration: return expected.filter(\.isUnit)
            case _: return expected.filter { !$0.isUnit }
            }
        }
        for case .comparison(let operand, let isCondition) in expected {
            guard let type = spot.type(of: operand, self), type != .bool else { return expected }
            let comparing = Self.comparing(type)
            return expected.filter { expectation in
                switch expectation {
                case .word("and"), .word("or"): false
                case .word(let word): comparing.contains(word) || !isCondition && !Self.textWords.contains(word)
                case .comparison: isCondition
                case _: !isCondition
                }
            }
        }
        return expected
    }

    private static let textWords: Set<String> = ["contains", "starts_with", "ends_with", "like", "mentions"]

    /// The words that compare something of a type.
    private static func comparing(_ type: ValueType) -> Set<String> {
        let words: Set<String> = ["is", "in", "not"]
        return type == .text ? words.union(textWords) : words
    }

    /// The signs that compare the operand in a span, where its type is known.
    func marks(besides operand: Span, _ spot: Spot) -> [Candidate] {
        guard let type = spot.type(of: operand, self) else { return [] }
        let equality = [("=", "just the same"), ("!=", "not the same")]
        let order = [
            ("<", "less, or earlier"), ("<=", "no more, or no later"), (">", "more, or later"),
            (">=", "no less, or no earlier"),
        ]
        switch type {
        case .number, .duration, .money, .date, .period, .text:
            return (equality + order).map { Candidate(text: $0.0, note: $0.1) }
        case .kind, .actor, .place, .event, .bool: return equality.map { Candidate(text: $0.0, note: $0.1) }
        case .list: return []
        }
    }

    /// What may stand behind a number beside an operand: the currencies of the data, most frequent first, or lengths of time.
    func units(of operand: Span, hasMagnitude: Bool, _ spot: Spot) -> [Candidate] {
        let lower = spot.prefix.lowercased()
        func fitting(_ words: [(text: String, note: String)]) -> [Candidate] {
            words.filter { $0.text.hasPrefix(lower) }.map { Candidate(text: $0.text, note: $0.note) }
        }
        switch spot.type(of: operand, self) {
        case .money:
            let magnitudes = [
                ("thousand", "1,000"), ("million", "6 zeros"), ("billion", "9 zeros"), ("trillion", "12 zeros"),
            ]
            return spot.fitting(names.currencies(), areTexts: false, areBare: true)
                + fitting(hasMagnitude ? [] : magnitudes)
        case .duration: return fitting(["days", "weeks", "months", "quarters", "years"].map { ($0, "") })
        case _: return []
        }
    }
}

extension Expectation {
    fileprivate var isUnit: Bool { if case .unit = self { true } else { false } }
}
