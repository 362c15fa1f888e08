import EventModel

extension Scalars {
    /// Who held an office on a date: a list of the one who certainly did on all its days, else those who possibly did
    /// on some day, as alternatives.
    func holder(_ office: String, on date: EventDate?) -> Value {
        let terms = catalog.terms(of: office)
        if terms.isEmpty { return .unknown }
        let days = date.map { DateSpan($0.start.earliest, max($0.start.earliest, $0.end.latest)) } ?? .unbounded
        let possible = terms.filter { term in
            max(term.from.earliest, days.earliest) <= min(Self.lastDay(term.to.latest), days.latest)
        }
        guard let first = possible.first else { return .none }
        let isFilled = Self.cover(possible, days)
        if isFilled, possible.allSatisfy({ $0.holder == first.holder }) { return .list([.actor(first.holder)]) }
        var seen: Set<String> = []
        let holders = possible.map(\.holder).filter { seen.insert($0).inserted }
        return .oneOf(holders.map { .actor($0) } + (isFilled ? [] : [.none]))
    }

    /// The last day of a term that ends on a day, which is no longer part of it; a term without end has none.
    private static func lastDay(_ end: DayNumber) -> DayNumber {
        end == DateSpan.distantFuture ? end : end == DateSpan.distantPast ? end : end - 1
    }

    /// Whether somebody certainly held the office on each of these days.
    private static func cover(_ terms: [OfficeTerm], _ days: DateSpan) -> Bool {
        let certain = terms.map { DateSpan($0.from.latest, lastDay($0.to.earliest)) }.filter {
            $0.earliest <= $0.latest
        }
        var next = days.earliest
        for stretch in certain.sorted(by: { $0.earliest < $1.earliest }) {
            if stretch.earliest > next { return false }
            if stretch.latest >= days.latest { return true }
            next = max(next, stretch.latest + 1)
        }
        return false
    }
}
