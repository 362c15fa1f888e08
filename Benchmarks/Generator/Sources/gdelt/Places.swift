/// Where it happened: the seven columns of a place.
struct Places {
    /// Type, name, country, province, latitude, longitude and number, with a tab behind each.
    private let texts: Texts
    private let firsts: [Int]

    static let nowhere: StaticString = "0\t\t\t\t\t\t\t"

    init(countries: Countries, seed: UInt64) {
        var random = Random(seed: seed)
        var texts: [String] = []
        var firsts: [Int] = []
        for (rank, country) in countries.all.enumerated() {
            firsts.append(texts.count)
            let latitude = random.below(110) - 45
            let longitude = random.below(320) - 160
            texts.append(
                "1\t\(country.name)\t\(country.fips)\t\(country.fips)\t\(latitude)\t\(longitude)\t\(country.fips)\t")
            let provinces = (0..<(rank == 0 ? Places.states.count : 14)).map { number in
                rank == 0 ? Places.states[number] : Places.name(&random)
            }
            for (number, province) in provinces.enumerated() {
                let code =
                    rank == 0
                    ? "US\(String(province.prefix(2)).uppercased())"
                    : country.fips + (number < 10 ? "0" : "") + "\(number)"
                texts.append(
                    "\(rank == 0 ? 2 : 5)\t\(province), \(country.name)\t\(country.fips)\t\(code)\t"
                        + Places.point(latitude, longitude, &random) + "\(code)\t")
            }
            for _ in 0..<(rank == 0 ? 3_000 : rank < 30 ? 500 : 60) {
                let number = random.below(provinces.count)
                let code =
                    rank == 0
                    ? "US\(String(provinces[number].prefix(2)).uppercased())"
                    : country.fips + (number < 10 ? "0" : "") + "\(number)"
                texts.append(
                    "\(rank == 0 ? 3 : 4)\t\(Places.name(&random)), \(provinces[number]), \(country.name)\t\(country.fips)\t\(code)\t"
                        + Places.point(latitude, longitude, &random)
                        + "\(random.below(4) == 0 ? "" : "-")\(random.below(3_000_000) + 1_000)\t")
            }
        }
        firsts.append(texts.count)
        self.texts = Texts(texts)
        self.firsts = firsts
    }

    /// A place in a country: the country as a whole in one case of six, else rather one of its large towns.
    func draw(in country: Int, _ random: inout Random) -> Int {
        random.below(6) == 0
            ? firsts[country] : firsts[country] + random.lowBelow(firsts[country + 1] - firsts[country])
    }

    func columns(_ place: Int) -> UnsafeBufferPointer<UInt8> { texts[place] }

    private static func point(_ latitude: Int, _ longitude: Int, _ random: inout Random) -> String {
        func near(_ middle: Int) -> String {
            let tenThousandths = middle * 10_000 + random.below(120_000) - 60_000
            let fraction = String(abs(tenThousandths) % 10_000 + 10_000).dropFirst()
            let text = "\(tenThousandths < 0 ? "-" : "")\(abs(tenThousandths) / 10_000).\(fraction)"
            let end = text.lastIndex { $0 != "0" } ?? text.startIndex
            return text[end] == "." ? String(text[..<end]) : String(text[...end])
        }
        return "\(near(latitude))\t\(near(longitude))\t"
    }

    private static let states = [
        "California", "New York", "Texas", "District of Columbia", "Florida", "Pennsylvania", "Illinois", "Ohio",
        "Massachusetts",
        "Michigan", "Washington", "Indiana", "Virginia", "Georgia", "Arizona", "Colorado", "Wisconsin", "Oregon",
        "Kansas", "Utah",
    ]
    private static let starts = [
        "Al ", "San ", "Port ", "Ka", "Bel", "Mar", "Tor", "Nova ", "Ash", "Kis", "Dar", "Ve", "Sha", "Ro",
    ]
    private static let middles = [
        "lan", "ber", "vo", "ni", "gar", "mo", "stan", "hal", "ki", "zu", "dé", "ran", "pol", "tu", "šti",
    ]
    private static let ends = [
        "ville", "abad", "grad", "burg", "ya", "on", "ka", "pur", "ton", "eh", "ów", "a", "mouth", "field",
    ]

    private static func name(_ random: inout Random) -> String {
        let start = starts[random.below(starts.count)]
        let middle = middles[random.below(middles.count)]
        let second = random.below(3) == 0 ? middles[random.below(middles.count)] : ""
        return start + (start.hasSuffix(" ") ? middle.prefix(1).uppercased() + middle.dropFirst() : middle) + second
            + ends[random.below(ends.count)]
    }
}
