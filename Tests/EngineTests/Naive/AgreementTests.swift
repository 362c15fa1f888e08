import Columnar
@testable import Engine
import EventModel
import TestSupport
import Foundation
import Plan
import Testing

@Suite("Engine and naive interpreter")
struct AgreementTests {
    /// How many random questions are asked; more by `CASUS_SEEDS=20000`.
    static let seedCount = ProcessInfo.processInfo.environment["CASUS_SEEDS"].flatMap { UInt64($0) } ?? 1_500
    /// Where to begin, to look at one difference alone: `CASUS_FIRST_SEED=17 CASUS_SEEDS=1`.
    static let firstSeed = ProcessInfo.processInfo.environment["CASUS_FIRST_SEED"].flatMap { UInt64($0) } ?? 0

    @Test("engine and naive interpreter agree", arguments: 0..<min(20, seedCount))
    func agree(part: UInt64) {
        for seed in stride(from: Self.firstSeed + part, to: Self.firstSeed + Self.seedCount, by: 20) {
            if let difference = Self.difference(seed) { Issue.record(Comment(rawValue: difference)) }
        }
    }

    @Test(
        "a sample is rows of what it was drawn from, in their order, and the same for the same seed",
        arguments: UInt64(0)..<40)
    func sample(seed: UInt64) throws {
        var generator = RandomRelation(seed: seed)
        let data = generator.data.dataSet()
        let schema = TableSchema("events", RandomData.fields)
        var interpreter = NaiveInterpreter(data)
        let all = interpreter.answer(.scan(schema)).rows.map(\.cells)
        for count in [0, 1, 5, 100] {
            let drawn = try Self.rows(Engine(data).answer(.sample(.scan(schema), count: count, seed: seed)))
            #expect(try Self.rows(Engine(data).answer(.sample(.scan(schema), count: count, seed: seed))) == drawn)
            #expect(drawn.count == min(count, all.count))
            var rest = all[...]
            for row in drawn {
                let place = try #require(rest.firstIndex(of: row))
                rest = rest[(place + 1)...]
            }
        }
    }

    static func rows(_ answer: Answer) -> [[Value]] {
        (0..<answer.rowCount).map { row in answer.fields.indices.map { answer.value(row: row, column: $0) } }
    }

    @Test("they agree on tables of several batches", arguments: UInt64(0)..<8)
    func large(seed: UInt64) {
        var generator = RandomRelation(seed: seed)
        let data = generator.data.dataSet(rowCount: 4_096 * Int(seed % 3) + [4_095, 4_096, 4_097][Int(seed) % 3])
        generator.overEvents()
        let scan = Relation.scan(TableSchema("events", RandomData.fields))
        let relation = generator.withoutWindows(.filter(scan, generator.bool(2))).mergingDateTests()
        if let difference = Self.difference(seed, relation, data) { Issue.record(Comment(rawValue: difference)) }
    }

    /// What differs for a seed, with the question and both answers; nil if nothing does.
    static func difference(_ seed: UInt64) -> String? {
        var generator = RandomRelation(seed: seed)
        let relation = generator.relation().mergingDateTests()
        let data = generator.data.dataSet()
        guard var found = difference(seed, relation, data) else { return nil }
        // The least part of the question in which they differ tells more.
        var part: Relation? = relation
        while let smaller = part {
            found = difference(seed, .possibly(smaller), data) ?? difference(seed, smaller, data) ?? found
            part = smaller.input
        }
        return found
    }

    /// The data as they were read, in narrow columns, or in the order of a store, whose runs are long or short.
    private static func stored(_ data: DataSet, _ seed: UInt64) -> DataSet {
        switch seed % 4 {
        case 0: data
        case 1: data.packed
        case 2: data.clustered()
        case _: data.clustered(size: 5)
        }
    }

    /// Every shortcut left out now and then, alone or with others, and batches that end between the rows of a run.
    private static func control(_ seed: UInt64) -> RunControl {
        var control = RunControl()
        if seed / 4 % 2 == 1 { control.shortcuts = Shortcuts(rawValue: Int(seed / 8 % 256)) }
        control.batchSize = seed / 4 % 3 == 1 ? 3 : 4_096
        if seed / 4 % 5 == 1 { control.laneSize = 2 }
        return control
    }

    static func difference(_ seed: UInt64, _ relation: Relation, _ data: DataSet) -> String? {
        var interpreter = NaiveInterpreter(data)
        let naive = interpreter.answer(relation)
        let head = "seed \(seed)\n\(relation.planText)\n"
        let answer: Answer
        do {
            answer = try Engine(stored(data, seed)).answer(relation, control: control(seed))
        } catch {
            return "\(head)the engine failed: \(error)"
        }
        var differences: [String] = []
        if answer.fields != relation.fields { differences.append("fields \(answer.fields.map(\.name))") }
        let rows = Self.rows(answer)
        if rows.count != naive.rows.count {
            differences.append("\(rows.count) rows of the engine, \(naive.rows.count) naive")
        }
        for (index, (row, expected)) in zip(rows, naive.rows).enumerated() where differences.count < 5 {
            for (column, (value, wanted)) in zip(row, expected.cells).enumerated() where !Self.isSame(value, wanted) {
                let cell = "row \(index), \(relation.fields[column].name)"
                differences.append("\(cell): engine \(Self.text(value)), naive \(Self.text(wanted))")
            }
            if answer.isPossible(row: index) != expected.isMarked {
                differences.append("row \(index): engine \(answer.isPossible(row: index) ? "" : "not ")marked")
            }
        }
        if answer.footer.possibleCount != interpreter.possibleCount {
            differences.append("possible: engine \(answer.footer.possibleCount), naive \(interpreter.possibleCount)")
        }
        if Set(answer.footer.notes.filter { !Self.isOfMatches($0) }) != interpreter.notes {
            differences.append("notes: engine \(answer.footer.notes), naive \(interpreter.notes)")
        }
        if differences.isEmpty { return nil }
        let both =
            rows.count > 200
            ? ""
            : "engine\n\(rows.map { Self.text(.list($0)) }.joined(separator: "\n"))\n"
                + "naive\n\(naive.rows.map { Self.text(.list($0.cells)) }.joined(separator: "\n"))"
        return head + differences.prefix(8).joined(separator: "\n") + "\n" + both
    }

    /// Notes that the tests of sequences and rates hold to their meaning.
    private static func isOfMatches(_ note: Footer.Note) -> Bool {
        switch note {
        case .matchedSeveralTimes, .earlierPossible, .possibleByUnknown, .censored, .fewAnchors, .overlappingWindows,
            .possibleAnchors,
            .baseIsGuess:
            true
        default: false
        }
    }

    /// Equal but for the last digits of numbers that were reckoned in another order.
    static func isSame(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.number(let one), .number(let two)), (.duration(let one), .duration(let two)): isClose(one, two)
        case (.money(let one), .money(let two)): one.currency == two.currency && isClose(one.amount, two.amount)
        case (.list(let one), .list(let two)): one.count == two.count && zip(one, two).allSatisfy(isSame)
        default: left == right
        }
    }

    private static func isClose(_ left: NumberSpan, _ right: NumberSpan) -> Bool {
        zip([left.low, left.high], [right.low, right.high]).allSatisfy { one, two in
            one == two || abs(one - two) <= 1e-9 * max(abs(one), abs(two), 1)
        }
    }

    static func text(_ value: Value) -> String {
        switch value {
        case .unknown: "unknown"
        case .none: "none"
        case .list(let members): "[\(members.map(text).joined(separator: " | "))]"
        case .oneOf(let members): "one of [\(members.map(text).joined(separator: " | "))]"
        case .date(let date): EDTF.text(of: date) + (date.lasted ? " lasted" : "")
        case .period(let period): period.text
        case .number(let span): span.isExact ? "\(span.low)" : "\(span.low)..\(span.high)"
        case .duration(let span): "\(span.low)..\(span.high) days"
        case .money(let money): "\(money.amount.low)..\(money.amount.high) \(money.currency)"
        case .truth(let truth): "\(truth)"
        case .text, .kind, .actor, .place, .event: "\"\(value.name ?? "")\""
        }
    }
}
