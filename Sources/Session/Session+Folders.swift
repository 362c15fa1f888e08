import Diagnostics
import Rendering

/// `.cd` and `.folders`: where this is, where it was before, and names for folders that last.
extension Session {
    /// So many folders are remembered.
    private static let mostFolders = 20

    /// `.cd FOLDER`, `.cd -`, `.cd -2`, `.cd @NAME`, and `.cd` alone, which tells.
    func changeFolder(_ paths: [String]) -> RunStatus {
        guard paths.count < 2 else { return fail("`.cd` takes one folder; a name with spaces stands in quotes") }
        if let path = paths.first {
            let here = host.realPath("")
            switch folder(meantBy: path) {
            case .failure(let problem): return fail(problem.reason)
            case .success(let target):
                if case .failure(let problem) = host.changeFolder(target) {
                    return fail("cannot go to \(target): \(problem.reason)")
                }
            }
            remember(here)
        }
        say("\(shown(host.realPath("") ?? "nowhere"))\n")
        return .answered
    }

    private func folder(meantBy word: String) -> Result<String, HostProblem> {
        let rest = String(word.dropFirst())
        if word.first == "-", let place = rest.isEmpty ? 1 : Int(rest) {
            if foldersBefore.isEmpty { return .failure(HostProblem("there is no folder before this one")) }
            guard (1...foldersBefore.count).contains(place) else {
                return .failure(HostProblem("`.folders` lists those before: -1 to -\(foldersBefore.count)"))
            }
            return .success(foldersBefore[place - 1])
        }
        guard word.first == "@" else { return .success(word) }
        let names = host.bookmarks()
        if let folder = names[rest] { return .success(folder) }
        let near = nearest(to: rest, among: names.keys.sorted()).first.map { "; did you mean `@\($0)`?" }
        let way = "; `.folders keep NAME` keeps this one, and a folder that is called so is `./\(word)`"
        return .failure(HostProblem("no folder is kept as `\(word)`\(near ?? way)"))
    }

    /// Each folder stands there once, the one that was left last first, and not the one that this is.
    private func remember(_ left: String?) {
        let here = host.realPath("")
        guard let left, left != here else { return }
        foldersBefore = Array(([left] + foldersBefore.filter { $0 != left && $0 != here }).prefix(Self.mostFolders))
    }

    /// `.folders`, `.folders keep NAME [FOLDER]`, `.folders drop NAME`.
    func folders(_ words: [String], at place: InputPlace) -> RunStatus {
        switch (words.first, words.count) {
        case (nil, _): return showFolders()
        case ("keep"?, 2...3), ("drop"?, 2):
            // What lasts over sessions is the user's to say, as a name of a command is.
            if place == .text {
                return fail(
                    "`.folders` keeps what is typed at the prompt or stands in your init file: no script, no pipe")
            }
            return words[0] == "drop" ? dropFolder(words[1]) : keepFolder(words[1], words.count > 2 ? words[2] : "")
        case _:
            return fail(
                "`.folders` alone lists, `.folders keep NAME` keeps this folder for `.cd @NAME`, `.folders drop NAME` forgets it"
            )
        }
    }

    private func showFolders() -> RunStatus {
        let names = host.bookmarks()
        let before = foldersBefore.enumerated().map { ("-\($0 + 1)", $1) }
        let kept = names.sorted { $0.key < $1.key }.map { ("@\($0.key)", $0.value) }
        let widest = (before + kept).reduce(0) { max($0, $1.0.count) }
        for (name, folder) in before + kept { host.out("\(name.padded(widest))  \(shown(folder))\n") }
        if before.isEmpty, kept.isEmpty {
            say("no folder was left yet and none is kept; `.folders keep NAME` keeps this one\n")
        }
        return .answered
    }

    private func dropFolder(_ name: String) -> RunStatus {
        guard host.bookmarks()[name] != nil else { return fail("no folder is kept as `@\(shown(name))`") }
        return keep(nil, as: name)
    }

    private func keepFolder(_ name: String, _ path: String) -> RunStatus {
        guard Self.canBeName(name) else {
            return fail("a name of a folder is of letters, digits, - and _, 40 at most, and not `\(name)`")
        }
        guard let folder = host.realPath(path) else { return fail("there is no folder \(path)") }
        // What acts on a terminal would stand in a file of lines.
        guard shown(folder) == folder else { return fail("\(folder) has characters that a kept name cannot have") }
        return keep(folder, as: name)
    }

    private func keep(_ folder: String?, as name: String) -> RunStatus {
        guard settings.mayTouchTheWorld else { return fail("`.folders` writes nothing under --safe") }
        if case .failure(let problem) = host.keepBookmark(name, folder) {
            return fail("it cannot be kept: \(problem.reason)")
        }
        say(folder.map { "`.cd @\(name)` leads to \(shown($0))\n" } ?? "`@\(name)` is forgotten\n")
        return .answered
    }

    /// Whether a word can be the name of a folder or of a command of the shell.
    package static func canBeName(_ word: String) -> Bool {
        !word.isEmpty && word.utf8.count <= 40 && !word.hasPrefix("-")
            && word.utf8.allSatisfy { byte in
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
                    || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: "-")
                    || byte == UInt8(ascii: "_")
            }
    }
}
