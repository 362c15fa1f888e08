import Columnar
import EventModel
import Foundation
import Store
import Testing

/// Numbers that are mostly the same in all rows with one address.
@Suite("Numbers by codes")
struct NumbersByCodeTests {
    /// - Parameter odd: every which row has a number of its own.
    private static func data(_ count: Int, addresses: Int, odd: Int) -> DataSet {
        let fields = [Field("id", .text), Field("tone", .number), Field("url", .text)]
        let segment = Segment(
            columns: [
                Column((0..<count).map { .text("\($0)") }, type: .text),
                Column(
                    (0..<count).map { row in
                        let tone = row % odd == 0 ? -Double(row) / 7 : Double(row % addresses) / 3
                        return .number(NumberSpan(tone))
                    }, type: .number),
                Column(
                    (0..<count).map { $0 % 37 == 0 ? .unknown : .text("http://x.org/\($0 % addresses)") }, type: .text),
            ], rowCount: count)
        let table = Table(schema: TableSchema("articles", fields), segments: [segment])
        return DataSet(catalog: Catalog(name: "x", tables: [table.schema]), tables: ["articles": table])
    }

    private static func size(_ data: DataSet, _ path: String) throws -> Int {
        try Store.write(data, inputs: [], to: path)
        return try Data(contentsOf: URL(filePath: path)).count
    }

    @Test(arguments: [(600, 40, 50), (600, 40, 3), (600, 400, 50), (10, 1, 9), (5_000, 7, 4_999)])
    func `they come back as they were, exceptions and all`(count: Int, addresses: Int, odd: Int) throws {
        let folder = try StoreTests.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "a.events").path
        let data = Self.data(count, addresses: addresses, odd: odd)
        _ = try Self.size(data, path)
        let opened = try Store.open(path)
        #expect(StoreTests.cells(opened.data) == StoreTests.cells(data))
        #expect(opened.data.integrity.problem == nil)
    }

    /// 20,000 rows, so that the codes of one byte and of two lie in several parts, with exceptions where stretches meet.
    private static let many = 20_000
    private static let exceptions = [0, 4_095, 4_096, 8_191, 8_192, 16_383, many - 1]

    private static func tone(_ row: Int, _ addresses: Int) -> Double {
        exceptions.contains(row) ? -Double(row) / 7 - 1 : row % 37 == 0 ? -0.5 : Double(row % addresses) / 3
    }

    private static func manyRows(_ addresses: Int) -> DataSet {
        let urls = (0..<many).map { $0 % 37 == 0 ? Value.unknown : .text("http://x.org/\($0 % addresses)") }
        let segment = Segment(
            columns: [
                Column((0..<many).map { .number(NumberSpan(tone($0, addresses))) }, type: .number),
                Column(urls, type: .text),
            ], rowCount: many)
        let table = Table(
            schema: TableSchema("articles", [Field("tone", .number), Field("url", .text)]), segments: [segment])
        return DataSet(catalog: Catalog(name: "x", tables: [table.schema]), tables: ["articles": table])
    }

    @Test(arguments: [200, 3_000])
    func `rows are made where they are read, in any order and by several threads`(addresses: Int) async throws {
        let folder = try StoreTests.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "a.events").path
        _ = try Self.size(Self.manyRows(addresses), path)
        for _ in 0..<5 {
            let segment = try #require(try Store.open(path).data.tables["articles"]?.segments.first)
            let (column, check) = segment.unchecked(0)
            let parts = try #require(check)
            let wrong = await withTaskGroup(of: Int.self) { group in
                for worker in 0..<4 {
                    group.addTask {
                        // Each reads stretches of its own and of others, not where stretches begin.
                        (0..<40).map { turn in
                            let first = (turn * 7_919 + worker * 1_013) % Self.many
                            let rows = first..<min(Self.many, first + 900)
                            guard parts.isSound(rows), case .number(let numbers) = column.column(rows).column else {
                                return rows.count
                            }
                            return rows.count { numbers.low[$0 - first] != Self.tone($0, addresses) }
                        }.reduce(0, +)
                    }
                }
                return await group.reduce(0, +)
            }
            #expect(wrong == 0)
        }
    }

    @Test func `rows whose codes are damaged are told, and the others read`() throws {
        let folder = try StoreTests.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "a.events").path
        _ = try Self.size(Self.manyRows(200), path)
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        // The codes of the first rows: 0 for what is unknown, else from 2 on by the bytes of the addresses.
        let urls = (0..<200).map { "http://x.org/\($0)" }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let codes = (0..<200).map { row in
            row % 37 == 0 ? 0 : UInt8((urls.firstIndex(of: "http://x.org/\(row % 200)") ?? 0) + 2)
        }
        let start = try #require(bytes.firstRange(of: codes)?.lowerBound)
        bytes[start + 9_000] ^= 1
        try Data(bytes).write(to: URL(filePath: path))
        let data = try Store.open(path).data
        let segment = try #require(data.tables["articles"]?.segments.first)
        let (column, check) = segment.unchecked(0)
        #expect(try #require(check).isSound(0..<8_000))
        guard case .number(let numbers) = column.column(0..<8_000).column else {
            Issue.record("the column is one of numbers")
            return
        }
        #expect((0..<8_000).allSatisfy { numbers.low[$0] == Self.tone($0, 200) })
        #expect(check?.isSound(8_900..<9_100) == false)
    }

    @Test func `they take less room than numbers that go their own way`() throws {
        let folder = try StoreTests.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "a.events").path
        // 8 bytes for each of 5,000 rows, against 7 numbers.
        let (near, own) = (
            try Self.size(Self.data(5_000, addresses: 7, odd: 4_999), path),
            try Self.size(Self.data(5_000, addresses: 7, odd: 2), path)
        )
        #expect(own - near > 30_000)
    }

    @Test func `a flipped bit anywhere in them is told, or changes nothing`() throws {
        let folder = try StoreTests.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "a.events").path
        let data = Self.data(300, addresses: 20, odd: 40)
        _ = try Self.size(data, path)
        let bytes = try Data(contentsOf: URL(filePath: path))
        var told = 0
        for place in Array(0..<64) + Array(stride(from: 4_096, to: bytes.count, by: 5)) {
            var damaged = bytes
            damaged[place] ^= 1 << (place % 8)
            try damaged.write(to: URL(filePath: path))
            guard let opened = try? Store.open(path) else {
                told += 1
                continue
            }
            let cells = StoreTests.cells(opened.data)
            if opened.data.integrity.problem != nil {
                told += 1
            } else {
                #expect(cells == StoreTests.cells(data), "byte \(place)")
            }
        }
        #expect(told > 600)
    }
}
