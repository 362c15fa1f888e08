import EventModel

/// Finds kinds for GDELT's event codes, which are texts: `012` is not `12`.
struct GDELTCodes {
    /// What a code comes to.
    enum Outcome: Equatable {
        /// A kind, by its position in the list of kinds met.
        case kind(UInt32, hasLostZero: Bool)
        /// May be the code as it stands or with a zero in front.
        case ambiguous
        case unknown
    }

    /// A code as it was met for the first time.
    private enum Entry {
        case kind(UInt32)
        /// With a zero in front it is a code; the root code of the row tells what it is.
        case needsRoot(code: String)
        case unknown
    }

    private var dictionary: ByteDictionary
    private var entries: [Entry] = []
    private(set) var kinds: [KindEntry] = []
    private var positions: [String: UInt32] = [:]

    init(seed: UInt64) { dictionary = ByteDictionary(seed: seed) }

    /// - Parameter root: the field with the root code, which has lost its zero as well if the code has.
    mutating func outcome(_ bytes: Span<UInt8>, _ code: Range<Int>, root: Range<Int>) -> Outcome {
        guard let (index, isNew) = dictionary.index(bytes, code) else { return .unknown }
        if isNew { entries.append(entry(dictionary.text(index))) }
        switch entries[index] {
        case .kind(let position): return .kind(position, hasLostZero: false)
        case .unknown: return .unknown
        case .needsRoot(let text): return outcome(text, root: FieldText.string(bytes, root) ?? "")
        }
    }

    private mutating func entry(_ text: String) -> Entry {
        if CAMEO.entry(code: "0" + text) != nil { return .needsRoot(code: text) }
        guard let kind = CAMEO.entry(code: text) else { return .unknown }
        return .kind(position(of: kind))
    }

    private mutating func outcome(_ text: String, root: String) -> Outcome {
        let whole = CAMEO.entry(code: text)
        let restored = CAMEO.entry(code: "0" + text)
        let isWhole = whole != nil && root.utf8.count == 2 && text.hasPrefix(root)
        let isRestored = restored != nil && ("0" + text).hasPrefix("0" + root) && root.utf8.count == 1
        switch (whole, restored) {
        case (let kind?, _) where isWhole: return .kind(position(of: kind), hasLostZero: false)
        case (_, let kind?) where isRestored || whole == nil: return .kind(position(of: kind), hasLostZero: true)
        case (nil, nil): return .unknown
        default: return .ambiguous
        }
    }

    private mutating func position(of kind: KindEntry) -> UInt32 {
        if let position = positions[kind.code] { return position }
        let position = UInt32(kinds.count)
        kinds.append(kind)
        positions[kind.code] = position
        return position
    }
}
