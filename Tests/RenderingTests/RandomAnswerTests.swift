import Columnar
import EventModel
import Foundation
import FoundationXML
import Testing

@testable import Rendering

/// Numbers that come from a seed, the same on every machine.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}

@Suite("Answers of any content")
struct RandomAnswerTests {
    private static let types: [ValueType] = [
        .text, .number, .bool, .date, .period, .duration, .money, .kind, .actor, .place, .event, .list(.text),
        .list(.number),
    ]

    private static let numbers: [Double] = [
        0, -0.0, 1, -1, 0.1, 1e-300, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, 1e15, 1e16, 1e300, -1e300,
        .greatestFiniteMagnitude,
        -.greatestFiniteMagnitude, 123_456.789, 999_999.99, 1e6, 1e9, 3,
    ]

    private static func value(_ type: ValueType, _ random: inout Seeded) -> Value {
        if type != .bool, Int.random(in: 0..<8, using: &random) == 0 {
            return Bool.random(using: &random) ? .unknown : .none
        }
        let text = NaughtyStrings.own.randomElement(using: &random) ?? ""
        switch type {
        case .text: return .text(text)
        case .kind: return .kind(text)
        case .actor: return .actor(text)
        case .place: return .place(text)
        case .event: return .event(text)
        case .number: return .number(span(&random))
        case .duration: return .duration(span(&random))
        case .money: return .money(Money(span(&random), "USD"))
        case .bool: return .truth(Truth.allCases.randomElement(using: &random) ?? .no)
        case .date: return .date(EventDate(at: days(&random)))
        case .period:
            let days = days(&random)
            let unit = TimeUnit.allCases.randomElement(using: &random) ?? .day
            if Bool.random(using: &random) {
                return .period(CivilCalendar.period(containing: days.earliest, unit: unit))
            }
            return .period(Period(days.earliest, days.latest))
        case .list(let element):
            return .list((0..<Int.random(in: 0..<4, using: &random)).map { _ in value(element, &random) })
        }
    }

    private static func span(_ random: inout Seeded) -> NumberSpan {
        let ends = [numbers.randomElement(using: &random) ?? 0, numbers.randomElement(using: &random) ?? 0].sorted()
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return NumberSpan(ends[0], ends[1])
        case 1: return NumberSpan(ends[0], .infinity)
        case _: return NumberSpan(ends[0])
        }
    }

    private static func days(_ random: inout Seeded) -> DateSpan {
        let bound = [100, 20_000, Int(Int32.max)].randomElement(using: &random) ?? 100
        let ends = [Int.random(in: -bound...bound, using: &random), Int.random(in: -bound...bound, using: &random)]
            .sorted()
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return .unbounded
        case 1: return DateSpan(DateSpan.distantPast, DayNumber(clamping: ends[1]))
        case 2: return DateSpan(DayNumber(clamping: ends[0]), DateSpan.distantFuture)
        case 3: return DateSpan(DayNumber(clamping: ends[0]), DayNumber(clamping: ends[1]))
        case _: return DateSpan(day: DayNumber(clamping: ends[0]))
        }
    }

    private static func answer(_ random: inout Seeded) -> Answer {
        let columnCount = Int.random(in: 1...7, using: &random)
        let rowCount = [0, 1, 2, 5, 40].randomElement(using: &random) ?? 0
        let columns = (0..<columnCount).map { index in
            let type = types.randomElement(using: &random) ?? .text
            let name = ["low", "high", "month", "count", "漢字\u{202E}", "a very long name of a column"][index % 6]
            return (
                name: "\(name)\(index < 6 ? "" : "2")", type: type,
                values: (0..<rowCount).map { _ in value(type, &random) }
            )
        }
        let possible = (0..<rowCount).filter { _ in Int.random(in: 0..<5, using: &random) == 0 }
        return Answers.make(columns, possible: possible)
    }

    @Test("fit the window in tables and charts, and are whole in JSON and CSV", arguments: 0..<8)
    func everything(seed: UInt64) throws {
        var random = Seeded(state: seed)
        for _ in 0..<60 {
            let answer = Self.answer(&random)
            let width = Int.random(in: 20...200, using: &random)
            var drawing = Answers.window(
                width, unicode: Bool.random(using: &random), rows: Int.random(in: 1...50, using: &random))
            drawing.isTerminal = false
            var texts = [render(answer, as: .table, drawing), render(answer, as: .line, drawing)]
            for kind in Chart.allCases {
                for columns in [nil, Array(answer.fields.indices.shuffled(using: &random).prefix(2))] {
                    if case .success(let text) = chart(answer, kind: kind, columns: columns, drawing) {
                        texts.append(text)
                    }
                    guard case .success(let svg) = chartSVG(answer, kind: kind, columns: columns) else { continue }
                    #expect(XMLParser(data: Data(svg.utf8)).parse())
                    #expect(!svg.contains("infinity") && !svg.contains("not a number"))
                }
            }
            for text in texts {
                #expect(!Parsing.actsOnTerminal(text))
                #expect(text.split(separator: "\n").allSatisfy { ShownText(String($0)).width <= width })
            }
            let rows = try JSONSerialization.jsonObject(with: Data(render(answer, as: .json, drawing).utf8)) as? [Any]
            #expect(rows?.count == answer.rowCount)
            let cells = Parsing.csv(render(answer, as: .csv, drawing))
            let columnCount = answer.fields.count + (answer.possibleRows == nil ? 0 : 1)
            #expect(cells.count == answer.rowCount + 1 && cells.allSatisfy { $0.count == columnCount })
        }
    }
}
