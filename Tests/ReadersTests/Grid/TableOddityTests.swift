import Columnar
import EventModel
import Testing

@testable import Readers

/// What files of tables go through, whatever their format.
@Suite struct TableOddityTests {
    static let makers = [TableMaker.ucdp, .acled, .polecat]
    private static let idNames = ["id", "event_id_cnty", "Event ID"]

    private func rows(_ index: Int, _ count: Int) -> [[String: String]] {
        (0..<count).map { [Self.idNames[index]: "\($0 + 100)"] }
    }

    @Test("byte order marks, carriage returns and empty lines change nothing", arguments: [0, 1, 2])
    func ends(_ index: Int) throws {
        let text = Self.makers[index].file(rows(index, 3))
        let plain = try load(text).data.content
        #expect(try load("\u{FEFF}" + text).data.content == plain)
        #expect(try load(text.replacing("\n", with: "\r\n") + "\r\n").data.content == plain)
        #expect(try load("\n\n" + text.replacing("\n", with: "\n\n") + "\n\n").data.content == plain)
    }

    @Test("a header without rows is a data set without events", arguments: [0, 1, 2])
    func headerOnly(_ index: Int) throws {
        let loaded = try load(Self.makers[index].file([]))
        #expect(loaded.report.rowCount == 0 && loaded.report.refusedCount == 0)
        #expect(loaded.rows("events").isEmpty && loaded.data.catalog.coverage == nil)
    }

    @Test("rows of another width are refused, the others read", arguments: [0, 1, 2])
    func widths(_ index: Int) throws {
        let maker = Self.makers[index]
        let lines = maker.file(rows(index, 2)).split(separator: "\n")
        let loaded = try load([lines[0], lines[1], "1\(maker.separator)2", lines[2]].joined(separator: "\n"))
        #expect(loaded.report.rowCount == 2 && loaded.refusals.map(\.reason) == [.columnCount])
        #expect(loaded.refusals.map(\.line) == [3])
        #expect(loaded.refusals[0].detail == "found 2 columns, expected \(maker.names.count)")
    }

    @Test func `bytes that are not UTF-8 refuse their row and name its column`() throws {
        let text = TableMaker.acled.file([["notes": "a#b"], ["event_id_cnty": "B"]])
        let bytes = Array(text.utf8).map { $0 == UInt8(ascii: "#") ? 0xFF : $0 }
        let loaded = try withFile(bytes) { (path: String) throws -> Loaded in try Readers.open([path]) }
        #expect(loaded.refusals.map(\.reason) == [.notUTF8] && loaded.refusals.map(\.field) == ["notes"])
        #expect(loaded.rows("events").map { $0["id"] } == [.text("B")])
        let wide = Array(text.utf16).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        #expect(throws: ReadError.self) {
            try withFile([0xFF, 0xFE] + wide) { (path: String) throws -> Loaded in try Readers.open([path]) }
        }
    }

    @Test func `zero bytes and a field of a megabyte are values like others`() throws {
        let long = String(repeating: "x", count: 1 << 20)
        let loaded = try TableMaker.acled.load([["notes": "a\0b"], ["event_id_cnty": "B", "notes": long]])
        #expect(loaded.event("SYR1")["summary"] == .text("a\0b"))
        #expect(loaded.event("B")["summary"] == .text(long))
    }

    @Test func `line ends, separators and quotes in quotes belong to the field`() throws {
        let note = "one\ntwo, \"three\"\r\nfour;five\t"
        let loaded = try TableMaker.acled.load([["notes": note], ["event_id_cnty": "B", "fatalities": "x"]])
        #expect(loaded.event("SYR1")["summary"] == .text("one\ntwo, \"three\"\r\nfour;five"))
        // The refused row begins on the line behind the three of the first.
        #expect(loaded.refusals.map(\.line) == [5])
    }

    @Test func `a quote that is never closed costs its own line`() throws {
        let maker = TableMaker.acled
        let lines = maker.file(rows(1, 2)).split(separator: "\n").map(String.init)
        let broken = "\"" + lines[1].replacing("\"", with: "")
        let open = try load([lines[0], lines[1], lines[2], broken].joined(separator: "\n"))
        #expect(open.report.rowCount == 2 && open.refusals.map(\.reason) == [.badQuotes])
        #expect(open.refusals.map(\.line) == [4])
        // One that is closed by the next row's quote: the rows between are still read.
        let swallowing = try load([lines[0], broken, lines[1], lines[2]].joined(separator: "\n"))
        #expect(swallowing.report.rowCount == 2 && swallowing.refusals.map(\.line) == [2])
        let behind = try load([lines[0], "\"a\"b", lines[2]].joined(separator: "\n"))
        #expect(behind.report.rowCount == 1 && behind.refusals.map(\.reason) == [.badQuotes])
    }

    @Test func `a line of very many fields is read in the time that its length takes`() throws {
        let bytes = Array(String(repeating: "\"a\",", count: 400_000).utf8)
        var reader = CSVReader()
        #expect(try reader.next(in: bytes.span))
        #expect(reader.fieldCount == 400_001)
        let header = "event_date,event_type,actor1,actor2,fatalities" + String(repeating: ",x", count: 5_000)
        #expect(throws: ReadError.self) { try load(header + "\n1") }
    }

    @Test("whatever bytes of a table are changed, each row is read or refused", arguments: 0..<60)
    func anyBytes(_ seed: Int) throws {
        var state = UInt64(seed) &* 6_364_136_223_846_793_005 &+ 99
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let index = seed % 3
        let text = Self.makers[index].file(rows(index, 6))
        let headerEnd = text.utf8.firstIndex(of: UInt8(ascii: "\n"))
        let start = headerEnd.map { text.utf8.distance(from: text.utf8.startIndex, to: $0) + 1 } ?? 0
        var bytes = Array(text.utf8)
        let signs = Array("\",;\t\n\r\\0-.".utf8) + [0, 0xFF, 0xC3]
        for _ in 0..<(1 + next(12)) { bytes[start + next(bytes.count - start)] = signs[next(signs.count)] }
        let loaded = try withFile(bytes) { (path: String) throws -> Loaded in try Readers.open([path]) }
        #expect(loaded.report.rowCount == loaded.rows("events").count)
        #expect(loaded.report.rowCount + loaded.report.refusedCount > 0)
    }

    @Test("blocks of any size give the same rows", arguments: [0, 1, 2])
    func blocks(_ index: Int) throws {
        let maker = Self.makers[index]
        var changes = rows(index, 40)
        if index == 1 {
            for row in changes.indices where row % 3 == 0 { changes[row]["notes"] = "a\n\"b\"\n,\(row)\n" }
        }
        let bytes = Array(maker.file(changes).utf8)
        var contents: [[String]] = []
        for size in [bytes.count + 1, 997, 100, 1] {
            try withFile(bytes) { (path: String) throws -> Void in
                let format: Format = [.ucdp, .acled, .polecat][index]
                var log = ReadLog(strict: true)
                log.begin(path, format)
                var reader = try AnyReader(format, ReadOptions())
                reader.beginFile(path)
                var blocks = LineBlocks(try InputFile(path: path), blockSize: size)
                while try blocks.next() {
                    blocks.keepOnly(try reader.read(blocks.block.span, isLast: blocks.isLast, &log))
                }
                let data = try reader.finish(name: "x", &log)
                contents.append(data?.content ?? [])
                #expect(log.report.rowCount == 40)
            }
        }
        #expect(Set(contents).count == 1)
    }

    @Test func `files of one format make one data set, whatever stands between their columns`() throws {
        let maker = TableMaker.ucdp
        try withFile(Array(maker.file([[:]]).utf8)) { (first: String) throws -> Void in
            let other = TableMaker(names: maker.names.reversed(), values: maker.values, separator: ";").file([
                ["id": "8"]
            ])
            try withFile(Array(other.utf8)) { (second: String) throws -> Void in
                let loaded = try Readers.open([first, second])
                #expect(loaded.rows("events").map { $0["id"] } == [.text("7"), .text("8")])
                #expect(
                    loaded.rows("events").map { $0["place"] }.first == loaded.rows("events").map { $0["place"] }.last)
            }
        }
    }

    @Test("what is read is written as records and read again", arguments: [0, 1, 2])
    func records(_ index: Int) throws {
        let loaded = try load(Self.makers[index].file(rows(index, 5)))
        let again = try load(String(decoding: RecordWriter(loaded.data).text(), as: UTF8.self))
        #expect(again.refusals.isEmpty)
        #expect(again.rows("events").map { $0["kind"] } == loaded.rows("events").map { $0["kind"] })
        #expect(again.rows("events").map { $0["date"] } == loaded.rows("events").map { $0["date"] })
        #expect(again.rows("reports").count == loaded.rows("reports").count)
    }
}
