import EventModel

/// Finds the types of the columns that a data set adds, by what is in them.
///
/// Numbers and spans of numbers are numbers, true and false bools, sums of money money, texts text; arrays of one of
/// these are lists, also where some rows hold a single value. What is mixed, or an object of another shape, is text.
/// So is a column with a whole number that would lose digits, such as 9007199254740993: it is an id more often than an
/// amount, and a wrong last digit is worse than a number that cannot be added.
struct RecordColumns {
    private var shapes: [String: Shapes] = [:]

    /// In the order of their bytes: the order in which they come up changes when records are written anew.
    var names: [String] { shapes.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

    /// What the values of one column have been so far.
    struct Shapes: OptionSet {
        let rawValue: UInt8
        static let number = Shapes(rawValue: 1)
        static let bool = Shapes(rawValue: 2)
        static let money = Shapes(rawValue: 4)
        static let text = Shapes(rawValue: 8)
        static let other = Shapes(rawValue: 16)
        static let list = Shapes(rawValue: 32)
        static let longNumber = Shapes(rawValue: 64)
    }

    mutating func add(_ member: JSONMember) {
        // `[]` fits every type, but is a value: a column of nothing else is text.
        shapes[member.key, default: []].formUnion(Self.shapes(of: member.value))
    }

    private static func shapes(of value: JSONValue) -> Shapes {
        switch value {
        case .null: .other
        case .bool: .bool
        case .number(let number): number.losesDigits ? .longNumber : .number
        case .string: .text
        case .object(let members):
            members.contains(where: \.value.losesDigits)
                ? .longNumber
                : RecordValues.span(members) != nil ? .number : RecordValues.money(members) != nil ? .money : .other
        case .array(let values):
            values.reduce(values.isEmpty ? [] : .list) { shapes, value in
                if case .array = value { return shapes.union(.other) }
                return shapes.union(Self.shapes(of: value))
            }
        }
    }

    /// The type of a column; nil for one that never came up.
    func type(of name: String) -> ValueType? {
        guard let shapes = shapes[name] else { return nil }
        if let type = EventFields.typesByName[name] { return type }
        let element: ValueType =
            switch shapes.subtracting(.list) {
            case .number: .number
            case .bool: .bool
            case .money: .money
            default: .text
            }
        return shapes.contains(.list) ? .list(element) : element
    }

    /// Whether values of several sorts were made one as text.
    func isMixed(_ name: String) -> Bool {
        guard let shapes = shapes[name]?.subtracting(.list), type(of: name)?.element == .text else { return false }
        return !shapes.subtracting(.text).isEmpty && !hasLongNumbers(name)
    }

    /// Whether a column is text for a whole number that would lose digits.
    func hasLongNumbers(_ name: String) -> Bool {
        shapes[name]?.contains(.longNumber) == true && type(of: name)?.element == .text
    }

    var fields: [Field] { names.compactMap { name in type(of: name).map { Field(name, $0) } } }
}
