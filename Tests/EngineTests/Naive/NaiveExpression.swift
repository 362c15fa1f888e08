import Columnar
import EventModel
import Plan

/// Where an expression is asked: a row among rows, or the rows of a group.
struct NaiveScope {
    var fields: [Field]
    var rows: [NaiveRow]
    var row: Int?
    /// The rows of the group, for aggregates.
    var group: [NaiveRow]?
    /// The part of each of these rows that counts.
    var weights: [Double] = []

    init(_ table: NaiveTable, row: Int) {
        fields = table.fields
        rows = table.rows
        self.row = row
    }

    init(_ fields: [Field], group: [NaiveRow], weights: [Double]) {
        self.fields = fields
        rows = group
        self.group = group
        self.weights = weights
    }

    func at(_ row: Int) -> NaiveScope {
        var scope = self
        scope.row = row
        return scope
    }
}

extension NaiveInterpreter {
    func truth(_ expression: Expression, _ scope: NaiveScope) -> Truth {
        if case .truth(let truth) = value(expression, scope) { return truth }
        return .maybe
    }

    /// The value of an expression at one row.
    func value(_ expression: Expression, _ scope: NaiveScope) -> Value {
        switch expression.node {
        case .constant(let value): return value
        case .column(let name):
            guard let row = scope.row, let column = scope.fields.firstIndex(where: { $0.name == name }) else {
                return .unknown
            }
            return scope.rows[row].cells[column]
        case .linked(let event, let field, let day):
            if let value = ofMatched(event, field, scope) { return value }
            return linked(value(event, scope), field, knownOn: day)
        case .disputed(let id, let field): return .truth(disputed(value(id, scope), field))
        case .compare(let comparison, let left, let right):
            return .truth(compare(comparison, value(left, scope), value(right, scope)))
        case .within(let left, let right, let isOnly):
            return .truth(within(value(left, scope), value(right, scope), isOnly: isOnly))
        case .during(let left, let right): return .truth(during(value(left, scope), value(right, scope)))
        case .dated(let date, let condition): return .truth(NaiveDates.truth(condition, of: value(date, scope)))
        case .or(let members): return .truth(members.reduce(.no) { $0 || truth($1, scope) })
        case .and(let members): return .truth(members.reduce(.yes) { $0 && truth($1, scope) })
        case .not(let inner): return .truth(!truth(inner, scope))
        case .certainly(let inner): return .truth(Truth(truth(inner, scope) == .yes))
        case .possibly(let inner): return .truth(Truth(truth(inner, scope) != .no))
        case .isUnknown(let inner):
            let value = value(inner, scope)
            return .truth(Truth(value == .unknown || value == .truth(.maybe)))
        case .isNone(let inner): return .truth(Truth(value(inner, scope) == .none))
        case .arithmetic(let operation, let left, let right):
            return arithmetic(operation, value(left, scope), value(right, scope))
        case .negate(let inner): return negated(value(inner, scope))
        case .call(let function, let arguments):
            return call(function, arguments.map { value($0, scope) }, expression.type)
        case .choose(let condition, let then, let otherwise):
            switch truth(condition, scope) {
            case .yes: return value(then, scope)
            case .no: return value(otherwise, scope)
            case .maybe: return expression.type == .bool ? .truth(.maybe) : .unknown
            }
        case .aggregate(let aggregate): return self.aggregate(aggregate, scope, expression.type)
        case .window(let function, let arguments): return window(function, arguments, scope)
        case .rowCount: return .number(NumberSpan(Double(scope.rows.filter(\.isVisible).count)))
        }
    }

    /// A field of the event, or of each of the events, that a link names.
    private func linked(_ link: Value, _ field: String, knownOn day: DayNumber?) -> Value {
        let events = day.map { known(on: $0) } ?? self.events
        switch link {
        case .event(let id):
            guard let column = events.index(of: field), let key = events.index(of: "id"),
                let row = events.rows.first(where: { $0.cells[key].name == id })
            else { return .unknown }
            return row.cells[column]
        case .list(let members):
            return .list(
                members.flatMap { member -> [Value] in
                    let value = linked(member, field, knownOn: day)
                    if case .list(let inner) = value { return inner }
                    return [value]
                })
        case .none: return .none
        default: return .unknown
        }
    }

    /// A field of the event that a column of a match holds, as its pattern knows it; nil of all else.
    private func ofMatched(_ event: Expression, _ field: String, _ scope: NaiveScope) -> Value? {
        guard case .column(let name) = event.node, let row = scope.row,
            let origins = scope.rows[row].matched[name]
        else { return nil }
        let values = origins.map { origin -> Value in
            let table = origin.day.map { known(on: $0) } ?? events
            guard let column = table.index(of: field),
                let row = table.rows.first(where: { $0.origin?.row == origin.row })
            else { return .unknown }
            return row.cells[column]
        }
        guard event.type.isList else { return values.first ?? .unknown }
        return .list(values.flatMap { if case .list(let inner) = $0 { inner } else { [$0] } })
    }

    // MARK: Arithmetic

    private func arithmetic(_ operation: Arithmetic, _ left: Value, _ right: Value) -> Value {
        switch (left, right) {
        case (.number(let one), .number(let two)): return number(operation, one, two).map { .number($0) } ?? .unknown
        case (.duration(let one), .duration(let two)):
            guard let span = number(operation, one, two) else { return .unknown }
            return operation == .divide ? .number(span) : .duration(span)
        case (.money(let one), .money(let two)):
            guard one.currency == two.currency, let span = number(operation, one.amount, two.amount) else {
                return .unknown
            }
            return operation == .divide ? .number(span) : .money(Money(span, one.currency))
        case (.money(let money), .number(let factor)):
            return number(operation, money.amount, factor).map { .money(Money($0, money.currency)) } ?? .unknown
        case (.number(let factor), .money(let money)):
            return number(operation, factor, money.amount).map { .money(Money($0, money.currency)) } ?? .unknown
        case (.duration(let days), .number(let factor)):
            return number(operation, days, factor).map { .duration($0) } ?? .unknown
        case (.number(let factor), .duration(let days)):
            return number(operation, factor, days).map { .duration($0) } ?? .unknown
        case (.date(let date), .duration(let days)):
            let shift = operation == .add ? days : NumberSpan(-days.high, -days.low)
            return .date(NaiveDates.shifted(date, by: shift))
        case (.duration(let days), .date(let date)): return .date(NaiveDates.shifted(date, by: days))
        case (.date(let one), .date(let two)): return .duration(NaiveDates.days(from: two, to: one))
        default: return .unknown
        }
    }

    private func number(_ operation: Arithmetic, _ left: NumberSpan, _ right: NumberSpan) -> NumberSpan? {
        let result: NumberSpan
        switch operation {
        case .add: result = NumberSpan(left.low + right.low, left.high + right.high)
        case .subtract: result = NumberSpan(left.low - right.high, left.high - right.low)
        case .multiply: result = corners(left, right) { $0 == 0 || $1 == 0 ? 0 : $0 * $1 }
        case .divide:
            if right.low <= 0 && 0 <= right.high { return nil }
            result = corners(left, right) { $0 / $1 }
        case .remainder:
            guard left.isExact, right.isExact, right.low != 0 else { return nil }
            result = NumberSpan(left.low.truncatingRemainder(dividingBy: right.low))
        }
        let isFinite = [left.low, left.high, right.low, right.high].allSatisfy(\.isFinite)
        if result.low.isNaN || result.high.isNaN { return nil }
        if isFinite && !(result.low.isFinite && result.high.isFinite) { return nil }
        return result
    }

    private func corners(
        _ left: NumberSpan, _ right: NumberSpan, _ operation: (Double, Double) -> Double
    ) -> NumberSpan {
        let all = [left.low, left.high].flatMap { one in [right.low, right.high].map { operation(one, $0) } }
        if all.contains(where: \.isNaN) { return NumberSpan(.nan) }
        return NumberSpan(all.min() ?? .nan, all.max() ?? .nan)
    }

    private func negated(_ value: Value) -> Value {
        func turned(_ span: NumberSpan) -> NumberSpan { NumberSpan(-span.high, -span.low) }
        switch value {
        case .number(let span): return .number(turned(span))
        case .duration(let span): return .duration(turned(span))
        case .money(let money): return .money(Money(turned(money.amount), money.currency))
        default: return .unknown
        }
    }

    // MARK: Windows

    /// Neighbours among the visible rows; an unseen row has none.
    private func window(_ function: WindowFunction, _ arguments: [Expression], _ scope: NaiveScope) -> Value {
        guard let row = scope.row, let first = arguments.first else { return .unknown }
        let order = scope.rows.indices.filter { scope.rows[$0].isVisible }
        guard let place = order.firstIndex(of: row) else { return .unknown }
        let values = order.map { value(first, scope.at($0)) }
        var distance = 1
        if arguments.count > 1, case .number(let span) = value(arguments[1], scope) { distance = Int(span.low) }
        switch function {
        case .previous: return values.indices.contains(place - distance) ? values[place - distance] : .unknown
        case .next: return values.indices.contains(place + distance) ? values[place + distance] : .unknown
        case .cumulative: return sum(Array(values[...place].filter(\.isKnown)), first.type)
        case .movingMean:
            guard place - distance + 1 >= 0 else { return .unknown }
            return mean(Array(values[(place - distance + 1)...place].filter(\.isKnown)))
        case .rank:
            guard values[place].isKnown else { return .unknown }
            let larger = values.filter {
                $0.isKnown && NaiveOrder.compare($0, values[place], data.catalog.kinds) > 0
            }
            return .number(NumberSpan(Double(larger.count + 1)))
        }
    }
}

extension Value {
    var isKnown: Bool { self != .unknown && self != .none }
}
