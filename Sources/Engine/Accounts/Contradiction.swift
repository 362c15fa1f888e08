import EventModel

/// Tells whether accounts can all be true.
struct Contradiction {
    let catalog: Catalog
    /// Any difference counts.
    var isExact = false

    /// Whether some two of these values, no two of which are the same, contradict each other.
    ///
    /// Spans overlap each other pair by pair if the latest beginning lies before the earliest end: accounts of numbers
    /// and dates, which may be many, are gone through once. Of names that all lie within each other there are few.
    func isAmong(_ values: [Value]) -> Bool {
        guard let first = values.first, values.count > 1 else { return false }
        if isExact { return values.contains { $0.shown != first.shown } }
        switch first {
        case .number, .duration: return Self.areApart(values.compactMap(\.span))
        case .money: return areMoneyApart(values)
        case .date: return areDatesApart(values)
        case .unknown, .none, .text, .truth, .period, .kind, .actor, .place, .event, .list, .oneOf: break
        }
        for (index, one) in values.enumerated() {
            for other in values[(index + 1)...] where contradict(one, other) { return true }
        }
        return false
    }

    private static func areApart(_ spans: [NumberSpan]) -> Bool {
        guard let low = spans.map(\.low).max(), let high = spans.map(\.high).min() else { return false }
        return low > high
    }

    /// Sums of two currencies never contradict each other.
    private func areMoneyApart(_ values: [Value]) -> Bool {
        var byCurrency: [String: [NumberSpan]] = [:]
        for case .money(let money) in values { byCurrency[money.currency, default: []].append(money.amount) }
        return byCurrency.values.contains(where: Self.areApart)
    }

    private func areDatesApart(_ values: [Value]) -> Bool {
        let hulls = values.compactMap { $0.asDate?.hull }
        guard let first = hulls.map(\.earliest).max(), let last = hulls.map(\.latest).min() else { return false }
        return first > last
    }

    private func contradict(_ one: Value, _ other: Value) -> Bool {
        switch (one, other) {
        case (.kind(let a), .kind(let b)): return !isKind(a, within: b) && !isKind(b, within: a)
        case (.actor(let a), .actor(let b)): return !catalog.actors.isWithin(a, b) && !catalog.actors.isWithin(b, a)
        case (.place(let a), .place(let b)): return !catalog.isPlace(a, within: b) && !catalog.isPlace(b, within: a)
        case (.list(let a), .list(let b)):
            return !a.contains { one in b.contains { !isAmong(one == $0 ? [one] : [one, $0]) } }
        case _: return one.shown != other.shown
        }
    }

    private func isKind(_ name: String, within ancestor: String) -> Bool {
        guard let position = catalog.kinds.position(named: name), let above = catalog.kinds.position(named: ancestor)
        else { return false }
        return catalog.kinds.subtree(above).contains(position)
    }
}
