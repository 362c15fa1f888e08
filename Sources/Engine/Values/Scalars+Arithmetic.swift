import EventModel
import Plan

extension Scalars {
    /// Unknown for what is unknown or none, for division by what may be 0, and for what has no finite result.
    func arithmetic(_ operation: Arithmetic, _ left: Value, _ right: Value) -> Value {
        switch (left, right) {
        case (.number(let one), .number(let two)): return .some(number: Self.combine(operation, one, two))
        case (.duration(let one), .duration(let two)):
            let span = Self.combine(operation, one, two)
            return operation == .divide ? .some(number: span) : .some(duration: span)
        case (.money(let one), .money(let two)):
            guard one.currency == two.currency else { return .unknown }
            let span = Self.combine(operation, one.amount, two.amount)
            return operation == .divide ? .some(number: span) : .some(money: span, one.currency)
        case (.money(let money), .number(let factor)):
            return .some(money: Self.combine(operation, money.amount, factor), money.currency)
        case (.number(let factor), .money(let money)):
            return .some(money: Self.combine(operation, factor, money.amount), money.currency)
        case (.duration(let days), .number(let factor)), (.number(let factor), .duration(let days)):
            let isTurned = if case .number = left { true } else { false }
            return .some(
                duration: isTurned ? Self.combine(operation, factor, days) : Self.combine(operation, days, factor))
        case (.date(let date), .duration(let days)):
            return .date(date.shifted(by: operation == .subtract ? NumberSpan(-days.high, -days.low) : days))
        case (.duration(let days), .date(let date)): return .date(date.shifted(by: days))
        case (.date(let one), .date(let two)): return .some(duration: Self.days(from: two, to: one))
        case _: return .unknown
        }
    }

    func negated(_ value: Value) -> Value {
        switch value {
        case .number(let span): .number(span.negated)
        case .duration(let span): .duration(span.negated)
        case .money(let money): .money(Money(money.amount.negated, money.currency))
        case .unknown, .none, .text, .truth, .date, .period, .kind, .actor, .place, .event, .list, .oneOf: .unknown
        }
    }

    /// Interval arithmetic; nil where there is no result.
    static func combine(_ operation: Arithmetic, _ left: NumberSpan, _ right: NumberSpan) -> NumberSpan? {
        let result: NumberSpan
        switch operation {
        case .add: result = NumberSpan(left.low + right.low, left.high + right.high)
        case .subtract: result = NumberSpan(left.low - right.high, left.high - right.low)
        case .multiply: result = NumberSpan(corners: left, right) { $0 == 0 || $1 == 0 ? 0 : $0 * $1 }
        case .divide:
            if right.low <= 0 && 0 <= right.high { return nil }
            result = NumberSpan(corners: left, right) { $0 / $1 }
        case .remainder:
            guard left.isExact, right.isExact, right.low != 0 else { return nil }
            result = NumberSpan(left.low.truncatingRemainder(dividingBy: right.low))
        }
        return result.checked(areInputsFinite: left.isFinite && right.isFinite)
    }

    /// From the end of one date to the start of another; links are not looked at.
    static func days(from first: EventDate, to second: EventDate) -> NumberSpan? {
        let span = NumberSpan(
            second.start.earliest.number - first.end.latest.number,
            second.start.latest.number - first.end.earliest.number)
        return span.low.isNaN || span.high.isNaN ? nil : span
    }
}

extension NumberSpan {
    var negated: NumberSpan { NumberSpan(-high, -low) }
    var isFinite: Bool { low.isFinite && high.isFinite }

    /// The span from the least to the greatest of an operation on the ends of two others.
    fileprivate init(corners left: NumberSpan, _ right: NumberSpan, _ operation: (Double, Double) -> Double) {
        if left.isExact && right.isExact {
            self.init(operation(left.low, right.low))
            return
        }
        let (a, b) = (operation(left.low, right.low), operation(left.low, right.high))
        let (c, d) = (operation(left.high, right.low), operation(left.high, right.high))
        if a.isNaN || b.isNaN || c.isNaN || d.isNaN {
            self.init(.nan)
        } else {
            self.init(min(min(a, b), min(c, d)), max(max(a, b), max(c, d)))
        }
    }

    /// nil of what is no number, and of infinities that did not go in.
    func checked(areInputsFinite: Bool) -> NumberSpan? {
        if low.isNaN || high.isNaN || (areInputsFinite && !isFinite) { return nil }
        return self
    }
}

extension DayNumber {
    /// A bound that is none is infinitely far away.
    var number: Double {
        switch self {
        case DateSpan.distantPast: -.infinity
        case DateSpan.distantFuture: .infinity
        case _: Double(self)
        }
    }

    /// The day so many days on, cut where day numbers end.
    fileprivate init(clampingDay number: Double) {
        if number.isNaN {
            self = 0
        } else {
            self = DayNumber(Swift.max(-2_147_483_648, Swift.min(2_147_483_647, number)))
        }
    }
}

extension EventDate {
    /// The date moved by days, of which part of one counts as one: the span grows, never shrinks.
    fileprivate func shifted(by days: NumberSpan) -> EventDate {
        func move(_ span: DateSpan) -> DateSpan {
            DateSpan(
                span.earliest == DateSpan.distantPast
                    ? span.earliest : DayNumber(clampingDay: Double(span.earliest) + days.low.rounded(.down)),
                span.latest == DateSpan.distantFuture
                    ? span.latest : DayNumber(clampingDay: Double(span.latest) + days.high.rounded(.up)))
        }
        return lasted ? EventDate(from: move(start), to: move(end)) : EventDate(at: move(start))
    }
}

extension Value {
    static func some(number span: NumberSpan?) -> Value { span.map { .number($0) } ?? .unknown }
    static func some(duration span: NumberSpan?) -> Value { span.map { .duration($0) } ?? .unknown }
    static func some(money span: NumberSpan?, _ currency: String) -> Value {
        span.map { .money(Money($0, currency)) } ?? .unknown
    }
}
