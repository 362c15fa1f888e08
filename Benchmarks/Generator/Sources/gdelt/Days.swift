/// The days of the file and the days that its rows tell of.
///
/// Rows of a day stand together. A few of them tell of a day 1, 7, 30, 365 or 3,650 days before, as GDELT has it of
/// "a year ago"; they stand before the others of their day.
struct Days {
    /// The days on which rows are added: 2014 to 2023.
    static let count = 3_652
    private static let earliest = -3_650

    /// `yyyymmdd`, month, year and fraction of the year, with a tab behind each.
    private let dates: Texts
    /// `yyyymmdd`
    private let plain: Texts
    /// `yyyy/mm/dd`
    let paths: Texts
    /// The first row of each day, and the number of all rows.
    private let firsts: [Int]
    private let dither: [Double]

    init(rows: Int, seed: UInt64) {
        var random = Random(seed: seed)
        // Some days are busier than others, and the later years than the first.
        let weights = (0..<Days.count).map { day in
            (day % 7 < 5 ? 1.0 : 0.6) * (1 + Double(day) / Double(Days.count))
                * (0.9 + 0.2 * Double(random.below(100)) / 100)
        }
        let total = weights.reduce(0, +)
        var sum = 0.0
        var firsts: [Int] = []
        for weight in weights {
            firsts.append(Int(sum / total * Double(rows)))
            sum += weight
        }
        firsts.append(rows)
        self.firsts = firsts
        dither = (0..<Days.count).map { _ in Double(random.below(1_000)) / 1_000 }

        let civil = (Days.earliest..<Days.count).map { Days.civil($0 + 16_071) }
        func pad(_ number: Int, _ width: Int = 2) -> String {
            String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
        }
        plain = Texts(civil.map { "\($0.year)\(pad($0.month))\(pad($0.day))" })
        paths = Texts(civil.map { "\($0.year)/\(pad($0.month))/\(pad($0.day))" })
        dates = Texts(
            civil.map {
                let fraction = (($0.month - 1) * 30 + $0.day) * 10_000 / 365
                let year = fraction >= 10_000 ? "\($0.year + 1).0000" : "\($0.year).\(pad(fraction, 4))"
                return "\($0.year)\(pad($0.month))\(pad($0.day))\t\($0.year)\(pad($0.month))\t\($0.year)\t\(year)\t"
            })
    }

    /// The day on which a row is added.
    func day(ofRow row: Int) -> Int {
        var low = 0
        var high = Days.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if firsts[middle] <= row { low = middle } else { high = middle }
        }
        return low
    }

    /// The first row behind those of a day.
    func end(of day: Int) -> Int { firsts[day + 1] }

    /// How many days before it was added a row took place; as often as in real files.
    func delay(ofRow row: Int, on day: Int) -> Int {
        let part = (Double(row - firsts[day]) + dither[day]) / Double(firsts[day + 1] - firsts[day])
        if part >= 0.034 { return 0 }
        return part < 0.001 ? 3_650 : part < 0.011 ? 365 : part < 0.017 ? 30 : part < 0.022 ? 7 : 1
    }

    func columns(_ day: Int) -> UnsafeBufferPointer<UInt8> { dates[day - Days.earliest] }
    func added(_ day: Int) -> UnsafeBufferPointer<UInt8> { plain[day - Days.earliest] }
    func path(_ day: Int) -> UnsafeBufferPointer<UInt8> { paths[day - Days.earliest] }

    /// The date of a day counted from 1 January 1970.
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
