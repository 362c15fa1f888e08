import Columnar
import EventModel
import Plan

extension Compiled {
    /// The answer of a condition, the operation on the whole batch.
    func computeTruth(_ batch: Batch) -> TruthMask {
        let count = batch.rowCount
        switch expression.node {
        case .and: return all(batch)
        case .or: return any(batch)
        case .not: return !children[0].truth(batch)
        case .certainly: return TruthMask(certain: children[0].truth(batch).certain)
        case .possibly: return TruthMask(certain: children[0].truth(batch).possible)
        case .isUnknown: return TruthMask(certain: rows(.unknown, batch))
        case .isNone: return TruthMask(certain: rows(.none, batch))
        case .choose: return choice(batch)
        case .compare(let comparison, _, _): return compared(comparison, batch)
        case .dated(_, let condition): return dated(condition, batch)
        case .during:
            let scalars = context.scalars
            return truths(batch) { scalars.during($0, $1) }
        case .within(_, _, let isOnly): return within(isOnly, batch)
        case .call(let function, _): return called(function, batch)
        case .disputed(_, let field): return disputed(field, batch)
        case .column:
            guard let place, case (.truth(let mask), let start) = batch.column(place) else {
                return TruthMask(count: count, repeating: .maybe)
            }
            if start == 0, mask.count == count { return mask }
            let range = start..<(start + count)
            return TruthMask(
                certain: mask.certain.slice(range), possible: mask.isExact ? nil : mask.possible.slice(range))
        case .constant(let value): return TruthMask(count: count, repeating: value.truth)
        case .linked, .arithmetic, .negate, .aggregate, .window, .rowCount:
            let vector = computeVector(batch)
            let type = self.type
            return TruthMask(count: count) { vector.value(at: $0, type: type).truth }
        }
    }

    // MARK: Connectives

    /// Members behind one that nothing passes are not asked.
    private func all(_ batch: Batch) -> TruthMask {
        guard let first = children.first else { return TruthMask(count: batch.rowCount, repeating: .yes) }
        var mask = first.truth(batch)
        for child in children.dropFirst() {
            if mask.isNowherePossible { break }
            mask.formAnd(child.truth(batch))
        }
        return mask
    }

    private func any(_ batch: Batch) -> TruthMask {
        guard let first = children.first else { return TruthMask(count: batch.rowCount, repeating: .no) }
        var mask = first.truth(batch)
        for child in children.dropFirst() { mask.formOr(child.truth(batch)) }
        return mask
    }

    private func choice(_ batch: Batch) -> TruthMask {
        let (condition, then, otherwise) = (
            children[0].truth(batch), children[1].truth(batch), children[2].truth(batch)
        )
        let (yes, no) = (condition.certain, ~condition.possible)
        return TruthMask(
            certain: (yes & then.certain) | (no & otherwise.certain),
            possible: (yes & then.possible) | (no & otherwise.possible) | (condition.possible - condition.certain))
    }

    private func rows(_ state: CellState, _ batch: Batch) -> Bits {
        switch children[0].vector(batch) {
        case .constant(let value):
            return Bits(count: batch.rowCount, repeating: state == .unknown ? value == .unknown : value == .none)
        case .column(let column, let start):
            return column.rows(state, start: start, count: batch.rowCount) ?? Bits(count: batch.rowCount)
        }
    }

    // MARK: Tests

    /// A column of numbers held against one number, as they are stored.
    private func comparedAsStored(_ comparison: Comparison, _ batch: Batch) -> TruthMask? {
        let isTurned = children[0].place == nil
        let (column, other) = isTurned ? (children[1], children[0]) : (children[0], children[1])
        guard let place = column.place, case .numbers(let numbers) = batch.stored(place), numbers.states == nil,
            let number = other.constantValue?.exactMeasure
        else { return nil }
        return NumberComparison.mask(
            isTurned ? comparison.mirrored : comparison, numbers, number, start: batch.start, count: batch.rowCount)
    }

    private func compared(_ comparison: Comparison, _ batch: Batch) -> TruthMask {
        if let mask = comparedAsStored(comparison, batch) { return mask }
        let (left, right) = (children[0].vector(batch), children[1].vector(batch))
        if let mask = NumberComparison.mask(comparison, left, right, count: batch.rowCount) { return mask }
        if let mask = sameCodes(left, right, batch.rowCount) {
            if comparison == .equal { return mask }
            if comparison == .notEqual { return !mask }
        }
        let scalars = context.scalars
        return truths(left, right, batch) { scalars.compare(comparison, $0, $1) }
    }

    /// Whether names of one dictionary, in which no text stands twice, are the same.
    private func sameCodes(_ left: Vector, _ right: Vector, _ count: Int) -> TruthMask? {
        guard case .column(.coded(let one), let start) = left, case .column(.coded(let two), let otherStart) = right,
            one.dictionary === two.dictionary, one.dictionary.isSorted
        else { return nil }
        return TruthMask(count: count) { row in
            let (code, other) = (one.codes[start &+ row], two.codes[otherStart &+ row])
            if code == CodedColumn.unknown || other == CodedColumn.unknown { return .maybe }
            return Truth(code == other)
        }
    }

    private func within(_ isOnly: Bool, _ batch: Batch) -> TruthMask {
        let scalars = context.scalars
        if !isOnly, let answers = entriesWithin(batch) { return answers }
        // Of lists, each member's code is looked up; of a plain column the whole was asked of its dictionary.
        if case .column(.list(let list), let start) = children[0].vector(batch), let other = children[1].constantValue,
            case .coded(let members) = list.values.column, members.dictionary.codeCount <= 2 * batch.totalRows + 64,
            !other.isOneOf
        {
            let element = children[0].type.element
            let answers = memberAnswers(members.dictionary) { code in
                let value = Column.coded(CodedColumn(codes: [code], dictionary: members.dictionary)).value(
                    at: 0, type: element)
                return scalars.within(value, other, isOnly: isOnly)
            }
            let ofNone = scalars.within(.none, other, isOnly: isOnly)
            return list.anyMember(start: start, count: batch.rowCount, ofNone: ofNone) {
                answers[Int(members.codes[$0])]
            }
        }
        return truths(batch) { scalars.within($0, $1, isOnly: isOnly) }
    }

    /// Of all entries of a sorted dictionary, which are part of an actor or a place: its parts are looked for among them,
    /// since they are few where entries are many. nil where it is something else that is asked.
    private func entriesWithin(_ batch: Batch) -> TruthMask? {
        guard let dictionary = batch.dictionary, dictionary.isSorted, children[0].place != nil,
            batch.rowCount == dictionary.codeCount, let whole = children[1].constantValue
        else { return nil }
        let (scalars, element) = (context.scalars, children[0].type.element)
        let parts: [String]
        switch whole {
        case .actor(let id) where element == .actor: parts = scalars.catalog.actors.members(of: id) + [id]
        case .place(let id) where element == .place: parts = scalars.catalog.places.members(of: id) + [id]
        case _: return nil
        }
        var (certain, possible) = (Bits(count: batch.rowCount), Bits(count: batch.rowCount))
        func answer(_ code: UInt32, _ truth: Truth) {
            if truth == .yes { certain[Int(code)] = true }
            if truth != .no { possible[Int(code)] = true }
        }
        answer(CodedColumn.unknown, scalars.within(.unknown, whole, isOnly: false))
        answer(CodedColumn.none, scalars.within(.none, whole, isOnly: false))
        for part in parts {
            if let entry = dictionary.entry(of: part) { answer(UInt32(entry) + CodedColumn.firstCode, .yes) }
        }
        // Beyond ASCII other bytes may be the same letters.
        for entry in dictionary.entriesBeyondASCII {
            let name = Value.named(dictionary[entry], children[0].type)
            answer(UInt32(entry) + CodedColumn.firstCode, scalars.within(name, whole, isOnly: false))
        }
        return TruthMask(certain: certain, possible: possible)
    }

    private func dated(_ condition: DateCondition, _ batch: Batch) -> TruthMask {
        // Stored days are tested in the width in which they are stored.
        if let place = children[0].place, let days, case .days(let stored) = batch.stored(place) {
            return TruthMask(certain: days.rows(of: stored, start: batch.start, count: batch.rowCount))
        }
        let vector = children[0].vector(batch)
        guard case .column(.date(let dates), let start) = vector, let days else {
            let (scalars, type) = (context.scalars, children[0].type)
            return TruthMask(count: batch.rowCount) { scalars.dated(vector.value(at: $0, type: type), condition) }
        }
        guard let spans = dates.spans else {
            return TruthMask(certain: Bits(in: days, days: dates.first, start: start, count: batch.rowCount))
        }
        return TruthMask(count: batch.rowCount) { offset in
            let row = start + offset
            switch spans.states[row] {
            case .unknown: return .maybe
            case .none: return condition.truthOfNone
            case .known: break
            }
            let span = DateSpan(dates.first[row], spans.startLatest[row])
            if !spans.lasted[row] { return days.truth(of: span) }
            return condition.truth(
                of: EventDate(from: span, to: DateSpan(spans.endEarliest[row], spans.endLatest[row])))
        }
    }

    private func called(_ function: ScalarFunction, _ batch: Batch) -> TruthMask {
        let (scalars, type) = (context.scalars, self.type)
        if let test = textTest {
            let texts = children[0].vector(batch)
            let textType = children[0].type
            if let part = test.part, let dictionary = batch.dictionary, case .table(let table) = dictionary.source,
                children[0].place != nil
            {
                return TruthMask(entriesOf: table, containing: part, context.lanes)
            }
            if test.readsBytes, case .column(.coded(let coded), let start) = texts, coded.dictionary.isStored {
                return TruthMask(count: batch.rowCount) { row in
                    let code = coded.codes[start + row]
                    // As a value that has no text: unknown may have the part, none too.
                    guard code >= CodedColumn.firstCode else { return .maybe }
                    return Truth(coded.dictionary.withBytes(Int(code - CodedColumn.firstCode)) { test.matches($0) })
                }
            }
            return TruthMask(count: batch.rowCount) { row in
                let value = texts.value(at: row, type: textType)
                if let text = value.name { return Truth(test.matches(text)) }
                guard case .list = value else { return .maybe }
                return scalars.any(value) { $0.name.map { Truth(test.matches($0)) } ?? .maybe }
            }
        }
        let arguments = children.map { ($0.vector(batch), $0.type) }
        return TruthMask(count: batch.rowCount) { row in
            scalars.call(function, arguments.map { $0.0.value(at: row, type: $0.1) }, type).truth
        }
    }

    // MARK: Row by row

    private func truths(_ batch: Batch, _ test: (Value, Value) -> Truth) -> TruthMask {
        truths(children[0].vector(batch), children[1].vector(batch), batch, test)
    }

    private func truths(_ left: Vector, _ right: Vector, _ batch: Batch, _ test: (Value, Value) -> Truth) -> TruthMask {
        let (leftType, rightType) = (children[0].type, children[1].type)
        // Against a constant, a column of few codes is asked once for each of them.
        if case .column(.coded(let coded), let start) = left, case .constant(let constant) = right,
            coded.dictionary.codeCount < batch.rowCount
        {
            let codes = CodedColumn(codes: Array(0..<UInt32(coded.dictionary.codeCount)), dictionary: coded.dictionary)
            let answers = codes.codes.indices.map { code in
                test(Column.coded(codes).value(at: code, type: leftType), constant)
            }
            return TruthMask(count: batch.rowCount) { answers[Int(coded.codes[start + $0])] }
        }
        return TruthMask(count: batch.rowCount) {
            test(left.value(at: $0, type: leftType), right.value(at: $0, type: rightType))
        }
    }
}

extension TruthMask {
    /// The answer of each row.
    init(count: Int, _ truth: (Int) -> Truth) {
        var certain = Bits(count: count)
        var possible = Bits(count: count)
        for row in 0..<count {
            switch truth(row) {
            case .yes:
                certain[row] = true
                possible[row] = true
            case .maybe: possible[row] = true
            case .no: break
            }
        }
        self.init(certain: certain, possible: possible)
    }
}

extension TruthMask {
    /// For every code of a dictionary of stored texts whether the text has a part in it; of what has no text, maybe.
    fileprivate init(entriesOf table: TextTable, containing part: [UInt8], _ lanes: Lanes) {
        let first = Int(CodedColumn.firstCode)
        let pieceSize = 1 << 18
        let pieces = lanes.run((table.count + pieceSize - 1) / pieceSize, threads: 2) { piece -> [Int] in
            var found: [Int] = []
            let entries = (piece * pieceSize)..<min(table.count, (piece + 1) * pieceSize)
            table.entries(entries, containing: part) { found.append($0) }
            return found
        }
        var certain = Bits(count: table.count + first)
        for piece in pieces { for entry in piece { certain[entry + first] = true } }
        var possible = certain
        for code in 0..<first { possible[code] = true }
        self.init(certain: certain, possible: possible)
    }
}

extension DaySet {
    /// Whether a day of the span, of which nobody knows which, is in the set.
    func truth(of span: DateSpan) -> Truth {
        if span.earliest > span.latest { return .maybe }
        for stretch in spans where stretch.overlaps(span) { return stretch.contains(span) ? .yes : .maybe }
        return .no
    }
}

extension ListColumn {
    /// Yes if a test is yes of any member, else maybe if of any; unknown lists maybe, none and empty ones no. Of
    /// alternatives yes or no if it is so of each, else maybe.
    /// - Parameter ofNone: the answer for lists that are none.
    func anyMember(start: Int, count: Int, ofNone: Truth = .no, _ test: (Int) -> Truth) -> TruthMask {
        TruthMask(count: count) { offset in
            let row = start + offset
            switch states?[row] ?? .known {
            case .unknown: return .maybe
            case .none: return ofNone
            case .known: break
            }
            let members = Int(offsets[row])..<Int(offsets[row + 1])
            if alternatives?[row] ?? false {
                guard let first = members.first.map(test) else { return .maybe }
                return members.allSatisfy { test($0) == first } ? first : .maybe
            }
            return members.reduce(.no) { $0 || test($1) }
        }
    }
}

extension Value {
    /// A number or a duration that is known exactly.
    fileprivate var exactMeasure: Double? {
        switch self {
        case .number(let span), .duration(let span): span.isExact ? span.low : nil
        case _: nil
        }
    }
}
