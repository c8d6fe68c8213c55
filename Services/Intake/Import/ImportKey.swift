import Crypto
import EventStore
import Events
import Foundation

/// Hides the sources' identifiers: the store keeps only what a key makes of them, so that a row can be known again and
/// nobody can read from the store which record elsewhere a case was made of.
struct ImportKey: Sendable {
    private struct Secret: Codable {
        var key: Data
    }

    /// The key's record; also whose key seals it.
    static let id = EntityID(high: 0x6A69_7372_0000_7000, low: 0x8000_696D_706F_7274)

    private let key: SymmetricKey

    /// The store's key; made with its first import.
    init(_ transaction: Transaction) throws {
        let made = try transaction.entries(aggregate: Self.id).first { $0.type == ImportKeyMade.type }
        if let made, let secret = try transaction.unseal(Secret.self, of: made) {
            key = SymmetricKey(data: secret.key)
            return
        }
        let new = SymmetricKey(size: .bits256)
        let secret = Secret(key: new.withUnsafeBytes { Data($0) })
        try transaction.append(
            ImportKeyMade(keyId: Self.id),
            to: Self.id,
            sealed: try Transaction.Sealed(secret, of: Self.id)
        )
        key = new
    }

    /// What stands for an identifier of a source; of a rehearsal, one that stands for it there alone.
    func hash(_ sourceID: String, of source: String, rehearsal: EntityID? = nil) -> [UInt8] {
        let scope = rehearsal.map(\.description) ?? ""
        let text = "\(scope)\u{0}\(source)\u{0}\(sourceID)"
        return Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key).prefix(16))
    }
}

/// Sums up the rows seen so far.
struct RowDigest: Sendable {
    private var hash = SHA256()

    mutating func add(_ row: SourceRow) {
        hash.update(data: Array("\(row.number)\n".utf8))
        for (name, value) in row.values.sorted(by: { $0.key < $1.key }) {
            hash.update(data: Array("\(name)\u{1F}\(Self.text(value))\u{1E}".utf8))
        }
    }

    private static func text(_ value: JSONValue) -> String {
        if case .string(let text) = value { return text }
        return "\(value)"
    }

    /// Hexadecimal.
    var text: String {
        hash.finalize().prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
