import Colours
import Diagnostics
import Rendering

/// `.set color` behind which more stands than on or off: what each thing looks like.
extension Session {
    /// `.set color` lists; a ready palette by its name; `actor bold cyan` one look, `actor auto` gives it back.
    func setColours(_ words: [String]) -> RunStatus {
        guard let name = words.first else { return showColours() }
        if words.count == 1, let ready = Palette.Ready(rawValue: name) {
            settings.drawing.palette = Palette(ready)
            return .answered
        }
        guard let paint = Paint(rawValue: name == "gray" ? "grey" : name) else {
            let near = nearest(to: name, among: Paint.allCases.map(\.rawValue) + Self.coloursAtOnce.map(\.word))
            return fail(
                "`.set color` takes on, off, \(Palette.Ready.allCases.map(\.rawValue).joined(separator: ", ")), or what has "
                    + "a colour and its look, and not `\(name)`"
                    + (near.first.map { "; did you mean `\($0)`?" } ?? "; `.set color` lists them"))
        }
        let look = Array(words.dropFirst())
        if look == ["auto"] {
            settings.drawing.palette.set(paint, to: nil)
            return .answered
        }
        guard let ink = Ink(look) else {
            return fail(
                "`.set color \(name)` takes a colour (\(Ink.colours.joined(separator: ", ")), the same with bright- in front, "
                    + "grey, default, a number from 0 to 255 or #rrggbb), `on` and one for the ground, "
                    + "\(Ink.styles.joined(separator: ", ")); or none; or auto")
        }
        settings.drawing.palette.set(paint, to: ink)
        return .answered
    }

    private func showColours() -> RunStatus {
        let drawing = settings.drawing
        for paint in Paint.allCases {
            let look = drawing.palette[paint]?.words ?? ""
            let sample = drawing.colour ? drawing.palette.painted(paint.sample, paint) : paint.sample
            host.out("\(paint.rawValue.padded(10)) \(look.padded(22)) \(sample)\n")
        }
        if !drawing.colour { say("colours are off; `.set color on` shows them\n") }
        return .answered
    }

    /// What sets all of them, for completion.
    static let coloursAtOnce: [(word: String, note: String)] = [
        ("on", ""), ("off", "no colour at all"), ("auto", "all as at first, for light and dark"),
        ("dark", "for a dark window"), ("light", "for a light window"),
    ]

    /// What may stand behind `.set color` and some words, for completion.
    func colourWords(_ before: [String]) -> [(String, String)] {
        if before.isEmpty {
            let palette = settings.drawing.palette
            return Self.coloursAtOnce.map { ($0.word, $0.note) }
                + Paint.allCases.map { ($0.rawValue, palette[$0]?.words ?? "") }
        }
        guard Paint(rawValue: before[0]) != nil else { return [] }
        let words = Ink.colours + Ink.colours.map { "bright-\($0)" } + ["grey", "default"] + Ink.styles
        return (before.count == 1 ? [("auto", "as at first"), ("none", "")] : []) + words.map { ($0, "") }
            + [("on", "and the colour of the ground")]
    }
}

extension Paint {
    /// Something that is set off so.
    fileprivate var sample: String {
        switch self {
        case .keyword: "since"
        case .kind: "reject"
        case .actor: "China"
        case .column: "forum"
        case .function: "days"
        case .number: "60"
        case .date: "2023-05"
        case .text: "\"ADMM-Plus\""
        case .comment: "# why"
        case .unknown: "rejcet"
        case .bracket: "( )"
        case .found: "what a search has found"
        case .prompt: "casus>"
        case .grey: "what is not typed yet"
        case .chosen: "what is chosen in a list"
        case .heading: "date"
        case .line: "-----"
        case .absent: "?"
        case .quiet: "what is said beside an answer"
        case .possible: "?"
        case .series1, .series2, .series3, .series4, .series5, .series6, .series7, .series8: "#####"
        case .error: "error[E0203]"
        case .warning: "warning"
        case .note: "note"
        }
    }
}
