import EventModel
import Plan

extension NaiveInterpreter {
    func aggregate(_ aggregate: Aggregate, _ scope: NaiveScope, _ type: ValueType) -> Value {
        guard let group = scope.group else { return .unknown }
        guard let argument = aggregate.argument else { return .number(NumberSpan(scope.weights.reduce(0, +))) }
        let all = group.indices.map { value(argument, scope.at($0)) }
        if aggregate.function == .share { return share(all) }
        var cells = Array(zip(all, scope.weights))
        if argument.type.isList, Self.takesMembers(aggregate) {
            // Each member counts on its own, with the weight of its row.
            cells = cells.flatMap { value, weight -> [(Value, Double)] in
                if case .list(let members) = value { return members.map { ($0, weight) } }
                return []
            }
        }
        // Nobody coded what is maybe.
        if aggregate.function == .count { cells = cells.filter { $0.0 != .truth(.maybe) } }
        var known = cells.map(\.0).filter(\.isKnown)
        if aggregate.isDistinct {
            var seen: Set<Value> = []
            known = known.filter { seen.insert($0).inserted }
        }
        if scope.weights.contains(where: { $0 != 1 }) {
            return ofParts(aggregate.function, cells.filter { $0.0.isKnown })
        }
        switch aggregate.function {
        case .count: return .number(NumberSpan(Double(known.count)))
        case .sum: return sum(known, type)
        case .mean: return mean(known)
        case .median: return quantile(known, 0.5)
        case .quantile: return quantile(known, aggregate.parameter ?? 0.5)
        case .min, .max: return extreme(known, isLargest: aggregate.function == .max)
        case .stdev: return deviation(known)
        case .first: return known.first ?? .unknown
        case .last: return known.last ?? .unknown
        case .list:
            return .list(known)
        case .share: return .unknown
        }
    }

    static func takesMembers(_ aggregate: Aggregate) -> Bool {
        switch aggregate.function {
        case .count: aggregate.isDistinct
        case .sum, .mean, .median, .quantile, .min, .max, .stdev, .list: true
        case .first, .last, .share: false
        }
    }

    /// Of parts of rows: how many rows, sums and means of numbers.
    private func ofParts(_ function: Aggregate.Function, _ parts: [(value: Value, weight: Double)]) -> Value {
        let rows = parts.reduce(0) { $0 + $1.weight }
        if function == .count { return .number(NumberSpan(rows)) }
        var (low, high) = (0.0, 0.0)
        for case (.number(let span), let weight) in parts {
            low += span.low * weight
            high += span.high * weight
        }
        if function == .sum { return .number(NumberSpan(low, high)) }
        return function == .mean && rows > 0 ? .number(NumberSpan(low / rows, high / rows)) : .unknown
    }

    private func share(_ values: [Value]) -> Value {
        guard !values.isEmpty else { return .unknown }
        let yes = values.filter { $0 == .truth(.yes) }.count
        let maybe = values.filter { $0 != .truth(.yes) && $0 != .truth(.no) }.count
        let all = Double(values.count)
        return .number(NumberSpan(Double(yes) / all, Double(yes + maybe) / all))
    }

    /// The numbers behind values and how to make a value of a number again; nil for a mixture of currencies.
    private func numbers(_ values: [Value]) -> (spans: [NumberSpan], make: (NumberSpan) -> Value)? {
        var spans: [NumberSpan] = []
        var currencies: Set<String> = []
        var isDuration = false
        for value in values {
            switch value {
            case .number(let span): spans.append(span)
            case .duration(let span):
                spans.append(span)
                isDuration = true
            case .money(let money):
                spans.append(money.amount)
                currencies.insert(money.currency)
            default: return nil
            }
        }
        if currencies.count > 1 { return nil }
        if let currency = currencies.first { return (spans, { .money(Money($0, currency)) }) }
        return (spans, { isDuration ? .duration($0) : .number($0) })
    }

    func sum(_ values: [Value], _ type: ValueType) -> Value {
        if values.isEmpty {
            switch type {
            case .number: return .number(NumberSpan(0))
            case .duration: return .duration(NumberSpan(0))
            default: return .unknown
            }
        }
        guard let (spans, make) = numbers(values) else { return .unknown }
        return make(NumberSpan(spans.reduce(0) { $0 + $1.low }, spans.reduce(0) { $0 + $1.high }))
    }

    func mean(_ values: [Value]) -> Value {
        guard !values.isEmpty, let (spans, make) = numbers(values) else { return .unknown }
        let count = Double(spans.count)
        return make(NumberSpan(spans.reduce(0) { $0 + $1.low } / count, spans.reduce(0) { $0 + $1.high } / count))
    }

    private func quantile(_ values: [Value], _ part: Double) -> Value {
        guard !values.isEmpty, let (spans, make) = numbers(values) else { return .unknown }
        let sorted = spans.map(\.middle).sorted()
        let place = part * Double(sorted.count - 1)
        let below = Int(place)
        let above = min(below + 1, sorted.count - 1)
        return make(NumberSpan(sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])))
    }

    private func deviation(_ values: [Value]) -> Value {
        guard values.count > 1, let (spans, make) = numbers(values) else { return .unknown }
        let middles = spans.map(\.middle)
        let mean = middles.reduce(0, +) / Double(middles.count)
        let squares = middles.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return make(NumberSpan((squares / Double(middles.count - 1)).squareRoot()))
    }

    private func extreme(_ values: [Value], isLargest: Bool) -> Value {
        guard let first = values.first else { return .unknown }
        func pick<Member: Comparable>(_ members: [Member]) -> Member? { isLargest ? members.max() : members.min() }
        if case .date = first {
            let hulls = values.compactMap { if case .date(let date) = $0 { date.hull } else { nil } }
            guard let earliest = pick(hulls.map(\.earliest)), let latest = pick(hulls.map(\.latest)) else {
                return .unknown
            }
            return .date(EventDate(at: DateSpan(earliest, latest)))
        }
        if let (spans, make) = numbers(values) {
            guard let low = pick(spans.map(\.low)), let high = pick(spans.map(\.high)) else { return .unknown }
            return make(NumberSpan(low, high))
        }
        return values.dropFirst().reduce(first) { best, value in
            let order = NaiveOrder.compare(value, best, nil)
            return (isLargest ? order > 0 : order < 0) ? value : best
        }
    }
}
