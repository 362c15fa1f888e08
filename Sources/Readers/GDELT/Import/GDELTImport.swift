import Columnar
import EventModel
import Store

/// An import of GDELT's events in memory that does not grow with them, but for what they name.
struct GDELTImport {
    let options: ReadOptions
    let settings: ImportSettings

    /// Reads the sources to their end and puts what they hold into the place of a store.
    func run(_ sources: ImportSources, into path: String, name: String) throws(ImportFailure) -> Imported {
        let store: StoreDraft
        do throws(StoreError) { store = try StoreDraft(replacing: path) } catch { throw .store(error) }
        let data: (absorber: GDELTAbsorber, end: Ended)
        do throws(ImportFailure) {
            data = try read(sources, store, name: name)
        } catch {
            store.discard()
            throw error
        }
        let report = data.absorber.log.report
        do throws(StoreError) {
            try store.finish(
                data.end.data, inputs: report.files.map { StoreInput($0) }, written: data.end.written,
                dictionaries: data.end.dictionaries, isCancelled: settings.isCancelled)
        } catch {
            throw .store(error)
        }
        return Imported(report: report, eventCount: data.absorber.rowCount, heldInMemory: nil)
    }

    private struct Ended {
        var data: DataSet
        var written: [String: [SegmentPlan]]
        var dictionaries: [DictionaryPlan]
    }

    private func read(
        _ sources: ImportSources, _ store: StoreDraft, name: String
    ) throws(ImportFailure) -> (GDELTAbsorber, Ended) {
        let reader = GDELTReader(exactDates: options.exactDates)
        let documents: GDELTDocumentSpill
        do throws(StoreError) { documents = try GDELTDocumentSpill(store) } catch { throw .store(error) }
        let writer = GDELTSegmentWriter(store, settings.limits, threads: settings.threads, documents)
        let absorber = GDELTAbsorber(reader, ReadLog(strict: options.strict), settings.limits, writer)
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
                    settings.progress(ImportProgress(rowCount: absorber.rowCount, byteCount: absorber.byteCount))
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
        let documents: GDELTDocumentSpill

        init(_ store: StoreDraft, _ crew: ImportCrew, _ writer: GDELTSegmentWriter, _ documents: GDELTDocumentSpill) {
            self.store = store
            self.crew = crew
            self.writer = writer
            self.documents = documents
        }
    }

    private func end(_ absorber: GDELTAbsorber, _ parts: GDELTEnding, name: String) throws(StoreError) -> Ended {
        var repeated = 0
        if !absorber.isRising { repeated = try parts.writer.repeatedIDs(parts.store) }
        let content = absorber.content(repeatedIDs: repeated)
        let end = GDELTImportEnd(parts.store, parts.crew, content, parts.writer)
        let (written, dictionaries) = try end.write(parts.documents)
        let kinds = absorber.reader.codes.kinds
        var counts: [String: Int] = [:]
        for (kind, count) in zip(kinds, absorber.eventCounts) { counts[kind.name] = count }
        let days = parts.writer.exactDays ?? parts.writer.wideDays
        let data = content.dataSet(
            name: name, events: Table(schema: TableSchema("events", GDELTContent.fields), segments: []),
            reports: Table(schema: TableSchema("reports", EventFields.reports()), segments: []),
            documents: Table(schema: TableSchema("documents", EventFields.documents), segments: []),
            eventCounts: counts, coverage: days.map { Coverage(Period($0.lowerBound, $0.upperBound), isGuess: true) })
        return Ended(data: data, written: written, dictionaries: dictionaries)
    }
}
