import Store

/// The files of an import one after another, in stripes of whole lines.
final class ImportSources {
    private static let firstSize = 1 << 16
    private let files: [String]
    private let options: ReadOptions
    private var nextFile = 0
    private var packed: (file: PackedFile, packing: Packing, readCount: Int, leftOut: [(path: String, found: String)])?
    private var source: (any ByteSource)?
    /// The beginning of a line whose end is still to be read.
    private var carried: [UInt8] = []
    private var byteCount = 0
    private var hasBegun = false
    private var firstPath: String?
    private var seen: [FileIdentity: String] = [:]
    /// A pipe that somebody has looked into.
    private let opened: InputFile?
    private var hasReadStandardInput = false
    private var hasTabs = true

    private var tally: FileTally
    /// The file that is read, packed or not.
    private var file: InputFile?

    private(set) var emptyPaths: [String] = []
    private(set) var warnings: [ReadWarning] = []

    init(_ files: [String], _ options: ReadOptions, opened: InputFile?) {
        self.files = files
        self.options = options
        self.opened = opened
        tally = FileTally(files)
    }

    /// Fills a stripe with the next lines; false behind the last.
    func fill(_ stripe: ImportStripe) throws(ImportFailure) -> Bool {
        while true {
            if source == nil, try !openNext() { return false }
            guard let source else { return false }
            let isLast = try readLines(source, stripe)
            stripe.beginning = nil
            stripe.ending = nil
            if !hasBegun {
                if stripe.lineEnd == 0 {
                    emptyPaths.append(source.path)
                    packed?.readCount += 1
                    end()
                    continue
                }
                guard try begin(stripe, source.path) else {
                    end()
                    continue
                }
            }
            stripe.hasTabs = hasTabs
            stripe.taken = tally.progress(source.bytesTaken)
            if isLast {
                stripe.ending = byteCount
                end()
            }
            return true
        }
    }

    private func end() {
        source = nil
        hasBegun = false
        byteCount = 0
        carried.removeAll(keepingCapacity: true)
    }

    /// Reads until the stripe is full; true where nothing follows.
    private func readLines(_ source: any ByteSource, _ stripe: ImportStripe) throws(ImportFailure) -> Bool {
        // The first lines settle the format: they are looked at together.
        while stripe.capacity <= carried.count || !hasBegun && stripe.capacity < Self.firstSize { stripe.grow() }
        carried.withUnsafeBufferPointer { bytes in
            if let start = bytes.baseAddress { stripe.bytes.update(from: start, count: bytes.count) }
        }
        var filled = carried.count
        let start = filled
        while true {
            let wanted = stripe.capacity - filled
            let space = UnsafeMutableRawBufferPointer(start: stripe.bytes + filled, count: wanted)
            let count = try Self.input { () throws(InputError) in try source.read(into: space) }
            let searched = filled
            filled += count
            byteCount += count
            stripe.fresh = start..<filled
            if count < wanted {
                stripe.lineEnd = filled
                carried.removeAll(keepingCapacity: true)
                return true
            }
            var end = filled
            while end > searched, stripe.bytes[end - 1] != UInt8(ascii: "\n") { end -= 1 }
            if end > searched {
                stripe.lineEnd = end
                carried.removeAll(keepingCapacity: true)
                carried.append(contentsOf: UnsafeBufferPointer(start: stripe.bytes + end, count: filled - end))
                return false
            }
            guard filled <= LineBlocks.lineLimit else {
                throw .read(.input(.tooLarge(path: source.path, limit: LineBlocks.lineLimit)))
            }
            stripe.grow()
        }
    }

    /// Settles the format of a file; false of one with nothing in it but line ends, and of a member left out.
    private func begin(_ stripe: ImportStripe, _ path: String) throws(ImportFailure) -> Bool {
        let guess = FormatGuess(stripe.lines.span)
        switch (options.format, guess) {
        case (let format?, _), (nil, .format(let format)):
            if format != .gdelt { throw other(format, path) }
        case (nil, .empty):
            emptyPaths.append(path)
            packed?.readCount += 1
            return false
        case (nil, .unknown(let found)):
            // Beside data, archives hold notes and code books.
            guard packed?.packing == .zip else { throw .read(.unknownFormat(path: path, found: found)) }
            packed?.leftOut.append((path, found))
            return false
        }
        let start = GDELTStart(stripe.lines.span)
        firstPath = firstPath ?? path
        packed?.readCount += 1
        hasBegun = true
        hasTabs = !start.hasSemicolons && !start.hasMentions
        stripe.beginning = (path, start)
        return true
    }

    private func other(_ format: Format, _ path: String) -> ImportFailure {
        guard let firstPath else { return .otherFormat(path: path, format) }
        return .read(.mixedFormats(first: firstPath, .gdelt, second: path, format))
    }

    // MARK: Files

    private func openNext() throws(ImportFailure) -> Bool {
        while true {
            if let member = try nextMember() {
                source = member
                return true
            }
            guard nextFile < files.count else { return false }
            let path = files[nextFile]
            nextFile += 1
            let file: InputFile
            if let opened, opened.path == path, nextFile == 1 {
                file = opened
            } else {
                file = try Self.input { () throws(InputError) in
                    try InputFile(path: path, isCancelled: options.isCancelled)
                }
            }
            if let last = self.file { tally.endFile(last.size) }
            self.file = file
            try checkIsNew(file)
            let head = try Self.input { () throws(InputError) in try file.peek(Packing.markLength) }
            guard let packing = Packing(head) else {
                source = file
                return true
            }
            let unpacking = try Self.input { () throws(InputError) in try PackedFile(file, packing) }
            packed = (unpacking, packing, 0, [])
        }
    }

    /// The next member of the packed file at hand.
    private func nextMember() throws(ImportFailure) -> (any ByteSource)? {
        guard let current = packed else { return nil }
        if try Self.input({ () throws(InputError) in try current.file.nextMember() }) { return current.file }
        packed = nil
        guard current.readCount > 0 else {
            if let first = current.leftOut.first {
                throw .read(.unknownFormat(path: first.path, found: first.found))
            }
            emptyPaths.append(files[nextFile - 1])
            return nil
        }
        warnings += current.leftOut.map { .memberLeftOut(path: $0.path, found: $0.found) }
        return nil
    }

    private func checkIsNew(_ file: InputFile) throws(ImportFailure) {
        if file.path == "-" {
            if hasReadStandardInput { throw .read(.sameFile(first: "-", second: "-")) }
            hasReadStandardInput = true
        }
        guard let identity = file.identity else { return }
        if let first = seen[identity] { throw .read(.sameFile(first: first, second: file.path)) }
        seen[identity] = file.path
    }

    private static func input<Result>(_ body: () throws(InputError) -> Result) throws(ImportFailure) -> Result {
        do throws(InputError) { return try body() } catch { throw .read(.input(error)) }
    }
}
