package import EventModel

/// The order in which the rows of a stretch of events are stored: by month, then kind, then day.
///
/// Kinds go by their tree, so that a kind and all below it lie together within a month.
package struct Clustering {
    /// Rows of the segment.
    package let order: [Int]
    package private(set) var starts: [UInt32] = []
    package private(set) var kinds: [UInt32] = []
    package private(set) var firstDays: [DayNumber] = []
    package private(set) var lastDays: [DayNumber] = []

    /// Rows that are put in order together, and lie in one segment afterwards.
    package static let segmentSize = 1 << 20

    /// - Parameters:
    ///   - rows: no more than `segmentSize`.
    ///   - codes: the kind of each row.
    ///   - days: the day of each row.
    ///   - ranks: by the code of a kind, its place in the order.
    package init(_ rows: Range<Int>, kinds codes: [UInt32], days: [DayNumber], ranks: [UInt32]) {
        // Month and day of the month, kind and row in one number: 24 + 16 + 20 bits, and 4 to spare.
        struct Key: Comparable {
            let order: UInt64
            let row: Int
            static func < (left: Key, right: Key) -> Bool {
                left.order != right.order ? left.order < right.order : left.row < right.row
            }
        }
        var months = Months()
        var keys: [Key] = []
        keys.reserveCapacity(rows.count)
        for row in rows {
            let month = UInt64(UInt32(bitPattern: months.month(of: days[row])) ^ 1 << 31)
            // The day within its month needs no more than five bits; days as they are order alike within a month.
            let day = UInt64(days[row] &- months.firstDay)
            keys.append(Key(order: month << 32 | UInt64(ranks[Int(codes[row])]) << 5 | day, row: row))
        }
        keys.sort()
        order = keys.map(\.row)
        var last: UInt64?
        for (place, key) in keys.enumerated() {
            let run = key.order >> 5
            let day = days[key.row]
            if run == last {
                lastDays[lastDays.count - 1] = day
                continue
            }
            last = run
            starts.append(UInt32(place))
            kinds.append(codes[key.row])
            firstDays.append(day)
            lastDays.append(day)
        }
    }
}

/// Months of days that often are neighbours.
private struct Months {
    private(set) var firstDay: DayNumber = 0
    private var lastDay: DayNumber = -1
    private var month: Int32 = 0

    mutating func month(of day: DayNumber) -> Int32 {
        if day >= firstDay, day <= lastDay { return month }
        let civil = CivilCalendar.civil(day)
        let period = CivilCalendar.period(containing: day, unit: .month)
        firstDay = period.first
        lastDay = period.last
        month = Int32(clamping: civil.year * 12 + civil.month - 1)
        return month
    }
}

/// What the rows of a table of events are put in order by.
package struct ClusterColumns {
    package let kind: Int
    package let date: Int
    /// By the code of a kind, its place in the tree.
    private let catalog: KindCatalog

    /// nil of tables that are no events, and of those whose ids are not all there and distinct: which of two events of
    /// one id counts goes by the order in which they were read.
    package init?(_ table: Table, _ catalog: KindCatalog) {
        guard table.schema.name == "events", let id = table.index(of: "id"), let kind = table.index(of: "kind"),
            let date = table.index(of: "date"), Self.areDistinct(table.segments, id)
        else { return nil }
        self.kind = kind
        self.date = date
        self.catalog = catalog
    }

    private static func areDistinct(_ segments: [Segment], _ id: Int) -> Bool {
        var seen: [ObjectIdentifier: Bits] = [:]
        for segment in segments {
            let column = segment.fresh(id)
            guard case .coded(let codes) = column.column(0..<column.count).column, codes.dictionary.events == nil else {
                return false
            }
            let key = ObjectIdentifier(codes.dictionary)
            // Two dictionaries may have the same ids in them.
            guard seen.isEmpty || seen[key] != nil else { return false }
            var bits = seen.removeValue(forKey: key) ?? Bits(count: codes.dictionary.codeCount)
            for code in codes.codes {
                if code < CodedColumn.firstCode || bits[Int(code)] { return false }
                bits[Int(code)] = true
            }
            seen[key] = bits
        }
        return true
    }

    /// The orders of the stretches of a segment; nil of one whose dates are wider than a day, or whose kinds are no
    /// codes.
    package func clusterings(_ segment: Segment, size: Int = Clustering.segmentSize) -> [Clustering]? {
        guard segment.rowCount > 0, case .coded(let kinds) = segment.column(kind),
            case .date(let dates) = segment.column(date), dates.spans == nil
        else { return nil }
        let ranks = Self.ranks(
            (0..<UInt32(kinds.dictionary.codeCount)).map { kinds.dictionary.text($0) }, catalog)
        return stride(from: 0, to: segment.rowCount, by: size).map { first in
            Clustering(
                first..<min(segment.rowCount, first + size), kinds: kinds.codes, days: dates.first,
                ranks: ranks)
        }
    }

    /// By code, what kinds are put in order by. Those that the catalogue does not know stand behind all others, each by
    /// itself.
    package static func ranks(_ names: [String?], _ catalog: KindCatalog) -> [UInt32] {
        let places = names.map { $0.flatMap { catalog.position(named: $0) } ?? Int(UInt32.max >> 6) }
        let order = places.indices.sorted { places[$0] != places[$1] ? places[$0] < places[$1] : $0 < $1 }
        var ranks = [UInt32](repeating: 0, count: places.count)
        for (rank, code) in order.enumerated() { ranks[code] = UInt32(rank) }
        return ranks
    }
}
