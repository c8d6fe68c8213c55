import Events
import GRDB

/// What partners were told.
extension PublicationReader {
    /// The figures in the order of their keys: those after `key`, up to `limit`.
    func sharedFigures(
        indicator: IndicatorCode? = nil,
        release: EntityID? = nil,
        after key: String? = nil,
        limit: Int = .max
    ) throws -> [(key: String, statistic: StatisticShared)] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT key, data FROM shared_figure
                    WHERE key>?1 AND (?2 IS NULL OR indicator=?2) AND (?3 IS NULL OR release=?3)
                        AND release IN (SELECT id FROM shared_release)
                    ORDER BY key LIMIT ?4
                    """
            ),
            arguments: [key ?? "", indicator?.rawValue, release, limit]
        ).map { ($0[0], try Self.decode(StatisticShared.self, $0, at: 1)) }
    }

    /// The manifests of what partners were told, the newest cutoff first: those after `place`, up to `limit`.
    func sharedReleases(after place: (cutoff: String, id: EntityID)? = nil, limit: Int) throws -> [SnapshotShared] {
        try manifests("shared_release", after: place, limit: limit)
    }
}
