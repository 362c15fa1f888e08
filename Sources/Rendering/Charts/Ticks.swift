import EventModel
import Glibc

/// A place on an axis and what is written there.
struct Tick: Hashable {
    var value: Double
    var text: String
}

/// Round numbers and calendar dates along axes.
enum Ticks {
    /// Multiples of 1, 2 or 5 times a power of ten, about `count` of them, from the first outside or at each bound.
    /// - Parameter isWhole: whether there is nothing between whole numbers.
    static func numbers(from low: Double, to high: Double, count: Int, isWhole: Bool = false) -> [Tick] {
        let raw = max((high - low) / Double(max(1, count)), isWhole && high > low ? 1 : 0)
        guard raw > 0, raw.isFinite else { return [Tick(value: low, text: text(low))] }
        var power = Int(log10(raw).rounded(.down))
        let lead = raw / pow(10, Double(power))
        var factor = lead <= 1.0001 ? 1 : lead <= 2.0001 ? 2 : lead <= 5.0001 ? 5 : 10
        if factor == 10 { (factor, power) = (1, power + 1) }
        let step = Double(factor) * pow(10, Double(power))
        let (first, last) = ((low / step).rounded(.down), (high / step).rounded(.up))
        guard step > 0, abs(first) < 1e9, abs(last) < 1e9, last - first <= 60 else {
            return [Tick(value: low, text: text(low)), Tick(value: high, text: text(high))]
        }
        return (Int(first)...Int(last)).map { index in
            // Dividing by a power of ten is exact where multiplying by its inverse is not.
            let number = Double(index * factor)
            let value = power >= 0 ? number * pow(10, Double(power)) : number / pow(10, Double(-power))
            return Tick(value: value, text: text(value))
        }
    }

    /// Beginnings of years, months or days, at most `most`, none finer than the unit; the two ends where none fits.
    static func days(from low: Double, to high: Double, unit: TimeUnit, most: Int) -> [Tick] {
        let length = max(1, high - low)
        let steps: [(unit: TimeUnit, days: Double, count: Int)] = [
            (.day, 1, 1), (.day, 2, 2), (.week, 7, 1), (.month, 30.4, 1), (.quarter, 91.3, 1), (.quarter, 182.6, 2),
            (.month, 182.6, 6),
        ]
        // Of one day, month or year there is no more to write than that.
        let isOne = length <= 2 * (steps.first { $0.unit == unit }?.days ?? 366)
        for step in steps where step.unit >= unit && length / step.days <= Double(most) {
            // Months and years read better than quarters where quarters were not asked for.
            let isQuarter = step.unit == .quarter && unit != .quarter
            let shown = isQuarter ? (TimeUnit.month, 3 * step.count) : (step.unit, step.count)
            // A week that was not asked for is told by its Monday.
            let written = shown.0 == .week && unit == .day ? TimeUnit.day : shown.0
            if let ticks = calendar(from: low, to: high, shown.0, every: shown.1, written: written),
                ticks.count > 1 || isOne
            {
                return ticks
            }
        }
        var years = 1
        for factor in [2, 5, 2].cycled(21) where length / (365.2425 * Double(years)) > Double(most) {
            years = years * factor / (factor == 5 ? 2 : 1)
        }
        // One place tells nothing of the length of an axis: then a finer step, of which the ends may have to do.
        for finer in [years, years / 2, years / 5, 1] where finer > 0 {
            guard let ticks = calendar(from: low, to: high, .year, every: finer), ticks.count > 1 || isOne else {
                continue
            }
            return ticks.count <= most + 1 ? ticks : [ticks[0], ticks[ticks.count - 1]]
        }
        let ends = low.rounded(.up) < high.rounded(.down) ? [low.rounded(.up), high.rounded(.down)] : [low.rounded()]
        return ends.map { Tick(value: $0, text: text(day: $0, unit)) }
    }

    /// Every n-th beginning of a unit between two days; nil if there is none.
    /// - Parameter written: the unit as which they are told, if it is another.
    private static func calendar(
        from low: Double, to high: Double, _ unit: TimeUnit, every count: Int, written: TimeUnit? = nil
    ) -> [Tick]? {
        var ticks: [Tick] = []
        var period = CivilCalendar.period(containing: DayNumber(clamping: Int(low.rounded(.down))), unit: unit)
        if unit == .year, count > 1 {
            // Stepping over years one by one would take long where spans are geological.
            var year = CivilCalendar.civil(period.first).year
            year -= ((year % count) + count) % count
            while let day = CivilCalendar.day(year: year, month: 1, day: 1), Double(day) <= high {
                if Double(day) >= low { ticks.append(Tick(value: Double(day), text: text(day: Double(day), .year))) }
                year += count
            }
            return ticks.isEmpty ? nil : ticks
        }
        while Double(period.first) <= high {
            if Double(period.first) >= low, isMultiple(period, unit, count) {
                ticks.append(
                    Tick(value: Double(period.first), text: text(day: Double(period.first), written ?? unit)))
            }
            guard ticks.count < 1_000, let next = CivilCalendar.period(after: period) else { break }
            period = next
        }
        return ticks.isEmpty ? nil : ticks
    }

    private static func isMultiple(_ period: Period, _ unit: TimeUnit, _ count: Int) -> Bool {
        switch unit {
        case .day: Int(period.first) % count == 0
        case .month: (CivilCalendar.civil(period.first).month - 1) % count == 0
        case .quarter: (CivilCalendar.civil(period.first).month - 1) / 3 % count == 0
        case .week, .year: true
        }
    }

    private static func text(day: Double, _ unit: TimeUnit) -> String {
        CivilCalendar.period(containing: DayNumber(clamping: Int(day)), unit: unit).text
    }

    /// `0.5`, `20000`, `1.5 million`, `2bn`, `3e300`.
    static func text(_ value: Double) -> String {
        abs(value) < 1e15 ? NumberText.scaled(value) : NumberText.exponential(value)
    }
}

extension Array {
    /// The elements again and again, so many times in all.
    fileprivate func cycled(_ times: Int) -> [Element] { (0..<times).map { self[$0 % count] } }
}
