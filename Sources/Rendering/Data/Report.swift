import Columnar
import EventModel

/// What stands around an answer that is sent to somebody: what was asked, of which data, and what must be read with it.
package struct Report: Sendable {
    /// The question as it was written.
    package var question: String
    /// Stretches of the question (UTF-8 bytes, in order and apart) and what they are.
    package var marks: [Mark]
    /// The question in English, a line a sentence.
    package var english: [String]
    /// What is said below the answer, a line each.
    package var footer: [String]
    /// The data set in a few words.
    package var data: String
    /// The program and its version.
    package var program: String
    /// The answer drawn, as SVG and as text.
    package var chart: (svg: String, text: String)?
    /// False where another report stands before this one on the same page.
    package var isFirst: Bool
    /// The one event that the answer is, with what is said of it: it stands in the place of the answer's row.
    package var card: Card?

    /// A stretch of a question, for colour.
    package struct Mark: Hashable, Sendable {
        package var range: Range<Int>
        package var sort: Sort

        package init(_ range: Range<Int>, _ sort: Sort) {
            self.range = range
            self.sort = sort
        }
    }

    /// What a stretch of a question is.
    package enum Sort: String, Hashable, Sendable { case word, name, literal, comment }

    package init(
        question: String, marks: [Mark] = [], english: [String] = [], footer: [String] = [], data: String,
        program: String, chart: (svg: String, text: String)? = nil, isFirst: Bool = true, card: Card? = nil
    ) {
        self.question = question
        self.marks = marks
        self.english = english
        self.footer = footer
        self.data = data
        self.program = program
        self.chart = chart
        self.isFirst = isFirst
        self.card = card
    }

    /// Where the answer comes from, in a line.
    var origin: String { "Data: \(ShownText(data).text). Asked with \(ShownText(program).text)." }
}
