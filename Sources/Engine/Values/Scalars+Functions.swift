import EventModel
import Glibc
import Plan

extension Scalars {
    /// A function of values. A list argument gives the list of results for each member (several lists: for each
    /// combination, the first argument turning slowest); conditions ask of any.
    func call(_ function: ScalarFunction, _ arguments: [Value], _ type: ValueType) -> Value {
        if function == .coalesce { return arguments.first(where: \.isKnown) ?? .unknown }
        if function == .holder, case .text(let office) = arguments[0], arguments[1] == .unknown {
            return holder(office, on: nil)
        }
        let missing: Value = type == .bool ? .truth(.maybe) : .unknown
        guard arguments.allSatisfy(\.isKnown), !arguments.isEmpty else { return missing }
        let areAlternatives = arguments.contains { if case .oneOf = $0 { true } else { false } }
        let areLists = arguments.contains { if case .list = $0 { true } else { false } }
        guard areLists || areAlternatives else { return scalar(function, arguments, type) ?? missing }
        var combinations: [[Value]] = [[]]
        for argument in arguments {
            var members = [argument]
            switch argument {
            case .list(let list), .oneOf(let list): members = list
            case _: break
            }
            combinations = combinations.flatMap { begun in members.map { begun + [$0] } }
        }
        let results = combinations.map { call(function, $0, type == .bool ? type : type.element) }
        if type == .bool {
            return .truth(any(areAlternatives ? .oneOf(results) : .list(results)) { $0.truth })
        }
        if areAlternatives { return .oneOf(results) }
        // A function that gives several values gives them all: the roles of each actor.
        return .list(
            results.flatMap { result in
                if case .list(let members) = result { return members }
                return [result]
            })
    }

    /// A function of known single values; nil: unknown.
    private func scalar(_ function: ScalarFunction, _ arguments: [Value], _ type: ValueType) -> Value? {
        let first = arguments[0]
        let second = arguments.count > 1 ? arguments[1] : Value.unknown
        switch function {
        case .lower: return first.name.map { .text($0.lowercased()) }
        case .upper: return first.name.map { .text($0.uppercased()) }
        case .length: return first.name.map { .number(NumberSpan(Double($0.count))) }
        case .contains, .startsWith, .endsWith, .like, .mentions:
            guard let text = first.name, let part = second.name else { return nil }
            return .truth(Truth(TextTest(function, part).matches(text)))
        case .round, .abs, .log, .sqrt: return mapped(function, first, digits: second.span)
        case .coalesce: return nil
        case .days:
            guard let one = first.asDate, let two = second.asDate else { return nil }
            return Self.days(from: one, to: two).map { .duration($0) }
        case .year, .month, .weekday, .earliest, .latest, .start, .end, .precision:
            return first.asDate.flatMap { dateFunction(function, $0) }
        case .country: return country(first).map { Value.named($0, type) }
        case .role:
            guard let roles = first.name.flatMap({ catalog.actors.actor($0)?.roles }), !roles.isEmpty else {
                return nil
            }
            return .list(roles.map { .text($0) })
        case .name: return name(first).map { .text($0) }
        case .dyad: return Self.joined(first.name, second.name, isDirected: true)
        case .pair: return Self.joined(first.name, second.name, isDirected: false)
        case .countryDyad: return Self.joined(country(first), country(second), isDirected: true)
        case .countryPair: return Self.joined(country(first), country(second), isDirected: false)
        case .root, .quad, .goldstein, .label: return first.name.flatMap { kindFunction(function, $0) }
        case .holder: return first.name.map { holder($0, on: second.asDate) }
        }
    }

    // MARK: Numbers

    private func mapped(_ function: ScalarFunction, _ value: Value, digits: NumberSpan?) -> Value? {
        guard let span = value.span else { return nil }
        let result: NumberSpan?
        switch function {
        case .round:
            let digits = digits?.low ?? 0
            result = NumberSpan(Self.round(span.low, digits), Self.round(span.high, digits))
        case .abs:
            result =
                span.low >= 0
                ? span
                : span.high <= 0 ? span.negated : NumberSpan(0, Swift.max(-span.low, span.high))
        case .log: result = span.low > 0 ? NumberSpan(Glibc.log(span.low), Glibc.log(span.high)) : nil
        case .sqrt: result = span.low >= 0 ? NumberSpan(span.low.squareRoot(), span.high.squareRoot()) : nil
        case _: result = nil
        }
        guard let result = result?.checked(areInputsFinite: span.isFinite) else { return nil }
        switch value {
        case .duration: return .duration(result)
        case .money(let money): return .money(Money(result, money.currency))
        case _: return .number(result)
        }
    }

    /// To so many decimals (negative: to tens, hundreds …), halves away from zero.
    static func round(_ number: Double, _ digits: Double) -> Double {
        let places = digits.rounded()
        if places == 0 || !number.isFinite { return number.rounded() }
        if places > 300 { return number }
        if places < -300 { return 0 }
        let scale = Glibc.pow(10, Swift.abs(places))
        let scaled = places > 0 ? number * scale : number / scale
        // Beyond 2^53 there are no decimals left to round.
        if places > 0 && Swift.abs(scaled) >= 9_007_199_254_740_992 { return number }
        return places > 0 ? scaled.rounded() / scale : scaled.rounded() * scale
    }

    // MARK: Names

    private func country(_ value: Value) -> String? {
        guard let id = value.name else { return nil }
        if case .place = value { return catalog.places[id]?.country }
        return catalog.actors.country(of: id)
    }

    private func name(_ value: Value) -> String? {
        switch value {
        case .actor(let id): catalog.actors.actor(id)?.name
        case .place(let id): catalog.places[id]?.name
        case .kind(let name): catalog.kinds.position(named: name).map { catalog.kinds.kinds[$0].label }
        case .unknown, .none, .text, .number, .truth, .date, .period, .duration, .money, .event, .list, .oneOf: nil
        }
    }

    /// Directed: `a -> b`; else `a - b`, the lesser first.
    static func joined(_ first: String?, _ second: String?, isDirected: Bool) -> Value? {
        guard let first, let second else { return nil }
        if isDirected { return .text("\(first) -> \(second)") }
        return .text(second.precedes(first) ? "\(second) - \(first)" : "\(first) - \(second)")
    }

    private func kindFunction(_ function: ScalarFunction, _ name: String) -> Value? {
        guard let position = catalog.kinds.position(named: name) else { return nil }
        let kind = catalog.kinds.kinds[position]
        switch function {
        case .root: return .kind(catalog.kinds.kinds[catalog.kinds.root(of: position)].name)
        case .quad: return kind.quadClass.map { .number(NumberSpan(Double($0))) }
        case .goldstein: return kind.goldstein.map { .number(NumberSpan($0)) }
        case _: return .text(kind.label)
        }
    }
}
