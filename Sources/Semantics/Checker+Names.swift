import Diagnostics
import EventModel
import Plan
import Syntax

extension Checker {
    /// `reject`, `reject.meeting`, `CHN.defence_minister`: the words of a name and the dots behind it.
    func dotted(_ tree: ExpressionTree) -> String? {
        switch tree.node {
        case .name(let text), .text(let text): text
        case .member(let inner, let name): dotted(inner).map { "\($0).\(name.text)" }
        case _: nil
        }
    }

    // MARK: Kinds

    /// Whether a column is of the kinds that a name means: any of these tests. Empty with a finding where there is none.
    mutating func kindTests(_ column: Expression, _ name: SourceName, asSource: Bool = false) -> [Expression] {
        func test(_ kind: String, isOnly: Bool) -> Expression {
            Expression(.within(column, Expression(.constant(.kind(kind)), .kind), isOnly: isOnly), .bool)
        }
        guard name.form == .plover else {
            return resolveKind(name, asSource: asSource).map { [test($0, isOnly: false)] } ?? []
        }
        guard let type = PLOVER.type(named: name.name.text) else {
            let near = nearest(to: name.name.text, among: PLOVER.types.map(\.name))
            report(
                .unknownCode(system: "PLOVER", code: name.name.text, nearest: near), at: name.name.span,
                replacement: near.first)
            return []
        }
        func kind(_ code: String) -> String? { CAMEO.entry(code: code)?.name }
        // Beside the sets of CAMEO codes stands the kind of events that were coded with the type itself.
        let own = "plover.\(type.name.lowercased())"
        return type.cameoCodes.compactMap(kind).map { test($0, isOnly: false) }
            + type.bareCodes.compactMap(kind).map { test($0, isOnly: true) }
            + (catalog.kinds.position(named: own) == nil ? [] : [test(own, isOnly: false)])
    }

    /// The name of the one kind meant; nil with a finding where there is none.
    mutating func resolveKind(_ name: SourceName, asSource: Bool = false) -> String? {
        let text = name.name.text
        switch name.form {
        case .plover:
            report(.unexpected(found: "a type of PLOVER", expected: "`kind is plover …`"), at: name.name.span)
            return nil
        case .cameo:
            if let position = catalog.kinds.position(code: text) { return catalog.kinds.kinds[position].name }
            let codes = catalog.kinds.kinds.compactMap(\.code)
            let near = nearest(to: text, among: codes + codes.map { String($0.dropFirst()) }.filter { $0.count > 1 })
            let mended = text.count < 4 && catalog.kinds.position(code: "0" + text) != nil ? ["0" + text] : near
            report(
                .unknownCode(system: "CAMEO", code: text, nearest: mended), at: name.name.span,
                replacement: mended.first)
            return nil
        case .plain:
            if text.isEmpty { return nil }
            let positions = catalog.kinds.positions(matching: text)
            if positions.count == 1 { return catalog.kinds.kinds[positions[0]].name }
            if positions.count > 1 {
                let candidates = positions.map { catalog.kinds.kinds[$0].name }
                report(
                    .ambiguousName(text, what: "kinds", candidates: candidates), at: name.name.span,
                    replacement: candidates[0])
                return nil
            }
            reportUnknownKind(text, name.name.span, asSource: asSource)
            return nil
        }
    }

    /// Steps that need nothing behind them.
    private static let wholeSteps: Set<String> = ["count", "distinct", "disagree", "possibly", "one_a_day"]

    private mutating func reportUnknownKind(_ text: String, _ span: Span, asSource: Bool) {
        if bag.isFull { return }
        let synonym = KindSynonyms.kind(of: text)
        // `China` alone: what one first types who has somebody in mind and no deed.
        if asSource, synonym == nil, callSpan == nil, !catalog.actors.ids(matching: text).isEmpty,
            currentSource.bytes.dropFirst(span.range.upperBound).first != UInt8(ascii: "(")
        {
            let meant = "events(\(currentSource.text(span)))"
            return report(.unknownSource(text, nearest: [meant], synonym: nil), at: span, replacement: meant)
        }
        // `count` alone: a step without what it counts.
        if asSource, synonym == nil, callSpan == nil, text != "not", Keywords.steps.contains(text) {
            let isWhole = Self.wholeSteps.contains(text)
            return report(
                .unknownSource(text, nearest: ["events | \(text)\(isWhole ? "" : " …")"], synonym: nil), at: span,
                replacement: isWhole ? "events | \(text)" : nil)
        }
        // `help(reject)` asks the prompt; no kind is meant.
        if asSource, text == "help" { return report(.unknownSource(text, nearest: [], synonym: nil), at: span) }
        var names = catalog.kinds.kinds.map(\.name)
        names += catalog.kinds.kinds.compactMap { $0.name.split(separator: ".").last.map(String.init) }
        if asSource {
            names += ["events"] + catalog.tables.map(\.name) + environment.bindings.keys
        }
        let near = nearest(to: text, among: names)
        report(.unknownSource(text, nearest: near, synonym: synonym), at: span, replacement: synonym ?? near.first)
    }

    // MARK: Actors and places

    mutating func resolveActor(_ text: String, _ span: Span) -> String? {
        let ids = catalog.actors.ids(matching: text).filter { id in
            catalog.actors.actor(id) != nil || Countries.country(code: id)?.isRegion != true
        }
        if ids.count == 1 {
            if !isOnly { tellMembers(text, ids[0], span) }
            return ids[0]
        }
        if ids.count > 1 {
            report(.ambiguousName(text, what: "actors", candidates: ids), at: span, replacement: ids[0])
            return nil
        }
        if bag.isFull { return nil }
        var names = catalog.actors.actors.flatMap { [$0.id] + $0.aliases + ($0.name.map { [$0] } ?? []) }
        names += Countries.all.filter { !$0.isRegion }.flatMap { [$0.code, $0.name] + $0.aliases }
        names += offices
        // A code is meant by who writes in capitals, or by nobody.
        let isCode = text == text.uppercased()
        let spelled = isCode ? [] : nearest(to: text, among: names.filter { $0 != $0.uppercased() })
        let near = spelled.isEmpty ? nearest(to: text, among: names) : spelled
        report(
            .unknownActor(text, nearest: near.map(quotedIfNeeded)), at: span,
            replacement: near.first.map(quotedIfNeeded))
        return nil
    }

    func quotedIfNeeded(_ name: String) -> String {
        if offices.contains(name) { return name }
        let isWord = name.unicodeScalars.allSatisfy {
            $0 == "_" || $0.properties.isAlphabetic || $0.value >= 48 && $0.value <= 57
        }
        return isWord && !name.isEmpty ? name : "\"\(name)\""
    }

    /// Once for each actor: what else was taken to be it.
    private mutating func tellMembers(_ text: String, _ id: String, _ span: Span) {
        guard environment.explainedActors.insert(id).inserted else { return }
        let members = catalog.actors.members(of: id).filter { $0 != id }
        if !members.isEmpty { report(.actorMeans(name: text, members: members), at: span) }
    }

    mutating func resolvePlace(_ text: String, _ span: Span) -> String? {
        if catalog.places[text] != nil { return text }
        // A region of the lists holds no countries here: a test of it would deny what is so.
        if let country = Countries.country(code: text.uppercased()) ?? Countries.country(named: text),
            !country.isRegion
        {
            return country.code
        }
        let named = catalog.places.places(named: text)
        if let place = named.min(by: { $0.id < $1.id }) { return named.count == 1 ? place.id : place.name }
        let ids = catalog.actors.ids(matching: text).filter { catalog.places[$0] != nil }
        if ids.count == 1 { return ids[0] }
        if bag.isFull { return nil }
        let near = nearest(
            to: text, among: catalog.places.values.map(\.name) + Countries.all.filter { !$0.isRegion }.map(\.name))
        report(
            .unknownPlace(text, nearest: near.map(quotedIfNeeded)), at: span,
            replacement: near.first.map(quotedIfNeeded))
        return nil
    }

    // MARK: Columns

    /// `today` and its like: what is asked never depends on when. True if the name is such a word.
    mutating func reportClock(_ name: String, _ span: Span) -> Bool {
        let words: Set<String> = ["today", "yesterday", "tomorrow", "now", "sysdate", "current_date", "getdate"]
        guard words.contains(name.lowercased()) else { return false }
        report(.badDate(name, reason: "no clock here: a question means the same on every day"), at: span)
        return true
    }

    mutating func reportUnknownColumn(_ name: String, _ span: Span, _ fields: [Field]) {
        if bag.isFull || reportClock(name, span) { return }
        // The name of an aggregate is no column, and no other column is meant.
        if Aggregate.Function(rawValue: name) != nil, !fields.isEmpty {
            return report(.aggregateNotHere(name), at: span)
        }
        let names = fields.map(\.name)
        let near = nearest(to: name, among: names + Functions.virtualFields)
        report(.unknownColumn(name, nearest: near, columns: names), at: span, replacement: near.first)
    }
}
