/// The four classes into which CAMEO's roots fall: in words or in deeds, with or against somebody.
package enum QuadClass: Int, CaseIterable, Hashable, Sendable {
    /// Roots 01 to 05.
    case verbalCooperation = 1
    /// Roots 06 to 09. CAMEO puts investigations here, PLOVER with the accusations.
    case materialCooperation
    /// Roots 10 to 14. CAMEO puts protests here, PLOVER with the deeds.
    case verbalConflict
    /// Roots 15 to 20.
    case materialConflict

    /// As a question writes it: `verbal_cooperation`.
    package var name: String {
        switch self {
        case .verbalCooperation: "verbal_cooperation"
        case .materialCooperation: "material_cooperation"
        case .verbalConflict: "verbal_conflict"
        case .materialConflict: "material_conflict"
        }
    }

    /// As people write it: `Verbal cooperation`.
    package var label: String {
        switch self {
        case .verbalCooperation: "Verbal cooperation"
        case .materialCooperation: "Material cooperation"
        case .verbalConflict: "Verbal conflict"
        case .materialConflict: "Material conflict"
        }
    }

    /// The class of a question's name for it; nil where there is none.
    package init?(named name: String) {
        guard let quad = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = quad
    }

    /// The class of a root code, `"01"` to `"20"`; nil for anything else.
    package init?(root code: some StringProtocol) {
        switch code {
        case "01", "02", "03", "04", "05": self = .verbalCooperation
        case "06", "07", "08", "09": self = .materialCooperation
        case "10", "11", "12", "13", "14": self = .verbalConflict
        case "15", "16", "17", "18", "19", "20": self = .materialConflict
        default: return nil
        }
    }
}
