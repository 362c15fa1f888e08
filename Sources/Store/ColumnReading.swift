import Columnar
import EventModel
import Synchronization

/// Gives the columns of a mapped store: each block is checked when its column is first asked for.
final class ColumnLoader: Sendable {
    let file: StoreFile
    private let plans: [DictionaryPlan]
    private let integrity: Integrity
    private let dictionaries: Mutex<[CodeDictionary?]>

    init(_ file: StoreFile, _ plans: [DictionaryPlan], _ integrity: Integrity) {
        self.file = file
        self.plans = plans
        self.integrity = integrity
        dictionaries = Mutex(Array(repeating: nil, count: plans.count))
    }

    /// The column of a plan. One that is damaged is told to the data set, and stands as unknown until that is heard.
    func load(_ plan: ColumnPlan, type: ValueType, rowCount: Int, part: String) -> StoredColumn {
        do throws(StoreError) {
            return try column(plan, type, rowCount, part)
        } catch {
            integrity.fail(error.text)
            return .plain(Column.repeating(.unknown, count: rowCount, type: type))
        }
    }

    /// The column of a plan whose rows are to be checked before they are read; nil of one that has to be checked as a
    /// whole, or that cannot be read at all, which `load` tells.
    func unchecked(_ plan: ColumnPlan, rowCount: Int, part: String) -> (column: StoredColumn, check: RowCheck)? {
        do throws(StoreError) {
            switch plan {
            case .codes(_, _, let number):
                let dictionary = try dictionary(number, part)
                let found = try codesInParts(plan, rowCount: rowCount, part: part)
                return found.map { (.coded($0.codes, dictionary), $0.check) }
            case .shortDays(let from, let block):
                guard from <= DayNumber.max - DayNumber(UInt16.max) else { return nil }
                let found = try file.viewInParts(block, of: UInt16.self, count: rowCount, part: part)
                return found.map { (.days(.shorts($0.view, from: from)), $0.parts.check(of: $0.view)) }
            case .days(let block):
                let found = try file.viewInParts(block, of: DayNumber.self, count: rowCount, part: part)
                return found.map { (.days(.words($0.view)), $0.parts.check(of: $0.view)) }
            case .numbers(let width, let divisor, let block, nil):
                func found<Element: BitwiseCopyable & Sendable>(
                    _ values: (View<Element>) -> StoredNumbers.Values
                ) throws(StoreError) -> (column: StoredColumn, check: RowCheck)? {
                    let found = try file.viewInParts(block, of: Element.self, count: rowCount, part: part)
                    return found.map { view, parts in
                        (.numbers(StoredNumbers(values(view), divisor: divisor, states: nil)), parts.check(of: view))
                    }
                }
                switch width {
                case 1: return try found { .bytes($0) }
                case 2: return try found { .shorts($0) }
                case 4: return try found { .words($0) }
                case _: return try found { .doubles($0) }
                }
            case .numbersByCode(let codes, let numbers):
                guard let codes = try codesInParts(codes, rowCount: rowCount, part: part) else { return nil }
                return try numbersInParts(numbers, by: codes, count: rowCount, part: part)
            case .numbers, .repeatedCode, .countingCodes, .repeatedDay, .repeatedNumber, .numberSpans, .dateSpans,
                .money, .list, .truths, .unknown, .periods:
                return nil
            }
        } catch {
            return nil
        }
    }

    /// The codes of a column, and the check of its rows; what they stand for is not looked at, nor whether it is sound.
    private func codesInParts(
        _ plan: ColumnPlan, rowCount: Int, part: String
    ) throws(StoreError) -> (codes: StoredCodes, limit: UInt32, check: RowCheck)? {
        guard case .codes(let width, let block, let number) = plan,
            let (codes, parts) = try file.codesInParts(block, width: width, count: rowCount, part: part)
        else { return nil }
        let limit = try codeLimit(number, part)
        let check = RowCheck(rowCount: rowCount, stretch: BlockSeal.partSize / width) { rows in
            parts.check(rows.lowerBound * width..<rows.upperBound * width) && codes.largest(rows) < limit
        }
        return (codes, limit, check)
    }

    /// The code behind the last of a dictionary.
    private func codeLimit(_ number: Int, _ part: String) throws(StoreError) -> UInt32 {
        guard plans.indices.contains(number) else { throw .damaged(path: file.path, part: part) }
        return UInt32(clamping: plans[number].count + Int(CodedColumn.firstCode))
    }

    /// What the codes of a column stand for; nil of other columns.
    func dictionary(_ plan: ColumnPlan, part: String) -> CodeDictionary? {
        switch plan {
        case .codes(_, _, let number), .repeatedCode(_, let number), .countingCodes(_, let number):
            do throws(StoreError) { return try dictionary(number, part) } catch {
                integrity.fail(error.text)
                return nil
            }
        case .shortDays, .days, .repeatedDay, .numbers, .repeatedNumber, .numberSpans, .dateSpans, .money, .list,
            .truths, .unknown, .periods, .numbersByCode:
            return nil
        }
    }

    /// The runs of a segment, checked: nobody looks at rows that they leave out.
    func runs(_ plan: RunsPlan, rowCount: Int) throws(StoreError) -> RowRuns {
        let part = "the runs of the events"
        guard
            let runs = RowRuns(
                kindColumn: plan.kindColumn, dateColumn: plan.dateColumn,
                starts: try file.view(plan.starts, of: UInt32.self, count: plan.count, part: part),
                kinds: try file.view(plan.kinds, of: UInt32.self, count: plan.count, part: part),
                firstDays: try file.view(plan.firstDays, of: DayNumber.self, count: plan.count, part: part),
                lastDays: try file.view(plan.lastDays, of: DayNumber.self, count: plan.count, part: part),
                rowCount: rowCount)
        else { throw .damaged(path: file.path, part: part) }
        return runs
    }

    private func column(
        _ plan: ColumnPlan, _ type: ValueType, _ count: Int, _ part: String
    ) throws(StoreError) -> StoredColumn {
        let damage = StoreError.damaged(path: file.path, part: part)
        switch plan {
        case .codes(let width, let block, let number):
            let dictionary = try dictionary(number, part)
            let codes = try file.codes(block, width: width, count: count, part: part)
            let limit = try codeLimit(number, part)
            guard count == 0 || codes.largest < limit else { throw damage }
            return .coded(codes, dictionary)
        case .repeatedCode(let code, let number):
            let dictionary = try dictionary(number, part)
            guard count == 0 || Int(code) < dictionary.codeCount else { throw damage }
            return .coded(.repeated(code, count: count), dictionary)
        case .countingCodes(let first, let number):
            let dictionary = try dictionary(number, part)
            guard Int(first) + count <= dictionary.codeCount else { throw damage }
            return .coded(.counting(first: first, count: count), dictionary)
        case .shortDays(let from, let block):
            guard from <= DayNumber.max - DayNumber(UInt16.max) else { throw damage }
            return .days(.shorts(try file.view(block, of: UInt16.self, count: count, part: part), from: from))
        case .days(let block): return .days(.words(try file.view(block, of: DayNumber.self, count: count, part: part)))
        case .repeatedDay(let day): return .days(.repeated(day, count: count))
        case .numbers(let width, let divisor, let block, let states):
            let values: StoredNumbers.Values =
                switch width {
                case 1: .bytes(try file.view(block, of: Int8.self, count: count, part: part))
                case 2: .shorts(try file.view(block, of: Int16.self, count: count, part: part))
                case 4: .words(try file.view(block, of: Int32.self, count: count, part: part))
                case _: .doubles(try file.view(block, of: Double.self, count: count, part: part))
                }
            return .numbers(StoredNumbers(values, divisor: divisor, states: try stateView(states, count, part)))
        case .repeatedNumber(let number, let states):
            return .numbers(
                StoredNumbers(.repeated(number, count: count), states: try stateView(states, count, part)))
        case .unknown: return .unknown(type, count: count)
        case .numbersByCode(.codes(let width, let block, _), let numbers):
            let codes = try file.codes(block, width: width, count: count, part: part)
            return try self.numbers(numbers, by: codes, count: count, part: part)
        case .numbersByCode: throw damage
        case .numberSpans, .dateSpans, .money, .list, .truths, .periods:
            return .plain(try wide(plan, type, count, part))
        }
    }

    /// Columns that operators read in full width only.
    private func wide(_ plan: ColumnPlan, _ type: ValueType, _ count: Int, _ part: String) throws(StoreError) -> Column
    {
        let damage = StoreError.damaged(path: file.path, part: part)
        switch plan {
        case .numberSpans(let low, let high, let states):
            return .number(
                NumberColumn(
                    low: try array(low, of: Double.self, count, part),
                    high: try array(high, of: Double.self, count, part),
                    states: try self.states(states, count, part)))
        case .dateSpans(let blocks): return .date(try dates(blocks, count, part))
        case .money(let amount, let currency):
            guard case .number(let numbers) = try wide(amount, .number, count, part),
                case .coded(let codes) = try wide(currency, .text, count, part)
            else { throw damage }
            return .money(MoneyColumn(amount: numbers, currency: codes))
        case .list(let offsets, let values, let valueCount, let states, let alternatives):
            let offsets = try array(offsets, of: Int32.self, count + 1, part)
            guard offsets.first == 0, offsets.last.map(Int.init) == valueCount,
                zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 })
            else { throw damage }
            var bits: Bits?
            if let alternatives {
                let bytes = try array(alternatives, of: UInt8.self, count, part)
                bits = Bits(count: count) { bytes[$0] != 0 }
            }
            return .list(
                ListColumn(
                    offsets: offsets, values: try wide(values, type.element, valueCount, part),
                    states: try self.states(states, count, part), alternatives: bits))
        case .truths(let block):
            let bytes = try array(block, of: UInt8.self, count, part)
            guard bytes.allSatisfy({ $0 <= Truth.yes.rawValue }) else { throw damage }
            return .truth(
                TruthMask(
                    certain: Bits(count: count) { bytes[$0] == Truth.yes.rawValue },
                    possible: Bits(count: count) { bytes[$0] != Truth.no.rawValue }))
        case .periods(let first, let last, let units, let states):
            let numbers = try array(units, of: UInt8.self, count, part)
            guard numbers.allSatisfy({ Int($0) <= TimeUnit.allCases.count }) else { throw damage }
            return .period(
                PeriodColumn(
                    first: try array(first, of: DayNumber.self, count, part),
                    last: try array(last, of: DayNumber.self, count, part),
                    units: numbers.map { $0 == 0 ? nil : TimeUnit.allCases[Int($0) - 1] },
                    states: try self.states(states, count, part)))
        case .codes, .repeatedCode, .countingCodes, .shortDays, .days, .repeatedDay, .numbers, .repeatedNumber,
            .unknown, .numbersByCode:
            let stored = try column(plan, type, count, part)
            return stored.column(0..<count).column
        }
    }

    private func dates(_ blocks: ColumnPlan.DateBlocks, _ count: Int, _ part: String) throws(StoreError) -> DateColumn {
        var days: [[DayNumber]] = []
        for block in blocks.days { days.append(try array(block, of: DayNumber.self, count, part)) }
        let lasted = try array(blocks.lasted, of: UInt8.self, count, part)
        guard days.count == 5, let states = try states(blocks.states, count, part),
            days[4].allSatisfy({ $0 >= -1 && Int($0) < blocks.written.count })
        else { throw .damaged(path: file.path, part: part) }
        return DateColumn(
            first: days[0],
            spans: DateColumn.Spans(
                startLatest: days[1], endEarliest: days[2], endLatest: days[3], lasted: lasted.map { $0 != 0 },
                states: states, writtenIndex: days[4], written: blocks.written))
    }

    private func array<Element: BitwiseCopyable & Sendable>(
        _ block: BlockReference, of type: Element.Type, _ count: Int, _ part: String
    ) throws(StoreError) -> [Element] {
        let view = try file.view(block, of: type, count: count, part: part)
        return Array(UnsafeBufferPointer(start: view.base, count: count))
    }

    private func stateView(_ block: BlockReference?, _ count: Int, _ part: String) throws(StoreError) -> View<UInt8>? {
        guard let block else { return nil }
        let view = try file.view(block, of: UInt8.self, count: count, part: part)
        guard (0..<count).allSatisfy({ CellState(rawValue: view.base[$0]) != nil }) else {
            throw .damaged(path: file.path, part: part)
        }
        return view
    }

    private func states(_ block: BlockReference?, _ count: Int, _ part: String) throws(StoreError) -> [CellState]? {
        guard let view = try stateView(block, count, part) else { return nil }
        return (0..<count).map { CellState(rawValue: view.base[$0]) ?? .unknown }
    }

    // MARK: Dictionaries

    private func dictionary(_ number: Int, _ part: String) throws(StoreError) -> CodeDictionary {
        guard plans.indices.contains(number) else { throw .damaged(path: file.path, part: part) }
        let known = dictionaries.withLock { $0[number] }
        if let known {
            // Whoever asks may look at all of it again.
            if case .texts(_, _, let byteCount) = plans[number].form { file.willRead(byteCount) }
            return known
        }
        let made = try make(plans[number])
        // Whoever was first gives the one that all use: columns of one dictionary are told by it being the same.
        return dictionaries.withLock { dictionaries in
            if let known = dictionaries[number] { return known }
            dictionaries[number] = made
            return made
        }
    }

    private func make(_ plan: DictionaryPlan) throws(StoreError) -> CodeDictionary {
        let part = "a dictionary"
        switch plan.form {
        case .numbers(8, _, let block):
            return CodeDictionary(
                .numbers(NumberTexts(try file.view(block, of: Int64.self, count: plan.count, part: part))),
                isSorted: plan.isSorted)
        case .numbers(_, let from, let block):
            guard from <= Int64.max - Int64(UInt32.max) else { throw .damaged(path: file.path, part: part) }
            let numbers = try file.view(block, of: UInt32.self, count: plan.count, part: part)
            return CodeDictionary(.numbers(NumberTexts(numbers, from: from)), isSorted: plan.isSorted)
        case .texts(let ends, let bytes, let byteCount):
            let ends = try self.ends(ends, count: plan.count, part)
            let bytes = try file.view(bytes, of: UInt8.self, count: byteCount, part: part)
            guard let table = TextTable(ends: ends, bytes: bytes) else {
                throw .damaged(path: file.path, part: part)
            }
            return CodeDictionary(.table(table), isSorted: plan.isSorted)
        }
    }

    /// Where texts end: numbers of 8 bytes, or of 4 where they are enough.
    private func ends(_ block: BlockReference, count: Int, _ part: String) throws(StoreError) -> TextEnds {
        count > 0 && block.byteCount == UInt64(count) * 4
            ? .near(try file.view(block, of: UInt32.self, count: count, part: part))
            : .far(try file.view(block, of: UInt64.self, count: count, part: part))
    }
}

extension BlockParts {
    /// A check of the rows of a column that has an element a row.
    fileprivate func check<Element>(of view: View<Element>) -> RowCheck {
        let width = MemoryLayout<Element>.stride
        return RowCheck(rowCount: view.count, stretch: BlockSeal.partSize / width) { rows in
            check(rows.lowerBound * width..<rows.upperBound * width)
        }
    }
}

extension StoreFile {
    /// Codes of a block of several parts; nil of one that is checked as a whole.
    func codesInParts(
        _ block: BlockReference, width: Int, count: Int, part: String
    ) throws(StoreError) -> (codes: StoredCodes, parts: BlockParts)? {
        switch width {
        case 1: try viewInParts(block, of: UInt8.self, count: count, part: part).map { (.bytes($0.view), $0.parts) }
        case 2: try viewInParts(block, of: UInt16.self, count: count, part: part).map { (.shorts($0.view), $0.parts) }
        case _: try viewInParts(block, of: UInt32.self, count: count, part: part).map { (.words($0.view), $0.parts) }
        }
    }

    /// Codes where they lie, of 1, 2 or 4 bytes each.
    func codes(_ block: BlockReference, width: Int, count: Int, part: String) throws(StoreError) -> StoredCodes {
        switch width {
        case 1: .bytes(try view(block, of: UInt8.self, count: count, part: part))
        case 2: .shorts(try view(block, of: UInt16.self, count: count, part: part))
        case _: .words(try view(block, of: UInt32.self, count: count, part: part))
        }
    }
}
