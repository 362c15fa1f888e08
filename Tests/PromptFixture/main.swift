// A prompt over a toy language, for the tests to hold by the other end of a terminal. It answers each question with
// itself between brackets, its line feeds written as `\n`.
//
// A question is complete when its brackets are closed and it does not end in `|`. `spin` runs until Ctrl-C, `page`
// answers with 100 lines through the pager, `.edit` opens the editor and prepares what it saved.
import Glibc
import Colours
import Terminal

let words: [Completion] = [
    Completion(text: "count ", note: "how many"), Completion(text: "compare ", note: "with another"),
    Completion(text: "events", note: "all 21"), Completion(text: "東京", note: "Tokyo"), Completion(text: "東北"),
]

func isComplete(_ text: String) -> Bool {
    let depth = text.reduce(0) { $1 == "(" ? $0 + 1 : $1 == ")" ? $0 - 1 : $0 }
    let last = text.last { $0 != " " && $0 != "\n" }
    return depth <= 0 && last != "|"
}

func complete(_ text: String, _ cursor: Int) -> (replacing: Range<Int>, candidates: [Completion]) {
    let before = Array(text.utf8.prefix(cursor))
    let start = before.lastIndex { [0x20, 0x0A, 0x28].contains($0) }.map { $0 + 1 } ?? 0
    let word = String(decoding: before[start...], as: UTF8.self)
    if word.hasPrefix("many") {
        return (start..<cursor, (1...500).map { Completion(text: "many-\($0)", note: "number \($0)") })
    }
    return (start..<cursor, words.filter { !word.isEmpty && $0.text.hasPrefix(word) })
}

func highlight(_ text: String) -> [(Range<Int>, Paint)] {
    var result: [(Range<Int>, Paint)] = []
    var start = 0
    for word in text.split(omittingEmptySubsequences: false, whereSeparator: { " \n()".contains($0) }) {
        let end = start + word.utf8.count
        if ["count", "by", "where"].contains(word) { result.append((start..<end, .keyword)) }
        if word == "events" { result.append((start..<end, .kind)) }
        if word.first == "?" { result.append((start..<end, .unknown)) }
        start = end + 1
    }
    return result
}

func say(_ text: String) {
    print(text)
    fflush(nil)
}

func spin() {
    // The editor has it installed, as in Casus: a Ctrl-C between two questions ends nothing.
    Interrupt.clear()
    say("spinning")
    while !Interrupt.isRaised { poll(nil, 0, 20) }
    Interrupt.clear()
    say("<interrupted>")
}

func run() {
    let arguments = CommandLine.arguments.dropFirst()
    let facts = TerminalFacts.current()
    let services = PromptServices(isComplete: isComplete, complete: complete, highlight: highlight)
    let settings = PromptSettings(
        prompt: "ask> ", historyPath: arguments.first, dataSet: "toy", hasColour: facts.outputMayBeColoured)
    let editor = facts.canEdit ? LineEditor(services: services, settings: settings) : nil
    var source: any QuestionSource = editor ?? PlainLines(descriptor: 0, services: services)
    while true {
        switch source.next() {
        case .end: return say("<end>")
        case .cancelled: say("<cancelled>")
        case .tooLong(let limit): say("<longer than \(limit)>")
        case .question("spin"): spin()
        case .question("page"):
            Pager(facts: facts, mayRunPrograms: true).show((1...100).map { "line \($0)\n" }.joined())
        case .question(".edit"):
            switch runEditor("edit me") {
            case .success(let text): editor?.prepare(text)
            case .failure(let problem): say(problem.description)
            }
        case .question(let text):
            say("[" + text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\n") + "]")
        }
    }
}

run()
