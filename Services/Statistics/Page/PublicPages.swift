import Events
import GRDB
import Synchronization

/// Pages that were made, as long as nothing new has been published or told.
final class PublicPages: Sendable {
    /// How much there was when a page was made.
    private struct Version: Hashable {
        let log: Int64
        let entries: Int64
    }

    private let made = Mutex<(version: Version?, pages: [PageLanguage: [UInt8]])>((nil, [:]))

    /// The page in `language`, from one snapshot of the store.
    func html(in language: PageLanguage, _ db: Database) throws -> [UInt8] {
        let version = Version(
            log: try Int64.fetchOne(db, sql: "SELECT coalesce(max(seq), 0) FROM log") ?? 0,
            entries: try Int64.fetchOne(db, sql: "SELECT coalesce(max(seq), 0) FROM entry") ?? 0
        )
        if let page = made.withLock({ $0.version == version ? $0.pages[language] : nil }) { return page }
        let reader = PublicationReader(db)
        let builder = PageBuilder(
            figures: PageFigures(try reader.figures()),
            releases: try reader.releases(limit: 12),
            names: PageNames(try EntryTable.entries([.agreement, .organisation], db), in: language)
        )
        let page = Array(try PageTemplate.html(builder.page, in: language).utf8)
        made.withLock { made in
            if made.version != version { made = (version, [:]) }
            made.pages[language] = page
        }
        return page
    }
}
