package import Columnar
package import EventModel
import Glibc

/// Columns that do not fit in memory while a store is made of them: a file beside it that nobody else sees, filled once
/// and then read.
package final class StoreScratch {
    private let descriptor: Int32
    private let blocks: BlockWriter
    private var writer: ColumnWriter

    package init(beside store: StoreDraft) throws(StoreError) {
        descriptor = try store.temporaryFile()
        blocks = BlockWriter(descriptor: descriptor, path: Self.name)
        writer = ColumnWriter(blocks)
    }

    deinit { close(descriptor) }

    fileprivate static let name = StoreDraft.temporaryName

    package func keep<Element: BitwiseCopyable & Sendable>(_ elements: [Element]) throws(StoreError) -> Kept<Element> {
        Kept(block: try blocks.block(elements), count: elements.count)
    }

    /// Codes of whatever dictionary.
    package func keep(codes: [UInt32]) throws(StoreError) -> KeptCodes {
        KeptCodes(plan: try blocks.plan(StoredCodes(codes), dictionary: 0), count: codes.count)
    }

    package func keep(_ column: Column, _ type: ValueType) throws(StoreError) -> KeptColumn {
        let stored = StoredColumn(packing: column, type: type)
        return KeptColumn(plan: try writer.plan(stored, type), type: type, count: column.count)
    }

    /// Ends are kept in the width that they have.
    package func keep(_ table: TextTable) throws(StoreError) -> KeptTexts {
        let (ends, isNear): (BlockReference, Bool) =
            switch table.ends {
            case .near(let ends): (try blocks.block(ends), true)
            case .far(let ends): (try blocks.block(ends), false)
            }
        return KeptTexts(
            ends: ends, isNear: isNear, bytes: try blocks.block(table.bytes), count: table.count,
            byteCount: table.bytes.count)
    }

    /// What was kept, for reading; nothing may be kept afterwards.
    package func content() throws(StoreError) -> ScratchContent {
        try blocks.flush()
        let integrity = Integrity()
        let file = try StoreFile(descriptor, path: Self.name, integrity: integrity, isPassing: true)
        file.watch()
        return ScratchContent(file, ColumnLoader(file, writer.dictionaries, integrity), integrity)
    }

    /// Elements of one width.
    package struct Kept<Element: BitwiseCopyable & Sendable>: Sendable {
        fileprivate let block: BlockReference
        package let count: Int
    }

    package struct KeptCodes: Sendable {
        fileprivate let plan: ColumnPlan
        package let count: Int
    }

    package struct KeptColumn: Sendable {
        fileprivate let plan: ColumnPlan
        fileprivate let type: ValueType
        package let count: Int
    }

    package struct KeptTexts: Sendable {
        fileprivate let ends: BlockReference
        fileprivate let isNear: Bool
        fileprivate let bytes: BlockReference
        package let count: Int
        fileprivate let byteCount: Int
    }
}

/// What was kept in a scratch file. What cannot be read is told to `integrity`, and stands as nothing until that is
/// heard.
package final class ScratchContent: Sendable {
    private let file: StoreFile
    private let loader: ColumnLoader
    package let integrity: Integrity

    fileprivate init(_ file: StoreFile, _ loader: ColumnLoader, _ integrity: Integrity) {
        self.file = file
        self.loader = loader
        self.integrity = integrity
    }

    /// Tells that bytes are looked at again which were given out before.
    package func willRead(_ byteCount: Int) { file.willRead(byteCount) }

    package func view<Element>(_ kept: StoreScratch.Kept<Element>) -> View<Element> {
        read(View([])) { () throws(StoreError) in
            try file.view(kept.block, of: Element.self, count: kept.count, part: StoreScratch.name)
        }
    }

    /// Four bytes each.
    package func codes(_ kept: StoreScratch.KeptCodes) -> [UInt32] {
        let codes = read(StoredCodes.repeated(CodedColumn.unknown, count: kept.count)) { () throws(StoreError) in
            switch kept.plan {
            case .codes(let width, let block, _):
                return try file.codes(block, width: width, count: kept.count, part: StoreScratch.name)
            case .repeatedCode(let code, _): return .repeated(code, count: kept.count)
            case .countingCodes(let first, _): return .counting(first: first, count: kept.count)
            case .shortDays, .days, .repeatedDay, .numbers, .numbersByCode, .repeatedNumber, .numberSpans, .dateSpans,
                .money, .list, .truths, .unknown, .periods:
                throw .damaged(path: file.path, part: StoreScratch.name)
            }
        }
        return codes.widened(0..<kept.count)
    }

    package func column(_ kept: StoreScratch.KeptColumn) -> Column {
        let stored = loader.load(kept.plan, type: kept.type, rowCount: kept.count, part: StoreScratch.name)
        return stored.column(0..<kept.count).column
    }

    package func texts(_ kept: StoreScratch.KeptTexts) -> TextTable {
        read(TextTable([])) { () throws(StoreError) in
            let part = StoreScratch.name
            let ends: TextEnds =
                kept.isNear
                ? .near(try file.view(kept.ends, of: UInt32.self, count: kept.count, part: part))
                : .far(try file.view(kept.ends, of: UInt64.self, count: kept.count, part: part))
            guard
                let table = TextTable(
                    ends: ends,
                    bytes: try file.view(kept.bytes, of: UInt8.self, count: kept.byteCount, part: part))
            else { throw .damaged(path: file.path, part: part) }
            return table
        }
    }

    private func read<Result>(_ otherwise: Result, _ body: () throws(StoreError) -> Result) -> Result {
        do throws(StoreError) { return try body() } catch {
            integrity.fail(error.text)
            return otherwise
        }
    }
}
