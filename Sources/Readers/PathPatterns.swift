import Glibc

/// Paths as the user gives them: files, `-`, and patterns of several.
enum PathPatterns {
    /// The files that a path or a pattern (`*`, `?`, `[…]`) names, in the order of their bytes.
    ///
    /// A file whose name holds such a sign itself is that file.
    static func expand(_ path: String) throws(ReadError) -> [String] {
        guard path != "-", path.utf8.contains(where: { "*?[".utf8.contains($0) }), !path.utf8.contains(0) else {
            return [path]
        }
        if access(path, F_OK) == 0 { return [path] }
        var found = glob_t()
        defer { globfree(&found) }
        let outcome = glob(path, GLOB_NOSORT, nil, &found)
        guard outcome == 0, let names = found.gl_pathv else { throw .noMatch(pattern: path) }
        return (0..<Int(found.gl_pathc)).compactMap { names[$0].map { String(cString: $0) } }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
