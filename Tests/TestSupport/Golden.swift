import Foundation

/// How a text differs from the file `Golden/name` beside a test; nil where it does not.
///
/// `UPDATE_GOLDEN=1 swift test` writes the file anew, which a reviewer then reads line by line.
/// - Parameter source: `#filePath` of the test.
package func differenceFromGolden(_ text: String, _ name: String, beside source: String) -> String? {
    let url = URL(fileURLWithPath: source).deletingLastPathComponent().appendingPathComponent("Golden/\(name)")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
            return nil
        } catch {
            return "\(url.path) cannot be written: \(error)"
        }
    }
    guard let data = try? Data(contentsOf: url) else { return "\(url.path) is not there; found:\n\(text)" }
    if data == Data(text.utf8) { return nil }
    let expected = String(decoding: data, as: UTF8.self).components(separatedBy: "\n")
    let found = text.components(separatedBy: "\n")
    var lines = ["\(name) differs:"]
    for change in found.difference(from: expected) {
        switch change {
        case .remove(let offset, let line, _): lines.append("\(offset + 1) - \(line.debugDescription)")
        case .insert(let offset, let line, _): lines.append("\(offset + 1) + \(line.debugDescription)")
        }
    }
    return lines.joined(separator: "\n")
}
