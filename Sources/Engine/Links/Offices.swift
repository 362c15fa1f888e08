import EventModel

extension Scalars {
    /// Who held an office on a date: a list of the one who certainly did on all its days, else those who possibly did
    /// on some day, as alternatives.
    ///
    /// Between the bounds of terms nothing changes, so that one day of each stretch stands for all of it.
    func holder(_ office: String, on date: EventDate?) -> Value {
        let terms = catalog.offices.filter { $0.office.hasSameBytes(as: office) }
        if terms.isEmpty { return .unknown }
        guard let date else { return Self.alternatives(terms.map(\.holder), isVacant: true) }
        let days = DateSpan(date.start.earliest, max(date.start.earliest, date.end.latest))
        var stretches: Set<DayNumber> = [days.earliest]
        for term in terms {
            for day in [term.from.earliest, term.from.latest, term.to.earliest, term.to.latest]
            where days.earliest <= day && day <= days.latest { stretches.insert(day) }
        }
        var possible: Set<String> = []
        var certain: Set<String>?
        var isVacant = false
        for day in stretches {
            let now = terms.filter { $0.from.earliest <= day && day < $0.to.latest }.map(\.holder)
            let surely = Set(terms.filter { $0.from.latest <= day && day < $0.to.earliest }.map(\.holder))
            possible.formUnion(now)
            certain = certain.map { $0.intersection(surely) } ?? surely
            isVacant = isVacant || surely.isEmpty
        }
        if possible.isEmpty { return .none }
        if possible.count == 1, let only = certain?.first { return .list([.actor(only)]) }
        return Self.alternatives(terms.map(\.holder).filter(possible.contains), isVacant: isVacant)
    }

    /// Different ones, in the order of the terms.
    private static func alternatives(_ holders: [String], isVacant: Bool) -> Value {
        var seen: Set<String> = []
        let different = holders.filter { seen.insert($0).inserted }
        return .oneOf(different.map { .actor($0) } + (isVacant ? [.none] : []))
    }
}
