import EventModel

/// A sum that carries what rounding took from it (Knuth's two-sum, which has no branch to mispredict).
struct ExactSum {
    private var sum = 0.0
    private var rest = 0.0

    @inline(__always)
    mutating func add(_ value: Double) {
        let next = sum + value
        let part = next - sum
        rest += (sum - (next - part)) + (value - part)
        sum = next
    }

    /// The same number several times; the product is as exact as the sum (a fused multiplication gives its rest).
    mutating func add(_ value: Double, times count: Int) {
        let times = Double(count)
        let product = value * times
        add(product)
        rest += (-product).addingProduct(value, times)
    }

    mutating func add(_ other: ExactSum) {
        add(other.sum)
        rest += other.rest
    }

    /// NaN only of infinities of both signs.
    var value: Double { sum.isFinite ? sum + rest : sum }
}

/// The sum of numbers, durations or sums of money, as values come.
struct RunningSum {
    private var low = ExactSum()
    private var high = ExactSum()
    private var currency: String?
    private var isMixed = false
    private var hasInfinity = false
    private(set) var count = 0

    /// Takes in a value; what is not known is left out.
    mutating func add(_ value: Value) {
        guard let span = value.span else { return }
        if case .money(let money) = value {
            if let currency, currency != money.currency { isMixed = true }
            currency = money.currency
        }
        low.add(span.low)
        high.add(span.high)
        hasInfinity = hasInfinity || !span.isFinite
        count += 1
    }

    /// Unknown of money in two currencies or of no money at all.
    func sum(_ type: ValueType) -> Value { value(NumberSpan(low.value, high.value), type) }

    func mean(_ type: ValueType) -> Value {
        if count == 0 { return .unknown }
        return value(NumberSpan(low.value / Double(count), high.value / Double(count)), type)
    }

    private func value(_ span: NumberSpan, _ type: ValueType) -> Value {
        if isMixed { return .unknown }
        return .measured(span.checked(areInputsFinite: !hasInfinity), type, currency: currency)
    }
}

extension Value {
    /// A span as a value of a type that is measured; unknown of other types, and of money without a currency.
    static func measured(_ span: NumberSpan?, _ type: ValueType, currency: String?) -> Value {
        guard let span else { return .unknown }
        switch type {
        case .number: return .number(span)
        case .duration: return .duration(span)
        case .money: return currency.map { .money(Money(span, $0)) } ?? .unknown
        case .text, .bool, .date, .period, .kind, .actor, .place, .event, .list: return .unknown
        }
    }
}
