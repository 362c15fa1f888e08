import Columnar
import EventModel
import Plan

extension Compiled {
    /// The values of an expression that is no condition, the operation on the whole batch.
    func computeVector(_ batch: Batch) -> Vector {
        let (context, type) = (self.context, self.type)
        switch expression.node {
        case .constant(let value): return .constant(value)
        case .column:
            guard let place else { return .constant(.unknown) }
            let (column, start) = batch.column(place)
            return .column(column, start: start)
        case .linked(_, let field, let day):
            if let column = ofPlaces(field, batch) { return .column(column, start: 0) }
            return values(batch) { context.linked($0[0], field: field, knownOn: day) }
        case .arithmetic(let operation, _, _):
            if let column = arithmetic(operation, batch) { return .column(column, start: 0) }
            return values(batch) { context.scalars.arithmetic(operation, $0[0], $0[1]) }
        case .negate: return values(batch) { context.scalars.negated($0[0]) }
        case .call(let function, _):
            if let column = ofDays(function, batch) ?? ofPairs(batch) { return .column(column, start: 0) }
            return values(batch) { context.scalars.call(function, $0, type) }
        case .choose: return choice(batch)
        case .aggregate(let aggregate): return .constant(total(aggregate, batch))
        case .window(let function, _): return .column(window(function, batch), start: 0)
        case .rowCount:
            return .constant(.number(NumberSpan(Double(batch.visible?.population ?? batch.rowCount))))
        case .compare, .within, .during, .dated, .or, .and, .not, .certainly, .possibly, .isUnknown, .isNone,
            .disputed:
            return .column(.truth(computeTruth(batch)), start: 0)
        }
    }

    /// Row by row over values.
    private func values(_ batch: Batch, _ operation: ([Value]) -> Value) -> Vector {
        let arguments = children.map { ($0.vector(batch), $0.type) }
        func value(_ row: Int) -> Value { operation(arguments.map { $0.0.value(at: row, type: $0.1) }) }
        if type.isCoded, batch.rowCount > Stop.piece {
            // A text each would be millions of small memories.
            var texts = TextCoder()
            let codes = [UInt32](0..<batch.rowCount, rest: CodedColumn.unknown) { row in
                let value = value(row)
                guard let name = value.name else { return value == .none ? CodedColumn.none : CodedColumn.unknown }
                return UInt32(truncatingIfNeeded: texts.number(of: name)) + CodedColumn.firstCode
            }
            return .column(.coded(CodedColumn(codes: codes, dictionary: texts.dictionary)), start: 0)
        }
        let values = [Value](0..<batch.rowCount, rest: .unknown) { value($0) }
        return .column(Column(values, type: type), start: 0)
    }

    /// A field of events whose places are known: nothing is looked up. Events matched as known on a day are read so.
    private func ofPlaces(_ field: String, _ batch: Batch) -> Column? {
        let vector = children[0].vector(batch)
        if case .column(.list(let list), let start) = vector { return ofPlaces(field, list, start, batch.rowCount) }
        guard case .column(.coded(let coded), let start) = vector, let events = coded.dictionary.events,
            events.table.schema.name == "events"
        else { return nil }
        let codes = coded.codes[start..<(start + batch.rowCount)]
        guard let (column, type) = events.column(field, of: codes), type == self.type else { return nil }
        return codes.contains(CodedColumn.none) ? column.settingNone(where: codes, type) : column
    }

    /// The same of lists of events; nil where the field itself is a list.
    private func ofPlaces(_ field: String, _ list: ListColumn, _ start: Int, _ count: Int) -> Column? {
        guard case .coded(let coded) = list.values.column, let events = coded.dictionary.events,
            events.table.schema.name == "events", list.alternatives == nil
        else { return nil }
        let members = Int(list.offsets[start])..<Int(list.offsets[start + count])
        guard let (column, type) = events.column(field, of: coded.codes[members]), !type.isList,
            type == self.type.element, !coded.codes[members].contains(CodedColumn.none)
        else { return nil }
        let first = list.offsets[start]
        return .list(
            ListColumn(
                offsets: list.offsets[start...(start + count)].map { $0 - first }, values: column,
                states: list.states.map { Array($0[start..<(start + count)]) }))
    }

    /// What is made of two columns of codes and nothing else: once for each pair of codes that occurs.
    private func ofPairs(_ batch: Batch) -> Column? {
        guard let (first, second) = twoPlaces, !batch.isDictionary, batch.rowCount > 64,
            case (.coded(let one), let start) = batch.column(first),
            case (.coded(let two), let otherStart) = batch.column(second)
        else { return nil }
        var pairs = CodeMap()
        var firstRows: [Int] = []
        var numbers: [Int] = []
        numbers.reserveCapacity(batch.rowCount)
        for row in 0..<batch.rowCount {
            if row & (Stop.piece - 1) == Stop.piece - 1, Stop.isWanted {
                numbers += repeatElement(0, count: batch.rowCount - row)
                break
            }
            let pair = UInt64(one.codes[start &+ row]) << 32 | UInt64(two.codes[otherStart &+ row])
            let number = Int(pairs.code(of: pair, orNew: UInt32(firstRows.count)))
            if number == firstRows.count { firstRows.append(row) }
            numbers.append(number)
        }
        if firstRows.count == batch.rowCount { return nil }
        var columns = (0..<batch.columnCount).map { _ in Column.number(NumberColumn(low: [])) }
        columns[first] = Column.coded(one).gathering(firstRows.map { start + $0 }, type: .text)
        columns[second] = Column.coded(two).gathering(firstRows.map { otherStart + $0 }, type: .text)
        var few = Batch(columns, rowCount: firstRows.count)
        few.isDictionary = true
        return computeVector(few).column(count: firstRows.count, type: type).gathering(numbers, type: type)
    }

    private func choice(_ batch: Batch) -> Vector {
        let condition = children[0].truth(batch)
        let (then, otherwise) = (children[1].vector(batch), children[2].vector(batch))
        let values = [Value](0..<batch.rowCount, rest: .unknown) { row in
            switch condition[row] {
            case .yes: then.value(at: row, type: children[1].type)
            case .no: otherwise.value(at: row, type: children[2].type)
            case .maybe: .unknown
            }
        }
        return .column(Column(values, type: type), start: 0)
    }

    /// Arithmetic on exact numbers and durations of which every one is known.
    private func arithmetic(_ operation: Arithmetic, _ batch: Batch) -> Column? {
        guard type == .number || type == .duration, operation != .remainder,
            let left = ExactNumbers(children[0].vector(batch)), let right = ExactNumbers(children[1].vector(batch))
        else { return nil }
        let count = batch.rowCount
        var result = [Double](repeating: 0, count: count)
        switch operation {
        case .add: for row in 0..<count { result[row] = left[row] + right[row] }
        case .subtract: for row in 0..<count { result[row] = left[row] - right[row] }
        case .multiply: for row in 0..<count { result[row] = left[row] * right[row] }
        case .divide, .remainder: for row in 0..<count { result[row] = left[row] / right[row] }
        }
        // What came out of bounds is looked at value by value: it may be unknown, or an infinity that went in.
        return result.allSatisfy(\.isFinite) ? .number(NumberColumn(low: result)) : nil
    }

    /// A function of days for dates that all are one day.
    private func ofDays(_ function: ScalarFunction, _ batch: Batch) -> Column? {
        if function == .days { return daysBetween(batch) }
        guard children.count == 1, case .column(.date(let dates), let start) = children[0].vector(batch),
            dates.spans == nil
        else { return nil }
        let days = dates.first[start..<(start + batch.rowCount)]
        switch function {
        case .year: return .number(NumberColumn(low: Self.numbers(days) { CivilCalendar.civil($0).year }))
        case .month: return .number(NumberColumn(low: Self.numbers(days) { CivilCalendar.civil($0).month }))
        case .weekday: return .number(NumberColumn(low: Self.numbers(days) { CivilCalendar.weekday($0) }))
        case .start, .end, .earliest, .latest: return .date(DateColumn(first: Array(days)))
        case .lower, .upper, .length, .contains, .startsWith, .endsWith, .like, .mentions, .round, .abs, .log, .sqrt,
            .coalesce, .days, .precision, .country, .role, .name, .dyad, .pair, .countryDyad, .countryPair, .root,
            .quad, .goldstein, .label, .holder:
            return nil
        }
    }

    /// The days from one known day to another.
    private func daysBetween(_ batch: Batch) -> Column? {
        guard children.count == 2, type == .duration,
            case .column(.date(let one), let start) = children[0].vector(batch), one.spans == nil,
            case .column(.date(let other), let otherStart) = children[1].vector(batch), other.spans == nil
        else { return nil }
        let count = batch.rowCount
        let days = [Double](unsafeUninitializedCapacity: count) { days, filled in
            one.first.withUnsafeBufferPointer { first in
                other.first.withUnsafeBufferPointer { second in
                    for row in 0..<count {
                        days[row] = Double(Int(second[otherStart &+ row]) &- Int(first[start &+ row]))
                    }
                }
            }
            filled = count
        }
        return .number(NumberColumn(low: days))
    }

    /// Rows often stand by date: a day like the one before it is not taken apart again.
    private static func numbers(_ days: ArraySlice<DayNumber>, _ number: (DayNumber) -> Int) -> [Double] {
        var numbers: [Double] = []
        numbers.reserveCapacity(days.count)
        var last: (day: DayNumber, number: Double)?
        for day in days {
            if let last, last.day == day {
                numbers.append(last.number)
            } else {
                let found = Double(number(day))
                last = (day, found)
                numbers.append(found)
            }
        }
        return numbers
    }

    /// What a function of a coded list's member answers, once for each code.
    func memberAnswers(_ dictionary: CodeDictionary, _ test: (UInt32) -> Truth) -> [Truth] {
        let key = ObjectIdentifier(dictionary)
        if let known = members[key] { return known.answers }
        let answers = [Truth](0..<dictionary.codeCount, rest: .maybe) { test(UInt32($0)) }
        members[key] = (dictionary, answers)
        return answers
    }
}

extension Column {
    /// The same cells, none where a link is none.
    fileprivate func settingNone(where codes: ArraySlice<UInt32>, _ type: ValueType) -> Column {
        switch self {
        case .coded(var column):
            for (row, code) in codes.enumerated() where code == CodedColumn.none {
                column.codes[row] = CodedColumn.none
            }
            return .coded(column)
        case .number(var column):
            var states = column.states ?? [CellState](repeating: .known, count: column.low.count)
            for (row, code) in codes.enumerated() where code == CodedColumn.none { states[row] = .none }
            column.states = states
            return .number(column)
        case .date(var column):
            guard var spans = column.spans else { return self }
            for (row, code) in codes.enumerated() where code == CodedColumn.none { spans.states[row] = .none }
            column.spans = spans
            return .date(column)
        case .truth, .money, .period, .list:
            return Column(
                codes.enumerated().map { row, code in code == CodedColumn.none ? .none : value(at: row, type: type) },
                type: type)
        }
    }
}

extension ValueType {
    /// Whether its values are kept as codes of names.
    fileprivate var isCoded: Bool {
        switch self {
        case .text, .kind, .actor, .place, .event: true
        case .number, .bool, .date, .period, .duration, .money, .list: false
        }
    }
}

/// A side of arithmetic without spans and without unknown cells.
private struct ExactNumbers {
    private let low: [Double]
    private let start: Int
    private let constant: Double?

    init?(_ vector: Vector) {
        switch vector {
        case .column(.number(let column), let start):
            guard column.high == nil, column.states == nil else { return nil }
            low = column.low
            self.start = start
            constant = nil
        case .constant(.number(let span)), .constant(.duration(let span)):
            guard span.isExact, span.isFinite else { return nil }
            low = []
            start = 0
            constant = span.low
        case .column, .constant: return nil
        }
    }

    @inline(__always)
    subscript(row: Int) -> Double { constant ?? low[start &+ row] }
}

extension Column {
    /// The cells of this column at given codes: the column has one for each code of a dictionary.
    func looking(up codes: [UInt32], start: Int, count: Int, type: ValueType) -> Column {
        switch self {
        case .coded(let column):
            let found = Self.looking(up: codes, start, count, in: column.codes, empty: 0)
            return .coded(CodedColumn(codes: found, dictionary: column.dictionary))
        case .number(let column) where column.high == nil:
            let low = Self.looking(up: codes, start, count, in: column.low, empty: 0)
            var states = column.states.map { Self.looking(up: codes, start, count, in: $0, empty: .known) }
            if states?.allSatisfy({ $0 == .known }) == true { states = nil }
            return .number(NumberColumn(low: low, states: states))
        case .number, .date, .truth, .money, .period, .list:
            return gathering((0..<count).map { Int(codes[start &+ $0]) }, type: type)
        }
    }
    @inline(__always)
    private static func looking<Member>(
        up codes: [UInt32], _ start: Int, _ count: Int, in table: [Member], empty: Member
    ) -> [Member] {
        var found = [Member](repeating: empty, count: count)
        found.withUnsafeMutableBufferPointer { found in
            codes.withUnsafeBufferPointer { codes in
                table.withUnsafeBufferPointer { table in
                    for row in 0..<count { found[row] = table[Int(codes[start &+ row])] }
                }
            }
        }
        return found
    }
}
