/// The pages of `help`: one for each word of the language, each step, function and code of an error.
package enum Help {
    /// A page. Examples run over the example data; the tests run them all.
    package struct Page: Sendable {
        /// The word that the page is asked for by.
        package var word: String
        package var summary: String
        package var text: String
        package var examples: [String]

        package init(_ word: String, _ summary: String, _ text: String = "", examples: [String]) {
            self.word = word
            self.summary = summary
            self.text = text
            self.examples = examples
        }
    }

    /// The page of a code: what was meant, a wrong example and a right one.
    package struct ErrorPage: Sendable {
        package var code: String
        package var title: String
        package var text: String
        package var wrong: String
        package var right: String

        package init(_ code: String, _ title: String, _ text: String, wrong: String, right: String) {
            self.code = code
            self.title = title
            self.text = text
            self.wrong = wrong
            self.right = right
        }
    }

    /// Every word that has a page.
    package static var words: [String] { pages.map(\.word) + errorPages.map(\.code) }

    /// The text of a page; the front page without a word; nil where there is none.
    ///
    /// Of several words, such as `not followed by`, the page of the one that stands in front, behind a `not`.
    package static func text(_ word: String?) -> String? {
        guard let word, !word.isEmpty else { return front }
        let words = word.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
        if words.count > 1 { return text(words[0] == "not" ? words[1] : words[0]) }
        if let page = errorPages.first(where: { $0.code == word.uppercased() }) {
            return
                "\(page.code): \(page.title)\n\n\(page.text)\n\nWrong:\n\(indented(page.wrong))\nRight:\n\(indented(page.right))"
        }
        guard let page = pages.first(where: { $0.word == word.lowercased() }) else { return nil }
        let body = page.text.isEmpty ? "" : "\n\(page.text)\n"
        let examples = page.examples.isEmpty ? "" : "\nExamples:\n" + page.examples.map(indented).joined()
        return "\(page.word): \(page.summary)\n\(body)\(examples)"
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)\n" }.joined()
    }
}
