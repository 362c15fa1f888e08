import EventModel

/// Finds kinds for ICEWS's codes, which are texts, and for the texts of events where there is no code.
struct ICEWSKinds {
    /// What a code and a text come to.
    enum Outcome: Equatable {
        /// A kind, by its position in the list of kinds met.
        case kind(UInt32, Reading)
        /// May be the code as it stands or with a zero in front.
        case ambiguous
        case unknown
    }

    /// How a kind was found.
    enum Reading: Equatable {
        case byCode
        /// The code had lost its zero.
        case byRestoredCode
        /// By the text of the event, as there is no code.
        case byText
        /// By its code, and the text means another kind.
        case againstText
    }

    private struct Pair: Hashable {
        var code: UInt32
        var text: UInt32
    }

    private var texts: ByteDictionary
    private var outcomes: [Pair: Outcome] = [:]
    private(set) var kinds: [KindEntry] = []
    private var positions: [String: UInt32] = [:]

    init(seed: UInt64) { texts = ByteDictionary(seed: seed) }

    /// - Parameters:
    ///   - code: the field with the code, nil where there is none.
    ///   - text: the field with the event's text, nil where there is none.
    mutating func outcome(_ bytes: Span<UInt8>, code: Range<Int>?, text: Range<Int>?) -> Outcome {
        guard let code = number(bytes, code), let text = number(bytes, text) else { return .unknown }
        let pair = Pair(code: code, text: text)
        if let known = outcomes[pair] { return known }
        let outcome = outcome(code: string(code), text: string(text))
        outcomes[pair] = outcome
        return outcome
    }

    private mutating func number(_ bytes: Span<UInt8>, _ field: Range<Int>?) -> UInt32? {
        texts.index(bytes, field ?? 0..<0).map { UInt32($0.index) }
    }

    private func string(_ number: UInt32) -> String? {
        let text = texts.text(Int(number))
        return text.isEmpty ? nil : text
    }

    private mutating func outcome(code: String?, text: String?) -> Outcome {
        let told = text.flatMap { CAMEO.entry(icewsText: ICEWSField.unescaped($0)) }
        guard let code else { return told.map { .kind(position(of: $0), .byText) } ?? .unknown }
        let whole = CAMEO.entry(code: code)
        let restored = CAMEO.entry(code: "0" + code)
        switch (whole, restored) {
        case (nil, nil): return .unknown
        case (nil, let kind?): return .kind(position(of: kind), .byRestoredCode)
        case (let kind?, nil): return .kind(position(of: kind), isAgainst(told, kind) ? .againstText : .byCode)
        case (let whole?, let restored?):
            if let told, !isAgainst(told, whole) { return .kind(position(of: whole), .byCode) }
            if told?.code == restored.code { return .kind(position(of: restored), .byRestoredCode) }
            return .ambiguous
        }
    }

    /// A code of two digits and the general one below it share their text.
    private func isAgainst(_ told: KindEntry?, _ kind: KindEntry) -> Bool {
        guard let told else { return false }
        return told.code != kind.code && told.code != kind.code + "0"
    }

    private mutating func position(of kind: KindEntry) -> UInt32 {
        if let position = positions[kind.code] { return position }
        let position = UInt32(kinds.count)
        kinds.append(kind)
        positions[kind.code] = position
        return position
    }
}
