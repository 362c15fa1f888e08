import EventModel

extension EnglishWriter {
    /// `followed by`, `preceded by`, `not followed by`, and `sequence … then …`.
    func sentences(_ sequence: EventSequence, _ noun: String) -> [String] {
        var lines = sequence.anchorName == nil ? [twoSteps(sequence, noun)] : manySteps(sequence)
        if sequence.anchorName != nil {
            switch sequence.take {
            case .first: break
            case .last: lines.append("Where several fit, take the last instead of the next.")
            case .all: lines.append("Where several fit, give a row for each of them.")
            }
        }
        switch sequence.keep {
        case .matched: break
        case .unmatched:
            lines.append("Only where the data go on to the end of that time is it certain that nothing came.")
        case .all: lines.append("Keep also those of which nothing was found.")
        }
        return lines
    }

    private func twoSteps(_ sequence: EventSequence, _ noun: String) -> String {
        guard let step = sequence.steps.first else { return "Keep the \(noun)." }
        let before = sequence.isBackward ? "before" : "after"
        let time = step.window ?? sequence.window
        let window = time.map { " within \($0.text)" } ?? ""
        let keys =
            sequence.keys.isEmpty ? "" : " and that have the same \(list(sequence.keys.map { words($0.expression) }))"
        let pattern = phrase(step.pattern)
        if sequence.keep == .unmatched {
            return "Keep those that none of these came \(before)\(window): \(pattern)\(keys)."
        }
        let found =
            switch (sequence.take, sequence.isBackward) {
            case (.first, false): "the next after it"
            case (.first, true): "the last before it"
            case (.last, false): "the last after it"
            case (.last, true): "the first before it"
            case (.all, false): "every one after it"
            case (.all, true): "every one before it"
            }
        let name = step.name.map { ", called \($0)" } ?? ""
        return "For each, find \(found)\(window) among \(pattern)\(keys)\(name)."
    }

    private func manySteps(_ sequence: EventSequence) -> [String] {
        let name = sequence.anchorName ?? "first"
        let keys = sequence.keys.map { words($0.expression) }
        let same = keys.isEmpty ? "" : " All have the same \(list(keys))."
        let span = sequence.window.map { " All happen within \($0.text) of \(name)." } ?? ""
        var lines = ["Begin with each of these, called \(name).\(same)\(span)"]
        for (index, step) in sequence.steps.enumerated() { lines.append("  (\(index + 1)) \(line(step))") }
        if let until = sequence.until {
            lines.append("Nothing counts that comes after \(phrase(until)).")
        }
        return lines
    }

    private func line(_ step: SequenceStep) -> String {
        let window = step.window.map { " within \($0.text) of the one before" } ?? ""
        let name = step.name.map { ", called \($0)" } ?? ""
        let pattern = phrase(step.pattern)
        switch step.form {
        case .once: return "Then comes, as the next\(window), one of \(pattern)\(name)."
        case .absent:
            return "Then, up to the next of these steps or the end of the time, comes\(window) none of \(pattern)."
        case .optional: return "Then may come\(window) one of \(pattern)\(name)."
        case .times(let range):
            let count =
                range.lowerBound == range.upperBound
                ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
            return "Then come\(window) \(count) of \(pattern), as many as there are\(name)."
        }
    }

    private func phrase(_ pattern: SequencePattern) -> String {
        let events = phrase(pattern.events)
        guard let condition = pattern.condition else { return events }
        return "\(events), of which \(parts(condition).map { claim($0) }.joined(separator: " and "))"
    }

    func sentences(_ rate: Rate, _ noun: String) -> [String] {
        let windows = list(rate.windows.map(\.text))
        let word = rate.isBackward ? "preceded" : "followed"
        var lines = [
            "Say how many of the \(noun) were \(word) within \(windows) by one of \(phrase(rate.pattern)): certainly, "
                + "possibly, not, or not to be told because the data end too early."
        ]
        if let against = rate.against {
            lines.append("Hold that share against the share of \(phrase(against)) that were \(word) so.")
        } else {
            lines.append("Hold that share against the share of all days that were \(word) so.")
        }
        return lines
    }

    func sentence(_ join: Join, _ noun: String) -> String {
        let claims = parts(join.condition).map { claim($0) }.joined(separator: " and ")
        let kept = join.keepsLeft ? " Those without a partner stay." : ""
        return "Put beside each, called \(join.name), each of \(phrase(join.right)) if \(claims).\(kept)"
    }

    func sentence(_ difference: Difference) -> String {
        let keys = list(difference.keys.map { "the \($0.name)" })
        let compared =
            difference.compared.count > 6 ? "any other column" : list(difference.compared.map { "the \($0)" })
        return
            "Hold against them \(phrase(difference.after)): say which were added, which are gone, and which with the same "
            + "\(difference.keys.count == 1 ? String(keys.dropFirst(4)) : "values of \(keys)") differ in \(compared)."
    }

    func sentence(_ walk: LinkWalk) -> String {
        let link: String =
            switch (walk.link, walk.isBack) {
            case ("responds_to", false): "the events that they respond to"
            case ("responds_to", true): "the events that respond to them"
            case ("because_of", false): "the events that they happened because of"
            case ("because_of", true): "the events that happened because of them"
            case ("part_of", false): "the events that they are part of"
            case ("part_of", true): "the events that are part of them"
            case ("follows_up", false): "the events that they follow up"
            case ("follows_up", true): "the events that follow them up"
            case (_, false): "the events that their \(walk.link) names"
            case (_, true): "the events whose \(walk.link) names them"
            }
        let all = walk.isAll ? ", and from those again, as far as there are any; `depth` counts the links" : ""
        return "Go to \(link)\(all)."
    }

    func sentence(_ disagreement: Disagreement) -> String {
        let fields =
            disagreement.compared.count > 6
            ? "any field"
            : list(disagreement.compared.map { $0 == "stance" ? "whether it was so at all" : "the \($0)" })
        let how = disagreement.isExact ? "differ at all" : "cannot all be true"
        return "Find those whose accounts of \(fields) \(how), and show each value with those who give it."
    }
}
