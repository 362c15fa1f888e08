import Columnar
import EventModel
import Foundation
import Store
import Synchronization
import TestSupport
import Testing

@Suite("Blocks in parts")
struct BlockPartTests {
    private static let rowCount = 12_000
    private static let fields = [
        Field("code", .text), Field("date", .date), Field("small", .number), Field("wide", .number),
    ]

    private static func data() -> DataSet {
        let segment = Segment(
            columns: [
                Column((0..<rowCount).map { .text("text \($0 % 3_000)") }, type: .text),
                .date(DateColumn(first: (0..<rowCount).map { DayNumber($0 * 2) })),
                Column((0..<rowCount).map { .number(NumberSpan(Double($0 % 2_000))) }, type: .number),
                Column((0..<rowCount).map { .number(NumberSpan(Double($0) * 0.37)) }, type: .number),
            ], rowCount: rowCount)
        return DataSet(
            catalog: Catalog(name: "parts"),
            tables: ["events": Table(schema: TableSchema("events", fields), segments: [segment])])
    }

    /// The data, and the bytes of the store of them.
    private static func stored(in folder: URL) throws -> (data: DataSet, bytes: [UInt8]) {
        let (data, store) = (data(), folder.appending(path: "good.events"))
        try Store.write(data, inputs: [], to: store.path)
        return (data, [UInt8](try Data(contentsOf: store)))
    }

    /// Where the bytes of a column begin in a store, found by its first rows.
    private static func place(of bytes: some Collection<UInt8>, in store: [UInt8]) throws -> Int {
        try #require(store.firstRange(of: Array(bytes))?.lowerBound)
    }

    @Test("rows of a column are checked where they are read: damage elsewhere in it does not reach them")
    func checkedInParts() throws {
        let folder = try StoreTests.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let bad = folder.appending(path: "bad.events")
        let bytes = try Self.stored(in: folder).bytes
        let numbers = (0..<Self.rowCount).map { Double($0) * 0.37 }
        let start = try Self.place(of: numbers.prefix(64).withUnsafeBytes { Array($0) }, in: bytes)
        for row in [0, 1_023, 1_024, 6_000, Self.rowCount - 1] {
            var changed = bytes
            changed[start + row * 8 + 3] ^= 4
            try Data(changed).write(to: bad)
            let opened = try Store.open(bad.path).data
            let segment = try #require(opened.tables["events"]?.segments.first)
            let (column, check) = segment.unchecked(3)
            let part = row / 1_024
            for other in 0..<(Self.rowCount + 1_023) / 1_024 where other != part {
                let rows = other * 1_024..<min(Self.rowCount, other * 1_024 + 1_024)
                #expect(try #require(check).isSound(rows))
                guard case .number(let read) = column.column(rows).column else {
                    Issue.record("the column is one of numbers")
                    return
                }
                #expect(Array(numbers[rows]) == read.low)
            }
            #expect(opened.integrity.problem == nil)
            #expect(check?.isSound(row..<row + 1) == false && check?.isDone == false)
            // Who asks for the whole is told.
            _ = segment.stored(3)
            #expect(opened.integrity.problem?.contains("`wide`") == true)
        }
    }

    @Test("a flipped bit anywhere in a store of many parts is told by whoever reads all of it")
    func flipped() throws {
        let folder = try StoreTests.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let bad = folder.appending(path: "bad.events")
        let (data, bytes) = try Self.stored(in: folder)
        let whole = try #require(data.tables["events"]?.segments.first)
        var told = 0
        for place in stride(from: 4_096, to: bytes.count, by: 1_511) {
            var changed = bytes
            changed[place] ^= 1 << UInt8(place % 8)
            try Data(changed).write(to: bad)
            guard let opened = try? Store.open(bad.path).data else {
                told += 1
                continue
            }
            let segment = try #require(opened.tables["events"]?.segments.first)
            // Half of them by way of stretches of rows.
            for index in Self.fields.indices where place % 2 == 0 {
                let (_, check) = segment.unchecked(index)
                for first in stride(from: 0, to: Self.rowCount, by: 777) {
                    _ = check?.isSound(first..<min(Self.rowCount, first + 777))
                }
            }
            for index in Self.fields.indices { _ = segment.stored(index) }
            if opened.integrity.problem != nil {
                told += 1
            } else {
                let isSame = Self.fields.indices.allSatisfy { segment.column($0) == whole.column($0) }
                #expect(isSame && bytes[place] == 0, "byte \(place) is stored and not checked")
            }
        }
        #expect(told > 50)
    }

    @Test("a list of checksums is itself checked")
    func list() throws {
        let folder = try StoreTests.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "a.events").path
        try Store.write(Self.data(), inputs: [], to: path)
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let numbers = (0..<Self.rowCount).map { Double($0) * 0.37 }
        let start = try Self.place(of: numbers.prefix(64).withUnsafeBytes { Array($0) }, in: bytes)
        let parts = numbers.withUnsafeBytes { BlockSeal.checksums($0) }
        let list = try Self.place(of: parts.withUnsafeBytes { Array($0) }, in: bytes)
        // Behind the bytes of the block, in the order of its parts.
        #expect(list == start + Self.rowCount * 8)
        bytes[list + 5] ^= 1
        try Data(bytes).write(to: URL(filePath: path))
        let opened = try Store.open(path).data
        let segment = try #require(opened.tables["events"]?.segments.first)
        #expect(segment.unchecked(3).check == nil)
        #expect(opened.integrity.problem?.contains("`wide`") == true)
    }

    @Test("each stretch is looked at once", arguments: [1, 7, 64, 1_000])
    func once(stretch: Int) {
        let rowCount = 5_003
        let seen = Mutex([Int](repeating: 0, count: rowCount))
        let check = RowCheck(rowCount: rowCount, stretch: stretch) { rows in
            seen.withLock { for row in rows { $0[row] += 1 } }
            return true
        }
        var random = SeededGenerator(seed: UInt64(stretch))
        for _ in 0..<200 {
            let first = random.number(0...rowCount)
            #expect(check.isSound(first..<random.number(first...rowCount)))
        }
        #expect(check.isSound() && check.isDone && !check.isSound(0..<rowCount + 1))
        #expect(seen.withLock { $0.allSatisfy { $0 == 1 } })
    }

    @Test("what is not sound is not, however often it is asked", arguments: [1, 7, 64, 1_000])
    func damaged(stretch: Int) {
        let rowCount = 5_003
        let check = RowCheck(rowCount: rowCount, stretch: stretch) { !$0.contains(3_000) }
        var random = SeededGenerator(seed: UInt64(stretch))
        for _ in 0..<200 {
            let first = random.number(0...rowCount)
            let rows = first..<random.number(first...rowCount)
            let touched = rows.lowerBound / stretch * stretch..<(rows.upperBound + stretch - 1) / stretch * stretch
            #expect(check.isSound(rows) == (rows.isEmpty || !touched.contains(3_000)))
        }
        #expect(!check.isSound() && !check.isDone)
    }
}
