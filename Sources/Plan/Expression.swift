package import EventModel

/// A typed expression: every name is resolved, every type is known, nothing is converted in silence.
package struct Expression: Hashable, Sendable {
    package var node: Node
    package var type: ValueType

    package init(_ node: Node, _ type: ValueType) {
        self.node = node
        self.type = type
    }

    package indirect enum Node: Hashable, Sendable {
        case constant(Value)
        /// A column of the rows at this point.
        case column(String)
        /// The field of the event (of the table `events`) that `event` points to; a list where there are several.
        /// With a day: as it was known on that day.
        case linked(event: Expression, field: String, knownOn: DayNumber?)
        /// Whether the accounts of the event of that id cannot all be true of a field.
        case disputed(Expression, field: String)
        /// Both sides have comparable types; see `Comparison` for dates that span.
        case compare(Comparison, Expression, Expression)
        /// "The same or within": kinds, actors and places by their trees. Of a list: any member.
        case within(Expression, Expression, isOnly: Bool)
        /// A date within a period (or a date within another's days): start not before, end not behind.
        case during(Expression, Expression)
        /// Tests of one date against constants, merged into one (made by `mergingDateTests()` from the three above).
        case dated(Expression, DateCondition)
        /// Any of two or more.
        case or([Expression])
        /// All of two or more.
        case and([Expression])
        case not(Expression)
        case certainly(Expression)
        case possibly(Expression)
        case isUnknown(Expression)
        case isNone(Expression)
        case arithmetic(Arithmetic, Expression, Expression)
        case negate(Expression)
        case call(ScalarFunction, [Expression])
        case choose(condition: Expression, then: Expression, otherwise: Expression)
        /// Over the rows of a group, in `summarize` and `expect`.
        case aggregate(Aggregate)
        /// Over the rows in the order in which they stand.
        case window(WindowFunction, [Expression])
        /// The number of rows of the answer, in `expect`.
        case rowCount
    }
}

/// Comparisons. A lasting date on the left of `<` and `<=` stands for its end, of `>` and `>=` for its start; on the
/// right of `<` and `<=` for its start, of `>` and `>=` for its end. A period is its first to its last day. Of a
/// date, `=` with a period means within it. Texts compare by their UTF-8 bytes. On lists `=` asks of any member.
package enum Comparison: String, Hashable, Sendable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}

/// Number and number; duration and duration (`+`, `-`); money and money of one currency (`+`, `-`); money or duration
/// and a number (`*`, `/`); money by money or duration by duration (`/`, a number); date and duration (`+`, `-`);
/// date minus date (a duration from the second to the first). Division by zero is unknown.
package enum Arithmetic: String, Hashable, Sendable, CaseIterable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
}

/// Functions of the values of one row. An unknown or none argument gives unknown, save where a case says otherwise.
package enum ScalarFunction: String, Hashable, Sendable, CaseIterable {
    case lower, upper, length, contains
    case startsWith = "starts_with"
    case endsWith = "ends_with"
    /// `*` stands for any text and `?` for one character; the whole text must match; case counts.
    case like
    /// Whole words, in any case: the words of the second stand one after another in the first.
    case mentions
    case round, abs, log, sqrt
    /// The first argument that is neither unknown nor none.
    case coalesce
    case year, month, weekday
    /// From the end of the first to the start of the second, a span where either is one.
    case days
    /// The first and last day of a date's hull.
    case earliest, latest
    /// The first and last moment of a lasting date, each as a date; of a point, the date itself.
    case start, end
    /// The unit that a date is known to: `day`, `month`, `year`, or `span`.
    case precision
    /// Of an actor or place: the code of its country.
    case country
    /// CAMEO roles of an actor (`GOV`, `MIL`), a list.
    case role
    /// The name of an actor, place, or kind (its label).
    case name
    /// Actor and target as coded, `CHNMIL -> USAMIL`; several actors give several.
    case dyad
    /// The same without direction, the lesser code first, `CHNMIL - USAMIL`.
    case pair
    /// `dyad(country)` and `pair(country)`: of the countries.
    case countryDyad = "dyad_country"
    case countryPair = "pair_country"
    case root, quad, goldstein, label
    /// Who held an office (a text, its id) on a date: a list of one actor, or of those who possibly did, as
    /// alternatives; none where the office was certainly vacant.
    case holder
}

/// Functions over the rows of a group. Unknown and none cells are skipped and told of.
package struct Aggregate: Hashable, Sendable {
    package var function: Function
    /// nil for `count()`, which counts rows.
    package var argument: Expression?
    package var isDistinct: Bool
    /// The q of `quantile(x, q)`, from 0 to 1.
    package var parameter: Double?

    package init(_ function: Function, _ argument: Expression?, isDistinct: Bool = false, parameter: Double? = nil) {
        self.function = function
        self.argument = argument
        self.isDistinct = isDistinct
        self.parameter = parameter
    }

    /// `share` is the part of the rows of which the argument (a bool) is yes, as a span if some are maybe.
    /// `first` and `last` go by the order of the rows. `stdev` is the sample's. Quantiles interpolate linearly (R type 7).
    package enum Function: String, Hashable, Sendable, CaseIterable {
        case count, sum, mean, median, quantile, min, max, stdev, first, last, list, share
    }
}

/// Functions over ordered rows; the neighbours of the first and last row are unknown.
package enum WindowFunction: String, Hashable, Sendable, CaseIterable {
    /// The value one row earlier, or `n` rows with a second, constant argument.
    case previous
    case next
    /// The sum so far.
    case cumulative
    /// The mean of this row and the n - 1 before it (second argument, constant).
    case movingMean = "moving_mean"
    /// 1 for the largest; ties share a rank.
    case rank
}
