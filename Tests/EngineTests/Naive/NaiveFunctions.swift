import Columnar
import EventModel
import Foundation
import Plan

extension NaiveInterpreter {
    func call(_ function: ScalarFunction, _ arguments: [Value], _ type: ValueType) -> Value {
        if function == .coalesce { return arguments.first(where: \.isKnown) ?? .unknown }
        let unknown: Value = type == .bool ? .truth(.maybe) : .unknown
        if function == .holder, arguments.count == 2 { return holder(arguments[0].name ?? "", arguments[1]) }
        for (place, argument) in arguments.enumerated() {
            guard case .oneOf(let members) = argument else { continue }
            let results = members.map { member in
                var one = arguments
                one[place] = member
                return call(function, one, type)
            }
            return Self.alternatives(results, type)
        }
        guard arguments.allSatisfy(\.isKnown), let first = arguments.first else { return unknown }
        let lists = arguments.filter { if case .list = $0 { true } else { false } }
        if !lists.isEmpty {
            // Every combination of the members, the first argument turning slowest.
            var combinations: [[Value]] = [[]]
            for argument in arguments {
                var members = [argument]
                if case .list(let list) = argument { members = list }
                combinations = combinations.flatMap { begun in members.map { begun + [$0] } }
            }
            let results = combinations.map { call(function, $0, type.element) }
            guard type == .bool else {
                return .list(
                    results.flatMap { result in
                        if case .list(let members) = result { return members }
                        return [result]
                    })
            }
            return results.contains(.truth(.yes)) ? .truth(.yes) : results.contains(unknown) ? unknown : .truth(.no)
        }
        return scalar(function, first, arguments, type) ?? unknown
    }

    /// What is one of these: itself where all are the same.
    private static func alternatives(_ results: [Value], _ type: ValueType) -> Value {
        var different: [Value] = []
        for result in results {
            var values = [result]
            if case .oneOf(let inner) = result { values = inner }
            for value in values where !different.contains(value) { different.append(value) }
        }
        if different.count == 1 { return different[0] }
        return type == .bool ? .truth(.maybe) : .oneOf(different)
    }

    private func scalar(
        _ function: ScalarFunction, _ first: Value, _ arguments: [Value], _ type: ValueType
    ) -> Value? {
        let second = arguments.count > 1 ? arguments[1] : Value.unknown
        switch function {
        case .lower: return first.name.map { .text($0.lowercased()) }
        case .upper: return first.name.map { .text($0.uppercased()) }
        case .length: return first.name.map { .number(NumberSpan(Double($0.count))) }
        case .contains, .startsWith, .endsWith, .like, .mentions:
            guard let text = first.name, let part = second.name else { return nil }
            return .truth(Truth(NaiveText.test(function, text, part)))
        case .round, .abs, .log, .sqrt:
            var digits = 0.0
            if case .number(let span) = second { digits = span.low }
            return mapped(function, first, digits: digits)
        case .coalesce: return nil
        case .year, .month, .weekday, .days, .earliest, .latest, .start, .end, .precision:
            return dateFunction(function, first, second)
        case .country:
            guard let id = first.name else { return nil }
            if case .place = first { return place(id).flatMap { $0.country }.map { typed($0, type) } }
            return data.catalog.actors.country(of: id).map { typed($0, type) }
        case .role:
            let roles = first.name.flatMap { data.catalog.actors.actor($0)?.roles } ?? []
            return roles.isEmpty ? nil : .list(roles.map { .text($0) })
        case .name: return name(first).map { .text($0) }
        case .dyad: return joined(first, second) { "\($0) -> \($1)" }
        case .pair: return joined(first, second, sorted: true) { "\($0) - \($1)" }
        case .countryDyad: return joined(country(first), country(second)) { "\($0) -> \($1)" }
        case .countryPair: return joined(country(first), country(second), sorted: true) { "\($0) - \($1)" }
        case .root, .quad, .goldstein, .label: return kindFunction(function, first)
        case .holder: return nil
        }
    }

    private func typed(_ id: String, _ type: ValueType) -> Value {
        switch type.element {
        case .actor: .actor(id)
        case .place: .place(id)
        case .kind: .kind(id)
        default: .text(id)
        }
    }

    private func mapped(_ function: ScalarFunction, _ value: Value, digits: Double) -> Value? {
        func apply(_ span: NumberSpan) -> NumberSpan? {
            switch function {
            case .round:
                let scale = Foundation.pow(10, digits)
                return NumberSpan((span.low * scale).rounded() / scale, (span.high * scale).rounded() / scale)
            case .abs:
                if span.low >= 0 { return span }
                if span.high <= 0 { return NumberSpan(-span.high, -span.low) }
                return NumberSpan(0, max(-span.low, span.high))
            case .log: return span.low > 0 ? NumberSpan(Foundation.log(span.low), Foundation.log(span.high)) : nil
            default: return span.low >= 0 ? NumberSpan(span.low.squareRoot(), span.high.squareRoot()) : nil
            }
        }
        switch value {
        case .number(let span): return apply(span).map { .number($0) }
        case .duration(let span): return apply(span).map { .duration($0) }
        case .money(let money): return apply(money.amount).map { .money(Money($0, money.currency)) }
        default: return nil
        }
    }

    // MARK: Dates

    private func dateFunction(_ function: ScalarFunction, _ first: Value, _ second: Value) -> Value? {
        var date: EventDate
        switch first {
        case .date(let found): date = found
        case .period(let period): date = EventDate(from: DateSpan(day: period.first), to: DateSpan(day: period.last))
        default: return nil
        }
        let hull = date.hull
        let isBounded = hull.earliest != DateSpan.distantPast && hull.latest != DateSpan.distantFuture
        date.written = nil
        switch function {
        case .days:
            guard case .date(let other) = second else { return nil }
            return .duration(NaiveDates.days(from: date, to: other))
        case .earliest:
            return hull.earliest == DateSpan.distantPast ? nil : .date(EventDate(at: DateSpan(day: hull.earliest)))
        case .latest:
            return hull.latest == DateSpan.distantFuture ? nil : .date(EventDate(at: DateSpan(day: hull.latest)))
        case .start: return .date(EventDate(at: date.start))
        case .end: return .date(EventDate(at: date.end))
        case .precision:
            for unit in [TimeUnit.day, .month, .year]
            where CivilCalendar.period(containing: hull.earliest, unit: unit).span == hull {
                return .text(unit.rawValue)
            }
            return .text("span")
        case .year:
            guard isBounded else { return nil }
            return .number(
                NumberSpan(
                    Double(CivilCalendar.civil(hull.earliest).year), Double(CivilCalendar.civil(hull.latest).year)))
        case .month: return isBounded ? cyclic(hull) { CivilCalendar.civil($0).month } : nil
        case .weekday: return isBounded ? cyclic(hull) { CivilCalendar.weekday($0) } : nil
        default: return nil
        }
    }

    /// From the least to the greatest number that any day of the span has.
    private func cyclic(_ hull: DateSpan, _ number: (DayNumber) -> Int) -> Value {
        let numbers = (hull.earliest...min(hull.latest, hull.earliest + 400)).map(number)
        return .number(NumberSpan(Double(numbers.min() ?? 0), Double(numbers.max() ?? 0)))
    }

    // MARK: Names

    private func place(_ id: String) -> Place? { data.catalog.places[id] }

    private func country(_ value: Value) -> String? { value.name.flatMap { data.catalog.actors.country(of: $0) } }

    private func name(_ value: Value) -> String? {
        switch value {
        case .actor(let id): data.catalog.actors.actor(id)?.name
        case .place(let id): place(id)?.name
        case .kind(let name): kind(name)?.label
        default: nil
        }
    }

    private func joined(_ first: Value, _ second: Value, sorted: Bool = false, _ text: (String, String) -> String)
        -> Value?
    {
        joined(first.name, second.name, sorted: sorted, text)
    }

    private func joined(
        _ first: String?, _ second: String?, sorted: Bool = false, _ text: (String, String) -> String
    ) -> Value? {
        guard let first, let second else { return nil }
        let isTurned = sorted && NaiveOrder.bytes(first, second) > 0
        return .text(isTurned ? text(second, first) : text(first, second))
    }

    private func kind(_ name: String) -> Kind? {
        data.catalog.kinds.position(named: name).map { data.catalog.kinds.kinds[$0] }
    }

    private func kindFunction(_ function: ScalarFunction, _ value: Value) -> Value? {
        guard let name = value.name, var kind = kind(name) else { return nil }
        switch function {
        case .quad: return kind.quadClass.map { .number(NumberSpan(Double($0))) }
        case .goldstein: return kind.goldstein.map { .number(NumberSpan($0)) }
        case .label: return .text(kind.label)
        default:
            while let parent = kind.parent { kind = data.catalog.kinds.kinds[parent] }
            return .kind(kind.name)
        }
    }
}

/// Tests of texts, letter by letter.
enum NaiveText {
    static func test(_ function: ScalarFunction, _ text: String, _ part: String) -> Bool {
        let (all, some) = (Array(text.unicodeScalars), Array(part.unicodeScalars))
        switch function {
        case .startsWith: return all.starts(with: some)
        case .endsWith: return all.reversed().starts(with: some.reversed())
        case .contains: return some.isEmpty || all.indices.contains { all[$0...].starts(with: some) }
        case .like: return matches(Array(text)[...], Array(part)[...])
        default:
            let (words, sought) = (words(text), words(part))
            return sought.isEmpty ? false : words.indices.contains { words[$0...].starts(with: sought) }
        }
    }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    private static func matches(_ text: ArraySlice<Character>, _ pattern: ArraySlice<Character>) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first == "*" {
            return (text.startIndex...text.endIndex).contains { matches(text[$0...], pattern.dropFirst()) }
        }
        guard let letter = text.first, first == "?" || first == letter else { return false }
        return matches(text.dropFirst(), pattern.dropFirst())
    }
}
