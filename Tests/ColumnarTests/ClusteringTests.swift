import Columnar
import EventModel
import TestSupport
import Testing

/// Events in the order of a store are the same events, and their runs tell the truth about them.
@Suite("Rows in runs")
struct ClusteringTests {
    private static let schema = TableSchema(
        "events", [Field("id", .text), Field("kind", .kind), Field("date", .date), Field("n", .number)])

    private func data(_ random: inout SeededGenerator, count: Int, repeatsAnID: Bool = false) -> DataSet {
        let kinds = ["reject", "reject.meeting", "consult", "nobody knows it", "fight"]
        var cells: [[Value]] = [[], [], [], []]
        for row in 0..<count {
            cells[0].append(.text(repeatsAnID && row == count - 1 ? "0" : "\(row)"))
            cells[1].append(random.oneIn(9) ? .unknown : .kind(random.pick(kinds)))
            cells[2].append(.date(EventDate(at: DateSpan(day: DayNumber(random.number(-40...90))))))
            cells[3].append(.number(NumberSpan(Double(row))))
        }
        let columns = zip(cells, Self.schema.fields).map { Column($0, type: $1.type) }
        let events = Table(schema: Self.schema, segments: [Segment(columns: columns, rowCount: count)])
        return DataSet(
            catalog: Catalog(name: "runs", kinds: KindCatalog(), tables: [Self.schema]), tables: ["events": events])
    }

    private func rows(_ data: DataSet) -> [[Value]] {
        guard let table = data.tables["events"] else { return [] }
        return table.segments.flatMap { segment in
            (0..<segment.rowCount).map { row in
                Self.schema.fields.indices.map { segment.column($0).value(at: row, type: Self.schema.fields[$0].type) }
            }
        }
    }

    @Test("no row is lost, and every run has one kind, one month and the days it says", arguments: UInt64(0)..<40)
    func runs(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let data = data(&random, count: random.number(1...300))
        let clustered = data.clustered(size: random.number(1...400))
        func number(_ row: [Value]) -> Double { if case .number(let span) = row[3] { span.low } else { -1 } }
        #expect(rows(clustered).sorted { number($0) < number($1) } == rows(data))
        for segment in try #require(clustered.tables["events"]).segments {
            let runs = try #require(segment.runs)
            #expect((0..<runs.count).flatMap { Array(runs.rows($0)) } == Array(0..<segment.rowCount))
            let kinds = try #require(segment.column(1).asCoded)
            let dates = try #require(segment.column(2).asDate)
            for run in 0..<runs.count {
                #expect(runs.rows(run).allSatisfy { kinds.codes[$0] == runs.kinds[run] })
                let days = runs.rows(run).map { dates.first[$0] }
                #expect(days == days.sorted())
                #expect((days.first, days.last) == (runs.firstDays[run], runs.lastDays[run]))
                #expect(CivilCalendar.period(containing: days[0], unit: .month).last >= runs.lastDays[run])
            }
            // A kind and all below it lie together within a month.
            let tree = data.catalog.kinds
            for run in 0..<runs.count where run > 0 {
                let places = [run - 1, run].map { kinds.dictionary.text(runs.kinds[$0]).flatMap(tree.position(named:)) }
                let months = [run - 1, run].map { CivilCalendar.period(containing: runs.firstDays[$0], unit: .month) }
                guard months[0] == months[1], let one = places[0], let two = places[1] else { continue }
                #expect(one < two)
            }
        }
    }

    @Test("of events that share an id the first counts, so that their order is left as it was")
    func repeatedID() throws {
        var random = SeededGenerator(seed: 1)
        let data = data(&random, count: 50, repeatsAnID: true)
        let clustered = data.clustered()
        #expect(rows(clustered) == rows(data))
        #expect(try #require(clustered.tables["events"]).segments.allSatisfy { $0.runs == nil })
    }

    @Test("runs that are no runs are refused")
    func refused() {
        func runs(_ starts: [UInt32], rowCount: Int, first: [DayNumber]? = nil) -> RowRuns? {
            RowRuns(
                kindColumn: 0, dateColumn: 1, starts: View(starts), kinds: View(starts.map { _ in 2 }),
                firstDays: View(first ?? starts.map { _ in 1 }), lastDays: View(starts.map { _ in 1 }),
                rowCount: rowCount)
        }
        #expect(runs([0, 3], rowCount: 5) != nil)
        #expect(runs([1, 3], rowCount: 5) == nil)
        #expect(runs([0, 3, 3], rowCount: 5) == nil)
        #expect(runs([0, 5], rowCount: 5) == nil)
        #expect(runs([], rowCount: 5) == nil)
        #expect(runs([0], rowCount: 5, first: [2]) == nil)
        #expect(runs([0], rowCount: 5, first: []) == nil)
    }

    @Test("texts that have a part in them are found, though all are looked through as one", arguments: UInt64(0)..<200)
    func parts(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let texts = (0..<random.number(0...40)).map { _ in
            String(decoding: (0..<random.number(0...70)).map { _ in UInt8(random.number(97...98)) }, as: UTF8.self)
        }
        let part = String(
            decoding: (0..<random.number(1...9)).map { _ in UInt8(random.number(97...98)) }, as: UTF8.self)
        let low = random.number(0...texts.count)
        let entries = low..<random.number(low...texts.count)
        var found: [Int] = []
        TextTable(texts).entries(entries, containing: Array(part.utf8)) { found.append($0) }
        #expect(found == entries.filter { texts[$0].contains(part) })
    }
}
