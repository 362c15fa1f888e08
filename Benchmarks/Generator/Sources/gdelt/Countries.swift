/// The countries, those that are much written about first, and how often each of them comes up.
struct Countries {
    struct Country {
        let code: String
        let fips: String
        let name: String
    }

    let all: [Country]
    private let choice: Choice
    /// Whom a country has most to do with, beside itself.
    private let rivals: [Int]

    init() {
        let all = Countries.table.split(separator: "\n").map { line in
            let parts = line.split(separator: "|").map(String.init)
            return Country(code: parts[0], fips: parts[1], name: parts[2])
        }
        self.all = all
        choice = Choice(weights: all.indices.map { ($0 == 0 ? 2.2 : 1) / power(Double($0 + 1), 1.05) })
        let pairs = [
            "USA": "CHN", "CHN": "USA", "RUS": "UKR", "UKR": "RUS", "ISR": "PSE", "PSE": "ISR", "IND": "PAK",
            "PAK": "IND",
            "IRN": "USA", "KOR": "PRK", "PRK": "KOR", "TWN": "CHN", "SYR": "TUR", "SAU": "YEM", "YEM": "SAU",
            "CUB": "USA",
        ]
        rivals = all.indices.map { index in
            all.firstIndex { $0.code == pairs[all[index].code] } ?? (index + 7) % 40
        }
    }

    func draw(_ random: inout Random) -> Int { choice.draw(&random) }

    /// A partner: half the time the country itself, often its rival, else any.
    func partner(of country: Int, _ random: inout Random) -> Int {
        let part = random.below(100)
        return part < 50 ? country : part < 68 ? rivals[country] : draw(&random)
    }
}
