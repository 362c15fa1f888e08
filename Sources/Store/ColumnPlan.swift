import Columnar
package import EventModel

/// How a column lies in a store: its encoding, and the blocks that hold it.
package indirect enum ColumnPlan: Sendable {
    /// 1, 2 or 4 bytes each.
    case codes(width: Int, BlockReference, dictionary: Int)
    case repeatedCode(UInt32, dictionary: Int)
    case countingCodes(first: UInt32, dictionary: Int)
    /// 2 bytes from a first day, or 4.
    case shortDays(from: DayNumber, BlockReference)
    case days(BlockReference)
    case repeatedDay(DayNumber)
    /// 1, 2 or 4 bytes of integers, or 8 of a floating number.
    case numbers(width: Int, divisor: Double, BlockReference, states: BlockReference?)
    /// A number for each code of a column, and exceptions.
    case numbersByCode(codes: ColumnPlan, NumbersByCodePlan)
    case repeatedNumber(Double, states: BlockReference?)
    case numberSpans(low: BlockReference, high: BlockReference, states: BlockReference?)
    case dateSpans(DateBlocks)
    case money(amount: ColumnPlan, currency: ColumnPlan)
    /// `alternatives` has a byte a row.
    case list(
        offsets: BlockReference, values: ColumnPlan, valueCount: Int, states: BlockReference?,
        alternatives: BlockReference?)
    /// A byte a row: 0 no, 1 maybe, 2 yes.
    case truths(BlockReference)
    /// No cell is coded.
    case unknown
    /// Units by their places in `TimeUnit.allCases`, from 1; 0 for none.
    case periods(first: BlockReference, last: BlockReference, units: BlockReference, states: BlockReference?)

    package struct DateBlocks: Sendable {
        /// Earliest start, latest start, earliest end, latest end, place among the written texts.
        package var days: [BlockReference]
        package var lasted: BlockReference
        package var states: BlockReference
        package var written: [String]

        package init(days: [BlockReference], lasted: BlockReference, states: BlockReference, written: [String]) {
            self.days = days
            self.lasted = lasted
            self.states = states
            self.written = written
        }
    }
}

extension ByteWriter {
    mutating func plan(_ plan: ColumnPlan) {
        switch plan {
        case .codes(let width, let block, let dictionary):
            raw([1, UInt8(width)])
            self.block(block)
            count(dictionary)
        case .repeatedCode(let code, let dictionary):
            raw([2])
            fixed(code)
            count(dictionary)
        case .countingCodes(let first, let dictionary):
            raw([3])
            fixed(first)
            count(dictionary)
        case .shortDays(let from, let block):
            raw([4])
            fixed(from)
            self.block(block)
        case .days(let block):
            raw([5])
            self.block(block)
        case .repeatedDay(let day):
            raw([6])
            fixed(day)
        case .numbers(let width, let divisor, let block, let states):
            raw([7, UInt8(width)])
            double(divisor)
            self.block(block)
            optional(states) { $0.block($1) }
        case .repeatedNumber(let number, let states):
            raw([8])
            double(number)
            optional(states) { $0.block($1) }
        case .numberSpans(let low, let high, let states):
            raw([9])
            block(low)
            block(high)
            optional(states) { $0.block($1) }
        case .dateSpans(let dates):
            raw([10])
            list(dates.days) { $0.block($1) }
            block(dates.lasted)
            block(dates.states)
            list(dates.written) { $0.text($1) }
        case .money(let amount, let currency):
            raw([11])
            self.plan(amount)
            self.plan(currency)
        case .list(let offsets, let values, let valueCount, let states, let alternatives):
            raw([12])
            block(offsets)
            count(valueCount)
            self.plan(values)
            optional(states) { $0.block($1) }
            optional(alternatives) { $0.block($1) }
        case .unknown: raw([15])
        case .numbersByCode(let codes, let numbers):
            raw([16])
            self.plan(codes)
            count(numbers.entryCount)
            block(numbers.values)
            count(numbers.exceptionCount)
            block(numbers.rows)
            block(numbers.others)
        case .truths(let block):
            raw([13])
            self.block(block)
        case .periods(let first, let last, let units, let states):
            raw([14])
            block(first)
            block(last)
            block(units)
            optional(states) { $0.block($1) }
        }
    }
}

extension ByteReader {
    private mutating func optionalBlock() throws(StoreError) -> BlockReference? {
        try optional { (reader) throws(StoreError) in try reader.block() }
    }

    /// - Parameter depth: lists hold columns; more than a few inside one another are not ours.
    mutating func plan(depth: Int = 0) throws(StoreError) -> ColumnPlan {
        guard depth < 4, let tag = try raw(1).first else { throw damage }
        switch tag {
        case 1:
            let width = Int(try raw(1).first ?? 0)
            guard [1, 2, 4].contains(width) else { throw damage }
            return .codes(width: width, try block(), dictionary: try count())
        case 2: return .repeatedCode(try fixed(), dictionary: try count())
        case 3: return .countingCodes(first: try fixed(), dictionary: try count())
        case 4: return .shortDays(from: try fixed(), try block())
        case 5: return .days(try block())
        case 6: return .repeatedDay(try fixed())
        case 7:
            let width = Int(try raw(1).first ?? 0)
            guard [1, 2, 4, 8].contains(width) else { throw damage }
            let divisor = try double()
            guard divisor >= 1, divisor.isFinite else { throw damage }
            return .numbers(width: width, divisor: divisor, try block(), states: try optionalBlock())
        case 8: return .repeatedNumber(try double(), states: try optionalBlock())
        case 9: return .numberSpans(low: try block(), high: try block(), states: try optionalBlock())
        case 10:
            let days = try list { (reader) throws(StoreError) in try reader.block() }
            guard days.count == 5 else { throw damage }
            return .dateSpans(
                ColumnPlan.DateBlocks(
                    days: days, lasted: try block(), states: try block(),
                    written: try list { (reader) throws(StoreError) in try reader.text() }))
        case 11: return .money(amount: try plan(depth: depth + 1), currency: try plan(depth: depth + 1))
        case 12:
            let offsets = try block()
            let valueCount = try count()
            return .list(
                offsets: offsets, values: try plan(depth: depth + 1), valueCount: valueCount,
                states: try optionalBlock(), alternatives: try optionalBlock())
        case 13: return .truths(try block())
        case 14:
            return .periods(
                first: try block(), last: try block(), units: try block(), states: try optionalBlock())
        case 15: return .unknown
        case 16:
            let codes = try plan(depth: depth + 1)
            guard case .codes = codes else { throw damage }
            let entryCount = try count()
            let values = try block()
            let exceptionCount = try count()
            return .numbersByCode(
                codes: codes,
                NumbersByCodePlan(
                    entryCount: entryCount, values: values, exceptionCount: exceptionCount, rows: try block(),
                    others: try block()))
        case _: throw damage
        }
    }
}
