import Diagnostics
import Rendering

extension Session {
    /// What `.set` changes.
    enum Setting: String, CaseIterable {
        case form, rows, width, wrap, border, ascii, unknown, heading, footer, separator, decimal, thousands, digits
        case bom, errors, color, hints, pairs, pager, prompt, prompt2, greeting, eof, history, echo, step, stop, safe

        var values: String {
            switch self {
            case .form:
                "auto (a table, or lines where its columns do not fit), "
                    + Form.allCases.map(\.rawValue).joined(separator: ", ")
            case .rows: "how many rows of an answer are shown, or all"
            case .width: "auto (the window), or a number of columns from 20 to 1000"
            case .wrap: "on or off: long texts of a table go on below themselves, or are cut"
            case .border: "the lines of tables: \(Border.allCases.map(\.rawValue).joined(separator: ", "))"
            case .ascii: "on or off: tables and charts without the lines and blocks of Unicode"
            case .unknown: "auto (? for people, nothing in csv and tsv), or a word without digits, such as n/a"
            case .heading: "on or off: the names above a table, and the first line of csv and tsv"
            case .footer: "on or off: how many rows there are, below an answer that is certain"
            case .separator: "what stands between the cells of csv: , ; | : ^ ~ or tab"
            case .decimal: "point or comma, in front of decimals; json always has a point"
            case .thousands: "on: thousands apart, words: 1.2 million, or off; where people read"
            case .digits: "how many digits of a number with a fraction a window shows, from 1 to 15"
            case .bom: "on or off: files of csv and tsv begin with the mark by which spreadsheets know UTF-8"
            case .errors: "short or long"
            case .color: "on or off; auto, dark or light; what has a colour and its look; alone it lists them"
            case .hints: "on or off: grey text ahead of what is typed"
            case .pairs: "on or off: brackets and quotes that are typed bring their fellows"
            case .pager: "on or off: tall answers a page at a time"
            case .prompt: "the word in front of the >, of 24 columns at most"
            case .prompt2: "the word in front of the > of a line that a question goes on with"
            case .greeting: "on or off: the prompt begins with a line of its own"
            case .eof: "once or twice: how often Ctrl-D is pressed to leave"
            case .history: "on or off: questions that are asked from now on are remembered"
            case .echo: "on or off: the questions of a script above their answers"
            case .step: "on or off: a script that .read runs asks before each question"
            case .stop: "on or off: a script stops at the first question that fails"
            case .safe: "on, for good: no file is written and no program is started"
            }
        }

        /// What a value may be, for completion; nothing where it can be anything.
        var words: [(word: String, note: String)] {
            switch self {
            case .form: [("auto", "lines where the columns do not fit")] + Form.allCases.map { ($0.rawValue, "") }
            case .rows: [("all", "")]
            case .width: [("auto", "the window")]
            case .unknown: [("auto", "? for people, nothing in csv and tsv")]
            case .separator: Self.separators.keys.sorted().map { ($0, "") }
            case .decimal: [("point", "0.5"), ("comma", "0,5")]
            case .errors: [("short", ""), ("long", "")]
            case .prompt, .prompt2, .digits: []
            case .border:
                [
                    ("none", "spaces between columns"), ("inner", "as at first"), ("full", "a frame"),
                    ("rounded", "a frame"), ("double", "a frame"),
                ]
            case .eof: [("once", ""), ("twice", "Ctrl-D asks first")]
            case .color: Session.coloursAtOnce
            case .safe: [("on", "for good")]
            case .thousands: [("on", "1,204,500"), ("words", "1.2045 million"), ("off", "")]
            case .wrap, .ascii, .heading, .footer, .bom, .hints, .pairs, .pager, .greeting, .history, .echo,
                .step, .stop:
                [("on", ""), ("off", "")]
            }
        }

        /// No number, no date and no word for unknown has any of these.
        static let separators: [String: UInt8] = [
            ",": 0x2C, ";": 0x3B, "|": 0x7C, ":": 0x3A, "^": 0x5E, "~": 0x7E, "tab": 0x09,
        ]
    }

    /// `.set`, behind which stands nothing, or a name and a value; what is wrong is told.
    /// - Parameter listsColours: whether `color` without a value lists them.
    package func set(_ words: [String], listsColours: Bool = true) -> RunStatus {
        guard let name = words.first else { return showSettings() }
        guard let setting = Setting(rawValue: name) else {
            let near = nearest(to: name, among: Setting.allCases.map(\.rawValue))
            return fail(
                "there is no setting `\(name)`"
                    + (near.first.map { "; did you mean `\($0)`?" } ?? "; `.set` lists them"))
        }
        // On the command line they are one word.
        let look = words.dropFirst().flatMap { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
        let isLook = words.count == 1 ? listsColours : !look.isEmpty && look != ["on"] && look != ["off"]
        if setting == .color, isLook { return setColours(look) }
        guard words.count == 2, change(setting, to: words[1]) else {
            return fail("`.set \(name)` takes \(setting.values)")
        }
        return .answered
    }

    /// False where the setting does not take the value.
    private func change(_ setting: Setting, to value: String) -> Bool {
        switch setting {
        case .form where value == "auto": (settings.form, settings.linesWhereWide) = (.table, true)
        case .form:
            guard let form = Form(rawValue: value) else { return false }
            (settings.form, settings.linesWhereWide) = (form, false)
        case .rows:
            guard value == "all" || Int(value).map({ $0 > 0 }) ?? false else { return false }
            settings.drawing.maximumRows = Int(value)
        case .width:
            guard value == "auto" || Int(value).map((20...1_000).contains) ?? false else { return false }
            settings.chooseWidth(Int(value))
        case .unknown:
            guard value == "auto" || Self.canMeanUnknown(value) else { return false }
            settings.drawing.notation.unknown = value == "auto" ? nil : value
        case .separator:
            guard let sign = Setting.separators[value == "\\t" ? "tab" : value] else { return false }
            settings.drawing.notation.separator = sign
        case .decimal:
            guard value == "comma" || value == "point" else { return false }
            settings.drawing.notation.hasDecimalComma = value == "comma"
        case .digits:
            guard let digits = Int(value), (1...15).contains(digits) else { return false }
            settings.drawing.notation.digits = digits
        case .errors:
            guard value == "short" || value == "long" else { return false }
            settings.shortErrors = value == "short"
        case .prompt, .prompt2:
            guard displayWidth(of: value) <= 24, shown(value) == value else { return false }
            if setting == .prompt { settings.prompt = value } else { settings.continuation = value }
        case .border:
            guard let border = Border(rawValue: value) else { return false }
            settings.drawing.border = border
        case .eof:
            guard value == "once" || value == "twice" else { return false }
            settings.leavesAtOnce = value == "once"
        case .color: return turn(value, \.drawing.colour) && turn(value, \.colourErrors)
        case .ascii:
            guard turn(value, \.drawing.unicode) else { return false }
            settings.drawing.unicode.toggle()
        case .wrap: return turn(value, \.drawing.wraps)
        case .footer: return turn(value, \.countsRows)
        case .greeting: return turn(value, \.greets)
        case .step: return turn(value, \.stepsThrough)
        case .heading: return turn(value, \.drawing.notation.hasHeading)
        case .thousands:
            guard let thousands = Notation.Thousands(rawValue: value) else { return false }
            settings.drawing.notation.thousands = thousands
        case .hints: return turn(value, \.hints)
        case .pairs: return turn(value, \.closesPairs)
        case .pager: return turn(value, \.pager)
        case .history: return turn(value, \.keepsHistory)
        case .echo: return turn(value, \.echoes)
        case .stop: return turn(value, \.stopsAtFailures)
        case .bom: return turn(value, \.marksFiles)
        case .safe:
            guard value == "on" else { return false }
            (settings.mayTouchTheWorld, output, log) = (false, nil, nil)
        }
        return true
    }

    private func turn(_ word: String, _ setting: WritableKeyPath<Settings, Bool>) -> Bool {
        guard word == "on" || word == "off" else { return false }
        settings[keyPath: setting] = word == "on"
        return true
    }

    /// Whether a word can stand for unknown in files that are read back: nothing else may be written so. A text that is
    /// the same word stands in quotes in CSV; numbers and dates have digits, and the other words are answers.
    static func canMeanUnknown(_ word: String) -> Bool {
        let answers = ["none", "yes", "no", "maybe", "unplaced"]
        return displayWidth(of: word) <= 24 && shown(word) == word && !answers.contains(word.lowercased())
            && !word.contains { $0.isNumber || $0 == "\"" || $0 == "\\" || Setting.separators[String($0)] != nil }
    }

    private func showSettings() -> RunStatus {
        for setting in Setting.allCases {
            let line = "\(setting.rawValue.padded(10)) \(value(of: setting).padded(10))  \(setting.values)\n"
            host.out(wrapped(line, to: settings.drawing.width))
        }
        return .answered
    }

    private func value(of setting: Setting) -> String {
        func word(_ isOn: Bool) -> String { isOn ? "on" : "off" }
        let notation = settings.drawing.notation
        return switch setting {
        case .form: settings.linesWhereWide ? "auto" : settings.form.rawValue
        case .rows: settings.drawing.maximumRows.map(String.init) ?? "all"
        case .width: settings.chosenWidth.map(String.init) ?? "auto"
        case .wrap: word(settings.drawing.wraps)
        case .border: settings.drawing.border.rawValue
        case .ascii: word(!settings.drawing.unicode)
        case .unknown: notation.unknown.map { $0.isEmpty ? "\"\"" : $0 } ?? "auto"
        case .heading: word(notation.hasHeading)
        case .footer: word(settings.countsRows)
        case .separator: Setting.separators.first { $0.value == notation.separator }?.key ?? ","
        case .decimal: notation.hasDecimalComma ? "comma" : "point"
        case .thousands: notation.thousands.rawValue
        case .digits: String(notation.digits)
        case .errors: settings.shortErrors ? "short" : "long"
        case .color: word(settings.drawing.colour)
        case .hints: word(settings.hints)
        case .pairs: word(settings.closesPairs)
        case .pager: word(settings.pager)
        case .prompt: settings.prompt
        case .prompt2: settings.continuation.isEmpty ? "\"\"" : settings.continuation
        case .greeting: word(settings.greets)
        case .eof: settings.leavesAtOnce ? "once" : "twice"
        case .history: word(settings.keepsHistory)
        case .echo: word(settings.echoes)
        case .step: word(settings.stepsThrough)
        case .stop: word(settings.stopsAtFailures)
        case .bom: word(settings.marksFiles)
        case .safe: word(!settings.mayTouchTheWorld)
        }
    }
}
