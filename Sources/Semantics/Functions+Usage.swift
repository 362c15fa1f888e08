import EventModel
import Plan

extension Functions {
    /// A function with the types of its arguments and of its result:
    /// `days(a: date or period, b: date or period) → duration`.
    ///
    /// Nil for those whose arguments have no one type; their pages of help say what they take.
    /// - Parameter called: what the arguments are called where the function is spoken of, as far as that is known.
    package static func usage(of name: String, called: [String] = []) -> String? {
        guard names.contains(name), let function = ScalarFunction(rawValue: name) else { return nil }
        let signature = signature(function)
        guard !signature.arguments.isEmpty else { return nil }
        let firstOptional = signature.arguments.count - signature.optional
        let arguments = signature.arguments.enumerated().map { index, argument in
            let types = argument.types.map(\.name).joined(separator: " or ")
            let called = called.indices.contains(index) && called[index] != types ? "\(called[index]): " : ""
            return index < firstOptional ? called + types : "[\(called)\(types)]"
        }
        return "\(name)(\(arguments.joined(separator: ", "))) → \(signature.result.name)"
    }
}
