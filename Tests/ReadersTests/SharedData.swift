import Foundation

/// Public test suites and real files that stand beside the package where they have been fetched; tests over them are
/// skipped where they have not.
enum SharedData {
    static let folder: String = {
        if let path = ProcessInfo.processInfo.environment["CASUS_SHARED"] { return path }
        var root = URL(filePath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        return root.deletingLastPathComponent().appending(path: "shared").path
    }()

    static func path(_ name: String) -> String { "\(folder)/data/\(name)" }

    static func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path(name))))
    }

    static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path(folder))) ?? []).sorted()
    }
}

/// A file that is there while a test runs.
func withFile<Result>(_ bytes: some Collection<UInt8>, named name: String = "file", _ body: (String) throws -> Result)
    throws -> Result
{
    let folder = FileManager.default.temporaryDirectory.appending(path: "casus-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let url = folder.appending(path: name)
    try Data(bytes).write(to: url)
    return try body(url.path)
}
