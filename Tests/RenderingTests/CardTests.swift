import Columnar
import EventModel
import TestSupport
import Testing

@testable import Rendering

@Suite("Cards and trees")
struct CardTests {
    private let card = Card(
        title: "decline-2023", isPossible: true,
        fields: [
            Card.Field("kind", "reject.meeting", meaning: "CAMEO 125, Refuse to meet"),
            Card.Field("actor", "漢字の長い名前 \u{202E}x", meaning: "name"),
            Card.Field("summary", String(repeating: "many words ", count: 20)),
            Card.Field("because_of", "a", meaning: "2023-05"), Card.Field("", "b"),
        ], unknown: ["amount", "times"],
        tables: [("2 accounts", Answers.make([("document", .text, [.text("a-1"), .text("a-2")])]), "reports")])

    @Test("are drawn as ever, and no wider than the window")
    func golden() {
        var text = ""
        for width in [30, 60, 100] {
            let drawn = render(card, Answers.window(width))
            #expect(drawn.split(separator: "\n").allSatisfy { ShownText(String($0)).width <= width })
            text += drawn + "\n"
        }
        text += render(card, Answers.window(60, unicode: false)) + "\n" + render(card, Answers.file)
        #expect(differenceFromGolden(text, "cards.txt", beside: #filePath) == nil)
        #expect(!Parsing.actsOnTerminal(text))
    }

    @Test("branches tell the depths of all rows")
    func branchesReadBack() {
        var state: UInt64 = 3
        for unicode in [true, false] {
            for _ in 0..<200 {
                var depths = [0]
                for _ in 0..<30 {
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    depths.append(Int(state >> 33) % (min(depths.last ?? 0, 5) + 2))
                }
                let lines = branches(depths, unicode: unicode)
                #expect(lines.map { ShownText($0).width / 3 } == depths)
                for row in depths.indices where depths[row] > 0 {
                    // A last branch has no sister below it before something less deep.
                    let rest = depths[(row + 1)...].prefix { $0 >= depths[row] }
                    let isLast = lines[row].contains(unicode ? "└" : "`")
                    #expect(isLast == !rest.contains(depths[row]))
                }
            }
        }
    }

    @Test("a tree is drawn as it is spoken of")
    func tree() {
        #expect(branches([0, 1, 2, 1, 0], unicode: true) == ["", "├─ ", "│  └─ ", "└─ ", ""])
        #expect(branches([0, 1, 2, 1], unicode: false) == ["", "|- ", "|  `- ", "`- "])
        #expect(branches([], unicode: true) == [])
    }
}
