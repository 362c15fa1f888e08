/// Articles in which events stand: the address, its tone, how often it is mentioned, and where it is about.
struct Article {
    var url = Writer(capacity: 512)
    var tone = Writer(capacity: 64)
    var rowsLeft = 0
    var country = 0
    var partner = 0
    var mentions = 1
    var sources = 1
}

struct Articles {
    private let hosts: Texts
    private let words: Texts
    private let sections: Texts
    private let hostChoice: Choice
    private let wordChoice: Choice

    init(seed: UInt64) {
        var random = Random(seed: seed)
        var names: [String] = []
        for number in 0..<6_000 {
            let first = Articles.firsts[random.below(Articles.firsts.count)]
            let second = Articles.seconds[random.below(Articles.seconds.count)]
            let place = random.below(2) == 0 ? Articles.towns[random.below(Articles.towns.count)] : ""
            let end = Articles.domains[random.lowBelow(Articles.domains.count)]
            let scheme = random.below(3) == 0 ? "http://" : "https://"
            names.append("\(scheme)www.\(first)\(place)\(second)\(number % 7 == 0 ? "" : String(number % 90)).\(end)/")
        }
        hosts = Texts(names)
        let vocabulary = Articles.vocabulary.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
        words = Texts(vocabulary)
        sections = Texts([
            "news/", "world/", "politics/", "story/", "local/", "article/", "en/news/", "2/hi/", "news/world/asia/",
        ])
        hostChoice = Choice(ranks: 6_000, exponent: 0.8)
        wordChoice = Choice(ranks: vocabulary.count, exponent: 0.6)
    }

    /// Begins another article in the place of one that has told all its events.
    func begin(_ article: inout Article, path: UnsafeBufferPointer<UInt8>, countries: Countries, _ random: inout Random)
    {
        article.rowsLeft = 1 + random.below(2) * random.lowBelow(14) + random.below(3)
        article.country = countries.draw(&random)
        article.partner = countries.partner(of: article.country, &random)
        // Most are mentioned once to ten times, a few by everybody.
        var mentions = 1 + random.below(3)
        while random.below(100) < 72 && mentions < 400 { mentions += 1 + random.below(4) }
        article.mentions = mentions
        article.sources = random.below(100) < 85 ? 1 : 1 + random.below(min(mentions, 20))
        article.tone.clear()
        let length = 120 + random.lowBelow(1_800)
        let good = random.below(length / 24 + 1)
        let bad = random.below(length / 14 + 1)
        article.tone.write(hundredths: good - bad, of: length)
        writeAddress(&article.url, path: path, &random)
    }

    private func writeAddress(_ url: inout Writer, path: UnsafeBufferPointer<UInt8>, _ random: inout Random) {
        url.clear()
        url.write(hosts[hostChoice.draw(&random)])
        let style = random.below(4)
        if style != 0 { url.write(sections[random.below(sections.count)]) }
        if style >= 2 {
            url.write(path)
            url.write(UInt8(ascii: "/"))
        }
        for word in 0..<(6 + random.below(7)) {
            if word > 0 { url.write(UInt8(ascii: "-")) }
            url.write(words[wordChoice.draw(&random)])
        }
        if style != 3 {
            url.write(UInt8(ascii: "-"))
            url.write(number: 1_000_000 + random.below(90_000_000))
        }
        if style == 1 { url.write(".html") }
    }

    private static let firsts = [
        "daily", "the", "my", "global", "east", "west", "north", "south", "morning", "evening", "national", "metro",
        "first", "new",
        "inter", "capital", "coast", "valley", "river", "star",
    ]
    private static let towns = [
        "ashford", "benton", "clare", "dover", "elgin", "fargo", "galway", "harare", "ipswich", "jakarta", "kendal",
        "lahore", "macon",
        "naples", "oxford", "perth", "quito", "riga", "salem", "tunis",
    ]
    private static let seconds = [
        "times", "herald", "post", "news", "tribune", "gazette", "chronicle", "observer", "press", "journal", "today",
        "mail", "wire",
        "record", "sentinel", "dispatch", "monitor", "courier", "echo", "argus",
    ]
    private static let domains = [
        "com", "co.uk", "org", "net", "com.au", "in", "ca", "tv", "info", "co.za", "ie", "ng",
    ]
    private static let vocabulary = """
        to in the of for on and after with says police from at trump us over new court president man minister as by killed government
        state attack deal talks school china up russia city war against is year women first iran security two students charged army
        world north group military woman vote plan calls officials protest death election house county party syria arrested law out
        leader dead india case meets killing trade former shooting rights uk community health visit report support family border people
        fire foreign korea crash back israel help bill refugees crisis murder council attacks pakistan peace british judge top teen
        home local jail turkey opposition workers charges migrants minister hospital syrian ahead children forces protests saudi senate
        accused more meeting aid sanctions strike troops nuclear summit ban missing public rally sentenced fight victims mayor chief
        russian fund team day bank islamic united guilty trial before suspect media free find return ministry ukraine million official
        violence warns meet campaign end food oil open near policy power trip terror university budget water defence embassy air japan
        lawmakers rejects tax road political brexit european three iraq nations envoy africa residents drug afghanistan lead street
        parliament call funding islamist cut event service speech emergency general human station supreme york release climate change
        taliban region rebels church program reform investigation ties battle threat agreement detained prison ceasefire business
        secretary fears hundreds militants weapons officer land relief rebel threatens governor tension soldiers energy flood visa
        airstrike hostage treaty diplomats ambassador negotiations condemns blockade mediation tariff asylum embargo coup
        """
}
