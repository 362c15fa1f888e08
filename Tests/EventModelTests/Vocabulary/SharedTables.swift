import Foundation

/// The tables that the vocabulary was written from, and real files, where they lie beside the package.
enum SharedTables {
    static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["CASUS_SHARED"] { return URL(fileURLWithPath: path) }
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        return root.deletingLastPathComponent().appendingPathComponent("shared")
    }()

    static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path)
    }

    /// The rows of a file with tabs between its fields, without its first `skipped` lines.
    static func rows(_ path: String, skipping skipped: Int = 1) throws -> [[String]] {
        let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
        return text.split(separator: "\n", omittingEmptySubsequences: true).dropFirst(skipped).map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
