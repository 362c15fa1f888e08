import Columnar
import EventModel
import Plan

/// An expression made ready for the batches of one layout, with what it has learned of their dictionaries.
///
/// A class that changes as it runs: every worker has its own.
final class Compiled {
    let expression: Expression
    let children: [Compiled]
    let context: Context
    /// Where its column stands, of an expression that is one.
    let place: Int?
    /// Places of the columns that it reads for its own row.
    private let places: Set<Int>
    /// The two places of an expression that reads its own row alone and two columns of it.
    let twoPlaces: (Int, Int)?
    /// Whether it depends on its row alone (and on no neighbours, and no group).
    private let isLocal: Bool
    private var constant: Value?
    private var tests: [ObjectIdentifier: HeldTest] = [:]
    private var tables: [ObjectIdentifier: (dictionary: CodeDictionary, column: Column)] = [:]
    /// The place of the column of an expression that reads its own row alone, and but one column of it.
    private let onlyPlace: Int?
    /// What a test of the members of lists answers for each code.
    var members: [ObjectIdentifier: (dictionary: CodeDictionary, answers: [Truth])] = [:]
    /// Answers of a test of two coded columns, by both codes.
    var pairs: PairAnswers?
    /// The pattern of a test of texts, where it is the same for all rows.
    lazy var textTest: TextTest? = makeTextTest()
    /// The days of points for which a merged test of dates is true.
    lazy var days: DaySet? = {
        if case .dated(_, let condition) = expression.node { return condition.daysOfPoints }
        return nil
    }()

    var type: ValueType { expression.type }

    init(_ expression: Expression, _ layout: Layout, _ context: Context) {
        self.expression = expression
        self.context = context
        if case .column(let name) = expression.node {
            place = layout.place(of: name)
            children = []
            places = place.map { [$0] } ?? []
            isLocal = true
            twoPlaces = nil
            onlyPlace = nil
            return
        }
        place = nil
        children = expression.children.map { Compiled($0, layout, context) }
        places = children.reduce(into: []) { $0.formUnion($1.places) }
        isLocal = expression.isLocalNode && children.allSatisfy(\.isLocal)
        let sorted = places.sorted()
        twoPlaces = isLocal && sorted.count == 2 ? (sorted[0], sorted[1]) : nil
        onlyPlace = isLocal && sorted.count == 1 ? sorted[0] : nil
    }

    private func makeTextTest() -> TextTest? {
        guard case .call(let function, let arguments) = expression.node, function.isTextTest, arguments.count == 2,
            let part = children[1].constantValue?.name
        else { return nil }
        return TextTest(function, part)
    }

    /// Whether it is a condition on one column and nothing else.
    func readsOnly(_ place: Int) -> Bool {
        type == .bool && isLocal && places == [place] && self.place == nil && constantValue == nil
    }

    // MARK: Constants

    /// The value of an expression that is the same for all rows.
    var constantValue: Value? {
        if let constant { return constant }
        guard isLocal, places.isEmpty else { return nil }
        if case .constant(let value) = expression.node {
            constant = value
        } else if case .column = expression.node {
            // A column that is not there: nobody coded it.
            constant = type == .bool ? .truth(.maybe) : .unknown
        } else {
            let row = Batch([], rowCount: 1)
            constant = type == .bool ? .truth(computeTruth(row)[0]) : computeVector(row).value(at: 0, type: type)
        }
        return constant
    }

    // MARK: Outcomes

    func truth(_ batch: Batch) -> TruthMask {
        if let value = constantValue { return TruthMask(count: batch.rowCount, repeating: value.truth) }
        if let onlyPlace, !batch.isDictionary, let id = batch.dictionaryID(onlyPlace), let known = tests[id],
            case .coded(let codes, _) = batch.stored(onlyPlace)
        {
            return known.test.mask(of: codes, start: batch.start, count: batch.rowCount)
        }
        if let (place, dictionary) = dictionaryColumn(batch) {
            let test = codeTest(dictionary, columnCount: batch.columnCount)
            if case .coded(let codes, _) = batch.stored(place) {
                return test.mask(of: codes, start: batch.start, count: batch.rowCount)
            }
            if case (.coded(let coded), let start) = batch.column(place) {
                return test.mask(of: coded.codes, start: start, count: batch.rowCount)
            }
        }
        return pairTruth(batch) ?? computeTruth(batch)
    }

    func vector(_ batch: Batch) -> Vector {
        if let value = constantValue { return .constant(value) }
        if let place {
            let (column, start) = batch.column(place)
            return .column(column, start: start)
        }
        if type == .bool { return .column(.truth(truth(batch)), start: 0) }
        if let column = ofEntries(batch) { return .column(column, start: 0) }
        if let (place, dictionary) = dictionaryColumn(batch), case (.coded(let coded), let start) = batch.column(place)
        {
            let table = table(dictionary, batch)
            return .column(table.looking(up: coded.codes, start: start, count: batch.rowCount, type: type), start: 0)
        }
        return computeVector(batch)
    }

    // MARK: Once per entry of a dictionary

    /// The coded column on which alone the expression depends, if it pays to ask of each entry of its dictionary.
    func dictionaryColumn(_ batch: Batch) -> (place: Int, dictionary: CodeDictionary)? {
        guard let only = onlyPlace, !batch.isDictionary,
            let dictionary = batch.stored(only).dictionary, dictionary.codeCount <= 2 * batch.totalRows + 64,
            dictionary.events == nil
        else { return nil }
        return (only, dictionary)
    }

    /// The column that the expression gives for every code of a dictionary, codes in order.
    func table(_ dictionary: CodeDictionary, _ batch: Batch) -> Column {
        let key = ObjectIdentifier(dictionary)
        if let known = tables[key] { return known.column }
        let column = context.tables.column(nameless, dictionary) {
            let entries = entries(of: dictionary, columnCount: batch.columnCount)
            if type == .bool { return .truth(computeTruth(entries)) }
            return computeVector(entries).column(count: entries.rowCount, type: type)
        }
        tables[key] = (dictionary, column)
        return column
    }

    /// The expression without the name of its column, if it reads but one.
    private lazy var nameless: Expression = places.count == 1 ? expression.withoutColumnNames : expression

    /// What a condition answers for each code of a dictionary.
    func codeTest(_ dictionary: CodeDictionary, columnCount: Int) -> CodeTest {
        let key = ObjectIdentifier(dictionary)
        if let known = tests[key] { return known.test }
        let test = context.tables.test(nameless, dictionary) {
            CodeTest(computeTruth(entries(of: dictionary, columnCount: columnCount)))
        }
        let held = HeldTest(dictionary, test)
        tests[key] = held
        return held.test
    }

    /// What a part of an expression comes to for the entries of a dictionary, where other expressions may ask it too.
    private func ofEntries(_ batch: Batch) -> Column? {
        guard case .call = expression.node, isLocal, places.count == 1, let dictionary = batch.dictionary else {
            return nil
        }
        return context.tables.column(nameless, dictionary) {
            computeVector(batch).column(count: batch.rowCount, type: type)
        }
    }

    /// A batch whose rows are the codes of a dictionary; only the one column may be read.
    private func entries(of dictionary: CodeDictionary, columnCount: Int) -> Batch {
        let codes = Column.coded(CodedColumn(codes: Array(0..<UInt32(dictionary.codeCount)), dictionary: dictionary))
        let columns = (0..<columnCount).map { places.contains($0) ? codes : Self.empty }
        var entries = Batch(columns, rowCount: dictionary.codeCount)
        entries.isDictionary = true
        entries.dictionary = dictionary
        return entries
    }

    private static let empty = Column.number(NumberColumn(low: []))
}

/// What a condition answers for the codes of a dictionary, of one thread: every batch takes it up anew, and threads that
/// wrote to one count of those who hold it would wait for each other.
private final class HeldTest {
    /// Kept, so that no other can get its identity.
    private let dictionary: CodeDictionary
    let test: CodeTest

    init(_ dictionary: CodeDictionary, _ test: CodeTest) {
        self.dictionary = dictionary
        self.test = test.heldApart()
    }
}

extension Expression {
    /// Whether the operation itself looks at its row alone.
    fileprivate var isLocalNode: Bool {
        switch node {
        case .aggregate, .window, .rowCount: false
        case .constant, .column, .linked, .disputed, .compare, .within, .during, .dated, .or, .and, .not,
            .certainly, .possibly,
            .isUnknown, .isNone, .arithmetic, .negate, .call, .choose:
            true
        }
    }
}

extension ScalarFunction {
    var isTextTest: Bool {
        switch self {
        case .contains, .startsWith, .endsWith, .like, .mentions: true
        case .lower, .upper, .length, .round, .abs, .log, .sqrt, .coalesce, .year, .month, .weekday, .days, .earliest,
            .latest, .start, .end, .precision, .country, .role, .name, .dyad, .pair, .countryDyad, .countryPair, .root,
            .quad, .goldstein, .label, .holder:
            false
        }
    }
}
