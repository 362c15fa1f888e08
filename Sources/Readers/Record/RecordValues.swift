import EventModel

/// Turns members of records into values of the model.
struct RecordValues {
    /// Those that a text may name; nil where they are not known yet: any will do then, and no place can be described.
    let kinds: RecordKinds?
    /// Those that records describe, by their ids.
    private(set) var places: [String: Place] = [:]
    /// Those that the record at hand describes.
    private var found: [String: Place] = [:]

    init(_ kinds: RecordKinds? = nil) { self.kinds = kinds }

    /// Forgets the places of a record that was not taken.
    mutating func begin() { found.removeAll(keepingCapacity: true) }

    /// Keeps the places of the record at hand.
    mutating func keepPlaces() { if !found.isEmpty { places.merge(found) { _, new in new } } }

    private mutating func place(_ members: [JSONMember]) -> String? {
        guard kinds != nil, let place = RecordPlaces.place(members, taken: places) else { return nil }
        found[place.id] = place
        return place.id
    }

    /// The value of a member. `[]` says that there was none; a single value stands for a list of one.
    ///
    /// - Parameter isAdded: whether the column is the data set's own; such a column of text takes values of any sort.
    mutating func value(_ member: JSONMember, _ type: ValueType, isAdded: Bool = false) throws(RecordFault) -> Value {
        if member.value == .array([]) { return .none }
        guard case .list(let element) = type else { return try single(member.value, type, member, isAdded) }
        guard case .array(let values) = member.value else {
            return .list([try single(member.value, element, member, isAdded)])
        }
        var members: [Value] = []
        for value in values { members.append(try single(value, element, member, isAdded)) }
        return .list(members)
    }

    private mutating func single(
        _ json: JSONValue, _ type: ValueType, _ member: JSONMember, _ isAdded: Bool
    ) throws(RecordFault) -> Value {
        switch type {
        case .text:
            if case .string(let text) = json { return .text(text) }
            // A column that was found to be text holds what is no text as it was written.
            guard isAdded else { throw wrongSort(json, "a text", member) }
            return .text(json.text)
        case .number: return .number(try number(json, member))
        case .duration: return .duration(try number(json, member))
        case .bool:
            guard case .bool(let truth) = json else { throw wrongSort(json, "true or false", member) }
            return .truth(Truth(truth))
        case .date: return .date(try date(json, member))
        case .money: return .money(try money(json, member))
        case .kind:
            let text = try id(json, "the name of a kind, such as \"reject.meeting\" or \"cameo:125\"", member)
            guard let name = kinds.map({ $0.name(of: text) }) ?? text else {
                throw RecordFault(
                    .unknownKind,
                    "found the kind \(JSONText.string(FieldText.shown(text))), expected one of CAMEO, of PLOVER, "
                        + "or one that a record declares",
                    member)
            }
            return .kind(name)
        case .actor: return .actor(try id(json, "the id of an actor", member))
        case .event: return .event(try id(json, "the id of an event", member))
        case .place:
            guard case .object(let members) = json else { return .place(try id(json, "the name of a place", member)) }
            guard let id = place(members) else {
                throw RecordFault(.wrongSort, "found a place without a `name`, expected one", member)
            }
            return .place(id)
        case .period, .list: throw wrongSort(json, "a value of type \(type.name)", member)
        }
    }

    /// A text that is not empty.
    func id(_ json: JSONValue, _ expected: String, _ member: JSONMember) throws(RecordFault) -> String {
        guard case .string(let text) = json else { throw wrongSort(json, expected, member) }
        guard !text.isEmpty else { throw RecordFault(.wrongSort, "found an empty text, expected \(expected)", member) }
        return text
    }

    private func date(_ json: JSONValue, _ member: JSONMember) throws(RecordFault) -> EventDate {
        guard case .string(let text) = json else {
            throw RecordFault(.badDate, "found \(json.sort), expected a date in quotes, such as \"2023-05\"", member)
        }
        switch EDTF.parse(text) {
        case .success(let date): return date
        case .failure(let error): throw RecordFault(.badDate, FieldText.shown(error.reason, limit: 400), member)
        }
    }

    /// A number, `{"at_least": 12}`, `{"at_most": 12}` or `{"low": 3, "high": 5}`.
    private func number(_ json: JSONValue, _ member: JSONMember) throws(RecordFault) -> NumberSpan {
        if json.losesDigits { throw Self.tooLong(json.text, .badNumber, member) }
        if case .number(let number) = json { return NumberSpan(number.value) }
        if case .object(let members) = json, let long = members.first(where: \.value.losesDigits) {
            throw Self.tooLong(long.value.text, .badNumber, member)
        }
        guard case .object(let members) = json, let span = Self.span(members) else {
            throw RecordFault(
                .badNumber,
                "found \(FieldText.shown(json.text)), expected a number, {\"at_least\": 1}, {\"at_most\": 9} "
                    + "or {\"low\": 1, \"high\": 9}",
                member)
        }
        return span
    }

    private static func tooLong(_ text: String, _ reason: RefusalReason, _ member: JSONMember) -> RecordFault {
        RecordFault(
            reason,
            "found \(FieldText.shown(text)), a whole number beyond 9007199254740992, which would lose digits", member)
    }

    private func money(_ json: JSONValue, _ member: JSONMember) throws(RecordFault) -> Money {
        if case .object(let members) = json, let long = members.first(where: \.value.losesDigits) {
            throw Self.tooLong(long.value.text, .badMoney, member)
        }
        guard case .object(let members) = json, let money = Self.money(members) else {
            throw RecordFault(
                .badMoney,
                "found \(FieldText.shown(json.text)), expected {\"value\": 5, \"currency\": \"USD\"}, "
                    + "or `at_least`, `low` and `high` for `value`",
                member)
        }
        return money
    }

    /// The sum of money that an object is.
    static func money(_ members: [JSONMember]) -> Money? {
        guard case .string(let currency)? = members["currency"], isCurrency(currency) else { return nil }
        let rest = members.filter { $0.key != "currency" }
        if rest.count == 1, case .number(let number)? = rest["value"] {
            return Money(NumberSpan(number.value), currency)
        }
        return span(rest).map { Money($0, currency) }
    }

    /// The span of numbers that an object is, if it is just that.
    static func span(_ members: [JSONMember]) -> NumberSpan? {
        let numbers = members.compactMap { member in
            if case .number(let number) = member.value { (member.key, number.value) } else { nil }
        }
        guard numbers.count == members.count, members.firstDuplicate == nil else { return nil }
        switch Dictionary(uniqueKeysWithValues: numbers) {
        case let bounds where bounds.count == 1:
            if let low = bounds["at_least"] { return NumberSpan(low, .infinity) }
            return bounds["at_most"].map { NumberSpan(-.infinity, $0) }
        case let bounds where bounds.count == 2:
            guard let low = bounds["low"], let high = bounds["high"], low <= high else { return nil }
            return NumberSpan(low, high)
        default: return nil
        }
    }

    private static func isCurrency(_ text: String) -> Bool {
        text.utf8.count == 3 && text.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }

    private func wrongSort(_ json: JSONValue, _ expected: String, _ member: JSONMember) -> RecordFault {
        RecordFault(.wrongSort, "found \(json.sort), expected \(expected)", member)
    }
}

extension RecordValues {
    /// How a value is written in a record; nil for what is unknown, which is left out.
    static func json(_ value: Value) -> JSONValue? {
        switch value {
        case .unknown: nil
        case .none: .array([])
        case .text(let text), .actor(let text), .place(let text), .event(let text), .kind(let text): .string(text)
        case .number(let span), .duration(let span): json(span)
        case .truth(let truth): truth == .maybe ? nil : .bool(truth == .yes)
        case .date(let date): .string(EDTF.text(of: date))
        case .period(let period): .string(EDTF.text(of: period.span))
        case .money(let money): json(money)
        case .list(let values): .array(values.compactMap(json))
        // The format has no form for "one of these"; what cannot be written is left unknown.
        case .oneOf: nil
        }
    }

    private static func json(_ span: NumberSpan) -> JSONValue? {
        if span.isExact { return JSONNumber(span.low).map(JSONValue.number) }
        return members(span).map(JSONValue.object)
    }

    private static func json(_ money: Money) -> JSONValue? {
        let currency = JSONMember("currency", .string(money.currency))
        if money.amount.isExact {
            return JSONNumber(money.amount.low).map { .object([JSONMember("value", .number($0)), currency]) }
        }
        return members(money.amount).map { .object($0 + [currency]) }
    }

    private static func members(_ span: NumberSpan) -> [JSONMember]? {
        switch (JSONNumber(span.low), JSONNumber(span.high)) {
        case (let low?, let high?): [JSONMember("low", .number(low)), JSONMember("high", .number(high))]
        case (let low?, nil): [JSONMember("at_least", .number(low))]
        case (nil, let high?): [JSONMember("at_most", .number(high))]
        case (nil, nil): nil
        }
    }
}
