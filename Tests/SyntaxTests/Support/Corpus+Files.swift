import Foundation

extension Corpus {
    /// All questions of the corpus and of the project's pages.
    static let everything = questions + pages

    /// The questions that stand in examples, in the README and in the golden files of other tests, right and wrong ones.
    static let pages: [String] = {
        let root = Grammar.folder.deletingLastPathComponent()
        func text(_ path: String) -> String {
            (try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)) ?? ""
        }
        func files(_ folder: String, _ ending: String) -> [String] {
            let url = root.appendingPathComponent(folder)
            let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
            return names.filter { $0.hasSuffix(ending) }.sorted().map { text("\(folder)/\($0)") }
        }
        let golden = files("Tests/SemanticsTests/Golden", ".test").flatMap { page in
            page.components(separatedBy: "\n===\n").map { $0.components(separatedBy: "\n---\n")[0] }
        }
        let worked = files("Tests/SessionTests/Golden/worked", ".txt").map { $0.components(separatedBy: "\n\n")[0] }
        let prompts = text("README.md").split(separator: "\n").compactMap { line in
            line.hasPrefix("casus> ") ? String(line.dropFirst(7)) : nil
        }
        return files("examples", ".casus") + golden + worked + prompts
    }()
}
