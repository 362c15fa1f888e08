import Columnar
import EventModel
import Store

/// An import of GDELT's events in memory that does not grow with them, but for what they name.
struct GDELTImport {
    let options: ReadOptions
    let settings: ImportSettings

    /// Reads the sources to their end, and writes their events into a draft.
    func run(_ sources: ImportSources, into store: StoreDraft, name: String) throws(ImportFailure) -> ImportedRows {
        let (absorber, end) = try read(sources, store, name: name)
        return ImportedRows(
            data: end.data, report: absorber.log.report, written: end.written, dictionaries: end.dictionaries,
            eventCount: absorber.rowCount, mentions: end.mentions)
    }

    private struct Ended {
        var data: DataSet
        var written: [String: [SegmentPlan]]
        var dictionaries: [DictionaryPlan]
        var mentions: MentionedEvents?
    }

    private func read(
        _ sources: ImportSources, _ store: StoreDraft, name: String
    ) throws(ImportFailure) -> (GDELTAbsorber, Ended) {
        let reader = GDELTReader(exactDates: options.exactDates)
        let documents: DocumentSpill
        do throws(StoreError) { documents = try DocumentSpill(store) } catch { throw .store(error) }
        let writer = GDELTSegmentWriter(store, settings.limits, threads: settings.threads, documents)
        let absorber = GDELTAbsorber(
            reader, ReadLog(strict: options.strict), settings.limits, writer,
            MentionDraft(store, settings.limits, exactDates: options.exactDates))
        let seed = reader.seed
        let exactDates = options.exactDates
        let parsers = ParserPool { GDELTParser(seed: seed, exactDates: exactDates) }
        let settings = settings
        let crew = ImportCrew(
            threads: settings.threads, stripeBytes: settings.limits.stripeBytes,
            ImportCrew.Stages(
                fill: { (stripe) throws(ImportFailure) in try sources.fill(stripe) },
                parse: { stripe in parsers.use { $0.parse(stripe) } },
                absorb: { (stripe) throws(ImportFailure) in
                    if settings.isCancelled() { throw .store(.cancelled) }
                    try absorber.absorb(stripe)
                    settings.progress(ImportProgress(rowCount: absorber.readCount, whole: stripe.taken))
                }))
        writer.crew = crew
        var ended: Ended?
        try crew.run { () throws(ImportFailure) in
            try absorber.end(emptyPaths: sources.emptyPaths, sources.warnings)
            do throws(StoreError) {
                ended = try end(absorber, GDELTEnding(store, crew, writer, documents), name: name)
            } catch {
                throw .store(error)
            }
        }
        guard let ended else { throw .read(.noFiles) }
        return (absorber, ended)
    }

    private struct GDELTEnding {
        let store: StoreDraft
        let crew: ImportCrew
        let writer: GDELTSegmentWriter
        let documents: DocumentSpill

        init(_ store: StoreDraft, _ crew: ImportCrew, _ writer: GDELTSegmentWriter, _ documents: DocumentSpill) {
            self.store = store
            self.crew = crew
            self.writer = writer
            self.documents = documents
        }
    }

    private func end(_ absorber: GDELTAbsorber, _ parts: GDELTEnding, name: String) throws(StoreError) -> Ended {
        var repeated = 0
        if !absorber.isRising { repeated = try parts.writer.repeatedIDs(parts.store) }
        // What the names come to, and which addresses came up before: neither asks for the other.
        var content: GDELTContent?
        var changes: SpillFile<DocumentSpill.Record>?
        try parts.crew.each(2) { (piece: Int, _: Int) throws(StoreError) -> Void in
            if piece == 0 {
                content = absorber.content(repeatedIDs: repeated)
            } else {
                changes = try parts.documents.changes(segments: parts.writer.segments.count)
            }
        }
        guard let content, let changes else { throw .cancelled }
        let end = GDELTImportEnd(parts.store, parts.crew, content, parts.writer)
        let (written, dictionaries) = try end.write(changes)
        let kinds = absorber.reader.codes.kinds
        var counts: [String: Int] = [:]
        for (kind, count) in zip(kinds, absorber.eventCounts) { counts[kind.name] = count }
        let days = parts.writer.exactDays ?? parts.writer.wideDays
        let data = content.dataSet(
            name: name, events: Table(schema: TableSchema("events", GDELTContent.fields), segments: []),
            reports: Table(schema: TableSchema("reports", EventFields.reports()), segments: []),
            documents: Table(schema: TableSchema("documents", EventFields.documents), segments: []),
            eventCounts: counts, coverage: days.map { Coverage(Period($0.lowerBound, $0.upperBound), isGuess: true) })
        return Ended(
            data: data, written: written, dictionaries: dictionaries, mentions: try absorber.mentions.finish())
    }
}
