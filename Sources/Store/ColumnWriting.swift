import Columnar
import EventModel

/// Writes columns and the dictionaries behind them; each dictionary once.
struct ColumnWriter {
    let blocks: BlockWriter
    /// The entries of the directory, in the order of their numbers.
    private(set) var dictionaries: [DictionaryPlan] = []
    private var numbers: [ObjectIdentifier: Int] = [:]
    /// Held, so that no other dictionary comes to lie where one of these lay.
    private var held: [CodeDictionary] = []

    /// - Parameter dictionaries: those that have their numbers already.
    init(_ blocks: BlockWriter, dictionaries: [DictionaryPlan] = []) {
        self.blocks = blocks
        self.dictionaries = dictionaries
    }

    /// The column by whose codes numbers may lie.
    static let keyField = "url"

    /// Writes the columns of a segment.
    mutating func columns(
        _ schema: TableSchema, _ isCancelled: @Sendable () -> Bool, _ column: (Int) -> StoredColumn
    ) throws(StoreError) -> [ColumnPlan] {
        var plans = [ColumnPlan](repeating: .unknown, count: schema.fields.count)
        // What is told of an article is the same in all its rows, mostly.
        let key = schema.fields.firstIndex { $0.name == Self.keyField && $0.type == .text }
        let keys = try key.map { key throws(StoreError) in
            let stored = Self.packed(column(key), .text)
            plans[key] = try plan(stored, .text)
            return stored
        }
        for index in schema.fields.indices where index != key {
            if isCancelled() { throw .cancelled }
            let stored = Self.packed(column(index), schema.fields[index].type)
            if let key, let keys, let byCode = try plan(stored, by: keys, plans[key]) {
                plans[index] = byCode
            } else {
                plans[index] = try plan(stored, schema.fields[index].type)
            }
        }
        return plans
    }

    private static func packed(_ column: StoredColumn, _ type: ValueType) -> StoredColumn {
        if case .plain(let column) = column { StoredColumn(packing: column, type: type) } else { column }
    }

    mutating func plan(_ runs: Clustering, kindColumn: Int, dateColumn: Int) throws(StoreError) -> RunsPlan {
        RunsPlan(
            count: runs.starts.count, kindColumn: kindColumn, dateColumn: dateColumn,
            starts: try blocks.block(runs.starts), kinds: try blocks.block(runs.kinds),
            firstDays: try blocks.block(runs.firstDays), lastDays: try blocks.block(runs.lastDays))
    }

    mutating func plan(_ runs: RowRuns) throws(StoreError) -> RunsPlan {
        RunsPlan(
            count: runs.count, kindColumn: runs.kindColumn, dateColumn: runs.dateColumn,
            starts: try blocks.block(runs.starts), kinds: try blocks.block(runs.kinds),
            firstDays: try blocks.block(runs.firstDays), lastDays: try blocks.block(runs.lastDays))
    }

    mutating func plan(_ stored: StoredColumn, _ type: ValueType) throws(StoreError) -> ColumnPlan {
        switch stored {
        case .plain(let column):
            switch StoredColumn(packing: column, type: type) {
            case .plain(let column): return try plan(column, type)
            case let packed: return try plan(packed, type)
            }
        case .unknown: return .unknown
        case .coded(let codes, let dictionary):
            return try blocks.plan(codes, dictionary: try number(dictionary))
        case .days(let days): return try blocks.plan(days)
        case .numbers(let numbers): return try blocks.plan(numbers)
        }
    }

    /// Columns that have no narrower form.
    private mutating func plan(_ column: Column, _ type: ValueType) throws(StoreError) -> ColumnPlan {
        switch column {
        case .coded, .truth: break
        case .number(let numbers):
            return .numberSpans(
                low: try blocks.block(numbers.low), high: try blocks.block(numbers.high ?? numbers.low),
                states: try states(numbers.states))
        case .date(let dates): return try plan(dates)
        case .money(let money):
            return .money(
                amount: try plan(.plain(.number(money.amount)), .number),
                currency: try plan(.plain(.coded(money.currency)), .text))
        case .period(let periods):
            return .periods(
                first: try blocks.block(periods.first), last: try blocks.block(periods.last),
                units: try blocks.block(periods.units.map(Self.number)), states: try states(periods.states))
        case .list(let list):
            var alternatives: BlockReference?
            if let bits = list.alternatives {
                alternatives = try blocks.block((0..<bits.count).map { UInt8(bits[$0] ? 1 : 0) })
            }
            return .list(
                offsets: try blocks.block(list.offsets), values: try plan(.plain(list.values.column), type.element),
                valueCount: list.values.column.count, states: try states(list.states), alternatives: alternatives)
        }
        guard case .truth(let mask) = column else { return try plan(StoredColumn(packing: column, type: type), type) }
        return .truths(try blocks.block((0..<mask.count).map { mask[$0].rawValue }))
    }

    private mutating func plan(_ dates: DateColumn) throws(StoreError) -> ColumnPlan {
        guard let spans = dates.spans else { return try blocks.plan(StoredDays(dates.first)) }
        let days = [dates.first, spans.startLatest, spans.endEarliest, spans.endLatest, spans.writtenIndex]
        var blocks: [BlockReference] = []
        for part in days { blocks.append(try self.blocks.block(part)) }
        return .dateSpans(
            ColumnPlan.DateBlocks(
                days: blocks, lasted: try self.blocks.block(spans.lasted.map { UInt8($0 ? 1 : 0) }),
                states: try self.blocks.block(spans.states.map(\.rawValue)), written: spans.written))
    }

    private mutating func states(_ states: [CellState]?) throws(StoreError) -> BlockReference? {
        guard let states else { return nil }
        return try blocks.block(states.map(\.rawValue))
    }

    static func number(_ unit: TimeUnit?) -> UInt8 {
        unit.flatMap { TimeUnit.allCases.firstIndex(of: $0) }.map { UInt8($0 + 1) } ?? 0
    }

    // MARK: Dictionaries

    private mutating func number(_ dictionary: CodeDictionary) throws(StoreError) -> Int {
        if let known = numbers[ObjectIdentifier(dictionary)] { return known }
        let number = dictionaries.count
        numbers[ObjectIdentifier(dictionary)] = number
        held.append(dictionary)
        dictionaries.append(try plan(dictionary))
        return number
    }

    /// Texts of which it does not matter how they lie.
    private static let fewTexts = 64

    private func plan(_ dictionary: CodeDictionary) throws(StoreError) -> DictionaryPlan {
        let form: DictionaryPlan.Form
        switch dictionary.source {
        case .table(let table):
            if table.count > Self.fewTexts, let numbers = NumberTexts(table) {
                form = try blocks.form(numbers)
            } else {
                form = try blocks.form(table)
            }
        case .numbers(let numbers): form = try blocks.form(numbers)
        case .texts, .events:
            let texts = dictionary.texts
            if texts.count > Self.fewTexts, let numbers = NumberTexts(texts) {
                form = try blocks.form(numbers)
            } else {
                form = try blocks.form(TextTable(texts))
            }
        }
        return DictionaryPlan(count: dictionary.count, isSorted: dictionary.isSorted, form: form)
    }
}

/// Where the entries of a dictionary lie.
package struct DictionaryPlan: Sendable {
    package enum Form: Sendable {
        case texts(ends: BlockReference, bytes: BlockReference, byteCount: Int)
        /// Numbers of 8 bytes, or of 4 from a first one on, which stand for their decimal texts.
        case numbers(width: Int, from: Int64, BlockReference)
    }

    package var count: Int
    package var isSorted: Bool
    package var form: Form

    package init(count: Int, isSorted: Bool, form: Form) {
        self.count = count
        self.isSorted = isSorted
        self.form = form
    }
}

extension ByteWriter {
    mutating func dictionary(_ plan: DictionaryPlan) {
        count(plan.count)
        flag(plan.isSorted)
        switch plan.form {
        case .texts(let ends, let bytes, let byteCount):
            raw([0])
            block(ends)
            block(bytes)
            count(byteCount)
        case .numbers(let width, let from, let numbers):
            raw([1, UInt8(width)])
            signed(from)
            block(numbers)
        }
    }
}

extension ByteReader {
    mutating func dictionary() throws(StoreError) -> DictionaryPlan {
        let count = try count()
        let isSorted = try flag()
        switch try raw(1).first {
        case 0:
            return DictionaryPlan(
                count: count, isSorted: isSorted,
                form: .texts(ends: try block(), bytes: try block(), byteCount: try self.count()))
        case 1:
            let width = Int(try raw(1).first ?? 0)
            guard width == 4 || width == 8 else { throw damage }
            return DictionaryPlan(
                count: count, isSorted: isSorted, form: .numbers(width: width, from: try signed(), try block()))
        case _: throw damage
        }
    }
}
