import EventStore
import Events
import Foundation
import GRDB
import ServiceKit
import Synchronization

/// Publishes the figures that have changed, of those that need no protection.
///
/// It does nothing while no fact comes in, and after a count it rests for ten times as long as that took, so that
/// counting never takes more than a tenth of a core however many facts there are.
final class FigurePublisher: Sendable {
    private struct State {
        var seen: Version?
        var notBefore = ContinuousClock.now
    }

    /// How much has come in, and the day: what figures depend on.
    private struct Version: Hashable {
        let deliveries: Int64
        let facts: Int64
        let entries: Int64
        let day: Int32
    }

    private let writer: Writer
    private let days: BusinessDays
    private let clock: @Sendable () -> Timestamp
    private let state = Mutex(State())

    init(
        writer: Writer,
        days: BusinessDays,
        clock: @escaping @Sendable () -> Timestamp = { .now }
    ) {
        self.writer = writer
        self.days = days
        self.clock = clock
    }

    /// Counts and publishes, when there is something new and enough time has passed.
    func publishIfDue() async throws {
        guard state.withLock({ ContinuousClock.now >= $0.notBefore }) else { return }
        let start = ContinuousClock.now
        _ = try await publish()
        state.withLock { $0.notBefore = .now.advanced(by: start.duration(to: .now) * 10) }
    }

    /// Counts and publishes what has changed.
    ///
    /// - Returns: How many figures were published.
    @discardableResult
    func publish() async throws -> Int {
        let today = days.day(clock())
        let seen = state.withLock { $0.seen }
        let (version, found) = try await writer.store.read { db -> (Version, [Figure]?) in
            let version = try Self.version(db, today)
            guard version != seen else { return (version, nil) }
            return (version, try FigureReader(db: db, today: today).figures())
        }
        guard let figures = found else { return 0 }
        let count = try await writer.submit { try Self.append(figures, to: $0) }
        state.withLock { $0.seen = version }
        return count
    }

    private static func version(_ db: Database, _ day: Int32) throws -> Version {
        func last(_ table: String) throws -> Int64 {
            try Int64.fetchOne(db, sql: "SELECT coalesce(max(seq), 0) FROM \(table)") ?? 0
        }
        return Version(
            deliveries: try last("delivery_fact"),
            facts: try last("person_fact"),
            entries: try last("entry"),
            day: day
        )
    }

    /// Appends those that differ from what was published, and takes back what was published and is no longer counted.
    private static func append(_ figures: [Figure], to transaction: Transaction) throws -> Int {
        let rows = try Row.fetchAll(
            transaction.db.cachedStatement(
                sql: "SELECT key, fingerprint, revision, aggregate FROM figure WHERE release IS NULL"
            )
        )
        var known: [String: (fingerprint: String, revision: Int, id: EntityID)] = [:]
        for row in rows { known[row[0]] = (row[1], row[2], row[3]) }
        var published = 0
        for figure in figures.sorted(by: { $0.key < $1.key }) {
            let before = known.removeValue(forKey: figure.key)
            let event = figure.event(revision: (before?.revision ?? 0) + 1)
            guard before?.fingerprint != event.fingerprint else { continue }
            try transaction.append(event, to: figure.id, key: .text(figure.key))
            published += 1
        }
        for (key, before) in known.sorted(by: { $0.key < $1.key }) {
            let last = try transaction.entries(aggregate: before.id).last
            guard var event = try last?.data(as: StatisticUpdated.self) else { continue }
            event.value = event.threshold == nil ? 0 : nil
            event.suppressed = event.value == nil
            event.revision = before.revision + 1
            guard event.fingerprint != before.fingerprint else { continue }
            try transaction.append(event, to: before.id, key: .text(key))
            published += 1
        }
        return published
    }
}
