import Columnar
import EventModel

/// Takes the values of a row as a mapping says.
struct MappedValues {
    let plan: MappedPlan

    /// The value of a column of the data set's own, checked.
    enum Cell {
        case text(Range<Int>?)
        case number(Double)
        case truth(Bool?)
        case date(EventDate?)
        case list([Range<Int>])
    }

    /// A field without spaces around it; nil where there is no value.
    func value(_ index: Int, _ bytes: Span<UInt8>, _ fields: FieldRanges) -> Range<Int>? {
        guard let field = GridField.value(bytes, fields[index]) else { return nil }
        for word in plan.missing where Self.isEqual(word, bytes, field) { return nil }
        return field
    }

    // MARK: Texts

    func code(
        _ lookup: MappedPlan.Lookup, _ dictionary: inout ByteDictionary, _ bytes: Span<UInt8>, _ fields: FieldRanges
    ) -> UInt32 {
        if let constant = lookup.constant { return constant }
        guard let index = lookup.index, let field = value(index, bytes, fields) else { return CodedColumn.unknown }
        return replacement(lookup, bytes, field) ?? dictionary.code(bytes, field)
    }

    /// The codes of one value, or of several where a separator stands between.
    func codes(
        _ lookup: MappedPlan.Lookup, _ dictionary: inout ByteDictionary, _ bytes: Span<UInt8>, _ fields: FieldRanges
    ) -> [UInt32] {
        if let constant = lookup.constant { return [constant] }
        guard let index = lookup.index, let field = value(index, bytes, fields) else { return [] }
        var codes: [UInt32] = []
        for member in lookup.separator.map({ GridField.members(bytes, field, separator: $0) }) ?? [field] {
            codes.append(replacement(lookup, bytes, member) ?? dictionary.code(bytes, member))
        }
        return codes
    }

    func replacement(_ lookup: MappedPlan.Lookup, _ bytes: Span<UInt8>, _ field: Range<Int>) -> UInt32? {
        Self.replacement(lookup.table, bytes, field)
    }

    static func replacement(
        _ table: [(found: [UInt8], code: UInt32)], _ bytes: Span<UInt8>, _ field: Range<Int>
    ) -> UInt32? {
        table.first { isEqual($0.found, bytes, field) }?.code
    }

    private static func isEqual(_ word: [UInt8], _ bytes: Span<UInt8>, _ field: Range<Int>) -> Bool {
        word.count == field.count && word.indices.allSatisfy { word[$0] == bytes[field.lowerBound + $0] }
    }

    // MARK: Dates

    func date(_ dates: MappedPlan.Dates?, _ bytes: Span<UInt8>, _ fields: FieldRanges) throws(RowFault) -> EventDate? {
        switch dates {
        case nil: return nil
        case .constant(let date): return date
        case .one(let index, let pattern): return try date(index, pattern, bytes, fields)
        case .span(let first, let last, let lasted, let pattern):
            let start = try date(first, pattern, bytes, fields)
            let end = try date(last, pattern, bytes, fields)
            guard let start, let end else { return start ?? end }
            guard start.hull.earliest <= end.hull.latest else {
                throw RowFault(.badOrder, last, "found an end before the start")
            }
            if lasted { return start == end ? start : EventDate(from: start.hull, to: end.hull) }
            return EventDate(at: DateSpan(start.hull.earliest, end.hull.latest))
        }
    }

    private func date(
        _ index: Int, _ pattern: DatePattern?, _ bytes: Span<UInt8>, _ fields: FieldRanges
    ) throws(RowFault) -> EventDate? {
        guard let field = value(index, bytes, fields) else { return nil }
        if let pattern {
            guard let day = pattern.day(bytes, field) else {
                throw RowFault(
                    .badDate, index,
                    "found `\(FieldText.excerpt(bytes, field))`, expected a day in the order that the mapping gives")
            }
            return EventDate(at: DateSpan(day: day))
        }
        if let day = GridDay.iso(bytes, field) { return EventDate(at: DateSpan(day: day)) }
        if let text = FieldText.string(bytes, field), case .success(let date) = EDTF.parse(text) { return date }
        throw GridDay.fault(
            bytes, field, index, expected: "a date as yyyy-mm-dd or EDTF, or `as` in the mapping to say its order")
    }

    // MARK: Numbers and the rest

    func number(_ index: Int?, _ bytes: Span<UInt8>, _ fields: FieldRanges, limit: Double = .infinity)
        throws(RowFault) -> Double
    {
        guard let index, let field = value(index, bytes, fields) else { return .nan }
        guard let number = Self.number(bytes, field), abs(number) <= limit else {
            throw RowFault(.badNumber, index, "found `\(FieldText.excerpt(bytes, field))`, expected a number")
        }
        return number
    }

    func cell(_ column: MappedPlan.Column, _ bytes: Span<UInt8>, _ fields: FieldRanges) throws(RowFault) -> Cell {
        switch column.sort {
        case .text, .actors, .day: return .text(value(column.index, bytes, fields))
        case .number, .amount: return .number(try number(column.index, bytes, fields))
        case .date: return .date(try date(column.index, column.source.pattern, bytes, fields))
        case .list:
            guard let field = value(column.index, bytes, fields) else { return .list([]) }
            let separator = column.source.separator ?? MappedJSON.separator
            return .list(GridField.members(bytes, field, separator: separator))
        case .truth:
            guard let field = value(column.index, bytes, fields) else { return .truth(nil) }
            guard let truth = Self.truth(bytes, field) else {
                throw RowFault(
                    .wrongSort, column.index,
                    "found `\(FieldText.excerpt(bytes, field))`, expected yes or no, true or false, 1 or 0")
            }
            return .truth(truth)
        }
    }

    static func truth(_ bytes: Span<UInt8>, _ field: Range<Int>) -> Bool? {
        for word: StaticString in ["true", "yes", "1", "1.0", "t", "y"] where GridField.isWord(word, bytes, field) {
            return true
        }
        for word: StaticString in ["false", "no", "0", "0.0", "f", "n"] where GridField.isWord(word, bytes, field) {
            return false
        }
        return nil
    }

    /// A number, also with a sign of a currency in front and commas between groups of three digits.
    static func number(_ bytes: Span<UInt8>, _ field: Range<Int>) -> Double? {
        if let number = FieldText.decimal(bytes, field) { return number }
        var plain: [UInt8] = []
        var isNegative = false
        var groupStart: Int?
        var isBehindPoint = false
        for index in field {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "$") where plain.isEmpty, UInt8(ascii: " ") where plain.isEmpty: break
            case UInt8(ascii: "-") where plain.isEmpty && !isNegative: isNegative = true
            case UInt8(ascii: ",") where !plain.isEmpty && !isBehindPoint:
                guard groupStart.map({ index - $0 == 4 }) ?? (plain.count <= 3) else { return nil }
                groupStart = index
            case UInt8(ascii: ".") where !isBehindPoint:
                guard groupStart.map({ index - $0 == 4 }) ?? true else { return nil }
                isBehindPoint = true
                plain.append(byte)
            default:
                guard byte.isDigit else { return nil }
                plain.append(byte)
            }
        }
        if !isBehindPoint, let groupStart, field.upperBound - groupStart != 4 { return nil }
        guard let number = FieldText.decimal(plain.span, 0..<plain.count) else { return nil }
        return isNegative ? -number : number
    }
}
