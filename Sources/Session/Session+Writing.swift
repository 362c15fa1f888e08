import Columnar
import Engine
import Readers
import Rendering

/// Why the rest of a text is not made.
enum TextEnd: Error {
    /// Nobody waits for it any longer.
    case isOver
    case notWritten(HostProblem)
}

/// A text that is made piece by piece, of whole lines, on whatever thread it is asked for.
struct TextPieces: Sendable {
    typealias Sink = (ArraySlice<UInt8>) throws(TextEnd) -> Void

    let make: @Sendable (_ sink: Sink) throws(TextEnd) -> Void

    init(_ make: @escaping @Sendable (_ sink: Sink) throws(TextEnd) -> Void) { self.make = make }

    /// A text that is there already.
    init(_ text: String) {
        self.init { sink throws(TextEnd) in try sink(Array(text.utf8)[...]) }
    }

    /// An answer in a form, and what stands below it.
    init(_ answer: Answer, as form: Form, _ drawing: Drawing, report: Report? = nil, below: String = "") {
        self.init { sink throws(TextEnd) in
            try render(answer, as: form, drawing, report: report) { piece throws(TextEnd) in
                try sink(Array(piece.utf8)[...])
            }
            if !below.isEmpty { try sink(Array(below.utf8)[...]) }
        }
    }

    /// Records of a data set; of all of it without rows of events.
    init(_ data: DataSet, events: [Int]? = nil) {
        self.init { sink throws(TextEnd) in try RecordWriter(data, events: events).write(to: sink) }
    }
}

extension Session {
    /// Writes a file piece by piece, so that its text is never in memory at once; between two pieces the run asks whether
    /// it is to end. Where it is, or where the text cannot be written, all stays as it was.
    /// - Parameter rows: how many the text is made of.
    /// - Returns: why it was not written.
    func write(_ text: TextPieces, to path: String, rows: Int) throws(RunError) -> HostProblem? {
        let draft: FileDraft
        switch host.openFile(path, .replacing) {
        case .failure(let problem): return problem
        case .success(let opened): draft = opened
        }
        let write = draft.write
        let outcome: HostProblem?
        do throws(RunError) {
            outcome = try aside(rows: rows) { isOver in
                do throws(TextEnd) {
                    try text.make { piece throws(TextEnd) in
                        if isOver() { throw .isOver }
                        if let problem = write(piece) { throw .notWritten(problem) }
                    }
                } catch {
                    if case .notWritten(let problem) = error { return problem }
                }
                return nil
            }
        } catch {
            draft.drop()
            throw error
        }
        if let problem = outcome ?? damage.map({ HostProblem($0) }) {
            draft.drop()
            return problem
        }
        if case .failure(let problem) = draft.keep() { return problem }
        return nil
    }
}

/// An answer that goes to a file or a program instead of the screen, from its first piece to its end.
final class AnswerInFile {
    private let open: () -> Result<FileDraft, HostProblem>
    private var draft: FileDraft?
    private(set) var problem: HostProblem?
    /// Nothing has come.
    private(set) var isEmpty = true

    init(_ open: @escaping () -> Result<FileDraft, HostProblem>) {
        self.open = open
    }

    /// Behind a failure nothing more is written, and `keep` tells of it.
    func write(_ text: String) {
        isEmpty = isEmpty && text.isEmpty
        if text.isEmpty || problem != nil { return }
        if draft == nil {
            switch open() {
            case .success(let opened): draft = opened
            case .failure(let found): problem = found
            }
        }
        guard let draft, let found = draft.write(Array(text.utf8)[...]) else { return }
        problem = found
        drop()
    }

    func keep() -> Result<Void, HostProblem> {
        if let problem { return .failure(problem) }
        defer { draft = nil }
        return draft?.keep() ?? .success(())
    }

    func drop() {
        draft?.drop()
        draft = nil
    }
}
