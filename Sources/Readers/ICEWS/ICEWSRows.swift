import Columnar
import EventModel

/// The values of one row of ICEWS, codes being those of the reader's dictionaries.
struct ICEWSRow {
    var id: UInt32 = 0
    var kind: UInt32 = 0
    /// `DateSpan.distantPast` where it is not known.
    var day = DateSpan.distantPast
    var source: UInt32 = 0
    var sourceSectors: UInt32 = 0
    var sourceCountry: UInt32 = 0
    var target: UInt32 = 0
    var targetSectors: UInt32 = 0
    var targetCountry: UInt32 = 0
    var place: UInt32 = 0
    var story: UInt32 = 0
    var publisher: UInt32 = 0
    /// Not a number where unknown, as the other.
    var intensity = Double.nan
    var sentence = Double.nan
}

/// Rows in columns, as they are read.
struct ICEWSRows {
    private(set) var id: [UInt32] = []
    private(set) var kind: [UInt32] = []
    private(set) var day: [DayNumber] = []
    private(set) var source: [UInt32] = []
    private(set) var sourceSectors: [UInt32] = []
    private(set) var target: [UInt32] = []
    private(set) var targetSectors: [UInt32] = []
    private(set) var place: [UInt32] = []
    private(set) var story: [UInt32] = []
    private(set) var publisher: [UInt32] = []
    private(set) var intensity: [Double] = []
    private(set) var sentence: [Double] = []

    var count: Int { id.count }

    mutating func append(_ row: ICEWSRow) {
        id.append(row.id)
        kind.append(row.kind)
        day.append(row.day)
        source.append(row.source)
        sourceSectors.append(row.sourceSectors)
        target.append(row.target)
        targetSectors.append(row.targetSectors)
        place.append(row.place)
        story.append(row.story)
        publisher.append(row.publisher)
        intensity.append(row.intensity)
        sentence.append(row.sentence)
    }

    // MARK: Pieces

    /// The columns of events.
    func events(ids: CodeOwner, stories: CodeOwner) -> [String: PieceColumn] {
        [
            "id": .codes(id, ids), "kind": .codes(kind.map { $0 + CodedColumn.firstCode }, .kinds),
            "date": .plain(.days(day), .date), "actor": .codes(source, .actors), "target": .codes(target, .actors),
            "place": .codes(place, .places), "intensity": .plain(.numbers(intensity), .number),
            "actor_sectors": .codes(sourceSectors, .sets), "target_sectors": .codes(targetSectors, .sets),
            "story": .codes(story, stories), "sentence": .plain(.numbers(sentence), .number),
            "publisher": .codes(publisher, .outlets),
        ]
    }

    /// A report for each row that names a story or a publisher.
    func reports(ids: CodeOwner, stories: CodeOwner) -> (columns: [String: PieceColumn], rowCount: Int) {
        let reported = story.indices.filter { max(story[$0], publisher[$0]) >= CodedColumn.firstCode }
        return (
            [
                "event": .codes(reported.map { id[$0] }, ids), "document": .codes(reported.map { story[$0] }, stories),
                "via": .codes(reported.map { publisher[$0] }, .outlets),
            ], reported.count
        )
    }
}
