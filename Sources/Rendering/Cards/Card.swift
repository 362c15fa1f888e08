import Colours
package import Columnar
import EventModel

/// One thing with all that is known of it, field by field, and tables of what belongs to it.
///
///     ── decline-2023 ──────────────────────────
///       kind  reject.meeting (CAMEO 125)
///       date  2023-05-29 (Monday)
///     unknown: summary, amount
///
///     2 accounts
///     document  │ stance
///     ──────────┼────────
///     article-2 │ affirms
package struct Card: Sendable {
    package var title: String
    package var isPossible: Bool
    package var fields: [Field]
    /// Names of the fields that nobody gave.
    package var unknown: [String]
    /// With the step that asks for each.
    package var tables: [(title: String, answer: Answer, step: String)]

    /// A field of the thing: its value as a question would write it, and what it means.
    package struct Field: Hashable, Sendable {
        package var name: String
        package var text: String
        package var meaning: String

        package init(_ name: String, _ text: String, meaning: String = "") {
            self.name = name
            self.text = text
            self.meaning = meaning
        }
    }

    package init(
        title: String, isPossible: Bool = false, fields: [Field], unknown: [String] = [],
        tables: [(title: String, answer: Answer, step: String)] = []
    ) {
        self.title = title
        self.isPossible = isPossible
        self.fields = fields
        self.unknown = unknown
        self.tables = tables
    }
}

extension Card {
    /// The fields below the id, for forms in which no line stands above them.
    var fieldsWithTitle: [Field] { [Field("id", title)] + fields }
}

/// A card as text; no line of it is wider than the window, and nothing is cut but in its tables.
package func render(_ card: Card, _ drawing: Drawing) -> String {
    CardDrawing(card: card, drawing: drawing).text
}

private struct CardDrawing {
    let card: Card
    let drawing: Drawing

    private static let widestRule = 80
    private static let gap = 2

    var text: String {
        var lines = [title] + card.fields.flatMap(lines)
        if !card.unknown.isEmpty { lines += quiet("unknown: \(card.unknown.joined(separator: ", "))") }
        if card.isPossible { lines += quiet("? it is only possible") }
        var text = lines.map { $0 + "\n" }.joined()
        for table in card.tables {
            text += "\n" + drawing.painted(ShownText(table.title).text, .heading) + "\n"
            var drawing = drawing
            drawing.wayToAll = "| \(table.step) | as line"
            text += render(table.answer, as: .table, drawing)
        }
        return text
    }

    private var title: String {
        let dash = drawing.unicode ? "─" : "-"
        let room = max(8, min(drawing.width ?? Self.widestRule, Self.widestRule))
        let mark = card.isPossible ? "? " : ""
        let shown = ShownText(card.title).clipped(to: room - 6 - mark.count, drawing.ellipsis)
        let rest = String(repeating: dash, count: max(2, room - 4 - shown.width - mark.count))
        return drawing.painted(dash + dash, .quiet) + " " + drawing.painted(mark, .possible)
            + drawing.painted(shown.text, .heading) + " " + drawing.painted(rest, .quiet)
    }

    private var nameWidth: Int {
        let widest = card.fields.reduce(0) { max($0, ShownText($1.name).width) }
        return drawing.width.map { min(widest, max(1, ($0 - Self.gap) / 2)) } ?? widest
    }

    private func lines(_ field: Card.Field) -> [String] {
        let name = ShownText(field.name).clipped(to: nameWidth, drawing.ellipsis)
        let start = String(repeating: " ", count: nameWidth - name.width) + drawing.painted(name.text, .heading)
        let room = drawing.width.map { max(1, $0 - nameWidth - Self.gap) }
        let value = ShownText(field.text)
        let meaning = field.meaning.isEmpty ? nil : ShownText("(" + field.meaning + ")")
        let fits = room.map { value.width + 1 + (meaning?.width ?? 0) <= $0 } ?? true
        var texts: [String]
        if fits {
            texts = [value.text + (meaning.map { " " + drawing.painted($0.text, .quiet) } ?? "")]
        } else {
            texts = value.wrapped(to: room ?? value.width).map(\.text)
            if let meaning {
                texts += meaning.wrapped(to: room ?? meaning.width).map { drawing.painted($0.text, .quiet) }
            }
        }
        let blank = String(repeating: " ", count: nameWidth)
        let gap = String(repeating: " ", count: Self.gap)
        return texts.enumerated().map { ($0 == 0 ? start : blank) + gap + $1 }
    }

    private func quiet(_ text: String) -> [String] {
        let lines = drawing.width.map { ShownText(text).wrapped(to: max(1, $0)) } ?? [ShownText(text)]
        return lines.map { drawing.painted($0.text, .quiet) }
    }
}

/// Whether a table of the answer has columns that its window has no room for.
package func hidesColumns(_ answer: Answer, _ drawing: Drawing) -> Bool {
    guard let room = drawing.roomForCells(marksRows: answer.hasPossibleRows) else { return false }
    let cells = CellText(answer, drawing.precision, drawing.notation)
    let cut = RowCut(answer.rowCount, most: drawing.maximumRows)
    return !TableLayout(answer, cells, rows: [cut.head, cut.tail], room: room, gap: drawing.tableSigns.gap).hidden
        .isEmpty
}
