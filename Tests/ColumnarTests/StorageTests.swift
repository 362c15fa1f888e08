import Columnar
import EventModel
import TestSupport
import Testing

/// Columns in their narrowest storage are the columns they were made of.
@Suite("Stored columns")
struct StorageTests {
    private static func codes(_ most: UInt32, _ random: inout SeededGenerator) -> [UInt32] {
        (0..<Int.random(in: 0...300, using: &random)).map { _ in UInt32.random(in: 0...most, using: &random) }
    }

    @Test("codes come back, whatever their width", arguments: [0, 1, 0xFF, 0x100, 0xFFFF, 0x10000, UInt32.max])
    func codes(most: UInt32) {
        var random = SeededGenerator(seed: UInt64(most))
        for _ in 0..<50 {
            let codes = Self.codes(most, &random)
            let stored = StoredCodes(codes)
            #expect(stored.count == codes.count)
            #expect(codes.indices.allSatisfy { stored[$0] == codes[$0] })
            let low = Int.random(in: 0...codes.count, using: &random)
            let rows = low..<Int.random(in: low...codes.count, using: &random)
            #expect(stored.widened(rows) == Array(codes[rows]))
        }
    }

    @Test("a column of neighbours is counted and not stored, as far as codes go")
    func counting() {
        for first in [UInt32(2), UInt32.max - 4] {
            let codes = (0..<5).map { first &+ UInt32($0) }
            #expect(StoredCodes(codes).widened(0..<5) == codes)
        }
        guard case .counting(2, 5) = StoredCodes([2, 3, 4, 5, 6]) else {
            Issue.record("neighbours are stored one by one")
            return
        }
    }

    @Test("sets of codes have the same members in every width", arguments: [3, 0xFF, 0xFFFF, 0x20000] as [UInt32])
    func codeSets(most: UInt32) {
        var random = SeededGenerator(seed: UInt64(most))
        for share in [1, 2, 50] {
            let codes = Self.codes(most, &random) + [most]
            let members = (0...Int(most)).map { _ in UInt8(Int.random(in: 0..<share, using: &random) == 0 ? 1 : 0) }
            let some = (0...Int(most)).map { UInt8($0 >= Int(most) / 3 && $0 <= Int(most) / 2 ? 1 : 0) }
            for set in [CodeSet(members: members), CodeSet(members: some), .nothing, .everything] {
                let low = Int.random(in: 0..<codes.count, using: &random)
                let (found, wanted) = (
                    set.rows(of: StoredCodes(codes), start: low, count: codes.count - low),
                    set.rows(of: codes, start: low, count: codes.count - low)
                )
                #expect(found == wanted)
                #expect(codes.indices.dropFirst(low).allSatisfy { set.contains(codes[$0]) == found[$0 - low] })
            }
        }
    }

    @Test(
        "cells of several dictionaries of numbers come together, and equal ones have one code",
        arguments: [[[1, 2, 3], [4, 5]], [[1, 2, 3], [3, 1]], [[1, 2, 3], [.max, .min]], [[7], []]] as [[[Int64]]])
    func numberTexts(parts: [[Int64]]) {
        let columns = parts.map { numbers in
            StoredColumn.coded(
                StoredCodes(numbers.indices.map { UInt32($0) + CodedColumn.firstCode }),
                CodeDictionary(.numbers(NumberTexts(packing: numbers)), isSorted: false))
        }
        let places = parts.indices.reversed().flatMap { segment in
            parts[segment].indices.map { RowPlace(segment: segment, row: $0) }
        }
        let wanted = places.map { parts[$0.segment][$0.row] }
        guard case .coded(let column) = Column.gathering(stored: columns, places, type: .event) else {
            Issue.record("codes come together as codes")
            return
        }
        #expect(column.codes.map { column.dictionary.text($0) } == wanted.map { "\($0)" })
        #expect(Set(column.codes).count == Set(wanted).count)
        // A row that is nowhere has no number.
        #expect(NumberTexts.gathered(columns, places + [.nowhere]) == nil)
        #expect(NumberTexts.gathered(columns, places) == wanted)
    }

    @Test("codes that a narrow column cannot hold are not in it")
    func codesBeyond() {
        let stored = StoredCodes([1, 2, 3, 2])
        #expect(CodeSet.stretches([258...258]).rows(of: stored, start: 0, count: 4).isEmpty)
        #expect(CodeSet.stretches([3...70_000]).rows(of: stored, start: 0, count: 4).rows == [2])
        #expect(CodeSet.table([0, 1]).rows(of: stored, start: 0, count: 4).rows == [0])
    }

    @Test("days and sets of days agree in every width", arguments: [10, 60_000, 3_000_000] as [DayNumber])
    func days(width: DayNumber) {
        var random = SeededGenerator(seed: UInt64(width))
        for _ in 0..<100 {
            let days = (0..<Int.random(in: 1...200, using: &random)).map { _ in
                19_000 + DayNumber.random(in: -width / 2...width / 2, using: &random)
            }
            let stored = StoredDays(days)
            #expect(stored.widened(0..<days.count) == days)
            #expect(days.indices.allSatisfy { stored[$0] == days[$0] })
            let ends = (0..<4).map { _ in 19_000 + DayNumber.random(in: -width...width, using: &random) }.sorted()
            let spans = [
                [DateSpan(ends[0], ends[1]), DateSpan(ends[2], ends[3])], [DateSpan(DateSpan.distantPast, ends[1])],
                [DateSpan(ends[2], DateSpan.distantFuture)], [],
                [DateSpan(DateSpan.distantPast, DateSpan.distantFuture)],
            ]
            for set in spans.map({ DaySet($0) }) {
                let found = set.rows(of: stored, start: 0, count: days.count)
                #expect(days.indices.allSatisfy { found[$0] == set.contains(days[$0]) }, "\(set) \(days)")
            }
        }
    }

    @Test(
        "numbers come back bit for bit",
        arguments: [
            [], [0], [-0.0], [0, -0.0], [1, 2, 3, 127, -128], [128, 5], [32_768], [2_147_483_648, 1], [-4.4, 10, 0.1],
            [-10, 8.3, 0], [1.25, 3], [0.001, 2.147], [2.14592274678112, -5.3], [.infinity, 1], [.nan, 2], [1e300],
            [0.1 + 0.2], [.leastNonzeroMagnitude, 1], [9_007_199_254_740_992],
        ] as [[Double]])
    func numbers(numbers: [Double]) {
        let stored = StoredNumbers(numbers, states: nil)
        #expect(stored.count == numbers.count)
        let widened = stored.widened(0..<numbers.count)
        #expect(widened.low.map(\.bitPattern) == numbers.map(\.bitPattern))
        #expect(numbers.indices.allSatisfy { stored[$0].bitPattern == numbers[$0].bitPattern })
        #expect(widened.states == nil)
    }

    @Test("states of cells come back")
    func states() {
        let states: [CellState] = [.known, .unknown, .none]
        let stored = StoredNumbers([1, 0, 0], states: states)
        #expect(stored.widened(0..<3).states == states && stored.state(2) == .none)
    }

    @Test("a view lies within its memory")
    func bounds() {
        let memory = Memory(copying: [UInt8](0..<16))
        #expect(View<UInt16>(memory, offset: 0, count: 8) != nil)
        #expect(View<UInt16>(memory, offset: 1, count: 2) == nil)
        #expect(View<UInt16>(memory, offset: 14, count: 2) == nil)
        #expect(View<UInt32>(memory, offset: 16, count: 0) != nil)
        #expect(View<UInt8>(memory, offset: 17, count: 0) == nil)
        #expect(View<UInt8>(memory, offset: -1, count: 1) == nil)
        #expect(View<UInt32>(memory, offset: 0, count: .max) == nil)
    }
}
