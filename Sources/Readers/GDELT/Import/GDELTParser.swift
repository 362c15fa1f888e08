import CBytes
import EventModel

/// A row as it stands in a stripe: its numbers, and its texts as keys.
struct GDELTParsedRow {
    var start: UInt32 = 0
    /// Lines that stand before it in the stripe.
    var line: UInt32 = 0
    /// Something about the row asks for a closer look; all but its place is then without meaning.
    var isOdd = false
    var root: UInt8 = 0
    var quadClass: UInt8 = 0
    var codeCount: UInt8 = 0
    var rootCount: UInt8 = 0
    var codeStart: UInt32 = 0
    var rootStart: UInt32 = 0
    var first: DayNumber = 0
    var last: DayNumber = 0
    var known: DayNumber = 0
    var mentions: Int32 = 0
    var sources: Int32 = 0
    var articles: Int32 = 0
    var id: Int64 = 0
    /// The bytes of the code and of its root.
    var kind: UInt64 = 0
    var tone = 0.0
    var goldstein = 0.0
    /// Code, name and parts; no bytes where all of them are empty.
    var actor = GDELTKey()
    var target = GDELTKey()
    var actorPlace = GDELTKey()
    var targetPlace = GDELTKey()
    var place = GDELTKey()
    var added = GDELTKey()
    var url = GDELTKey()
}

/// Takes the lines of stripes apart, as far as that needs nothing but the line.
///
/// Only what is plainly in order is read here, by the shortest way; all else goes the way of `GDELTReader`, which knows
/// every oddity and says what is wrong.
final class GDELTParser {
    private let seed: UInt64
    private let exactDates: Bool
    private let months = MonthTable()
    private static let window = 1 << 16
    private let marks = UnsafeMutablePointer<UInt32>.allocate(capacity: GDELTParser.window + 64)
    private let feeds = UnsafeMutablePointer<UInt32>.allocate(capacity: GDELTParser.window + 64)

    init(seed: UInt64, exactDates: Bool) {
        self.seed = seed
        self.exactDates = exactDates
    }

    deinit {
        marks.deallocate()
        feeds.deallocate()
    }

    func parse(_ stripe: ImportStripe) {
        stripe.reckonDigest()
        stripe.rowCount = 0
        stripe.restLine = 0
        stripe.rest = stripe.beginning?.start.lines.offset ?? 0
        guard stripe.hasTabs else { return }
        let bytes = UnsafePointer(stripe.bytes)
        var place = stripe.rest
        var line = 0
        var count = 0
        while place < stripe.lineEnd, count < ImportStripe.rowLimit {
            var feedCount = 0
            _ = cb_split(bytes, place, min(stripe.lineEnd, place + Self.window), marks, feeds, &feedCount)
            // A line of more than a window, or the last one without an end.
            if feedCount == 0 { break }
            var mark = 0
            for feed in 0..<feedCount {
                let lastMark = Int(feeds[feed])
                let end = Int(marks[lastMark])
                let isBlank = end == place || end == place + 1 && bytes[place] == UInt8(ascii: "\r")
                if !isBlank {
                    if count == ImportStripe.rowLimit { break }
                    let row = stripe.rows + count
                    row.pointee.start = UInt32(truncatingIfNeeded: place)
                    row.pointee.line = UInt32(truncatingIfNeeded: line)
                    let fields = Fields(
                        bytes: bytes, marks: marks + mark, start: place,
                        end: bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end, last: lastMark - mark)
                    row.pointee.isOdd = !read(fields, row)
                    count += 1
                }
                line += 1
                mark = lastMark + 1
                place = end + 1
            }
        }
        stripe.rowCount = count
        stripe.rest = place
        stripe.restLine = line
    }

    /// Where the fields of one line lie.
    private struct Fields {
        let bytes: UnsafePointer<UInt8>
        /// Where each field ends, but for the last.
        let marks: UnsafePointer<UInt32>
        let start: Int
        let end: Int
        let last: Int

        @inline(__always) func start(_ field: Int) -> Int { field == 0 ? start : Int(marks[field &- 1]) &+ 1 }
        @inline(__always) func end(_ field: Int) -> Int { field == last ? end : Int(marks[field]) }
    }

    /// Reads a row; false where it asks for a closer look.
    @inline(__always)
    private func read(_ fields: Fields, _ row: UnsafeMutablePointer<GDELTParsedRow>) -> Bool {
        let bytes = fields.bytes
        let placeWidth: Int
        switch fields.last {
        case 60: placeWidth = 8
        case 56, 57: placeWidth = 7
        default: return false
        }
        let added = 35 &+ 3 &* placeWidth
        guard let id = Self.whole(bytes, fields.start, fields.end(0), digits: 18),
            id == 0 ? fields.end(0) &- fields.start == 1 : bytes[fields.start] != UInt8(ascii: "0"),
            readDates(fields, row, added: added, isBackfile: fields.last == 56), readNumbers(fields, row)
        else { return false }
        row.pointee.id = id
        let (code, root) = (fields.start(GDELTLayout.code), fields.start(GDELTLayout.rootCode))
        let codeCount = fields.end(GDELTLayout.code) &- code
        let rootCount = fields.end(GDELTLayout.rootCode) &- root
        guard codeCount > 0, codeCount <= 4, rootCount <= 2 else { return false }
        var kind = UInt64(codeCount) &<< 56 | UInt64(rootCount) &<< 48
        for index in 0..<codeCount { kind |= UInt64(bytes[code &+ index]) &<< UInt64(index &* 8) }
        for index in 0..<rootCount { kind |= UInt64(bytes[root &+ index]) &<< UInt64(32 &+ index &* 8) }
        row.pointee.kind = kind
        row.pointee.codeStart = UInt32(truncatingIfNeeded: code)
        row.pointee.codeCount = UInt8(codeCount)
        row.pointee.rootStart = UInt32(truncatingIfNeeded: root)
        row.pointee.rootCount = UInt8(rootCount)
        row.pointee.actor = actor(fields, GDELTLayout.actor)
        row.pointee.target = actor(fields, GDELTLayout.target)
        row.pointee.actorPlace = place(fields, 35, placeWidth)
        row.pointee.targetPlace = place(fields, 35 &+ placeWidth, placeWidth)
        row.pointee.place = place(fields, 35 &+ 2 &* placeWidth, placeWidth)
        row.pointee.added = GDELTKey(bytes, fields.start(added), fields.end(added), seed: seed)
        if fields.last != 56, fields.end > fields.start(added &+ 1) {
            row.pointee.url = GDELTKey(bytes, fields.start(added &+ 1), fields.end, seed: seed)
        } else {
            row.pointee.url = GDELTKey()
        }
        return true
    }

    @inline(__always)
    private func actor(_ fields: Fields, _ field: Int) -> GDELTKey {
        let (start, end) = (fields.start(field), fields.end(field &+ 1 &+ GDELTLayout.actorPartCount))
        // Nothing but the tabs between the fields.
        if end &- start == 1 &+ GDELTLayout.actorPartCount { return GDELTKey() }
        return GDELTKey(fields.bytes, start, end, seed: seed)
    }

    @inline(__always)
    private func place(_ fields: Fields, _ field: Int, _ width: Int) -> GDELTKey {
        if fields.start(field &+ 1) == fields.end(field &+ 1) { return GDELTKey() }
        return GDELTKey(fields.bytes, fields.start(field), fields.end(field &+ width &- 1), seed: seed)
    }

    @inline(__always)
    private func readDates(
        _ fields: Fields, _ row: UnsafeMutablePointer<GDELTParsedRow>, added: Int, isBackfile: Bool
    ) -> Bool {
        let bytes = fields.bytes
        let (start, addedStart) = (fields.start(GDELTLayout.day), fields.start(added))
        let length = fields.end(added) &- addedStart
        guard fields.end(GDELTLayout.day) &- start == 8, let day = months.day(bytes + start),
            length == 8 || length == 14, let addedDay = months.day(bytes + addedStart)
        else { return false }
        if length == 14 {
            let clock = bytes + addedStart + 8
            guard let hour = Self.two(clock), let minute = Self.two(clock + 2), let second = Self.two(clock + 4),
                hour < 24, minute < 60, second < 60
            else { return false }
        }
        row.pointee.first = day
        row.pointee.last = day
        row.pointee.known = DateSpan.distantPast
        if isBackfile { return true }
        row.pointee.known = addedDay
        if exactDates { return true }
        switch addedDay &- day {
        case 7, 30, 365, 3_650:
            let span = GDELTDates.span(day: day, added: addedDay)
            row.pointee.first = span.earliest
            row.pointee.last = span.latest
        default: break
        }
        return true
    }

    @inline(__always)
    private func readNumbers(_ fields: Fields, _ row: UnsafeMutablePointer<GDELTParsedRow>) -> Bool {
        let bytes = fields.bytes
        let root = fields.start(GDELTLayout.isRoot)
        let quad = fields.start(GDELTLayout.quadClass)
        guard fields.end(GDELTLayout.isRoot) &- root == 1, bytes[root] & 0xFE == UInt8(ascii: "0"),
            fields.end(GDELTLayout.quadClass) &- quad == 1, bytes[quad].isDigit,
            let mentions = Self.whole(
                bytes, fields.start(GDELTLayout.mentions), fields.end(GDELTLayout.mentions), digits: 9),
            let sources = Self.whole(
                bytes, fields.start(GDELTLayout.sources), fields.end(GDELTLayout.sources), digits: 9),
            let articles = Self.whole(
                bytes, fields.start(GDELTLayout.articles), fields.end(GDELTLayout.articles), digits: 9),
            let tone = Self.decimal(bytes, fields.start(GDELTLayout.tone), fields.end(GDELTLayout.tone)),
            let goldstein = Self.decimal(
                bytes, fields.start(GDELTLayout.goldstein), fields.end(GDELTLayout.goldstein))
        else { return false }
        row.pointee.root = bytes[root] &- UInt8(ascii: "0")
        row.pointee.quadClass = bytes[quad] &- UInt8(ascii: "0")
        row.pointee.mentions = Int32(truncatingIfNeeded: mentions)
        row.pointee.sources = Int32(truncatingIfNeeded: sources)
        row.pointee.articles = Int32(truncatingIfNeeded: articles)
        row.pointee.tone = tone
        row.pointee.goldstein = goldstein
        return true
    }

    // MARK: Numbers

    @inline(__always)
    private static func two(_ bytes: UnsafePointer<UInt8>) -> Int? {
        let (tens, ones) = (bytes[0] &- UInt8(ascii: "0"), bytes[1] &- UInt8(ascii: "0"))
        return tens < 10 && ones < 10 ? Int(tens) &* 10 &+ Int(ones) : nil
    }

    /// Digits and nothing else.
    @inline(__always)
    private static func whole(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, digits: Int) -> Int64? {
        guard end > start, end &- start <= digits else { return nil }
        var value: Int64 = 0
        var place = start
        while place < end {
            let digit = bytes[place] &- UInt8(ascii: "0")
            if digit > 9 { return nil }
            value = value &* 10 &+ Int64(digit)
            place &+= 1
        }
        return value
    }

    /// A decimal number whose digits fit 53 bits: one division rounds it correctly, as in `DecimalScan`.
    @inline(__always)
    private static func decimal(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Double? {
        var place = start
        guard end > start, end &- start <= 20 else { return nil }
        let isNegative = bytes[place] == UInt8(ascii: "-")
        if isNegative { place &+= 1 }
        var value: UInt64 = 0
        var digitCount = 0
        var fractionStart = -1
        while place < end {
            let digit = bytes[place] &- UInt8(ascii: "0")
            if digit <= 9 {
                value = value &* 10 &+ UInt64(digit)
                digitCount &+= 1
            } else if bytes[place] == UInt8(ascii: "."), fractionStart < 0 {
                fractionStart = place &+ 1
            } else {
                return nil
            }
            place &+= 1
        }
        guard digitCount > 0, digitCount <= 18, value <= 1 << 53 else { return nil }
        let scale = fractionStart < 0 ? 0 : end &- fractionStart
        if value == 0 { return isNegative ? -0.0 : 0 }
        let number = scale == 0 ? Double(value) : Double(value) / powersOfTen[scale]
        return isNegative ? -number : number
    }

    nonisolated(unsafe) private static let powersOfTen: UnsafePointer<Double> = {
        // Never given back, and never written to again.
        let powers = UnsafeMutablePointer<Double>.allocate(capacity: 20)
        var power = 1.0
        for index in 0..<20 {
            (powers + index).initialize(to: power)
            power *= 10
        }
        return UnsafePointer(powers)
    }()
}

/// The months of two centuries: their first days and lengths.
private final class MonthTable {
    private static let years = 1900..<2100
    private let firstDays = UnsafeMutablePointer<DayNumber>.allocate(capacity: 12 * 200)
    private let lengths = UnsafeMutablePointer<UInt8>.allocate(capacity: 12 * 200)

    init() {
        for year in Self.years {
            for month in 1...12 {
                let index = (year - Self.years.lowerBound) * 12 + month - 1
                let first = CivilCalendar.day(year: year, month: month, day: 1)
                let length = CivilCalendar.daysInMonth(year: year, month: month)
                (firstDays + index).initialize(to: first ?? 0)
                (lengths + index).initialize(to: first == nil ? 0 : UInt8(length ?? 0))
            }
        }
    }

    deinit {
        firstDays.deallocate()
        lengths.deallocate()
    }

    /// The day of eight digits `yyyymmdd`; nil for all else and for days out of the table.
    @inline(__always)
    func day(_ bytes: UnsafePointer<UInt8>) -> DayNumber? {
        var word = UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self).littleEndian
        guard word & 0xF0F0_F0F0_F0F0_F0F0 == 0x3030_3030_3030_3030,
            (word &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0 == 0x3030_3030_3030_3030
        else { return nil }
        // Pairs of digits, each in two bytes.
        word &= 0x0F0F_0F0F_0F0F_0F0F
        word = (word &* 10 &+ word &>> 8) & 0x00FF_00FF_00FF_00FF
        let year = Int(word & 0xFF) &* 100 &+ Int(word &>> 16 & 0xFF)
        let (month, day) = (Int(word &>> 32 & 0xFF), Int(word &>> 48 & 0xFF))
        guard year >= 1900, year < 2100, month >= 1, month <= 12 else { return nil }
        let index = (year &- 1900) &* 12 &+ month &- 1
        guard day >= 1, day <= Int(lengths[index]) else { return nil }
        return firstDays[index] &+ DayNumber(day &- 1)
    }
}
