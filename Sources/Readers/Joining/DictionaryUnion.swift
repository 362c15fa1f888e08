import Columnar
import EventModel

/// The dictionaries of data sets that become one: columns that are compared with one another get one dictionary, so
/// that they can be compared by their codes.
struct DictionaryUnion {
    /// What becomes of the codes of a dictionary.
    private struct Change {
        /// Held, so that no other dictionary comes to lie where it lies.
        let old: CodeDictionary
        let new: CodeDictionary
        /// By old code; nil where the codes stay.
        let codes: [UInt32]?
    }

    private var changes: [ObjectIdentifier: Change] = [:]

    /// Entries that always may stand in one dictionary. Where texts are many, and mostly stand once, as ids and
    /// addresses do, one of all would cost more than it saves.
    static let smallCount = 1 << 16
    static let largestCount = 1 << 20

    /// - Parameters:
    ///   - kinds: the order of kinds.
    ///   - renamed: what entries are called now, where a dictionary's are called otherwise.
    init(_ groups: DictionaryGroups, kinds: KindCatalog, renamed: [ObjectIdentifier: CodeDictionary]) {
        for group in groups.groups where group.isWorthwhile {
            let isRenamed = group.dictionaries.contains { renamed[ObjectIdentifier($0)] != nil }
            guard group.dictionaries.count > 1 || isRenamed else { continue }
            add(group.dictionaries, kinds: group.holdsKinds ? kinds : nil, renamed)
        }
    }

    private mutating func add(
        _ old: [CodeDictionary], kinds: KindCatalog?, _ renamed: [ObjectIdentifier: CodeDictionary]
    ) {
        let dictionaries = old.map { renamed[ObjectIdentifier($0)] ?? $0 }
        var entries: [Entry] = []
        entries.reserveCapacity(dictionaries.reduce(0) { $0 + $1.count })
        for (index, dictionary) in dictionaries.enumerated() {
            for entry in 0..<dictionary.count {
                let rank = kinds.map { $0.position(named: dictionary[entry]) ?? Int.max } ?? 0
                entries.append(Entry(rank: rank, dictionary: Int32(index), entry: Int32(entry)))
            }
        }
        func bytes<Result>(_ entry: Entry, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
            dictionaries[Int(entry.dictionary)].withBytes(Int(entry.entry), body)
        }
        func isBefore(_ left: Entry, _ right: Entry) -> Bool {
            left.rank != right.rank
                ? left.rank < right.rank
                : bytes(left) { left in bytes(right) { left.lexicographicallyPrecedes($0) } }
        }
        entries.sort(by: isBefore)
        var texts: [UInt8] = []
        var ends: [UInt64] = []
        var maps = dictionaries.map { [UInt32](repeating: 0, count: $0.codeCount) }
        for index in maps.indices { maps[index].replaceSubrange(0..<2, with: [CodedColumn.unknown, CodedColumn.none]) }
        for (index, entry) in entries.enumerated() {
            let isNew =
                index == 0 || bytes(entry) { one in bytes(entries[index - 1]) { !one.elementsEqual($0) } }
            if isNew {
                bytes(entry) { texts.append(contentsOf: $0) }
                ends.append(UInt64(texts.count))
            }
            maps[Int(entry.dictionary)][Int(entry.entry) + Int(CodedColumn.firstCode)] =
                UInt32(ends.count - 1) + CodedColumn.firstCode
        }
        // A dictionary that had all entries before stays, and its columns with it.
        let isIdentity = maps.map { map in map.indices.allSatisfy { map[$0] == UInt32($0) } }
        let whole = old.indices.first {
            isIdentity[$0] && old[$0] === dictionaries[$0] && old[$0].count == ends.count
        }
        guard let table = TextTable(ends: View(ends), bytes: View(texts)) else { return }
        let isSorted = kinds == nil || Self.isRising(table)
        let union = whole.map { dictionaries[$0] } ?? CodeDictionary(.table(table), isSorted: isSorted)
        for (index, dictionary) in old.enumerated() {
            changes[ObjectIdentifier(dictionary)] = Change(
                old: dictionary, new: union, codes: isIdentity[index] ? nil : maps[index])
        }
    }

    private struct Entry {
        let rank: Int
        let dictionary: Int32
        let entry: Int32
    }

    private static func isRising(_ table: TextTable) -> Bool {
        (0..<table.count).dropFirst().allSatisfy { entry in
            let (one, two) = (table.range(entry - 1), table.range(entry))
            let base = table.bytes.base
            return UnsafeBufferPointer(start: base + one.lowerBound, count: one.count)
                .lexicographicallyPrecedes(UnsafeBufferPointer(start: base + two.lowerBound, count: two.count))
        }
    }

    // MARK: Columns

    /// What stands in the place of a dictionary.
    func successor(of dictionary: CodeDictionary) -> CodeDictionary {
        changes[ObjectIdentifier(dictionary)]?.new ?? dictionary
    }

    func recoded(_ column: StoredColumn) -> StoredColumn {
        switch column {
        case .plain(let column): .plain(recoded(column))
        case .coded(let codes, let dictionary):
            if let change = changes[ObjectIdentifier(dictionary)] {
                .coded(change.codes.map { Self.recoded(codes, $0) } ?? codes, change.new)
            } else {
                column
            }
        case .days, .numbers, .unknown: column
        }
    }

    private func recoded(_ column: Column) -> Column {
        switch column {
        case .coded(let coded): return .coded(recoded(coded))
        case .money(let money):
            return .money(MoneyColumn(amount: money.amount, currency: recoded(money.currency)))
        case .list(let list):
            return .list(
                ListColumn(
                    offsets: list.offsets, values: recoded(list.values.column), states: list.states,
                    alternatives: list.alternatives))
        case .number, .date, .truth, .period: return column
        }
    }

    private func recoded(_ column: CodedColumn) -> CodedColumn {
        guard let change = changes[ObjectIdentifier(column.dictionary)] else { return column }
        return CodedColumn(
            codes: change.codes.map { map in column.codes.map { map[Int($0)] } } ?? column.codes,
            dictionary: change.new)
    }

    private static func recoded(_ codes: StoredCodes, _ map: [UInt32]) -> StoredCodes {
        if case .repeated(let code, let count) = codes { return .repeated(map[Int(code)], count: count) }
        var wide = codes.widened(0..<codes.count)
        for row in wide.indices { wide[row] = map[Int(wide[row])] }
        return StoredCodes(wide)
    }

    /// Runs with the codes that the kinds of a dictionary have now.
    func recoded(_ runs: RowRuns, kinds dictionary: CodeDictionary?, rowCount: Int) -> RowRuns? {
        guard let dictionary, let map = changes[ObjectIdentifier(dictionary)]?.codes else { return runs }
        let kinds = (0..<runs.count).map { map[Int(runs.kinds[$0])] }
        return RowRuns(
            kindColumn: runs.kindColumn, dateColumn: runs.dateColumn, starts: runs.starts, kinds: View(kinds),
            firstDays: runs.firstDays, lastDays: runs.lastDays, rowCount: rowCount)
    }
}

/// Which dictionaries belong together: those of one field, in all tables that share one with another.
struct DictionaryGroups {
    struct Group {
        var dictionaries: [CodeDictionary] = []
        var holdsKinds = false
        /// Whether names stand in it, of kinds, actors or places.
        var holdsNames = false
        /// Rows of the table that has most.
        var rowCount = 0

        var isWorthwhile: Bool {
            let count = dictionaries.reduce(0) { $0 + $1.count }
            return holdsNames
                || count <= min(max(DictionaryUnion.smallCount, rowCount / 8), DictionaryUnion.largestCount)
        }
    }

    private(set) var groups: [Group] = []
    /// The group of each dictionary.
    private var groupOf: [ObjectIdentifier: Int] = [:]

    /// Puts the dictionaries of one field into one group, with all that belonged to one of them before.
    mutating func add(_ dictionaries: [CodeDictionary], of type: ValueType, rowCount: Int) {
        guard let first = dictionaries.first else { return }
        let target = groupOf[ObjectIdentifier(first)] ?? groups.count
        if target == groups.count { groups.append(Group()) }
        for dictionary in dictionaries {
            let known = groupOf[ObjectIdentifier(dictionary)]
            if known == target { continue }
            guard let known else {
                groupOf[ObjectIdentifier(dictionary)] = target
                groups[target].dictionaries.append(dictionary)
                continue
            }
            let other = groups[known]
            groups[known] = Group()
            for dictionary in other.dictionaries { groupOf[ObjectIdentifier(dictionary)] = target }
            groups[target].dictionaries += other.dictionaries
            groups[target].holdsKinds = groups[target].holdsKinds || other.holdsKinds
            groups[target].holdsNames = groups[target].holdsNames || other.holdsNames
            groups[target].rowCount = max(groups[target].rowCount, other.rowCount)
        }
        groups[target].rowCount = max(groups[target].rowCount, rowCount)
        switch type.element {
        case .kind:
            groups[target].holdsKinds = true
            groups[target].holdsNames = true
        case .actor, .place: groups[target].holdsNames = true
        case .text, .number, .bool, .date, .period, .duration, .money, .event, .list: break
        }
    }
}

extension StoredColumn {
    /// What the codes in it stand for: of lists, those of their members; of sums of money, of the currencies.
    var dictionaries: [CodeDictionary] {
        switch self {
        case .plain(let column): column.dictionaries
        case .coded(_, let dictionary): [dictionary]
        case .days, .numbers, .unknown: []
        }
    }
}

extension Column {
    fileprivate var dictionaries: [CodeDictionary] {
        switch self {
        case .coded(let column): [column.dictionary]
        case .money(let money): [money.currency.dictionary]
        case .list(let list): list.values.column.dictionaries
        case .number, .date, .truth, .period: []
        }
    }
}
