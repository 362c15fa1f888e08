/// One cell of an answer, or a constant of a question.
///
/// The engine works on columns and makes values only for what is shown, written or compared with a constant.
package indirect enum Value: Hashable, Sendable {
    /// Nobody coded it.
    case unknown
    /// A source says that there was none.
    case none
    case text(String)
    case number(NumberSpan)
    case truth(Truth)
    case date(EventDate)
    case period(Period)
    /// A number of days.
    case duration(NumberSpan)
    case money(Money)
    /// The name of a kind, `reject.meeting`.
    case kind(String)
    /// The id of an actor, `CHNMIL`.
    case actor(String)
    /// The id of a place.
    case place(String)
    /// The id of an event.
    case event(String)
    case list([Value])
    /// One of several, and it is not known which: each is a value, or none.
    case oneOf([Value])
}

extension Value {
    /// The text of a value that is a name, an id or a text.
    package var name: String? {
        switch self {
        case .text(let text), .kind(let text), .actor(let text), .place(let text), .event(let text): text
        case .unknown, .none, .number, .truth, .date, .period, .duration, .money, .list, .oneOf: nil
        }
    }
}
