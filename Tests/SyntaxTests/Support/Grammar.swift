import Foundation

/// The grammar page, read: rules of ISO 14977 as far as the page uses them.
struct Grammar {
    indirect enum Node {
        case terminal(String)
        case rule(String)
        case special
        case sequence([Node])
        case choice([Node])
        case option(Node)
        case repetition(Node)
    }

    private(set) var rules: [String: Node] = [:]
    private(set) var order: [String] = []
    /// What could not be read.
    private(set) var mistakes: [String] = []

    /// The folder of grammars beside the tests.
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("grammar")

    init() throws {
        self.init(try String(contentsOf: Self.folder.appendingPathComponent("casus.ebnf"), encoding: .utf8))
    }

    init(_ text: String) {
        var reader = Reader(tokens: Self.tokens(of: text))
        while let name = reader.next() {
            guard reader.next() == "=" else {
                mistakes.append("`=` is missing behind \(name)")
                break
            }
            rules[name] = reader.choice()
            order.append(name)
            if reader.next() != ";" { mistakes.append("`;` is missing behind \(name)") }
        }
    }

    var terminals: Set<String> {
        Set(rules.values.flatMap(Self.terminals))
    }

    /// Rules that are named and not there.
    var missing: Set<String> { Set(rules.values.flatMap(Self.names)).subtracting(rules.keys) }

    private static func terminals(_ node: Node) -> [String] {
        switch node {
        case .terminal(let text): [text]
        case .rule, .special: []
        case .sequence(let nodes), .choice(let nodes): nodes.flatMap(terminals)
        case .option(let node), .repetition(let node): terminals(node)
        }
    }

    private static func names(_ node: Node) -> [String] {
        switch node {
        case .rule(let name): [name]
        case .terminal, .special: []
        case .sequence(let nodes), .choice(let nodes): nodes.flatMap(names)
        case .option(let node), .repetition(let node): names(node)
        }
    }

    // MARK: Reading

    /// Words, quoted terminals (with their first quote), `?…?` and marks.
    private static func tokens(of text: String) -> [String] {
        var tokens: [String] = []
        var rest = text[...]
        while let first = rest.first {
            if rest.hasPrefix("(*"), let end = rest.range(of: "*)") {
                rest = rest[end.upperBound...]
            } else if first.isWhitespace {
                rest = rest.dropFirst()
            } else if first == "\"" || first == "?" {
                let body = rest.dropFirst().prefix { $0 != first }
                tokens.append(String(first) + body)
                rest = rest.dropFirst(body.count + 2)
            } else if first.isLetter {
                let word = rest.prefix { $0.isLetter || $0 == "-" }
                tokens.append(String(word))
                rest = rest.dropFirst(word.count)
            } else {
                tokens.append(String(first))
                rest = rest.dropFirst()
            }
        }
        return tokens
    }

    private struct Reader {
        let tokens: [String]
        var position = 0

        mutating func next() -> String? {
            guard position < tokens.count else { return nil }
            position += 1
            return tokens[position - 1]
        }

        mutating func choice() -> Node {
            var nodes = [sequence()]
            while position < tokens.count, tokens[position] == "|" {
                position += 1
                nodes.append(sequence())
            }
            return nodes.count == 1 ? nodes[0] : .choice(nodes)
        }

        private mutating func sequence() -> Node {
            var nodes = [factor()]
            while position < tokens.count, tokens[position] == "," {
                position += 1
                nodes.append(factor())
            }
            return nodes.count == 1 ? nodes[0] : .sequence(nodes)
        }

        private mutating func factor() -> Node {
            let token = next() ?? ""
            switch token.first {
            case "\"": return .terminal(String(token.dropFirst()))
            case "?": return .special
            case "(", "[", "{":
                let inner = choice()
                position += 1
                return token == "(" ? inner : token == "[" ? .option(inner) : .repetition(inner)
            case _: return .rule(token)
            }
        }
    }
}
