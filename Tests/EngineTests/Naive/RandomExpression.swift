import EventModel
import TestSupport
import Plan

extension RandomRelation {
    mutating func column(_ type: ValueType) -> Expression? {
        let columns = fields.filter { $0.type == type }
        return columns.isEmpty ? nil : Expression(.column(random.pick(columns).name), type)
    }

    mutating func expression(_ type: ValueType, _ depth: Int) -> Expression {
        if type == .bool { return bool(depth) }
        if depth <= 0 || random.oneIn(3) {
            if let column = column(type), !random.oneIn(6) { return column }
            return Expression(.constant(data.known(type)), type)
        }
        return composed(type, depth - 1) ?? column(type) ?? Expression(.constant(data.known(type)), type)
    }

    private mutating func composed(_ type: ValueType, _ depth: Int) -> Expression? {
        switch random.number(1...8) {
        case 1:
            return Expression(
                .choose(condition: bool(depth), then: expression(type, depth), otherwise: expression(type, depth)), type
            )
        case 2: return Expression(.call(.coalesce, [expression(type, depth), expression(type, depth)]), type)
        case 3 where allowsWindows && !type.isList:
            var arguments = [expression(type, depth)]
            if random.oneIn(3) { arguments.append(count(1...3)) }
            return Expression(.window(random.pick([.previous, .next]), arguments), type)
        case 4 where !type.isList:
            guard let link = column(.event), let field = RandomData.fields.filter({ $0.type == type }).first else {
                return nil
            }
            return Expression(.linked(event: link, field: field.name, knownOn: knownDay()), type)
        default: return special(type, depth)
        }
    }

    private mutating func special(_ type: ValueType, _ depth: Int) -> Expression? {
        switch type {
        case .number: return number(depth)
        case .duration:
            switch random.number(1...4) {
            case 1: return call(.days, [.date, .date], type, depth)
            case 2: return Expression(.arithmetic(.subtract, expression(.date, depth), expression(.date, depth)), type)
            case 3:
                return Expression(
                    .arithmetic(random.pick([.add, .subtract]), expression(type, depth), expression(type, depth)), type)
            default:
                return Expression(.arithmetic(.multiply, expression(type, depth), expression(.number, depth)), type)
            }
        case .money:
            if random.oneIn(2) {
                return Expression(
                    .arithmetic(random.pick([.add, .subtract]), expression(type, depth), expression(type, depth)), type)
            }
            return Expression(
                .arithmetic(random.pick([.multiply, .divide]), expression(type, depth), expression(.number, depth)),
                type)
        case .date:
            if random.oneIn(2) {
                return Expression(
                    .arithmetic(
                        random.pick([.add, .subtract]), expression(type, depth),
                        Expression(.constant(data.known(.duration)), .duration)), type)
            }
            return call(random.pick([.earliest, .latest, .start, .end]), [.date], type, depth)
        case .text:
            switch random.number(1...4) {
            case 1: return call(random.pick([.lower, .upper]), [.text], type, depth)
            case 2: return call(.precision, [.date], type, depth)
            case 3: return call(.name, [.actor], type, depth)
            default: return call(random.pick([.label, .name]), [.kind], type, depth)
            }
        case .actor: return call(.country, [random.pick([.actor, .place])], type, depth)
        case .kind: return call(.root, [.kind], type, depth)
        case .list(.actor) where random.oneIn(2): return holder(depth)
        case .list(.actor): return column(.list(.actor)).map { Expression(.call(.country, [$0]), type) }
        case .list(.date):
            return column(.list(.event)).map { Expression(.linked(event: $0, field: "date", knownOn: nil), type) }
        case .list(.number):
            return column(.list(.event)).map { Expression(.linked(event: $0, field: "times", knownOn: nil), type) }
        case .list(.text): return texts(depth)
        case .list(.duration):
            guard let links = column(.list(.event)) else { return nil }
            let dates = Expression(.linked(event: links, field: "date", knownOn: nil), .list(.date))
            return Expression(
                .call(.days, random.oneIn(2) ? [dates, expression(.date, depth)] : [expression(.date, depth), dates]),
                type)
        case .bool, .period, .place, .event, .list: return nil
        }
    }

    /// Mostly none.
    private mutating func knownDay() -> DayNumber? {
        random.oneIn(5) ? DayNumber(random.number(RandomData.days)) : nil
    }

    mutating func holder(_ depth: Int) -> Expression {
        let office = Expression(.constant(.text(random.pick(RandomData.offices))), .text)
        return Expression(.call(.holder, [office, expression(.date, depth)]), .list(.actor))
    }

    private mutating func call(_ function: ScalarFunction, _ types: [ValueType], _ type: ValueType, _ depth: Int)
        -> Expression
    {
        Expression(.call(function, types.map { expression($0, depth) }), type)
    }

    /// Lists of texts: dyads, names, a field of several links.
    private mutating func texts(_ depth: Int) -> Expression? {
        if let links = column(.list(.event)), random.oneIn(3) {
            return Expression(.linked(event: links, field: "summary", knownOn: nil), .list(.text))
        }
        guard let actors = column(.list(.actor)) else { return nil }
        if random.oneIn(3) { return Expression(.call(random.pick([.name, .role]), [actors]), .list(.text)) }
        let other = random.oneIn(2) ? column(.list(.actor)) ?? actors : expression(.actor, 0)
        let function = random.pick([ScalarFunction.dyad, .pair, .countryDyad, .countryPair])
        return Expression(.call(function, random.oneIn(2) ? [actors, other] : [other, actors]), .list(.text))
    }

    private mutating func count(_ range: ClosedRange<Int>) -> Expression {
        Expression(.constant(.number(NumberSpan(Double(random.number(range))))), .number)
    }

    private mutating func number(_ depth: Int) -> Expression {
        switch random.number(1...11) {
        case 1...3:
            let operation = random.pick([Arithmetic.add, .subtract, .multiply, .divide])
            return Expression(.arithmetic(operation, expression(.number, depth), expression(.number, depth)), .number)
        case 4: return Expression(.negate(expression(.number, depth)), .number)
        case 5: return call(random.pick([.round, .abs, .sqrt, .log]), [.number], .number, depth)
        case 9:
            let halves = Expression(.arithmetic(.divide, expression(.number, depth), count(2...8)), .number)
            return Expression(.call(.round, [halves, count(-1...2)]), .number)
        case 10: return call(random.pick([.goldstein, .quad]), [.kind], .number, depth)
        case 11:
            return Expression(.arithmetic(.remainder, expression(.number, depth), expression(.number, depth)), .number)
        case 6: return call(random.pick([.year, .month, .weekday]), [.date], .number, depth)
        case 7: return call(.length, [.text], .number, depth)
        case 8 where allowsWindows:
            let function = random.pick([WindowFunction.cumulative, .rank, .movingMean])
            var arguments = [expression(.number, depth)]
            if function == .movingMean {
                arguments.append(Expression(.constant(.number(NumberSpan(Double(random.number(1...3))))), .number))
            }
            return Expression(.window(function, arguments), .number)
        default:
            let type = random.pick([ValueType.money, .duration])
            return Expression(.arithmetic(.divide, expression(type, depth), expression(type, depth)), .number)
        }
    }

    // MARK: Conditions

    mutating func bool(_ depth: Int) -> Expression {
        if depth > 0 {
            switch random.number(1...10) {
            case 1...2: return Expression(.and(members(depth)), .bool)
            case 3...4: return Expression(.or(members(depth)), .bool)
            case 5: return Expression(.not(bool(depth - 1)), .bool)
            case 7 where random.oneIn(3):
                return Expression(
                    .choose(condition: bool(depth - 1), then: bool(depth - 1), otherwise: bool(depth - 1)), .bool)
            case 6: return Expression(random.oneIn(2) ? .certainly(bool(depth - 1)) : .possibly(bool(depth - 1)), .bool)
            default: break
            }
        }
        return test(max(depth - 1, 0))
    }

    private mutating func members(_ depth: Int) -> [Expression] {
        (0..<random.number(2...3)).map { _ in bool(depth - 1) }
    }

    private mutating func test(_ depth: Int) -> Expression {
        let comparison = random.pick(Comparison.allCases)
        switch random.number(1...23) {
        case 22:
            guard fields.contains(Field("id", .text)) else { break }
            let field = random.pick(["date", "place", "amount", "times", "kind", "target", "responds_to", "stance"])
            return Expression(.disputed(Expression(.column("id"), .text), field: field), .bool)
        case 17: return listTest(depth, comparison)
        case 18:
            guard let period = column(.period) else { break }
            let other = Expression(.constant(data.known(.period)), .period)
            return Expression(random.oneIn(3) ? .during(period, other) : .compare(comparison, period, other), .bool)
        case 19:
            let sides = [bool(max(depth - 1, 0)), bool(0)]
            return Expression(.compare(random.pick([.equal, .notEqual]), sides[0], sides[1]), .bool)
        case 20:
            let type = random.pick([ValueType.number, .text, .date, .actor])
            let inner = expression(type, depth)
            return Expression(random.oneIn(2) ? .isUnknown(inner) : .isNone(inner), .bool)
        case 21:
            let type = random.pick([ValueType.kind, .actor, .place])
            return Expression(.within(expression(type, depth), expression(type, 0), isOnly: random.oneIn(4)), .bool)
        case 1...4: return dateTest(depth, comparison)
        case 5...6:
            let type = random.pick([ValueType.number, .duration, .money, .text])
            return Expression(.compare(comparison, expression(type, depth), expression(type, depth)), .bool)
        case 7:
            let type = random.pick([ValueType.kind, .actor, .place, .event])
            return Expression(
                .compare(random.pick([.equal, .notEqual]), expression(type, 0), expression(type, 0)), .bool)
        case 8...10:
            let type = random.pick([ValueType.kind, .actor, .place])
            return Expression(
                .within(
                    expression(type, depth), Expression(.constant(data.known(type)), type), isOnly: random.oneIn(4)),
                .bool)
        case 11:
            guard let found = column(.list(.actor)) else { return Expression(.constant(.truth(.maybe)), .bool) }
            let actors = random.oneIn(3) ? holder(depth) : found
            if random.oneIn(4) { return Expression(.within(found, holder(0), isOnly: random.oneIn(4)), .bool) }
            let other = Expression(.constant(data.known(.actor)), .actor)
            if random.oneIn(3) { return Expression(.compare(random.pick([.equal, .notEqual]), actors, other), .bool) }
            return Expression(.within(actors, other, isOnly: random.oneIn(4)), .bool)
        case 12:
            guard let field = fields.filter({ $0.type != .bool }).randomElement(using: &random) else { break }
            let inner = Expression(.column(field.name), field.type)
            return Expression(random.oneIn(2) ? .isUnknown(inner) : .isNone(inner), .bool)
        case 13:
            let function = random.pick([ScalarFunction.contains, .startsWith, .endsWith, .like, .mentions])
            let part = Expression(
                .constant(.text(random.pick(["talks", "Talks fail", "*", "t?lks*", "a*b?", "z", "", "im"]))), .text)
            return Expression(.call(function, [expression(.text, depth), part]), .bool)
        case 14: return column(.bool) ?? Expression(.constant(.truth(random.pick(Truth.allCases))), .bool)
        case 15:
            guard let link = column(.list(.event)) else { break }
            let dates = Expression(.linked(event: link, field: "date", knownOn: nil), .list(.date))
            return Expression(.during(dates, Expression(.constant(data.known(.period)), .period)), .bool)
        default: break
        }
        return Expression(.constant(.truth(random.pick(Truth.allCases))), .bool)
    }

    /// Lists of which any member is asked.
    private mutating func listTest(_ depth: Int, _ comparison: Comparison) -> Expression {
        switch random.number(1...4) {
        case 1:
            return Expression(.compare(comparison, expression(.list(.number), 1), expression(.number, depth)), .bool)
        case 2: return Expression(.compare(comparison, expression(.list(.date), 1), expression(.date, depth)), .bool)
        case 3:
            let function = random.pick([ScalarFunction.contains, .like, .mentions])
            let part = Expression(.constant(.text(random.pick(["talks", "A*", "L", "BB"]))), .text)
            return Expression(.call(function, [expression(.list(.text), 1), part]), .bool)
        default:
            let equality = random.pick([Comparison.equal, .notEqual])
            return Expression(.compare(equality, expression(.list(.text), 1), expression(.text, depth)), .bool)
        }
    }

    private mutating func dateTest(_ depth: Int, _ comparison: Comparison) -> Expression {
        // Mostly of one and the same column, so that there is something to merge.
        let date = random.oneIn(4) ? expression(.date, depth) : column(.date) ?? expression(.date, 0)
        switch random.number(1...6) {
        case 1...3:
            return Expression(.compare(comparison, date, Expression(.constant(data.known(.period)), .period)), .bool)
        case 4: return Expression(.during(date, Expression(.constant(data.known(.period)), .period)), .bool)
        case 5: return Expression(.during(date, expression(.date, 0)), .bool)
        default: return Expression(.compare(comparison, date, expression(.date, depth)), .bool)
        }
    }
}
