import Columnar
import EventModel
import Plan

/// Rows that are known one by one, their columns fetched when somebody asks.
///
/// Rows stand in some order; `order` says in which they ought to stand, and is only gone through with when that
/// matters, so that the first few of many cost no sort of all.
struct Rows {
    enum Source {
        /// A column of the table.
        case stored(Int)
        /// An expression over the columns of the table.
        case derived(Expression)
        /// A cell a row.
        case made(Column)
        /// A column of other rows that stand beside these.
        case beside(Neighbours, Int)

        init(_ expression: Expression, _ table: Table) {
            if case .column(let name) = expression.node, let index = table.index(of: name) {
                self = .stored(index)
            } else {
                self = .derived(expression)
            }
        }
    }

    var fields: [Field]
    var sources: [Source]
    let table: Table?
    /// Where each row stands in the table; -1s where no column is stored.
    var places: [RowPlace]
    var count: Int
    var unseen: Bits?
    var marked: Bits?
    /// Ranks of the rows, the first deciding before the second.
    private(set) var order: [[UInt64]] = []
    /// Whether rows that no rank tells apart go by the id of their place.
    private var isTiedByID = false

    init(fields: [Field], sources: [Source], table: Table, places: [RowPlace]) {
        self.fields = fields
        self.sources = sources
        self.table = table
        self.places = places
        count = places.count
    }

    init(fields: [Field], columns: [Column], count: Int) {
        self.fields = fields
        sources = columns.map { .made($0) }
        table = nil
        places = []
        self.count = count
    }

    static func empty(_ fields: [Field]) -> Rows {
        Rows(fields: fields, columns: fields.map { Column([], type: $0.type) }, count: 0)
    }

    var presence: Presence {
        get {
            let all = Bits(count: count, repeating: true)
            return Presence(visible: unseen.map { all - $0 } ?? all, unseen: unseen, marked: marked)
        }
        set {
            unseen = newValue.unseen
            marked = newValue.marked
        }
    }

    // MARK: Columns

    func column(_ index: Int, _ state: RunState) throws(RunError) -> Column {
        switch sources[index] {
        case .made(let column): return column
        case .beside(let neighbours, let index): return try neighbours.column(index, state)
        case .stored(let place):
            try state.reserve(count, bytesEach: 8)
            let column = stored(place)
            try state.advance(by: 0)
            return column
        case .derived(let expression):
            try state.reserve(count, bytesEach: 16)
            guard let table else { return Column.repeating(.unknown, count: count, type: expression.type) }
            let names = expression.columnNames
            let needed = table.schema.fields.indices.filter { names.contains(table.schema.fields[$0].name) }
            let batch = Batch(needed.map { stored($0) }, rowCount: count)
            try state.advance(by: 0)
            let compiled = Compiled(expression, Layout(needed.map { table.schema.fields[$0] }), state.context)
            let column = compiled.vector(batch).column(count: count, type: expression.type)
            try state.advance(by: 0)
            return column
        }
    }

    /// Whether a column is known to have no cell that anybody coded.
    func isUnknown(_ index: Int) -> Bool {
        guard case .stored(let place) = sources[index], let table else { return false }
        return table.segments.allSatisfy { $0.stored(place).isUnknown }
    }

    private func stored(_ place: Int) -> Column {
        guard let table else { return Column([], type: .number) }
        return Column.gathering(
            stored: table.segments.map { $0.stored(place) }, places, type: table.schema.fields[place].type)
    }

    /// All rows as one batch of the columns that expressions speak of, and the layout of these.
    func batch(for expressions: [Expression], _ state: RunState) throws(RunError) -> (Batch, Layout) {
        let names = expressions.reduce(into: Set<String>()) { $0.formUnion($1.columnNames) }
        var columns: [Column] = []
        var used: [Field] = []
        for (index, field) in fields.enumerated() where names.contains(field.name) {
            columns.append(try column(index, state))
            used.append(field)
        }
        return (Batch(columns, rowCount: count, visible: unseen.map { ~$0 }), Layout(used))
    }

    func evaluate(_ expression: Expression, _ state: RunState) throws(RunError) -> Column {
        let (batch, layout) = try batch(for: [expression], state)
        let column = Compiled(expression, layout, state.context).vector(batch)
            .column(count: count, type: expression.type)
        try state.advance(by: 0)
        return column
    }

    // MARK: Rows

    /// The rows of given numbers, in their order.
    func selecting(_ chosen: [Int], _ state: RunState) throws(RunError) -> Rows {
        var result = self
        result.count = chosen.count
        if !places.isEmpty {
            result.places = [RowPlace](untilStopped: chosen.indices) { places[chosen[$0]] }
            try state.advance(by: 0)
        }
        // All columns of the same neighbours go on sharing which row stands beside which.
        var moved: [ObjectIdentifier: Neighbours] = [:]
        for (index, source) in sources.enumerated() {
            switch source {
            case .stored, .derived: break
            case .made(let column):
                result.sources[index] = .made(column.gathering(chosen, type: fields[index].type))
                try state.advance(by: 0)
            case .beside(let neighbours, let column):
                let now = moved[ObjectIdentifier(neighbours)] ?? neighbours.selecting(chosen)
                moved[ObjectIdentifier(neighbours)] = now
                result.sources[index] = .beside(now, column)
            }
        }
        func bits(_ bits: Bits?) -> Bits? {
            let gathered = bits?.gathering(chosen)
            return gathered?.isEmpty == true ? nil : gathered
        }
        result.unseen = bits(unseen)
        result.marked = bits(marked)
        result.order = order.map { ranks in [UInt64](untilStopped: chosen.indices) { ranks[chosen[$0]] } }
        try state.advance(by: 0)
        return result
    }

    /// Leaves out the unseen rows for good; they are counted.
    mutating func settle(_ state: RunState) throws(RunError) {
        guard let unseen else { return }
        state.addPossible(unseen.population)
        self = try selecting((~unseen).rows, state)
    }

    // MARK: Order

    /// Rows are to stand by date and then by id, as far as the table has them.
    mutating func setDefaultOrder(_ state: RunState) throws(RunError) {
        guard let table else { return }
        isTiedByID = table.index(of: "id") != nil
        guard let date = table.index(of: "date"), table.schema.fields[date].type == .date else {
            if isTiedByID {
                try state.reserve(count, bytesEach: 8)
                order = [Array(repeating: 0, count: count)]
            }
            return
        }
        guard case .date(let dates) = stored(date) else { return }
        try state.reserve(count, bytesEach: 8)
        order = [[UInt64](untilStopped: places.indices) { ValueOrder.rank(of: dates, row: $0) }]
        try state.advance(by: 0)
    }

    /// Rows are to stand by these ranks first, then as before.
    mutating func orderFirst(by ranks: [[UInt64]]) { order = ranks + order }

    /// Puts the rows in the order in which they ought to stand.
    mutating func settleOrder(_ state: RunState) throws(RunError) {
        if order.isEmpty { return }
        self = try selecting(ordered(limit: nil, state), state)
        order = []
        isTiedByID = false
    }

    /// The first rows of the order, or all; the rows stand in order afterwards.
    mutating func keepFirst(_ limit: Int, from first: Int, _ state: RunState) throws(RunError) {
        let end = first > Int.max - limit ? Int.max : first + limit
        var chosen: [Int]
        if order.isEmpty {
            chosen = Array(min(first, count)..<min(end, count))
        } else {
            chosen = Array(try ordered(limit: end, state).dropFirst(first))
        }
        if chosen.count == count, order.isEmpty { return }
        self = try selecting(chosen, state)
        order = []
        isTiedByID = false
    }

    /// Numbers of the rows in their order; only the first `limit`, if there is one.
    func ordered(limit: Int?, _ state: RunState) throws(RunError) -> [Int] {
        guard let first = order.first else { return Array(0..<min(count, limit ?? count)) }
        if limit.map({ $0 >= count / 4 }) ?? true, let ids = isTiedByID ? numberedIDs() : [] {
            try state.reserve(count, bytesEach: 48)
            defer { state.release(count, bytesEach: 48) }
            var ranks = order.map { ranks in { (row: Int32) in ranks[Int(row)] } }
            if !ids.isEmpty { ranks.append { UInt64(bitPattern: ids[Int($0)]) ^ 1 << 63 } }
            return try RankedRows.sorted(count: count, by: ranks, state).prefix(limit ?? count).map { Int($0) }
        }
        try state.reserve(count, bytesEach: 16)
        defer { state.release(count, bytesEach: 16) }
        let ids = isTiedByID ? table.flatMap(StoredIDs.init) : nil
        let rest = Array(order.dropFirst())
        func precedes(_ left: Int, _ right: Int) -> Bool {
            if first[left] != first[right] { return first[left] < first[right] }
            for ranks in rest where ranks[left] != ranks[right] { return ranks[left] < ranks[right] }
            if let order = ids?.order(places[left], places[right]), order != 0 { return order < 0 }
            return left < right
        }
        guard let limit, limit < count / 4 else {
            let all = try state.sorted(0..<count, by: precedes)
            return limit.map { Array(all.prefix($0)) } ?? all
        }
        var best = FirstRows(limit: limit)
        for row in 0..<count {
            if row % RunState.piece == 0 { try state.advance(by: 0) }
            best.offer(row, precedes)
        }
        return best.sorted(by: precedes)
    }

    /// The ids of the rows where all of them are numbers; none where there are no ids at all.
    private func numberedIDs() -> [Int64]? {
        guard let table, let id = table.index(of: "id") else { return [] }
        return NumberTexts.gathered(table.segments.map { $0.stored(id) }, places)
    }
}

/// The first so many of rows by some order: a heap whose top is the last of them.
struct FirstRows {
    private let limit: Int
    private var heap: [Int] = []

    init(limit: Int) { self.limit = limit }

    @inline(__always)
    mutating func offer(_ row: Int, _ precedes: (Int, Int) -> Bool) {
        if heap.count < limit {
            heap.append(row)
            rise(precedes)
        } else if limit > 0, precedes(row, heap[0]) {
            heap[0] = row
            sink(precedes)
        }
    }

    func sorted(by precedes: (Int, Int) -> Bool) -> [Int] { Stop.sorted(heap, by: precedes) }

    private mutating func rise(_ precedes: (Int, Int) -> Bool) {
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            if !precedes(heap[parent], heap[child]) { return }
            heap.swapAt(parent, child)
            child = parent
        }
    }

    private mutating func sink(_ precedes: (Int, Int) -> Bool) {
        var parent = 0
        while true {
            var last = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && precedes(heap[last], heap[child])
            {
                last = child
            }
            if last == parent { return }
            heap.swapAt(parent, last)
            parent = last
        }
    }
}
