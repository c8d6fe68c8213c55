public import Events
import Foundation
import GRDB

/// The answer that a command got, kept so that the same command gets the same answer again.
public struct Receipt: Sendable, Hashable {
    /// The `Idempotency-Key`.
    public var key: String
    /// A digest of method, path and body: the same key with another request is refused.
    public var requestHash: [UInt8]
    /// The HTTP status.
    public var status: Int
    /// The `ETag`.
    public var etag: String?
    /// The `Location`.
    public var location: String?
    /// The body.
    public var body: [UInt8]

    /// Makes a receipt.
    public init(key: String, requestHash: [UInt8], status: Int, etag: String?, location: String?, body: [UInt8]) {
        self.key = key
        self.requestHash = requestHash
        self.status = status
        self.etag = etag
        self.location = location
        self.body = body
    }
}

extension Transaction {
    /// The answer that the command with this key got.
    public func receipt(for key: String) throws -> Receipt? {
        var found = try db.prepared("SELECT request_hash, status, etag, location, body FROM receipt WHERE key=?")
        found.bind(key)
        return try found.first { row in
            Receipt(
                key: key,
                requestHash: row.bytes(0) ?? [],
                status: Int(row.integer(1)),
                etag: row.text(2),
                location: row.text(3),
                body: row.bytes(4) ?? []
            )
        }
    }

    /// Keeps the answer in the same commit as the command's effect.
    public func save(_ receipt: Receipt) throws {
        try db.run(
            """
            INSERT INTO receipt(key, request_hash, status, etag, location, body, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            .text(receipt.key),
            .bytes(receipt.requestHash),
            .integer(receipt.status),
            .text(receipt.etag),
            .text(receipt.location),
            .bytes(receipt.body),
            .time(now)
        )
    }

    /// Forgets answers older than `instant`, at most `limit` of them.
    public func forgetReceipts(before instant: Timestamp, limit: Int) throws -> Int {
        try db.execute(
            sql: """
                DELETE FROM receipt WHERE key IN
                    (SELECT key FROM receipt WHERE created_at < ? ORDER BY created_at LIMIT ?)
                """,
            arguments: [instant, limit]
        )
        return db.changesCount
    }
}
