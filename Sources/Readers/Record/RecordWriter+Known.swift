import Columnar
import EventModel
import Store

/// When the events of a data set became known by the documents that report them, row by row.
final class KnownByReports {
    private let events: TableRows
    private let known: KnownDates
    private var segment = -1
    /// By the row of the segment at hand; unbounded where no report tells.
    private var spans: [DateSpan] = []
    /// Why something could not be told.
    private(set) var failure: StoreError?

    /// - Parameters:
    ///   - choice: the events that are asked for; nil for all.
    ///   - store: what is being made of the data set; nil where all may be held in memory.
    init?(
        _ tables: [String: TableRows], of choice: RecordWriter.Choice? = nil, _ store: StoreDraft? = nil
    ) throws(StoreError) {
        guard let events = tables["events"], let reports = tables["reports"], let documents = tables["documents"] else {
            return nil
        }
        self.events = events
        var links = try RecordLinks(store, seed: .random(in: .min ... .max))
        // Of a run that is to end nobody reads what comes of these.
        for row in 0..<documents.count {
            if row % Stop.piece == 0, Stop.isWanted { break }
            guard choice?.contains(.document, row, documents) ?? true, let id = documents.value(row, "id").name,
                case .date(let date) = documents.value(row, "published")
            else { continue }
            try links.add(document: id, published: date)
        }
        for number in 0..<(choice?.events.count ?? events.count) {
            if number % Stop.piece == 0, Stop.isWanted { break }
            let row = choice?.events[number] ?? number
            guard let id = events.value(row, "id").name else { continue }
            let place = events.place(of: row)
            try links.add(
                event: id, row: RecordRowPlace(piece: place.segment, row: place.row, isWide: false), isDated: false)
        }
        for row in 0..<reports.count {
            if row % Stop.piece == 0, Stop.isWanted { break }
            guard choice?.contains(.report, row, reports) ?? true, let event = reports.value(row, "event").name,
                let document = reports.value(row, "document").name
            else { continue }
            try links.add(report: event, by: document, at: RecordLinks.Place(.report, row, 0))
        }
        known = try KnownDates(store, exact: events.table.segments.count, wide: 0)
        _ = try links.settleDocuments()
        _ = try links.settleEvents(known)
    }

    /// When an event became known; nil where no report tells.
    func span(_ row: Int) -> DateSpan? {
        let place = events.place(of: row)
        if place.segment != segment {
            segment = place.segment
            spans = Array(repeating: .unbounded, count: events.table.segments[segment].rowCount)
            do throws(StoreError) {
                for (row, span) in try known.spans(segment) { spans[row] = span }
            } catch {
                failure = failure ?? error
            }
        }
        return spans[place.row] == .unbounded ? nil : spans[place.row]
    }
}
