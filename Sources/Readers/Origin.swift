import Glibc

/// The files of a data set as they were before they were opened, so that it can be told whether they are others now.
package struct Origin: Sendable, Hashable {
    /// As the user gave them, patterns too, from the root of the file system.
    package let paths: [String]
    private let states: [State]

    /// What changes when a file is written, or another takes its place.
    private struct State: Hashable {
        var path: String
        var device: UInt64
        var number: UInt64
        var size: Int64
        var seconds: Int64
        var nanoseconds: Int64
    }

    /// Nil where the data cannot be read again: standard input, a pipe, no file at all.
    package init?(_ paths: [String]) {
        var folder = [CChar](repeating: 0, count: Int(PATH_MAX))
        guard !paths.isEmpty, !paths.contains("-"), getcwd(&folder, folder.count) != nil else { return nil }
        let here = String(decoding: folder.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        self.paths = paths.map { $0.hasPrefix("/") ? $0 : "\(here)/\($0)" }
        guard let states = Self.states(of: self.paths) else { return nil }
        self.states = states
    }

    /// Whether a file is another, was written, is gone, or has come to fit a pattern.
    package var hasChanged: Bool { Self.states(of: paths) != states }

    /// Nil where one is no file on a disk; files that are not there have no state.
    private static func states(of paths: [String]) -> [State]? {
        var states: [State] = []
        for path in paths {
            for file in (try? PathPatterns.expand(path)) ?? [] {
                var facts = stat()
                guard stat(file, &facts) == 0 else { continue }
                guard facts.st_mode & S_IFMT == S_IFREG else { return nil }
                states.append(
                    State(
                        path: file, device: UInt64(facts.st_dev), number: UInt64(facts.st_ino),
                        size: Int64(facts.st_size), seconds: Int64(facts.st_mtim.tv_sec),
                        nanoseconds: Int64(facts.st_mtim.tv_nsec)))
            }
        }
        return states
    }
}
