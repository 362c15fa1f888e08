import CTerminal
import Glibc
import Synchronization

/// A file that only the user can read, for a program of theirs to open. A signal that ends Casus at its prompt removes it.
package final class TemporaryFile: Sendable {
    package let path: String
    /// Nil once it is closed.
    private let descriptor: Mutex<Int32?>

    /// The folder for such files, that of `$TMPDIR` or /tmp; from the root on, since we may go to another folder.
    package static var folder: String {
        let given = environmentValue("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        guard !given.hasPrefix("/"), let current = getcwd(nil, 0) else { return given }
        defer { free(current) }
        return "\(String(cString: current))/\(given)"
    }

    /// Nil where none can be made.
    /// - Parameter ending: of its name, without the point.
    package init?(_ name: String, ending: String) {
        let suffix = ".\(ending)"
        var template = Array("\(Self.folder)/\(name)-XXXXXX\(suffix)".utf8CString)
        let file = ct_temporary_file(&template, Int32(suffix.utf8.count))
        guard file >= 0 else { return nil }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        descriptor = Mutex(file)
    }

    /// False if not all of it can be written.
    package func write(_ bytes: ArraySlice<UInt8>) -> Bool {
        descriptor.withLock { descriptor in
            guard let descriptor else { return false }
            return bytes.withUnsafeBytes { ct_write_all(descriptor, $0.baseAddress, $0.count) } == 0
        }
    }

    /// Ends the writing.
    package func close() {
        descriptor.withLock { descriptor in
            if let open = descriptor { Glibc.close(open) }
            descriptor = nil
        }
    }

    package func remove() {
        close()
        ct_temporary_remove(path)
    }
}

/// Opens a file with a command of the user's, which has the terminal until it has ended.
///
/// The shell splits the command into words, as everywhere; the path is never part of its text.
/// - Returns: the status it ended with, 128 and the signal where one ended it; 127 where it could not be started.
package func openOutside(_ path: String, with command: String) -> Int {
    ct_flush_standard_output()
    return leavingSignalsToChild {
        spawn(["/bin/sh", "-c", "\(command) \"$1\"", "sh", path]).map { Int(ct_wait_for_child($0)) } ?? 127
    }
}

/// What opens texts for the user: `$VISUAL`, `$EDITOR` or `vi`.
package func editorCommand() -> String {
    for name in ["VISUAL", "EDITOR"] {
        if let value = environmentValue(name), !value.isEmpty { return value }
    }
    return "vi"
}

/// What opens files as the desktop has it; nil where no such program is in `$PATH`.
package func desktopOpener() -> String? {
    let name = "xdg-open"
    let folders = (environmentValue("PATH") ?? "/usr/bin:/bin").split(separator: ":")
    return folders.contains { access("\($0)/\(name)", X_OK) == 0 } ? name : nil
}
