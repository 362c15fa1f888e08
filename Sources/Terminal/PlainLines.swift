import Glibc

/// Questions from plain text: a pipe, a file, or a terminal that cannot edit.
///
/// Lines are joined until they make a whole question. CR LF is a line end too, a byte order mark is skipped, bytes
/// that are not UTF-8 become U+FFFD, and at the end of the text what is left is handed over as it is.
package struct PlainLines: QuestionSource {
    private let descriptor: Int32
    private let services: PromptServices
    private let looksAhead: Bool
    private let longestQuestion: Int
    private let prompt: (() -> String)?
    private let continuation: () -> String
    private var buffer: [UInt8] = []
    private var consumed = 0
    private var searched = 0
    private var hasEnded = false
    private var hasBegun = false
    private var heldLine: String?

    private enum Line {
        case text(String)
        case tooLong
        case cancelled
        case end
    }

    /// - Parameters:
    ///   - looksAhead: reads the line after a complete question to see whether it goes on there. Right for text that
    ///     is all there already; wrong where someone waits for the answer. Nil: unless the descriptor is a terminal.
    ///   - longestQuestion: in bytes.
    ///   - prompt: written to standard output before each question, for someone at a terminal that cannot edit.
    ///   - continuation: in front of a line with which a question goes on, as in the editor.
    package init(
        descriptor: Int32, services: PromptServices, looksAhead: Bool? = nil, longestQuestion: Int = 1 << 20,
        prompt: (() -> String)? = nil, continuation: @escaping () -> String = { "...> " }
    ) {
        self.descriptor = descriptor
        self.services = services
        self.looksAhead = looksAhead ?? (isatty(descriptor) == 0)
        self.longestQuestion = longestQuestion
        self.prompt = prompt
        self.continuation = continuation
    }

    package mutating func next() -> Outcome {
        var question = ""
        var isEmpty = true
        while true {
            if let prompt = prompt?(), heldLine == nil {
                let continuation = continuation()
                let blank = String(repeating: " ", count: max(0, cellWidth(prompt) - cellWidth(continuation)))
                writeToTerminal(isEmpty ? prompt : blank + continuation)
            }
            switch nextLine() {
            case .cancelled:
                if prompt != nil { writeToTerminal("\n") }
                return .cancelled
            case .tooLong:
                return .tooLong(limit: longestQuestion)
            case .end:
                if prompt != nil { writeToTerminal("\n") }
                return isEmpty ? .end : .question(question)
            case .text(let line):
                if line.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
                    if isEmpty { continue }
                    // Whoever types a blank line has no more to say: the error tells what is missing.
                    if prompt != nil { return .question(question) }
                }
                if !isEmpty && looksAhead && services.isComplete(question) && !services.continues(question, line) {
                    heldLine = line
                    return .question(question)
                }
                question = isEmpty ? line : question + "\n" + line
                isEmpty = false
                if question.utf8.count > longestQuestion { return .tooLong(limit: longestQuestion) }
                if !looksAhead && services.isComplete(question) { return .question(question) }
            }
        }
    }

    private mutating func nextLine() -> Line {
        if let line = heldLine {
            heldLine = nil
            return .text(line)
        }
        var isTooLong = false
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                return isTooLong ? skip(past: end + 1) : take(upTo: end, past: end + 1)
            }
            searched = buffer.count
            if buffer.count - consumed > longestQuestion {
                isTooLong = true
                drop(all: true)
            }
            if hasEnded {
                if isTooLong { return .tooLong }
                return consumed < buffer.count ? take(upTo: buffer.count, past: buffer.count) : .end
            }
            if !fill() {
                drop(all: true)
                return .cancelled
            }
        }
    }

    private mutating func skip(past end: Int) -> Line {
        consumed = end
        searched = end
        return .tooLong
    }

    private mutating func take(upTo end: Int, past next: Int) -> Line {
        var bytes = buffer[consumed..<end]
        if bytes.last == 0x0D { bytes = bytes.dropLast() }
        if !hasBegun && bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        hasBegun = true
        let line = String(decoding: bytes, as: UTF8.self)
        consumed = next
        searched = next
        return .text(line)
    }

    private mutating func drop(all: Bool) {
        buffer.removeFirst(all ? buffer.count : consumed)
        consumed = 0
        searched = 0
    }

    /// Reads some more; false if Ctrl-C came instead.
    private mutating func fill() -> Bool {
        if consumed > 1 << 16 {
            buffer.removeFirst(consumed)
            searched -= consumed
            consumed = 0
        }
        let chunk = 1 << 14
        var chunkBytes = [UInt8](repeating: 0, count: chunk)
        while true {
            let count = read(descriptor, &chunkBytes, chunk)
            if count > 0 {
                buffer.append(contentsOf: chunkBytes[0..<count])
                return true
            }
            if count < 0 && errno == EINTR {
                guard Interrupt.isRaised else { continue }
                Interrupt.clear()
                return false
            }
            hasEnded = true
            return true
        }
    }
}
