/// Everything that can be said of a user's text: facts, not prose. `code` and `words` turn a case into what is shown.
package enum Problem: Hashable, Sendable {
    // The text itself.
    case strayCharacter(String)
    case unclosedText
    case unclosedBracket(String)
    case unmatchedBracket(String)
    case unexpected(found: String, expected: String)
    case badNumber(String, reason: String)
    case badDate(String, reason: String)
    case nestedTooDeep(limit: Int)
    case namesTooDeep(limit: Int)
    case tooLong(what: String, limit: Int)
    case habit(written: String, meant: String)
    case clauseAfterWhere(clause: String)
    case badEscape(String)
    case notUTF8

    // Names.
    case unknownColumn(String, nearest: [String], columns: [String])
    case unknownStep(String, nearest: [String])
    case unknownSource(String, nearest: [String], synonym: String?)
    case unknownActor(String, nearest: [String])
    case ambiguousName(String, what: String, candidates: [String])
    case unknownPlace(String, nearest: [String])
    case unknownFunction(String, nearest: [String])
    case unknownParameter(String, known: [String])
    case nameTaken(String, by: String)
    case duplicateColumn(String)
    case unknownEvent(String, nearest: [String])
    case unknownCode(system: String, code: String, nearest: [String])
    case callsItself(String)
    case noLastAnswer
    case unknownWord(String, what: String, choices: [String])

    // Types.
    case typesDiffer(operation: String, left: String, right: String)
    case textBesideValue(text: String, type: String, literal: String?)
    case wrongArgument(function: String, position: Int, found: String, expected: String)
    case wrongArgumentCount(function: String, found: String, expected: String)
    case notACondition(found: String)
    case currenciesDiffer(String, String)
    case aggregateNotHere(String)
    case aggregateMissing(String)
    case noDate(step: String)
    case constantNeeded(what: String, found: String)
    case noFields(of: String)
    case calendarDuration(String)
    case namesNoType(String)

    // Steps and statements.
    case stepAfterOutput(step: String, output: String)
    case needsEvents(step: String)
    case badCount(what: String, found: String)
    case badParameterValue(name: String, type: String, text: String)
    case missingParameterValue(name: String, type: String)
    case includeNotHere(String, reason: String)
    case outsideQuestion(String)
    /// A function of neighbouring rows where there is no order of rows.
    case windowNotHere(String)
    case chartNeeds(String)
    case windowNeeded(step: String)
    case nothingToCompareBy
    case unusedSetting(name: String, nearest: [String])

    // Running.
    case expectFailed(text: String, found: String, rows: Int)
    case runStopped(String)
    case notWritten(file: String, reason: String)
    case notAllowed(String)

    case notYet(String)

    // Legal, but worth a word.
    case windowPastData(asked: String, data: String)
    case actorMeans(name: String, members: [String])
    case neverTrue(String)
    /// `=` with something that has parts, none of which it asks for; `meant` is the word that does.
    case identityOnly(mark: String, name: String, parts: [String], meant: String)
    case percentInPattern(meant: String)
}

extension Problem {
    package var severity: Severity {
        switch self {
        case .windowPastData, .actorMeans, .neverTrue, .identityOnly, .percentInPattern: .note
        case .strayCharacter, .unclosedText, .unclosedBracket, .unmatchedBracket, .unexpected, .badNumber, .badDate,
            .nestedTooDeep, .namesTooDeep, .tooLong, .habit, .clauseAfterWhere, .badEscape, .notUTF8, .unknownColumn,
            .unknownStep,
            .unknownSource, .unknownActor, .ambiguousName, .unknownPlace, .unknownFunction, .unknownParameter,
            .nameTaken, .duplicateColumn, .unknownEvent, .unknownCode, .callsItself, .noLastAnswer, .unknownWord,
            .typesDiffer, .textBesideValue, .wrongArgument, .wrongArgumentCount, .notACondition, .currenciesDiffer,
            .aggregateNotHere, .aggregateMissing, .noDate, .constantNeeded, .noFields, .calendarDuration, .namesNoType,
            .stepAfterOutput, .needsEvents, .badCount, .badParameterValue, .missingParameterValue, .includeNotHere,
            .outsideQuestion, .windowNotHere, .chartNeeds, .windowNeeded, .nothingToCompareBy, .unusedSetting,
            .expectFailed,
            .runStopped, .notWritten,
            .notAllowed, .notYet:
            .error
        }
    }

    /// Whether something is asked for by a name that an included file may give.
    package var isMissingName: Bool {
        switch self {
        case .unknownSource, .unknownFunction, .unknownParameter, .unknownColumn: true
        case _: false
        }
    }

    /// Stable: a code keeps its meaning for ever, and is never used again for another.
    package var code: String {
        switch self {
        case .strayCharacter: "E0101"
        case .unclosedText: "E0102"
        case .unclosedBracket: "E0103"
        case .unmatchedBracket: "E0104"
        case .unexpected: "E0105"
        case .badNumber: "E0106"
        case .badDate: "E0107"
        case .nestedTooDeep, .namesTooDeep: "E0108"
        case .tooLong: "E0109"
        case .habit: "E0110"
        case .clauseAfterWhere: "E0111"
        case .badEscape: "E0112"
        case .notUTF8: "E0113"
        case .unknownColumn: "E0201"
        case .unknownStep: "E0202"
        case .unknownSource: "E0203"
        case .unknownActor: "E0204"
        case .ambiguousName: "E0205"
        case .unknownPlace: "E0206"
        case .unknownFunction: "E0207"
        case .unknownParameter: "E0208"
        case .nameTaken: "E0209"
        case .duplicateColumn: "E0210"
        case .unknownEvent: "E0211"
        case .unknownCode: "E0212"
        case .callsItself: "E0213"
        case .noLastAnswer: "E0214"
        case .unknownWord: "E0215"
        case .typesDiffer: "E0301"
        case .textBesideValue: "E0302"
        case .wrongArgument: "E0303"
        case .wrongArgumentCount: "E0304"
        case .notACondition: "E0305"
        case .currenciesDiffer: "E0306"
        case .aggregateNotHere: "E0307"
        case .aggregateMissing: "E0308"
        case .noDate: "E0309"
        case .constantNeeded: "E0310"
        case .noFields: "E0311"
        case .calendarDuration: "E0312"
        case .namesNoType: "E0313"
        case .stepAfterOutput: "E0401"
        case .needsEvents: "E0402"
        case .badCount: "E0403"
        case .badParameterValue: "E0404"
        case .missingParameterValue: "E0405"
        case .includeNotHere: "E0406"
        case .outsideQuestion, .windowNotHere: "E0407"
        case .chartNeeds: "E0408"
        case .windowNeeded: "E0409"
        case .nothingToCompareBy: "E0410"
        case .unusedSetting: "E0411"
        case .expectFailed: "E0501"
        case .runStopped: "E0502"
        case .notWritten: "E0503"
        case .notAllowed: "E0504"
        case .notYet: "E0901"
        case .windowPastData: "N0101"
        case .actorMeans: "N0102"
        case .neverTrue: "N0103"
        case .identityOnly: "N0104"
        case .percentInPattern: "N0105"
        }
    }

    /// Every code, in order: each has a page.
    package static let codes = [
        "E0101", "E0102", "E0103", "E0104", "E0105", "E0106", "E0107", "E0108", "E0109", "E0110", "E0111", "E0112",
        "E0113", "E0201", "E0202", "E0203", "E0204", "E0205", "E0206", "E0207", "E0208", "E0209", "E0210", "E0211",
        "E0212", "E0213", "E0214", "E0215", "E0301", "E0302", "E0303", "E0304", "E0305", "E0306", "E0307", "E0308",
        "E0309", "E0310", "E0311", "E0312", "E0313", "E0401", "E0402", "E0403", "E0404", "E0405", "E0406", "E0407",
        "E0408", "E0409", "E0410", "E0411", "E0501", "E0502", "E0503", "E0504", "E0901", "N0101", "N0102", "N0103",
        "N0104", "N0105",
    ]
}
