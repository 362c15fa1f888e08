import Columnar
import EventModel
import Foundation
import Readers
import Store
import Testing

@Suite("Stores")
struct StoreTests {
    static func folder() throws -> URL {
        let url = FileManager.default.temporaryDirectory.appending(path: "casus-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }

    /// Every cell of every table, in order, but for events, which go by their ids.
    static func cells(_ data: DataSet) -> [String: [[Value]]] {
        data.tables.mapValues { table in
            let rows = table.segments.flatMap { segment in
                (0..<segment.rowCount).map { row in
                    table.schema.fields.enumerated().map { segment.column($0).value(at: row, type: $1.type) }
                }
            }
            return table.schema.name == "events" ? rows.sorted { $0[0].name ?? "" < $1[0].name ?? "" } : rows
        }
    }

    static let example = Result { try open(example: ReadOptions()).data }

    /// Few events with an imprecise date, a sum of money, a link, two actors and a report.
    static func small() throws -> DataSet {
        let records = """
            {"type": "document", "id": "d1", "published": "2024-02-03"}
            {"type": "event", "id": "a", "kind": "consult", "date": "2024-01-02", "actor": ["USA", "CHN"]}
            {"type": "event", "id": "b", "kind": "reject", "date": "2024-02~", "actor": "CHN", "amount": {"value": 5, \
            "currency": "USD"}, "responds_to": "a", "weight": 2.5, "sure": true}
            {"type": "report", "event": "b", "document": "d1", "date": "2024-02-01", "stance": "affirms"}
            """
        let url = FileManager.default.temporaryDirectory.appending(path: "casus-small-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: url) }
        try Data(records.replacing("\\\n", with: "").utf8).write(to: url)
        return try open([url.path]).data
    }

    @Test("a data set comes back as it was, every cell and the whole catalog")
    func roundTrip() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "talks.events").path
        let data = try Self.example.get()
        let inputs = [
            StoreInput(
                path: "a.jsonl", format: "records", byteCount: 7, rowCount: 3,
                refused: [StoreInput.Refused(reason: "x", count: 1)])
        ]
        try Store.write(data, inputs: inputs, to: path)
        let opened = try Store.open(path)
        #expect(opened.inputs == inputs)
        #expect(Self.cells(opened.data) == Self.cells(data))
        let (one, two) = (opened.data.catalog, data.catalog)
        #expect(one.name == two.name && one.kinds.kinds == two.kinds.kinds && one.actors.actors == two.actors.actors)
        #expect(one.places == two.places && one.offices == two.offices && one.coverage == two.coverage)
        #expect(one.tables == two.tables && opened.data.tables.mapValues(\.schema) == data.tables.mapValues(\.schema))
        #expect(opened.data.integrity.problem == nil)
        #expect(!two.actors.actors.isEmpty && !two.places.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["talks.events"])
    }

    @Test("blocks of any size come back: each is written where the directory says that it lies")
    func sizes() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "wide.events").path
        let fields = [Field("id", .text), Field("small", .number), Field("large", .text), Field("date", .date)]
        // Around the size from which a block is written by itself.
        let segments = [3, 130_000, 1, 200_000].map { count in
            Segment(
                columns: [
                    Column((0..<count).map { .text("\($0 * 7)") }, type: .text),
                    Column((0..<count).map { .number(NumberSpan(Double($0 % 5) + 0.125)) }, type: .number),
                    Column((0..<count).map { .text("text \($0 % 100_000)") }, type: .text),
                    .date(DateColumn(first: (0..<count).map { DayNumber($0) })),
                ], rowCount: count)
        }
        let data = DataSet(
            catalog: Catalog(name: "wide"),
            tables: ["events": Table(schema: TableSchema("events", fields), segments: segments)])
        try Store.write(data, inputs: [], to: path)
        let opened = try Store.open(path).data
        for (one, two) in zip(try #require(opened.tables["events"]).segments, segments) {
            #expect(one.rowCount == two.rowCount)
            for index in fields.indices { #expect(one.column(index) == two.column(index)) }
        }
        #expect(opened.integrity.problem == nil)
    }

    @Test("a store of a store is the same file")
    func again() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let (one, two) = (folder.appending(path: "1.events"), folder.appending(path: "2.events"))
        try Store.write(try Self.example.get(), inputs: [], to: one.path)
        try Store.write(try Store.open(one.path).data, inputs: [], to: two.path)
        #expect(try Data(contentsOf: one) == Data(contentsOf: two))
    }

    /// Places to damage: all of them when `CASUS_THOROUGH` is set (some minutes), else every 37th.
    private static let step = ProcessInfo.processInfo.environment["CASUS_THOROUGH"] == nil ? 37 : 1

    /// What came of opening a store and reading all of it.
    private enum Outcome: Equatable {
        case same
        case told
        case other
    }

    private static func outcome(_ path: String, _ whole: [String: [[Value]]]) -> Outcome {
        guard let opened = try? Store.open(path) else { return .told }
        let cells = Self.cells(opened.data)
        let catalog = opened.data.catalog
        _ = (catalog.actors.actors, catalog.places.values, catalog.offices)
        if opened.data.integrity.problem != nil { return .told }
        return cells == whole ? .same : .other
    }

    @Test("a flipped bit anywhere is told, or lies where nothing is stored")
    func flipped() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let (good, bad) = (folder.appending(path: "good.events"), folder.appending(path: "bad.events"))
        let data = try Self.small()
        try Store.write(data, inputs: [], to: good.path)
        let bytes = [UInt8](try Data(contentsOf: good))
        let whole = Self.cells(data)
        var told = 0
        // Header and blocks, another bit each time; nothing stands between them.
        for place in Array(0..<64) + stride(from: 4_096, to: bytes.count, by: Self.step) {
            var changed = bytes
            changed[place] ^= 1 << UInt8(place % 8)
            try Data(changed).write(to: bad)
            switch Self.outcome(bad.path, whole) {
            case .told: told += 1
            case .same: #expect(bytes[place] == 0, "byte \(place) is stored and not checked")
            case .other: Issue.record("byte \(place) changed the answer")
            }
        }
        #expect(told > 64)
    }

    @Test("a store that was cut anywhere is told")
    func cut() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let (good, bad) = (folder.appending(path: "good.events"), folder.appending(path: "bad.events"))
        let data = try Self.small()
        try Store.write(data, inputs: [], to: good.path)
        let bytes = try Data(contentsOf: good)
        let whole = Self.cells(data)
        for count in Array(0..<70) + stride(from: 4_090, to: bytes.count, by: Self.step) + [bytes.count - 1] {
            try bytes.prefix(count).write(to: bad)
            #expect(Self.outcome(bad.path, whole) == .told, "cut at \(count)")
        }
    }

    @Test("a file that is cut short while it is open is told, and does not kill the reader")
    func cutWhileOpen() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "a.events").path
        try Store.write(try Self.example.get(), inputs: [], to: path)
        let opened = try Store.open(path)
        #expect(truncate(path, 4_096) == 0)
        _ = Self.cells(opened.data)
        #expect(opened.data.integrity.problem?.contains("a.events") == true)
    }

    @Test("a reader keeps its view while the store is replaced")
    func replaced() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "a.events").path
        let data = try Self.example.get()
        try Store.write(data, inputs: [], to: path)
        let old = try Store.open(path)
        try Store.write(DataSet(catalog: Catalog(name: "none"), tables: [:]), inputs: [], to: path)
        #expect(Self.cells(old.data) == Self.cells(data))
        #expect(try Store.open(path).data.tables.isEmpty)
    }

    @Test("files that are no stores are named")
    func others() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "a.events").path
        try Data("{\"type\": \"event\"}".utf8).write(to: URL(filePath: path))
        #expect(throws: StoreError.notAStore(path: path)) { try Store.open(path) }
        #expect(throws: StoreError.self) { try Store.open(folder.path) }
        #expect(throws: StoreError.self) { try Store.open(path + ".not") }
    }

    @Test("a write that is stopped or fails leaves what was there")
    func stopped() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "a.events").path
        let data = try Self.example.get()
        try Store.write(data, inputs: [], to: path)
        #expect(throws: StoreError.cancelled) {
            try Store.write(data, inputs: [], to: path, isCancelled: { true })
        }
        #expect(Self.cells(try Store.open(path).data) == Self.cells(data))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.events"])
        let nowhere = folder.appending(path: "none/a.events").path
        #expect(throws: StoreError.self) { try Store.write(data, inputs: [], to: nowhere) }
    }
}
