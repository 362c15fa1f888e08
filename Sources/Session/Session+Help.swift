import Columnar
import Diagnostics
import EventModel
package import Readers
import Rendering

extension Session {
    /// The page of a word, or the front page without one.
    func help(_ word: String) -> RunStatus {
        let text =
            word.isEmpty
            ? Help.text(nil) : Help.page(on: word, in: catalog, kinds: names.counts(of: "kind"))
        guard let text else { return fail(Help.nothing(on: word)) }
        host.out(wrapped(text, to: settings.drawing.width, isProse: true))
        return .answered
    }
}

extension Help {
    /// The page of a word as the data set knows it: its kinds, fields and actors besides the words of the language.
    package static func page(on word: String, over loaded: Loaded) -> String? {
        page(on: word, in: loaded.data.catalog)
    }

    /// What to say of a word that has no page.
    package static func nothing(on word: String) -> String {
        let near = nearest(to: word, among: words + aliases.keys.sorted())
        let pages = mentions(of: word)
        var text = "there is no help on `\(word)`"
        if let first = near.first { text += "; did you mean `\(first)`?" }
        if !pages.isEmpty { text += "; these pages speak of it: \(pages.prefix(8).joined(separator: ", "))" }
        if near.isEmpty, pages.isEmpty { text += "; `help` lists what there is, `.kinds` and `.actors` look names up" }
        return text
    }
}
