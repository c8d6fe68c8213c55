import EventStore
import Events
import Foundation
import GRDB

/// How the releasing instance takes in what the others tell: as if it had read the events itself.
///
/// What was taken in once stays, whoever tells what later: a partition that another instance reads again from its beginning
/// takes nothing back.
struct AtomListener: Sendable {
    let secret: GroupSecret

    /// The table of handlers.
    var table: MessageTable {
        let listener = self
        return MessageTable().atEnd { try FactTables.keepVeiled($0) }
            .on(AtomsTold.self) { transaction, event, message in
                try listener.take(event, key: message.envelope.partitionKey.description, transaction)
            }
            .on(SnapshotPublished.self) { transaction, event, _ in
                // Whichever instance it is of: that two release shows here.
                try ReleaseTables.hear(event, transaction.db)
            }
            .hearingItself(SnapshotPublished.self)
    }

    private func take(_ event: AtomsTold, key: String, _ transaction: Transaction) throws {
        guard event.keyId == secret.id else { throw GroupSecret.isAnother }
        let prefix = "\(event.topic)/\(event.partition)/\(event.start)/"
        guard key.hasPrefix(prefix) else {
            throw Rejection("share.key", "the record's key is not that of what it says")
        }
        let atoms = try Atom.all(in: try secret.open(event.sealed, for: key))
        let db = transaction.db
        let place: StatementArguments = [
            event.topic, event.partition, event.start, String(key.dropFirst(prefix.count)),
        ]
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT from_offset, next, hashes FROM share_heard
                    WHERE topic=? AND partition=? AND start=? AND part=?
                    """
            ),
            arguments: place
        )
        let heard = row.map { (from: $0[0] as Int, next: $0[1] as Int) }
        var hashes: [UInt8] = try row?.withUnsafeData(atIndex: 2) { [UInt8]($0 ?? Data()) } ?? []
        var known = Self.words(hashes)
        for atom in atoms where known.insert(atom.hash64).inserted {
            hashes.put(atom.hash64)
            switch atom {
            case .fact(let fact): FactTables.append(fact, to: transaction)
            case .entry(let entry): try EntryTable.append(entry, to: db)
            }
        }
        // Only the loss of records takes back how far a partition was read.
        let isExact = event.isRewound == true || heard == nil
        let from = isExact ? event.from : min(event.from, heard?.from ?? event.from)
        let next = isExact ? event.next : max(event.next, heard?.next ?? event.next)
        try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO share_heard(topic, partition, start, part, from_offset, next, hashes)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: place + [from, next, Data(hashes)])
    }

    private static func words(_ bytes: [UInt8]) -> Set<UInt64> {
        bytes.withUnsafeBytes { bytes in
            Set(
                stride(from: 0, to: bytes.count - bytes.count % 8, by: 8).map {
                    bytes.loadUnaligned(fromByteOffset: $0, as: UInt64.self).littleEndian
                }
            )
        }
    }

    // MARK: How far

    /// How far each partition was read, without a gap, by whoever read it.
    static func nextOffsets(_ db: Database) throws -> [String: [Int32: Int64]] {
        var offsets: [String: [Int32: Int64]] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT topic, partition, from_offset, next FROM share_heard WHERE part='0'
                ORDER BY topic, partition, from_offset
                """
        )
        while let row = try rows.next() {
            let (topic, partition): (String, Int32) = (row[0], row[1])
            let (from, next): (Int64, Int64) = (row[2], row[3])
            let reached = offsets[topic]?[partition] ?? 0
            guard from <= reached, next > reached else { continue }
            offsets[topic, default: [:]][partition] = next
        }
        return offsets
    }
}
