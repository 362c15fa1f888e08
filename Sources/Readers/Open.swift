import Columnar
import EventModel
import Store

/// Reads files into one data set: paths, patterns of several, or `-` for standard input.
///
/// Rows that cannot be read are counted in the report with examples; with `strict` the first one is thrown.
package func open(_ paths: [String], options: ReadOptions = ReadOptions()) throws(ReadError) -> Loaded {
    var files: [String] = []
    for path in paths { files += try PathPatterns.expand(path) }
    guard !files.isEmpty else { throw .noFiles }
    // Before they are read: what changes on the way is a change.
    let origin = Origin(paths)
    var loaded = try open(files, options: options, opened: nil)
    loaded.origin = origin
    return loaded
}

/// - Parameters:
///   - opened: the first file, if it is a pipe that somebody has looked into.
///   - pieces: where rows go.
func open(
    _ files: [String], options: ReadOptions, opened: InputFile?, _ pieces: Pieces = Pieces()
) throws(ReadError) -> Loaded {
    if let store = files.first(where: Store.isStore) { return try open(stores: files, first: store, for: pieces.store) }
    var opening = Opening(options, pieces)
    opening.tally = FileTally(files)
    for (index, file) in files.enumerated() { try opening.read(file, opened: index == 0 ? opened : nil) }
    return try opening.finish(files)
}

/// - Parameter draft: what is being made of the stores; nil where they are only asked.
private func open(stores files: [String], first: String, for draft: StoreDraft?) throws(ReadError) -> Loaded {
    if let other = files.first(where: { !Store.isStore($0) }) { throw .storeAmongFiles(store: first, other: other) }
    var seen: [FileIdentity: String] = [:]
    var parts: [Loaded] = []
    for path in files {
        if let identity = try? InputFile(path: path).identity {
            if let known = seen[identity] { throw .sameFile(first: known, second: path) }
            seen[identity] = path
        }
        parts.append(try Loaded(store: path, isPassing: draft != nil))
    }
    if parts.count == 1 { return parts[0] }
    var joined = try Loaded(joining: parts, named: files, for: draft)
    joined.data.catalog.name = Opening.name(files)
    joined.store = first
    return joined
}

/// The reading of several files.
struct Opening {
    private let options: ReadOptions
    private var log: ReadLog
    private var reader: AnyReader?
    /// The file that settled the format.
    private var firstPath = ""
    /// Empty files say nothing of their format.
    private var emptyPaths: [String] = []
    /// The path of each file read so far.
    private var seen: [FileIdentity: String] = [:]
    private var hasReadStandardInput = false
    /// Adds up what is read of the files on the disk.
    var tally: FileTally?

    private let pieces: Pieces

    init(_ options: ReadOptions, _ pieces: Pieces = Pieces()) {
        self.options = options
        self.pieces = pieces
        log = ReadLog(strict: options.strict)
    }

    mutating func read(_ path: String, opened: InputFile?) throws(ReadError) {
        let file: InputFile
        if let opened {
            file = opened
        } else {
            file = try Self.input { () throws(InputError) in try InputFile(path: path, isCancelled: options.isCancelled)
            }
        }
        defer { tally?.endFile(file.size) }
        try checkIsNew(file)
        let head = try Self.input { () throws(InputError) in try file.peek(Packing.markLength) }
        guard let packing = Packing(head) else { return try readSource(file) }
        let packed = try Self.input { () throws(InputError) in try PackedFile(file, packing) }
        var leftOut: [(path: String, found: String)] = []
        var readCount = 0
        while try Self.input({ () throws(InputError) in try packed.nextMember() }) {
            do throws(ReadError) {
                try readSource(packed)
                readCount += 1
            } catch {
                // Beside data, archives hold notes and code books.
                guard packing == .zip, case .unknownFormat(let path, let found) = error else { throw error }
                leftOut.append((path, found))
            }
        }
        guard readCount > 0 else {
            if let first = leftOut.first { throw .unknownFormat(path: first.path, found: first.found) }
            emptyPaths.append(path)
            return
        }
        log.warn(leftOut.map { .memberLeftOut(path: $0.path, found: $0.found) })
    }

    /// Reads what is not packed.
    mutating func readSource(_ file: any ByteSource) throws(ReadError) {
        let path = file.path
        var blocks = LineBlocks(file)
        guard try Self.input({ () throws(InputError) in try blocks.next() }) else {
            emptyPaths.append(path)
            return
        }
        let format = try format(of: blocks.block.span, path)
        guard let format else {
            emptyPaths.append(path)
            return
        }
        if let reader, reader.format != format {
            throw .mixedFormats(first: firstPath, reader.format, second: path, format)
        }
        if reader == nil {
            reader = try AnyReader(format, options, pieces)
            firstPath = path
        }
        log.begin(path, format)
        reader?.beginFile(path)
        repeat {
            let done = try reader?.read(blocks.block.span, isLast: blocks.isLast, &log) ?? 0
            blocks.keepOnly(done)
            try tellProgress(file, bytesRead: blocks.byteCount)
        } while try Self.input({ () throws(InputError) in try blocks.next() })
        reader?.endFile(&log)
        log.end(byteCount: blocks.byteCount, digest: blocks.digest)
    }

    private func tellProgress(_ file: any ByteSource, bytesRead: Int) throws(ReadError) {
        guard let mayGoOn = options.mayGoOn else { return }
        let rows = log.report.files.reduce(0) { $0 + $1.rowCount }
        let progress = ReadProgress(
            path: file.path, rowCount: rows, bytesRead: bytesRead, byteCount: file.size,
            whole: tally?.progress(file.bytesTaken))
        if !mayGoOn(progress) { throw .cancelled(afterRows: rows) }
    }

    /// Reading a file twice would count all of it twice.
    private mutating func checkIsNew(_ file: InputFile) throws(ReadError) {
        if file.path == "-" {
            if hasReadStandardInput { throw .sameFile(first: "-", second: "-") }
            hasReadStandardInput = true
        }
        guard let identity = file.identity else { return }
        if let first = seen[identity] { throw .sameFile(first: first, second: file.path) }
        seen[identity] = file.path
    }

    /// nil for a file with nothing in it but line ends.
    private func format(of bytes: Span<UInt8>, _ path: String) throws(ReadError) -> Format? {
        if options.mapping != nil {
            if let found = FormatGuess.encoding(bytes) { throw .unknownFormat(path: path, found: found) }
            return bytes.isEmpty ? nil : .mapped
        }
        let guess = FormatGuess(bytes)
        if let format = options.format { return format }
        switch guess {
        case .format(let format): return format
        case .empty: return nil
        case .unknown(let found): throw .unknownFormat(path: path, found: found)
        }
    }

    mutating func finish(_ files: [String]) throws(ReadError) -> Loaded {
        if reader == nil {
            // An answer without rows that was saved as JSON Lines is an empty file, and can be asked like any other.
            let areRecords = emptyPaths.allSatisfy { $0.lowercased().hasSuffix(".jsonl") }
            guard let format = options.format ?? (areRecords ? .record : nil) else {
                throw .unknownFormat(path: emptyPaths.first ?? files[0], found: "nothing")
            }
            reader = try AnyReader(format, options, pieces)
        }
        let format = reader?.format ?? .record
        for path in emptyPaths {
            log.begin(path, format)
            log.end(byteCount: 0)
        }
        let name = Self.name(files)
        guard let data = try reader?.finish(name: name, &log) else { throw .noFiles }
        return Loaded(data: data, report: log.report)
    }

    /// The name of the first file without folders and ending.
    static func name(_ files: [String]) -> String {
        guard let first = files.first, first != "-" else { return "data" }
        let name = first.split(separator: "/").last.map(String.init) ?? first
        let stem = name.split(separator: ".", maxSplits: 1).first.map(String.init) ?? name
        return files.count == 1 ? stem : "\(stem) and \(files.count - 1) more"
    }

    private static func input<Result>(_ body: () throws(InputError) -> Result) throws(ReadError) -> Result {
        do throws(InputError) { return try body() } catch { throw .input(error) }
    }
}
