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
