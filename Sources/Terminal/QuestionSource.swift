/// What came of asking for the next question.
package enum Outcome: Equatable, Sendable {
    /// One whole question, perhaps of several lines, without its last line end.
    case question(String)
    /// Ctrl-C threw away what was being written.
    case cancelled
    /// A question was longer than this many bytes and was thrown away.
    case tooLong(limit: Int)
    /// There will be no more.
    case end
}

/// Where questions come from: the prompt on a terminal, or plain text.
package protocol QuestionSource {
    /// Waits for the next question.
    mutating func next() -> Outcome
}
