import Columnar
import Engine
import EventModel
import Plan
import Testing

/// Small data sets from values, and expressions in few words.
enum Fixture {
    /// A data set of one table `events`; `cuts` are the rows at which its segments begin, beside the first.
    static func data(
        _ fields: [Field], _ rows: [[Value]], cuts: [Int] = [], coverage: Coverage? = nil,
        others: [String: Table] = [:]
    ) -> DataSet {
        let table = table("events", fields, rows, cuts: cuts)
        let catalog = Catalog(
            name: "test", kinds: kinds, actors: actors,
            places: ["harbour": Place(id: "harbour", name: "Harbour", country: "AA")], coverage: coverage,
            tables: [table.schema])
        return DataSet(catalog: catalog, tables: others.merging(["events": table]) { _, new in new })
    }

    static func table(_ name: String, _ fields: [Field], _ rows: [[Value]], cuts: [Int] = []) -> Table {
        let bounds = [0] + cuts + [rows.count]
        let segments = zip(bounds, bounds.dropFirst()).map { first, end in
            Segment(
                columns: fields.indices.map { column in
                    Column(rows[first..<end].map { $0[column] }, type: fields[column].type)
                }, rowCount: end - first)
        }
        return Table(schema: TableSchema(name, fields), segments: segments)
    }

    private static let kinds = KindCatalog(declared: [
        DeclaredKind(name: "zeta", parent: nil, label: "Z"),
        DeclaredKind(name: "zeta.one", parent: "zeta", label: "Z1"),
        DeclaredKind(name: "eta", parent: nil, label: nil),
    ])

    private static let actors = ActorCatalog([
        Actor(id: "AA", name: "Aland", type: "country"), Actor(id: "AAMIL", memberOf: ["AA"], roles: ["MIL"]),
        Actor(id: "li", name: "Li", type: "person", memberOf: ["AAMIL"]), Actor(id: "BB", type: "country"),
    ])

    /// A table of one column `x`.
    static func column(_ values: [Value], _ type: ValueType, cuts: [Int] = []) -> DataSet {
        data([Field("x", type)], values.map { [$0] }, cuts: cuts)
    }
}

extension Expression {
    static func column(_ name: String, _ type: ValueType) -> Expression { Expression(.column(name), type) }
    static func constant(_ value: Value, _ type: ValueType) -> Expression { Expression(.constant(value), type) }
    static func number(_ number: Double) -> Expression { constant(.number(NumberSpan(number)), .number) }
    static func compare(_ left: Expression, _ comparison: Comparison, _ right: Expression) -> Expression {
        Expression(.compare(comparison, left, right), .bool)
    }
    static func call(_ function: ScalarFunction, _ arguments: [Expression], _ type: ValueType) -> Expression {
        Expression(.call(function, arguments), type)
    }
    static func aggregate(
        _ function: Aggregate.Function, _ argument: Expression? = nil, isDistinct: Bool = false,
        parameter: Double? = nil,
        _ type: ValueType = .number
    ) -> Expression {
        Expression(.aggregate(Aggregate(function, argument, isDistinct: isDistinct, parameter: parameter)), type)
    }
    static func window(_ function: WindowFunction, _ arguments: [Expression]) -> Expression {
        Expression(.window(function, arguments), arguments[0].type)
    }
    var negation: Expression { Expression(.not(self), .bool) }
    var possibly: Expression { Expression(.possibly(self), .bool) }
    var certainly: Expression { Expression(.certainly(self), .bool) }
    func and(_ other: Expression) -> Expression { Expression(.and([self, other]), .bool) }
    func or(_ other: Expression) -> Expression { Expression(.or([self, other]), .bool) }
}

extension Relation {
    /// The rows of a table of a data set.
    static func rows(of data: DataSet, _ table: String = "events") -> Relation {
        .scan(data.tables[table]?.schema ?? TableSchema(table, []))
    }

    func summarized(_ outputs: [(String, Expression)], by keys: [(String, Expression)] = [], per cut: PeriodCut? = nil)
        -> Relation
    {
        .aggregate(
            self,
            Aggregation(
                keys: keys.map { NamedExpression($0.0, $0.1) }, periods: cut,
                outputs: outputs.map { NamedExpression($0.0, $0.1) }))
    }

    func counted(by keys: [(String, Expression)] = [], per cut: PeriodCut? = nil) -> Relation {
        summarized([("count", .aggregate(.count))], by: keys, per: cut)
    }
}

extension Answer {
    var rows: [[Value]] {
        (0..<rowCount).map { row in fields.indices.map { value(row: row, column: $0) } }
    }

    /// The cells of one column.
    func cells(_ column: Int = 0) -> [Value] { (0..<rowCount).map { value(row: $0, column: column) } }

    /// The exact numbers of one column; NaN for all else.
    func numbers(_ column: Int = 0) -> [Double] {
        cells(column).map { if case .number(let span) = $0, span.isExact { span.low } else { .nan } }
    }

    var possible: [Int] { (0..<rowCount).filter { isPossible(row: $0) } }
}

extension Value {
    static func number(_ number: Double) -> Value { .number(NumberSpan(number)) }
    static func number(_ low: Double, _ high: Double) -> Value { .number(NumberSpan(low, high)) }
    static func dollars(_ number: Double) -> Value { .money(Money(NumberSpan(number), "USD")) }
    static func day(_ text: String) throws -> Value { .date(try EDTF.parse(text).get()) }
}

func day(_ text: String) throws -> DayNumber { try #require(Period.parse(text)).first }
