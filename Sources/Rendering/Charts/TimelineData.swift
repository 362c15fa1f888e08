import Columnar
import EventModel

/// What a timeline shows: who did what when, a lane for each of them, a bar for what lasted or is known to a span only.
struct TimelineData {
    var title: String
    var lanes: [Lane]
    /// What the colours stand for; empty where all have one.
    var series: [ShownText]
    /// What the series are called together, such as `kind`.
    var seriesName: String
    /// The first and the last day of the axis.
    var bounds: (low: Double, high: Double)
    /// Ticks are no finer than this.
    var unit: TimeUnit
    var notes: [String]

    struct Lane {
        var label: ShownText
        /// In the order of the answer.
        var items: [Item]
    }

    /// One row of the answer in a lane.
    struct Item: Hashable {
        var start: DateSpan
        var end: DateSpan
        var lasted: Bool
        var series: Int
        var isPossible: Bool
        /// What it is, in a few words, for those who point at it.
        var words: String

        /// Days on which it may have been.
        var hull: DateSpan { DateSpan(start.earliest, end.latest) }
        /// Days on which it certainly was: all of what lasted but its unsure ends, or the one day of what did not.
        var core: DateSpan? {
            if isPossible { return nil }
            if !lasted { return start.isDay ? start : nil }
            return start.latest <= end.earliest ? DateSpan(start.latest, end.earliest) : nil
        }
        var isDay: Bool { hull.isDay && !isPossible }
        /// Whether nobody has said when it began, or ended.
        var isOpenAtStart: Bool { start.earliest == DateSpan.distantPast }
        var isOpenAtEnd: Bool { end.latest == DateSpan.distantFuture }
    }

    static let mostSeries = 8
    /// More lanes than these would be no picture.
    static let mostLanes = 300

    /// - Parameter hasWords: whether somebody can point at things and ask what they are.
    static func make(
        _ answer: Answer, _ chosen: [Int]?, most: Int?, hasWords: Bool = false
    ) -> Result<TimelineData, ChartProblem> {
        let choice = Choice(answer, chosen)
        if choice.dates.isEmpty { return .failure(.noDates) }
        var gathering = TimelineGathering(answer, choice, hasWords: hasWords)
        for row in 0..<answer.rowCount { gathering.add(row) }
        return .success(gathering.finished(mostLanes: min(mostLanes, max(1, most ?? .max))))
    }

    /// Which columns are drawn, and as what.
    struct Choice {
        /// Of several, a row lasts from the first to the last of them.
        var dates: [Int]
        var lane: Int?
        var series: Int?
        /// The colour goes by the root of a kind, of which events have too many to tell apart.
        var seriesIsRoot = false

        init(_ answer: Answer, _ chosen: [Int]?) {
            func isTime(_ column: Int) -> Bool { [.date, .period].contains(answer.fields[column].type) }
            func isNumeric(_ column: Int) -> Bool { answer.fields[column].type.isNumeric }
            let all = Array(answer.fields.indices)
            let given = chosen ?? []
            var times = given.filter(isTime)
            if times.isEmpty {
                times = all.filter(isTime)
                // When something came to be known is no part of when it was.
                let others = times.filter { answer.fields[$0].name != "known" }
                if !others.isEmpty { times = others }
            }
            dates = times
            let named = given.filter { !isTime($0) }
            if !named.isEmpty {
                (lane, series) = (named.first, named.dropFirst().first)
                return
            }
            func column(_ name: String) -> Int? { answer.fields.firstIndex { $0.name == name } }
            if column("id") != nil, let kind = column("kind"), let actor = column("actor"), column("target") != nil {
                (lane, series, seriesIsRoot) = (actor, kind, true)
                return
            }
            let texts = all.filter { !isTime($0) && !isNumeric($0) }
            (lane, series) = (texts.first ?? all.first { !isTime($0) }, texts.dropFirst().first)
        }
    }

    /// What must be told below the lanes.
    var allNotes: [String] {
        if lanes.isEmpty { return ["nothing to draw: no row with a date"] + notes }
        return notes
    }

    /// A day that nobody knows is drawn at the edge.
    func shown(_ span: DateSpan) -> (low: Double, high: Double) {
        (
            max(bounds.low, min(bounds.high, Double(span.earliest))),
            min(bounds.high, max(bounds.low, Double(span.latest)))
        )
    }
}

/// Sorts the rows of an answer into lanes and counts what cannot be drawn.
private struct TimelineGathering {
    private let answer: Answer
    private let choice: TimelineData.Choice
    private let hasWords: Bool
    private let values = ValueText(precision: .readable, unknown: ValueText.mark)
    private var lanes: [TimelineData.Lane] = []
    private var positions: [String: Int] = [:]
    private var seriesNames: [ShownText] = []
    private var seriesPositions: [String: Int] = [:]
    private var seriesCounts: [Int] = []
    private var (undatedCount, possibleCount, severalCount) = (0, 0, 0)
    private var unit = TimeUnit.year

    init(_ answer: Answer, _ choice: TimelineData.Choice, hasWords: Bool) {
        self.hasWords = hasWords
        self.answer = answer
        self.choice = choice
    }

    mutating func add(_ row: Int) {
        guard let (start, end, lasted) = dates(row) else {
            undatedCount += 1
            return
        }
        let isPossible = answer.isPossible(row: row)
        if isPossible { possibleCount += 1 }
        let what = choice.series.map { series(row, $0) } ?? ShownText("")
        let labels = choice.lane.map { self.labels(row, $0) } ?? [ShownText("")]
        if labels.count > 1 { severalCount += 1 }
        let item = TimelineData.Item(
            start: start, end: end, lasted: lasted, series: position(ofSeries: what), isPossible: isPossible,
            words: hasWords ? words(row, isPossible) : "")
        for label in labels { lanes[position(ofLane: label)].items.append(item) }
    }

    private mutating func position(ofLane label: ShownText) -> Int {
        if let known = positions[label.text] { return known }
        positions[label.text] = lanes.count
        lanes.append(TimelineData.Lane(label: label, items: []))
        return lanes.count - 1
    }

    private mutating func position(ofSeries name: ShownText) -> Int {
        if let known = seriesPositions[name.text] {
            seriesCounts[known] += 1
            return known
        }
        seriesPositions[name.text] = seriesNames.count
        seriesNames.append(name)
        seriesCounts.append(1)
        return seriesNames.count - 1
    }

    /// When the row was: a date, or from the first of its dates to the last; nil where none is known.
    private mutating func dates(_ row: Int) -> (DateSpan, DateSpan, Bool)? {
        var known: [(start: DateSpan, end: DateSpan, lasted: Bool)] = []
        for column in choice.dates {
            switch answer.value(row: row, column: column) {
            case .date(let date):
                unit = .day
                known.append((date.start, date.end, date.lasted))
            case .period(let period):
                unit = min(unit, period.unit ?? .day)
                let isDay = period.first == period.last
                known.append((DateSpan(day: period.first), DateSpan(day: period.last), !isDay))
            case .unknown, .none, .text, .number, .truth, .duration, .money, .kind, .actor, .place, .event, .list,
                .oneOf:
                break
            }
        }
        guard let first = known.min(by: { $0.start.earliest < $1.start.earliest }),
            let last = known.max(by: { $0.end.latest < $1.end.latest }),
            first.start.earliest != DateSpan.distantPast || last.end.latest != DateSpan.distantFuture
        else { return nil }
        return (first.start, last.end, known.count > 1 || first.lasted)
    }

    /// An event of several actors stands in the lane of each.
    private func labels(_ row: Int, _ column: Int) -> [ShownText] {
        if case .list(let members) = answer.value(row: row, column: column), !members.isEmpty {
            return members.map { ShownText(values.text($0)) }
        }
        return [label(answer, row, [column])]
    }

    private func series(_ row: Int, _ column: Int) -> ShownText {
        let whole = label(answer, row, [column])
        guard choice.seriesIsRoot, let dot = whole.text.firstIndex(of: ".") else { return whole }
        return ShownText(String(whole.text[..<dot]))
    }

    private func words(_ row: Int, _ isPossible: Bool) -> String {
        let names = ["id", "kind"].compactMap { name in answer.fields.firstIndex { $0.name == name } }
        let others = [choice.lane, choice.series].compactMap(\.self).filter { !names.contains($0) }
        var columns: [Int] = []
        for column in names + others + choice.dates where !columns.contains(column) { columns.append(column) }
        let texts = columns.map { label(answer, row, [$0]).text }
        return texts.joined(separator: ", ") + (isPossible ? " (only possible)" : "")
    }

    mutating func finished(mostLanes: Int) -> TimelineData {
        let names = nameSeries()
        var notes: [String] = []
        if undatedCount > 0 { notes.append("\(counted(undatedCount, "row")) not drawn, no date known") }
        if lanes.count > mostLanes {
            notes.append("\(counted(lanes.count - mostLanes, "lane")) not drawn; `where` or `take` chooses")
            lanes.removeLast(lanes.count - mostLanes)
        }
        if severalCount > 0 {
            let (has, stands) = severalCount == 1 ? ("has", "stands") : ("have", "stand")
            notes.append("\(counted(severalCount, "row")) \(has) several lanes and \(stands) in each")
        }
        if possibleCount > 0 { notes.append("\(counted(possibleCount, "row")) only possible, drawn as unsure") }
        let dates = choice.dates.map { ShownText(answer.fields[$0].name).text }.joined(separator: " to ")
        let lane = choice.lane.map { " by \(ShownText(answer.fields[$0].name).text)" } ?? ""
        let seriesName = choice.series.map { ShownText(answer.fields[$0].name).text } ?? ""
        return TimelineData(
            title: dates + lane, lanes: lanes, series: names,
            seriesName: choice.seriesIsRoot ? "root(\(seriesName))" : seriesName, bounds: bounds, unit: unit,
            notes: notes)
    }

    /// The names of the colours. Of more than there are colours the most frequent keep one, the rest share the last.
    private mutating func nameSeries() -> [ShownText] {
        guard choice.series != nil, seriesNames.count > 1 else {
            recolour { _ in 0 }
            return []
        }
        guard seriesNames.count > TimelineData.mostSeries else { return seriesNames }
        let frequent = seriesNames.indices.sorted { (-seriesCounts[$0], $0) < (-seriesCounts[$1], $1) }
        let kept = frequent.prefix(TimelineData.mostSeries - 1).sorted()
        recolour { kept.firstIndex(of: $0) ?? TimelineData.mostSeries - 1 }
        let others = seriesNames.count - kept.count
        return kept.map { seriesNames[$0] } + [ShownText("\(grouped(others)) others")]
    }

    private mutating func recolour(_ colour: (Int) -> Int) {
        var colours: [Int: Int] = [:]
        for lane in lanes.indices {
            for item in lanes[lane].items.indices {
                let old = lanes[lane].items[item].series
                let new = colours[old] ?? colour(old)
                colours[old] = new
                lanes[lane].items[item].series = new
            }
        }
    }

    private var bounds: (low: Double, high: Double) {
        var (low, high) = (Double.infinity, -Double.infinity)
        var (isOpenAtStart, isOpenAtEnd) = (false, false)
        for lane in lanes {
            for item in lane.items {
                for day in [item.start.earliest, item.start.latest, item.end.earliest, item.end.latest]
                where day != DateSpan.distantPast && day != DateSpan.distantFuture {
                    low = min(low, Double(day))
                    high = max(high, Double(day))
                }
                isOpenAtStart = isOpenAtStart || item.isOpenAtStart
                isOpenAtEnd = isOpenAtEnd || item.isOpenAtEnd
            }
        }
        guard low <= high else { return (0, 1) }
        if low == high { (low, high) = (low - 1, high + 1) }
        // What has no end gets room to be seen to have none.
        let room = max(1, ((high - low) / 16).rounded())
        return (isOpenAtStart ? low - room : low, isOpenAtEnd ? high + room : high)
    }
}
