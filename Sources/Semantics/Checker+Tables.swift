import Diagnostics
import EventModel
import Plan
import Syntax

extension Checker {
    /// The scope of the rows of a relation.
    func rowScope(_ scope: Scope, _ relation: Relation, _ place: Scope.Place = .rows) -> Scope {
        var rows = scope.with(relation.fields, place)
        rows.knownOn = relation.knownOn
        return rows
    }

    /// A question inside a step: nothing of the rows around it can be seen in it.
    private mutating func checkInner(_ question: Question, _ scope: Scope) -> Relation? {
        var inner = scope.with([])
        inner.knownOn = nil
        return checkQuestion(question, inner)?.relation
    }

    // MARK: Two tables

    mutating func checkJoin(
        _ input: Relation, isLeft: Bool, _ question: Question, _ name: Name, on tree: ExpressionTree, _ scope: Scope
    ) -> Relation? {
        guard let right = checkInner(question, scope), !name.text.isEmpty else { return nil }
        if input.fields.contains(where: { $0.name == name.text || $0.name.hasPrefix(name.text + ".") }) {
            report(.nameTaken(name.text, by: "a column"), at: name.span)
            return nil
        }
        var join = Join(
            left: input, right: right, name: name.text, condition: constant(.truth(.yes), .bool), keepsLeft: isLeft)
        guard let condition = checkCondition(tree, scope.with(join.fields, .condition)) else { return nil }
        join.condition = condition
        return .join(join)
    }

    mutating func checkAppend(_ input: Relation, _ question: Question, _ scope: Scope, _ word: Span) -> Relation? {
        guard let other = checkInner(question, scope) else { return nil }
        for field in other.fields {
            guard let here = input.fields.first(where: { $0.name == field.name }), here.type != field.type else {
                continue
            }
            report(
                .typesDiffer(operation: "append", left: here.type.name, right: field.type.name),
                at: question.span)
        }
        return bag.hasErrors ? nil : .append(input, other)
    }

    mutating func checkCompare(
        _ input: Relation, _ question: Question, _ items: [Item], _ scope: Scope, _ word: Span
    ) -> Relation? {
        guard let other = checkInner(question, scope) else { return nil }
        let common = input.fields.filter { field in
            other.fields.contains { $0.name == field.name && $0.type == field.type }
        }
        guard let keys = input.comparisonKeys(with: other) else {
            report(.nothingToCompareBy, at: word)
            return nil
        }
        var compared = common.map(\.name).filter { name in !keys.contains { $0.name == name } }
        if !items.isEmpty {
            compared = columnNames(items.map(\.expression), common, behind: "on")
            if bag.hasErrors { return nil }
        }
        return .compare(Difference(before: input, after: other, keys: keys, compared: compared))
    }

    /// The names of columns that are chosen by name alone.
    private mutating func columnNames(_ trees: [ExpressionTree], _ fields: [Field], behind word: String) -> [String] {
        var names: [String] = []
        for tree in trees {
            guard let name = dotted(tree) else {
                report(
                    .constantNeeded(
                        what: "a column behind `\(word)`", found: "`\(currentSource.text(tree.span))`"), at: tree.span)
                continue
            }
            if fields.contains(where: { $0.name == name }) {
                if !names.contains(name) { names.append(name) }
            } else {
                reportUnknownColumn(name, tree.span, fields)
            }
        }
        return names
    }

    mutating func checkOneADay(_ input: Relation, _ items: [Item], _ scope: Scope, _ word: Span) -> Relation? {
        guard input.fields.contains(where: { $0.name == "date" && $0.type == .date }) else {
            report(.noDate(step: "one_a_day"), at: word)
            return nil
        }
        if !items.isEmpty {
            let keys = checkItems(items, rowScope(scope, input)).map(\.expression)
            return bag.hasErrors ? nil : .oneADay(input, keys: keys)
        }
        let customary = ["actor", "target", "kind"].compactMap { name in
            input.fields.first { $0.name == name }.map { Expression(.column($0.name), $0.type) }
        }
        guard customary.count == 3 else {
            report(.needsEvents(step: "one_a_day"), at: word)
            return nil
        }
        return .oneADay(input, keys: customary)
    }

    // MARK: Accounts

    /// Fields of reports that say something of the event itself.
    private var reportedFields: [Field] {
        let own: Set<String> = ["id", "event", "document", "via", "attributed_to", "stance", "published"]
        return catalog.table("reports")?.fields.filter { !own.contains($0.name) } ?? []
    }

    mutating func checkDisagree(
        _ input: Relation, isExact: Bool, _ items: [Item], _ word: Span
    ) -> Relation? {
        guard input.isEvents, catalog.table("reports") != nil else {
            report(.needsEvents(step: "disagree"), at: word)
            return nil
        }
        let fields = reportedFields + [Field("stance", .text)]
        let compared = items.isEmpty ? fields.map(\.name) : columnNames(items.map(\.expression), fields, behind: "on")
        return bag.hasErrors ? nil : .disagree(Disagreement(events: input, compared: compared, isExact: isExact))
    }

    /// `disputed(amount)`
    mutating func checkDisputed(_ name: Name, _ arguments: [ExpressionTree], _ scope: Scope) -> Expression? {
        guard checkCount(name, arguments.count, 1...1) else { return nil }
        guard let id = scope.field("id"), id.type == .text, catalog.table("reports") != nil else {
            report(.needsEvents(step: "disputed"), at: name.span)
            return nil
        }
        let fields = reportedFields + [Field("stance", .text)]
        guard let field = columnNames([arguments[0]], fields, behind: "disputed").first else { return nil }
        return Expression(.disputed(Expression(.column("id"), .text), field: field), .bool)
    }

    static let links = ["because_of", "responds_to", "part_of", "follows_up"]

    mutating func checkLink(
        _ input: Relation, _ name: Name, isBack: Bool, isAll: Bool, _ word: Span
    ) -> Relation? {
        guard input.isEvents, let schema = catalog.table("events") else {
            report(.needsEvents(step: "follow"), at: word)
            return nil
        }
        let links = schema.fields.filter { $0.type.element == .event }.map(\.name)
        guard links.contains(name.text) else {
            if !name.text.isEmpty {
                let choices = links.isEmpty ? Self.links : links
                let near = nearest(to: name.text, among: choices)
                report(
                    .unknownWord(name.text, what: "link between events", choices: choices), at: name.span,
                    replacement: near.first)
            }
            return nil
        }
        return .follow(LinkWalk(events: input, link: name.text, isBack: isBack, isAll: isAll, schema: schema))
    }

    // MARK: Offices

    var offices: [String] {
        var seen: Set<String> = []
        return catalog.offices.map(\.office).filter { seen.insert($0).inserted }
    }

    /// Who held an office on the date of each row; nil where no office is called so.
    func holder(_ office: String, _ date: Expression) -> Expression? {
        guard catalog.offices.contains(where: { $0.office == office }) else { return nil }
        return Expression(.call(.holder, [constant(.text(office), .text), date]), .list(.actor))
    }

    /// An office in the place of an actor is whoever held it on the day of the event. nil: it is no office;
    /// .some(nil): it is one, with a finding.
    mutating func officeAsActor(_ text: String, _ span: Span, _ scope: Scope) -> Expression?? {
        guard catalog.actors.ids(matching: text).isEmpty, offices.contains(text) else { return nil }
        guard let date = scope.field("date"), date.type == .date else {
            report(.noDate(step: text), at: span)
            return .some(nil)
        }
        return .some(holder(text, Expression(.column("date"), .date)))
    }

    /// `holder(CHN.defence_minister, date)`
    mutating func checkHolder(_ name: Name, _ arguments: [ExpressionTree], _ scope: Scope) -> Expression? {
        guard checkCount(name, arguments.count, 2...2), let date = check(arguments[1], scope, expected: .date) else {
            return nil
        }
        guard date.type.element == .date || date.type == .period else {
            report(
                .wrongArgument(function: name.text, position: 2, found: date.type.name, expected: "a date"),
                at: arguments[1].span)
            return nil
        }
        let text = dotted(arguments[0])
        if let text, let expression = holder(text, date) { return expression }
        let near = text.map { nearest(to: $0, among: offices) } ?? []
        report(
            .unknownWord(text ?? currentSource.text(arguments[0].span), what: "office", choices: offices),
            at: arguments[0].span, replacement: near.first)
        return nil
    }

    // MARK: Knowledge in time

    /// The events of a source as they were known on a day; nil with a finding.
    mutating func known(_ base: Relation, on clause: Clause, _ scope: Scope) -> Relation? {
        var bound: Expression?
        if case .name(let name) = clause.bound.node, scope.arguments[name] == nil {
            // A column is no day: the message below says so.
        } else {
            bound = check(clause.bound, scope.with([], .constant), expected: .date)
            if bound == nil { return nil }
        }
        let day: DayNumber
        switch bound?.node {
        case .constant(.period(let period)): day = period.last
        case .constant(.date(let date)) where date.hull.latest < DateSpan.distantFuture: day = date.hull.latest
        case _:
            report(
                .constantNeeded(what: "the day of `known on`", found: "`\(currentSource.text(clause.bound.span))`"),
                at: clause.bound.span)
            return nil
        }
        if let known = base.known(on: day) { return known }
        report(.needsEvents(step: "known on"), at: clause.span)
        return nil
    }
}

extension Relation {
    /// The same rows of the events as they were known on a day; nil where there is more to it than choosing rows.
    fileprivate func known(on day: DayNumber) -> Relation? {
        switch self {
        case .scan(let schema) where schema.name == "events": .knownOn(schema, day)
        case .filter(let input, let condition): input.known(on: day).map { .filter($0, condition) }
        case .scan, .knownOn, .possibly, .project, .aggregate, .sort, .cut, .top, .distinct, .oneADay, .sample,
            .reports, .disagree, .follow, .sequence, .rate, .join, .append, .compare:
            nil
        }
    }

    /// Columns that tell which rows of two tables are the same: the id, or the keys of groups.
    fileprivate func comparisonKeys(with other: Relation) -> [Field]? {
        if let mine = groupKeys, let theirs = other.groupKeys {
            return mine.isEmpty || mine.map(\.name) != theirs.map(\.name) || mine.map(\.type) != theirs.map(\.type)
                ? nil : mine
        }
        let ids = [self, other].compactMap { relation in relation.fields.first { $0.name == "id" } }
        return ids.count == 2 && ids[0].type == ids[1].type ? [ids[0]] : nil
    }

    /// The keys and the period of groups, through steps that leave rows as they are.
    private var groupKeys: [Field]? {
        switch self {
        case .aggregate(_, let aggregation):
            Array(fields.prefix(aggregation.keys.count + (aggregation.periods == nil ? 0 : 1)))
        case .filter(let input, _), .possibly(let input), .sort(let input, _), .cut(let input, _, _),
            .top(let input, _, _, _), .sample(let input, _, _):
            input.groupKeys
        case .project(let input, let columns):
            input.groupKeys.flatMap { keys in
                keys.allSatisfy { key in columns.contains { $0.name == key.name } } ? keys : nil
            }
        case .scan, .knownOn, .distinct, .oneADay, .reports, .disagree, .follow, .sequence, .rate, .join, .append,
            .compare:
            nil
        }
    }
}
