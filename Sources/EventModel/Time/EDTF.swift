/// How far `~` and `%` widen a date, on each side, by what the date is known to.
package struct Widening: Hashable, Sendable {
    package var days: Int
    package var months: Int
    package var years: Int

    package init(days: Int = 3, months: Int = 1, years: Int = 1) {
        self.days = days
        self.months = months
        self.years = years
    }

    package static let standard = Widening()
}

/// The Extended Date/Time Format (ISO 8601-2): level 0, level 1, and of level 2 sets, parts qualified one by one,
/// unknown digits anywhere, groups of months and exponents of years.
///
/// - Seasons are the northern quarters from March (`21` to `24`); `2023-24` runs into February 2024.
/// - `a/b` is an event that lasted: it began in `a` and ended in `b`. `..` is an open end and an empty one an unknown
///   end: both leave any day from the other end on.
/// - `[a,b..c]` is one day of these, the span its hull; `{a,b..c}` are all of them, from the first to the last.
/// - A time of day is checked and kept in `written`; the day is the one written, in whatever zone.
/// - Beyond the standard, so that every date has a text: sets as the ends of an interval, `[..]` for any day,
///   `Y17000-05-29` for days of long years.
package enum EDTF {
    /// Bytes. Longer texts are refused, so that the work on one cell is bounded.
    static let longest = 4_096

    /// Reads a date. `written` keeps the text where its spans alone would lose something of it.
    package static func parse(_ text: String, widening: Widening = .standard) -> Result<EventDate, EDTFError> {
        Result { () throws(EDTFError) in try date(text, widening: widening) }
    }

    private static func date(_ text: String, widening: Widening) throws(EDTFError) -> EventDate {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= longest else { throw .tooLong(byteCount: bytes.count) }
        guard !bytes.contains(where: { $0 == UInt8(ascii: " ") || (9...13).contains($0) }) else { throw .space }
        let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        switch parts.count {
        case 1:
            if bytes[0] == UInt8(ascii: "{") { return try everyMember(of: bytes[...], text, widening) }
            let moment = try moment(bytes[...], widening: widening)
            return EventDate(at: moment.span, written: moment.saysMore ? text : nil)
        case 2: return try interval(parts[0], parts[1], text, widening)
        default: throw .severalSlashes
        }
    }

    /// A date or a set of which one member is meant.
    private static func moment(_ bytes: ArraySlice<UInt8>, widening: Widening) throws(EDTFError) -> Moment {
        guard bytes.first == UInt8(ascii: "[") else { return try Component.moment(bytes, widening: widening) }
        let members = try members(of: bytes, closing: UInt8(ascii: "]"), widening)
        let days = DaySet(members.map(\.span))
        guard let first = days.spans.first, let last = days.spans.last else { throw .emptySetMember(string(bytes)) }
        return Moment(
            span: DateSpan(first.earliest, last.latest),
            saysMore: days.spans.count > 1 || members.contains { $0.saysMore })
    }

    /// `{…}`: something that took place on all of the members lasted from the first to the last.
    private static func everyMember(
        of bytes: ArraySlice<UInt8>, _ text: String, _ widening: Widening
    ) throws(EDTFError) -> EventDate {
        let members = try members(of: bytes, closing: UInt8(ascii: "}"), widening)
        guard let first = members.min(by: { $0.first.earliest < $1.first.earliest }),
            let last = members.max(by: { $0.last.latest < $1.last.latest })
        else { throw .emptySetMember(text) }
        return EventDate(from: first.first, to: last.last, written: text)
    }

    // MARK: Intervals

    private static func interval(
        _ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>, _ text: String, _ widening: Widening
    ) throws(EDTFError) -> EventDate {
        let start = try end(left, widening)
        let end = try end(right, widening)
        // `/` alone says nothing of either end, and is no interval in any level.
        guard !left.isEmpty || !right.isEmpty else { throw .notADate(text) }
        let hasUnknownEnd = left.isEmpty || right.isEmpty
        switch (start, end) {
        case (nil, nil):
            return EventDate(from: .unbounded, to: .unbounded, written: hasUnknownEnd ? text : nil)
        case (let start?, nil):
            return EventDate(
                from: start.span, to: DateSpan(start.span.earliest, DateSpan.distantFuture),
                written: start.saysMore || hasUnknownEnd ? text : nil)
        case (nil, let end?):
            return EventDate(
                from: DateSpan(DateSpan.distantPast, end.span.latest), to: end.span,
                written: end.saysMore || hasUnknownEnd ? text : nil)
        case (let start?, let end?):
            guard start.span.earliest <= end.span.latest else {
                throw .endBeforeStart(start: string(left), end: string(right))
            }
            guard !end.isReduced || start.unwidened.earliest <= end.unwidened.earliest else {
                throw .endBeginsBeforeStart(start: string(left), end: string(right))
            }
            return EventDate(from: start.span, to: end.span, written: start.saysMore || end.saysMore ? text : nil)
        }
    }

    /// One end of an interval; nil where it is open or unknown.
    private static func end(_ bytes: ArraySlice<UInt8>, _ widening: Widening) throws(EDTFError) -> Moment? {
        if bytes.isEmpty || bytes.elementsEqual(dots) { return nil }
        let moment = try moment(bytes, widening: widening)
        guard !moment.hasTime else { throw .timeInRange(string(bytes)) }
        guard !moment.isLongYear else { throw .longYearInInterval(string(bytes)) }
        return moment
    }

    // MARK: Sets

    private static func members(
        of bytes: ArraySlice<UInt8>, closing: UInt8, _ widening: Widening
    ) throws(EDTFError) -> [Member] {
        guard bytes.count >= 2, bytes.last == closing else { throw .unclosedSet(string(bytes)) }
        let inner = bytes.dropFirst().dropLast()
        var members: [Member] = []
        for text in inner.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            guard !text.isEmpty else { throw .emptySetMember(string(bytes)) }
            members.append(try member(text, widening))
        }
        return members
    }

    private static func member(_ bytes: ArraySlice<UInt8>, _ widening: Widening) throws(EDTFError) -> Member {
        guard let position = bytes.indices.first(where: { bytes[$0...].starts(with: dots) }) else {
            let moment = try setDate(bytes, widening)
            return Member(first: moment.span, last: moment.span, saysMore: moment.saysMore)
        }
        let (left, right) = (bytes[..<position], bytes[(position + 2)...])
        let first = left.isEmpty ? nil : try setDate(left, widening)
        let last = right.isEmpty ? nil : try setDate(right, widening)
        if let first, let last, last.span.latest < first.span.earliest {
            throw .endBeforeStart(start: string(left), end: string(right))
        }
        return Member(
            first: first?.span ?? DateSpan(DateSpan.distantPast, last?.span.latest ?? DateSpan.distantFuture),
            last: last?.span ?? DateSpan(first?.span.earliest ?? DateSpan.distantPast, DateSpan.distantFuture),
            saysMore: first?.saysMore ?? false || last?.saysMore ?? false)
    }

    private static func setDate(_ bytes: ArraySlice<UInt8>, _ widening: Widening) throws(EDTFError) -> Moment {
        let moment = try Component.moment(bytes, widening: widening)
        guard !moment.hasTime else { throw .timeInRange(string(bytes)) }
        return moment
    }

    private static let dots: [UInt8] = [UInt8(ascii: "."), UInt8(ascii: ".")]

    static func string(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension EDTF {
    /// What one date between slashes, commas or dots comes to.
    struct Moment {
        var span: DateSpan
        /// The span before `~` widened it.
        var unwidened: DateSpan
        /// Whether the text says more than the span does.
        var saysMore: Bool
        /// A year, month or season with no digit unknown: as the end of an interval it may not begin before the start.
        var isReduced: Bool
        var isLongYear: Bool
        var hasTime: Bool

        init(
            span: DateSpan, unwidened: DateSpan? = nil, saysMore: Bool, isReduced: Bool = false,
            isLongYear: Bool = false, hasTime: Bool = false
        ) {
            self.span = span
            self.unwidened = unwidened ?? span
            self.saysMore = saysMore
            self.isReduced = isReduced
            self.isLongYear = isLongYear
            self.hasTime = hasTime
        }
    }

    /// A member of a set: a date, or a stretch from the first to the last.
    private struct Member {
        var first: DateSpan
        var last: DateSpan
        var saysMore: Bool
        var span: DateSpan { DateSpan(first.earliest, last.latest) }
    }
}
