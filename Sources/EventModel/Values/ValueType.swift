/// The types of the language. A column, a constant and the outcome of an expression each have one.
package indirect enum ValueType: Hashable, Sendable {
    case text, number, bool, date, period, duration, money, kind, actor, place, event
    case list(ValueType)

    /// The type of a member, for a list; otherwise the type itself.
    package var element: ValueType {
        if case .list(let element) = self { return element }
        return self
    }

    package var isList: Bool {
        if case .list = self { return true }
        return false
    }

    /// The word for the type in the language and in messages.
    package var name: String {
        switch self {
        case .text: "text"
        case .number: "number"
        case .bool: "bool"
        case .date: "date"
        case .period: "period"
        case .duration: "duration"
        case .money: "money"
        case .kind: "kind"
        case .actor: "actor"
        case .place: "place"
        case .event: "event"
        case .list(let element): "list of \(element.name)"
        }
    }
}

/// A column as the language sees it.
package struct Field: Hashable, Sendable {
    package var name: String
    package var type: ValueType
    /// One line for `.schema` and completion.
    package var summary: String

    package init(_ name: String, _ type: ValueType, _ summary: String = "") {
        self.name = name
        self.type = type
        self.summary = summary
    }
}
