import Columnar
import EventModel
import Testing

@testable import Rendering

@Suite("Timelines")
struct TimelineTests {
    private func data(_ answer: Answer, _ chosen: [Int]? = nil) throws -> TimelineData {
        try TimelineData.make(answer, chosen, most: nil).get()
    }

    private func one(_ date: String) throws -> TimelineData.Item {
        let answer = Answers.make([("who", .text, [.text("a")]), ("date", .date, [Answers.date(date)])])
        return try #require(try data(answer).lanes.first?.items.first)
    }

    @Test("what is certain is what every reading of a date has in it")
    func cores() throws {
        func days(_ date: String) throws -> Int? {
            try one(date).core.map { Int($0.latest) - Int($0.earliest) + 1 }
        }
        #expect(try days("2023-05-29") == 1)
        #expect(try days("2023-05") == nil)
        #expect(try days("2023-05-01/2023-05-10") == 10)
        // From the last day on which it can have begun to the first on which it can have ended.
        #expect(try days("2021/2023-05") == 486 + 365 - 364)
        #expect(try days("2023-05/2023-05") == nil)
    }

    @Test("a row of several dates lasts from the first to the last of them, and without any is told of")
    func several() throws {
        let answer = Answers.make([
            ("who", .text, ["a", "b", "c"].map(Value.text)),
            ("first", .date, [Answers.date("2023-05-29"), .unknown, .unknown]),
            ("second", .date, [Answers.date("2023-05-01"), Answers.date("2024"), .unknown]),
        ])
        let drawn = try data(answer)
        let item = try #require(drawn.lanes.first?.items.first)
        #expect(item.lasted && item.hull.latest - item.hull.earliest == 28)
        #expect(drawn.lanes.map(\.label.text) == ["a", "b"])
        #expect(drawn.notes == ["1 row not drawn, no date known"])
        #expect(try data(answer, [2]).lanes[0].items[0].lasted == false)
    }

    @Test("every row with a date is drawn in a lane, or told of", arguments: [20, 40, 80, 200])
    func nothingIsLost(width: Int) throws {
        // Bars that overlap, more than a lane has lines for.
        let answer = Answers.make([
            ("who", .text, (0..<20).map { _ in .text("a") }),
            ("date", .date, (0..<20).map { Answers.date("20\($0 + 10)-01-01/2040-01-01") }),
        ])
        let text = try chart(answer, kind: .timeline, columns: nil, Answers.window(width)).get()
        let bars = text.count { $0 == "┣" }
        let hidden = text.firstMatch(of: /(\d+) bars over others/).flatMap { Int($0.1) } ?? 0
        // The sign for a bar that lasted stands once more in the legend, without its ends.
        #expect(bars + hidden == 20)
    }

    @Test("wide names keep the lanes in line", arguments: [20, 33, 60])
    func wideNames(width: Int) throws {
        let names = ["漢字の長い名前がここに", "e\u{301}", "👩‍👩‍👧 family", "\u{202E}turned"]
        let answer = Answers.make([
            ("who", .text, names.map(Value.text)), ("date", .date, names.map { _ in Answers.date("2023-05") }),
        ])
        let text = try chart(answer, kind: .timeline, columns: nil, Answers.window(width)).get()
        let lanes = text.split(separator: "\n").dropFirst().prefix(names.count)
        let edges = lanes.compactMap { line in line.firstIndex(of: "│").map { ShownText(String(line[..<$0])).width } }
        #expect(edges.count == names.count && Set(edges).count == 1)
        #expect(text.split(separator: "\n").allSatisfy { ShownText(String($0)).width <= width })
        #expect(!Parsing.actsOnTerminal(text))
    }

    @Test("of too many colours the most frequent keep their own, the rest are told together")
    func colours() throws {
        let kinds = (0..<60).map { "k\($0 < 30 ? $0 % 3 : $0)" }
        let answer = Answers.make([
            ("who", .text, kinds.map { _ in .text("a") }), ("what", .text, kinds.map(Value.text)),
            ("date", .date, kinds.map { _ in Answers.date("2023-05-01") }),
        ])
        let drawn = try data(answer)
        #expect(drawn.series.count == TimelineData.mostSeries)
        #expect(drawn.series.prefix(3).map(\.text) == ["k0", "k1", "k2"] && drawn.series.last?.text == "26 others")
        #expect(drawn.lanes[0].items.allSatisfy { $0.series < TimelineData.mostSeries })
    }
}
