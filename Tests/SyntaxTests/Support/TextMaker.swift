import Diagnostics
import Syntax
import TestSupport

/// Makes texts that nobody would write, from noise to questions with one slip.
struct TextMaker {
    enum Kind: CaseIterable { case bytes, soup, mutated, spliced, naughty, sentence, nested }

    private(set) var random: SeededGenerator
    private var maker: SentenceMaker
    private let corpus: [[String]]

    init(seed: UInt64, grammar: Grammar) {
        random = SeededGenerator(seed: seed)
        maker = SentenceMaker(grammar, seed: seed &+ 1, depth: 12, longest: 80)
        corpus = Corpus.everything.map { Mutations($0).pieces }
    }

    mutating func text(_ kind: Kind) -> [UInt8] {
        switch kind {
        case .bytes: bytes()
        case .soup: Array(soup().utf8)
        case .mutated: Array(mutated().utf8)
        case .spliced: Array(spliced().utf8)
        case .naughty: Array(naughty().utf8)
        case .sentence: Array(maker.sentence("statement").utf8)
        case .nested: Array(nested().utf8)
        }
    }

    private mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }

    private mutating func one<Item>(_ items: [Item]) -> Item { items[number(0..<items.count)] }

    /// Bytes of any value, or of a few that mean much.
    private mutating func bytes() -> [UInt8] {
        let few = Array("|()[]\"'#$_.,-=<>\\\n ae2é".utf8)
        let isFew = Bool.random(using: &random)
        return (0..<number(0..<80)).map { _ in isFew ? one(few) : UInt8(number(0..<256)) }
    }

    private mutating func soup() -> String {
        (0..<number(1..<40)).map { _ in one(Mutations.pool) + one(["", " ", " ", " ", "\n", "\n  "]) }.joined()
    }

    private mutating func mutated() -> String {
        var pieces = one(corpus)
        for _ in 0..<number(1..<5) where pieces.count > 1 {
            let index = number(0..<pieces.count)
            switch number(0..<6) {
            case 0: pieces.remove(at: index)
            case 1: pieces.insert(pieces[index], at: index)
            case 2: pieces.swapAt(index, number(0..<pieces.count))
            case 3: pieces[index] = " " + one(Mutations.pool)
            case 4: pieces.insert(" " + one(Mutations.pool), at: index)
            case _: pieces[index] = one(["", " "]) + one(Self.oddities) + pieces[index]
            }
        }
        return pieces.joined()
    }

    /// The beginning of one text and the end of another, or one text within another.
    private mutating func spliced() -> String {
        let (first, second) = (one(corpus), one(corpus))
        let cut = number(0..<first.count + 1)
        let start = number(0..<second.count + 1)
        if Bool.random(using: &random) { return (first[..<cut] + [" "] + second[start...]).joined() }
        let end = number(start..<second.count + 1)
        return (first[..<cut] + [" ("] + second[start..<end] + [")"] + first[cut...]).joined()
    }

    private mutating func naughty() -> String {
        (0..<number(1..<30)).map { _ in
            let text = Bool.random(using: &random) ? one(Self.oddities) : one(Mutations.pool)
            return Bool.random(using: &random) ? "\"\(text)\"" : text + one(["", " "])
        }.joined()
    }

    /// Some construction within itself, up to beyond the limits.
    private mutating func nested() -> String {
        let (open, inner, close) = one([
            ("(", "a", ")"), ("not (", "a", ")"), ("[", "1", "]"), ("-(", "a", ")"), ("if a then ", "b", " else c"),
            ("if ", "a", " then b else c"), ("f(", "a", ")"), ("(", "a", ").b"), ("only ", "a", ""),
            ("a + (", "b", ")"),
            ("certainly ", "a", ""), ("(a + ", "b", ") * c"), ("a or (b and ", "c", ")"), ("- ", "a", ""),
        ])
        let (head, tail) = one([
            ("events where ", ""), ("events | show ", ""), ("(", "events)"), ("events | join ", " as a on b"),
            ("events since ", ""), ("reject(", " -> US)"), ("define f = ", ""), ("sequence by ", " events"),
        ])
        let depth = number(0..<130)
        return head + String(repeating: open, count: depth) + inner + String(repeating: close, count: depth) + tail
    }

    /// Characters that programs stumble over: marks that combine, that turn the direction of writing, that are no
    /// characters, that look like others, and long joined ones.
    static let oddities = [
        "\u{301}", "e\u{301}\u{302}", "\u{202E}", "\u{2066}x\u{2069}", "\u{FEFF}", "\u{FFFD}", "\u{FFFE}", "\u{10FFFF}",
        "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "\u{1F1E8}\u{1F1F3}", "\u{E000}", "ß", "ẞ", "İ", "ı", "ﬀ", "Å",
        "Ω",
        "\u{0}", "\u{7}", "\u{1B}[31m", "\u{7F}", "\u{85}", "\u{A0}", "\u{2028}", "\u{2029}", "\u{3000}", "\r", "\r\n",
        "\t",
        "٣", "२", "Ⅳ", "½", "²", "एक", "العربية", "עברית", "한국어", "１２", "ａｂ", "（", "）", "｜", "“", "”", "„", "«",
        "→", "⇒", "–", "—", "−", "…", "。", "、", "€5", "£5m", "¥", "$", "\\u{110000}", "\\u{}", "\\", "\"", "\u{1D7D8}",
    ]
}
