import Columnar
import EventModel

/// What blocks are written to: one file from front to end, or a draft that several threads fill.
package protocol BlockTaking: AnyObject {
    /// Writes a block in one piece.
    func block(_ bytes: UnsafeRawBufferPointer) throws(StoreError) -> BlockReference
}

extension BlockTaking {
    package func block<Element: BitwiseCopyable>(_ elements: [Element]) throws(StoreError) -> BlockReference {
        // A closure of a typed throw keeps its error out of `withUnsafeBytes`.
        let outcome = elements.withUnsafeBytes { bytes in Result { () throws(StoreError) in try block(bytes) } }
        return try outcome.get()
    }

    func block<Element>(_ view: View<Element>) throws(StoreError) -> BlockReference {
        try block(UnsafeRawBufferPointer(start: view.base, count: view.count * MemoryLayout<Element>.stride))
    }

    // MARK: Columns

    /// - Parameter dictionary: the number of what the codes stand for.
    func plan(_ codes: StoredCodes, dictionary: Int) throws(StoreError) -> ColumnPlan {
        switch codes {
        case .bytes(let view): .codes(width: 1, try block(view), dictionary: dictionary)
        case .shorts(let view): .codes(width: 2, try block(view), dictionary: dictionary)
        case .words(let view): .codes(width: 4, try block(view), dictionary: dictionary)
        case .repeated(let code, _): .repeatedCode(code, dictionary: dictionary)
        case .counting(let first, _): .countingCodes(first: first, dictionary: dictionary)
        }
    }

    func plan(_ days: StoredDays) throws(StoreError) -> ColumnPlan {
        switch days {
        case .shorts(let view, let from): .shortDays(from: from, try block(view))
        case .words(let view): .days(try block(view))
        case .repeated(let day, _): .repeatedDay(day)
        }
    }

    func plan(_ numbers: StoredNumbers) throws(StoreError) -> ColumnPlan {
        var states: BlockReference?
        if let view = numbers.states { states = try block(view) }
        let divisor = numbers.divisor
        switch numbers.values {
        case .bytes(let view): return .numbers(width: 1, divisor: divisor, try block(view), states: states)
        case .shorts(let view): return .numbers(width: 2, divisor: divisor, try block(view), states: states)
        case .words(let view): return .numbers(width: 4, divisor: divisor, try block(view), states: states)
        case .doubles(let view): return .numbers(width: 8, divisor: 1, try block(view), states: states)
        case .repeated(let number, _): return .repeatedNumber(number, states: states)
        }
    }

    package func plan(_ numbers: NumbersByCode) throws(StoreError) -> NumbersByCodePlan {
        NumbersByCodePlan(
            entryCount: numbers.values.count, values: try block(numbers.values), exceptionCount: numbers.rows.count,
            rows: try block(numbers.rows), others: try block(numbers.others))
    }

    // MARK: Dictionaries

    func form(_ table: TextTable) throws(StoreError) -> DictionaryPlan.Form {
        let ends: BlockReference
        switch table.ends {
        case .near(let near): ends = try block(near)
        // Four bytes each tell where texts end, as long as that is enough.
        case .far(let far) where table.bytes.count <= Int(UInt32.max):
            ends = try block((0..<table.count).map { UInt32(truncatingIfNeeded: far.base[$0]) })
        case .far(let far): ends = try block(far)
        }
        return .texts(ends: ends, bytes: try block(table.bytes), byteCount: table.bytes.count)
    }

    func form(_ numbers: NumberTexts) throws(StoreError) -> DictionaryPlan.Form {
        let (width, from, bytes) = numbers.bytes
        return .numbers(width: width, from: from, try block(bytes))
    }
}
