import Foundation

/// A file of cases, each a question and what came of it, as text that people read:
///
///     reject(China -> US)
///     ---
///     what came of it
///     ===
///     the next question …
///
/// `UPDATE_GOLDEN=1 swift test` writes what came instead of comparing.
package struct GoldenCases: Sendable {
    package let path: String
    package let cases: [Case]

    package struct Case: Sendable {
        package let input: String
        package let expected: String
    }

    /// - Parameter source: `#filePath` of the test; the file lies in the folder `Golden` beside it.
    package init(_ name: String, beside source: String) {
        path = URL(fileURLWithPath: source).deletingLastPathComponent().appendingPathComponent("Golden/\(name)").path
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        cases = text.components(separatedBy: "\n===\n").compactMap { block in
            if block.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty { return nil }
            let parts = block.components(separatedBy: "\n---\n")
            let expected = parts.dropFirst().joined(separator: "\n---\n")
            return Case(
                input: parts[0].trimmingCharacters(in: .newlines),
                expected: expected.trimmingCharacters(in: .newlines))
        }
    }

    /// The cases whose outcome is another than the file says, each told in full; with `UPDATE_GOLDEN` the file is
    /// written anew and nothing differs.
    package func differences(_ outcome: (String) -> String) -> [String] {
        let outcomes = cases.map { outcome($0.input).trimmingCharacters(in: .newlines) }
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            let blocks = zip(cases, outcomes).map { "\($0.input)\n---\n\($1)\n" }
            try? (blocks.joined(separator: "===\n")).write(toFile: path, atomically: true, encoding: .utf8)
            return []
        }
        return zip(cases, outcomes).compactMap { item, outcome in
            item.expected == outcome ? nil : "\(item.input)\n--- expected\n\(item.expected)\n--- found\n\(outcome)\n"
        }
    }
}
