import Columnar
import Diagnostics
import Plan
import Readers
import Rendering
import Semantics
import Syntax

/// A question as it was asked last.
struct LastAsked {
    var question: CheckedQuestion
    var source: SourceText
    /// As it was written.
    var text: String { String(source.text(question.span)) }
    var relation: Relation { question.relation }
}

/// A text that was found right, so that it can be checked anew over other data.
struct KeptText {
    var source: SourceText
    var place: Session.Place
    /// Which of its questions were not answered, counted from 0.
    var unanswered: Set<Int>
}

extension Session {
    /// Seconds between two askings, where none are named, and those that may be named.
    private static let usualSeconds = 2
    private static let allowedSeconds = 1...86_400

    /// `.watch [SECONDS]`: asks the last question again, until Ctrl-C or until it fails.
    func watch(_ words: [String], at place: InputPlace) -> RunStatus {
        if place == .text || place == .initFile {
            return fail("`.watch` is for the prompt: in a text nobody could end it")
        }
        let seconds = words.isEmpty ? Self.usualSeconds : Int(words[0])
        guard let seconds, Self.allowedSeconds.contains(seconds), words.count < 2 else {
            return fail("`.watch` takes whole seconds from 1 to 86400, or none for \(Self.usualSeconds)")
        }
        guard lastAsked != nil else { return fail("nothing has been answered yet that `.watch` could ask again") }
        let pager = settings.pager
        (settings.pager, watched) = (false, "")
        defer { (settings.pager, watched) = (pager, nil) }
        if loaded.origin == nil { say("these data are no files and stay as they are\n") }
        while true {
            let status = askAgain(every: seconds)
            if status != .answered { return status }
            if !host.wait(Double(seconds)) { break }
        }
        host.err("\n")
        return .answered
    }

    private func askAgain(every seconds: Int) -> RunStatus {
        let opened = openIfChanged()
        guard opened == .answered, let asked = lastAsked else { return opened }
        let line = asked.text.split(whereSeparator: \.isNewline).joined(separator: " ")
        let head = "\(host.clock()), every \(seconds) s: "
        host.err(headline(head, shown(line)))
        let before = watched
        // What is asked again takes its own place: `_2` stays the question before it.
        if !answers.isEmpty { answers.removeFirst() }
        hasShown = false
        let status = answering(isAnswer: true) { self.run(asked.question, in: asked.source) }
        if status == .answered, before == watched { host.err("  as before\n") }
        return status
    }

    /// In one line of the window, so that the answer is what is seen.
    private func headline(_ head: String, _ question: String) -> String {
        guard let width = settings.errorWidth else { return "\n\(head)\(question)\n" }
        return "\n\(clipped(head + question, to: width))\n"
    }

    // MARK: Other data

    /// Opens the files anew if they are no longer those that were opened; what was declared and asked stays.
    private func openIfChanged() -> RunStatus {
        guard let origin = loaded.origin, origin.hasChanged else { return .answered }
        do throws(ReadError) {
            host.willRun()
            defer { host.hasRun() }
            let loaded = try openAside(origin.paths, options: settings.readOptions, isCancelled: host.isCancelled)
            host.hasRun()
            say("\nthe data have changed and were opened again: \(loaded.summary)")
            return replace(by: loaded)
        } catch .cancelled {
            say("cancelled; the data are those of before\n")
            return .interrupted
        } catch {
            // A file that is being written is whole the next time.
            say(
                "\nthe data have changed and cannot be opened, so these are still those of before: \(shown(error.text))\n"
            )
            return .answered
        }
    }

    /// Other data in place of these: all that was found right is checked anew, nothing but the last question is asked.
    private func replace(by loaded: Loaded) -> RunStatus {
        let kept = keptTexts
        use(loaded)
        for text in kept {
            let before = environment
            environment.declared = [:]
            var questions: [LastAsked?] = []
            var texts: [CheckedText] = []
            let isFine = gather(text.source, text.place, into: &texts) { statement, source in
                switch statement {
                case .question(let question): questions.append(LastAsked(question: question, source: source))
                case .explain: questions.append(nil)
                case .bound, .include, .malformed: break
                }
            }
            guard isFine else {
                for text in texts { tell(text.diagnostics.filter(\.isError), in: text.source) }
                environment = before
                return fail("these data no longer have what was asked for; nothing is asked again")
            }
            environment.failed = []
            forget(text.unanswered, of: questions.count)
            let answered = questions.indices.filter { !text.unanswered.contains($0) }
            if let last = answered.last(where: { questions[$0] != nil }) { lastAsked = questions[last] }
            keptTexts.append(text)
        }
        return lastAsked == nil ? fail("the last question cannot be asked of the new data") : .answered
    }
}
