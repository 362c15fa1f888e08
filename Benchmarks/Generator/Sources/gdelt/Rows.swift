/// All that rows are made of.
struct Sources {
    let days: Days
    let kinds = Kinds()
    let countries: Countries
    let actors: Actors
    let places: Places
    let articles: Articles

    init(rows: Int, seed: UInt64) {
        days = Days(rows: rows, seed: seed)
        countries = Countries()
        actors = Actors(countries: countries)
        places = Places(countries: countries, seed: seed ^ 1)
        articles = Articles(seed: seed ^ 2)
    }
}

/// Writes rows one after the other; what it keeps between them are the articles that have not told all yet.
struct RowMaker {
    /// No row is longer.
    static let longest = 2_048

    private let sources: Sources
    private var random: Random
    private var open: [Article]

    init(sources: Sources) {
        self.sources = sources
        random = Random(seed: 0)
        open = (0..<8).map { _ in Article() }
    }

    /// Writes the rows of a block; they are the same whichever came before.
    mutating func write(_ rows: Range<Int>, seed: UInt64, into out: inout Writer) {
        random = Random(seed: seed)
        for _ in 0..<4 { random = Random(seed: random.next()) }
        for index in open.indices { open[index].rowsLeft = 0 }
        var day = sources.days.day(ofRow: rows.lowerBound)
        for row in rows {
            while row >= sources.days.end(of: day) {
                day += 1
                for index in open.indices { open[index].rowsLeft = 0 }
            }
            let slot = random.below(open.count)
            if open[slot].rowsLeft == 0 {
                sources.articles.begin(
                    &open[slot], path: sources.days.path(day), countries: sources.countries, &random)
            }
            open[slot].rowsLeft &-= 1
            write(row, on: day, from: slot, into: &out)
        }
    }

    private mutating func write(_ row: Int, on day: Int, from slot: Int, into out: inout Writer) {
        out.write(number: 400_000_000 + row)
        out.write(tab)
        out.write(sources.days.columns(day - sources.days.delay(ofRow: row, on: day)))
        let swapped = random.below(3) == 0
        let first = swapped ? open[slot].partner : open[slot].country
        let second = swapped ? open[slot].country : open[slot].partner
        let hasActor = !random.happens(80)
        writeActor(first, isThere: hasActor, into: &out)
        let hasTarget = !hasActor || !random.happens(290)
        writeActor(second, isThere: hasTarget, into: &out)
        out.write(random.below(20) < 11 ? "1\t" : "0\t")
        out.write(sources.kinds.draw(&random))
        let mentions = max(1, open[slot].mentions - (random.below(4) == 0 ? random.below(open[slot].mentions) : 0))
        out.write(number: mentions)
        out.write(tab)
        out.write(number: min(mentions, open[slot].sources))
        out.write(tab)
        out.write(number: random.below(50) == 0 ? mentions + 1 : mentions)
        out.write(tab)
        out.write(open[slot].tone.all)
        out.write(tab)
        writePlaces(first, second, hasActor: hasActor, hasTarget: hasTarget, into: &out)
        out.write(sources.days.added(day))
        out.write(tab)
        out.write(open[slot].url.all)
        out.write(UInt8(ascii: "\n"))
    }

    private mutating func writeActor(_ country: Int, isThere: Bool, into out: inout Writer) {
        if !isThere {
            out.write(Actors.nobody)
        } else if random.happens(330) {
            out.write(sources.actors.drawOther(&random))
        } else {
            out.write(sources.actors.draw(of: country, &random))
        }
    }

    /// The event is where its actor is, or its target, or elsewhere in the country.
    private mutating func writePlaces(
        _ first: Int, _ second: Int, hasActor: Bool, hasTarget: Bool, into out: inout Writer
    ) {
        let actorPlace = sources.places.draw(in: first, &random)
        let targetPlace = random.below(2) == 0 ? actorPlace : sources.places.draw(in: second, &random)
        let chance = random.below(100)
        let place = chance < 66 ? actorPlace : chance < 85 ? targetPlace : sources.places.draw(in: first, &random)
        writePlace(actorPlace, isThere: hasActor && !random.happens(20), into: &out)
        writePlace(targetPlace, isThere: hasTarget && !random.happens(30), into: &out)
        writePlace(place, isThere: chance < 97, into: &out)
    }

    private func writePlace(_ place: Int, isThere: Bool, into out: inout Writer) {
        if isThere { out.write(sources.places.columns(place)) } else { out.write(Places.nowhere) }
    }
}
