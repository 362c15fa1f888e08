import TestSupport

/// Makes sentences of a grammar at random; below a depth, or when there are many words, it takes the shortest way out:
/// `if` alone would else grow without end, and sentences run into the limits of the parser.
struct SentenceMaker {
    let grammar: Grammar
    private let costs: [String: Int]
    private var random: SeededGenerator
    /// Depth of rules from which on sentences come to an end.
    private let depth: Int
    /// Words from which on sentences come to an end.
    private let longest: Int

    static let plainNames = [
        "China", "date", "count", "take", "first", "n", "amount", "reject", "Ærø", "中国", "events_2", "USA", "f", "x",
    ]
    private static let samples: [String: [String]] = [
        "name": plainNames,
        "number": ["0", "2", "12", "2023", "0.5", "1e3", "12.25e-2"],
        "whole": ["1", "2", "3"],
        "no-less": ["3", "4", "1000"],
        "date": ["2023-05", "2023-05-29", "2023-Q2", "2023-W05"],
        "text": ["\"\"", "\"a text\"", "\"\\\"é\\n\\u{e9}\"", "\"#|)\""],
        "currency": ["USD", "EUR"],
        "last-answer": ["_", "_2"],
    ]

    /// What stands for names.
    private let names: [String]

    init(_ grammar: Grammar, seed: UInt64, depth: Int = 14, longest: Int = 60, names: [String] = Self.plainNames) {
        self.grammar = grammar
        self.names = names
        self.depth = depth
        self.longest = longest
        random = SeededGenerator(seed: seed)
        var costs = Dictionary(
            uniqueKeysWithValues: grammar.rules.keys.map { ($0, Self.samples[$0] == nil ? 1000 : 1) })
        for _ in 0..<grammar.rules.count {
            for (name, node) in grammar.rules where Self.samples[name] == nil {
                costs[name] = min(costs[name] ?? 1000, 1 + Self.cost(node, costs))
            }
        }
        self.costs = costs
    }

    private static func cost(_ node: Grammar.Node, _ costs: [String: Int]) -> Int {
        switch node {
        case .terminal, .special: 1
        case .rule(let name): costs[name] ?? 1000
        case .sequence(let nodes): nodes.map { cost($0, costs) }.reduce(0, +)
        case .choice(let nodes): nodes.map { cost($0, costs) }.min() ?? 0
        case .option, .repetition: 0
        }
    }

    mutating func sentence(_ rule: String) -> String {
        var words: [String] = []
        make(.rule(rule), 0, &words)
        var text = ""
        for (index, word) in words.enumerated() {
            // `a.b`, `$name`, `a..b` and a call's bracket have no spaces.
            let isJoined = [".", "..", "$"].contains(index > 0 ? words[index - 1] : "$") || word == "." || word == ".."
            text += (isJoined || word == "\u{0}(" ? "" : " ") + (word == "\u{0}(" ? "(" : word)
        }
        return text
    }

    private mutating func make(_ node: Grammar.Node, _ level: Int, _ words: inout [String]) {
        let ends = level > depth || words.count >= longest
        switch node {
        case .terminal(let text): words.append(text)
        case .special: break
        case .rule(let name): makeRule(name, level + 1, &words)
        case .sequence(let nodes): for node in nodes { make(node, level, &words) }
        case .choice(let nodes):
            if ends, let least = nodes.min(by: { Self.cost($0, costs) < Self.cost($1, costs) }) {
                make(least, level, &words)
            } else if let node = nodes.randomElement(using: &random) {
                make(node, level, &words)
            }
        case .option(let node):
            if !ends, Bool.random(using: &random) { make(node, level, &words) }
        case .repetition(let node):
            while level <= depth, words.count < longest, Int.random(in: 0..<3, using: &random) == 0 {
                make(node, level, &words)
            }
        }
    }

    private mutating func makeRule(_ name: String, _ level: Int, _ words: inout [String]) {
        let samples = name == "name" ? names : Self.samples[name]
        if let sample = samples?.randomElement(using: &random) { return words.append(sample) }
        guard let rule = grammar.rules[name] else { return }
        let start = words.count
        make(rule, level, &words)
        if name == "call", words.count > start + 1 { words[start + 1] = "\u{0}(" }
    }
}
