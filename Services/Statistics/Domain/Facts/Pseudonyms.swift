import Crypto
import EventStore
import Events

/// What stands in this store for persons, cases, enrolments, sessions and certificates: never what stands for them
/// elsewhere.
///
/// An identifier and its pseudonym are linked by a secret of this store alone, which the master key wraps. The same
/// identifier always has the same pseudonym, so that facts that come later or again fit those that are there; a row leads
/// back to nobody, an erased person or another. A new store, which reads the topics again, has other pseudonyms.
struct Pseudonyms: Sendable {
    private let key: SymmetricKey

    init(secret: [UInt8]) { key = SymmetricKey(data: secret) }

    /// Those of the store that `transaction` writes to.
    init(_ transaction: Transaction) throws { self.init(secret: try transaction.secret(Self.secretName)) }

    /// The name of the store's secret.
    static let secretName = "pseudonyms"

    /// What stands for `id`.
    func pseudonym(of id: EntityID) -> EntityID {
        let (high, low) = hash(id.high, id.low)
        return EntityID(high: high, low: low)
    }

    /// What stands for a key; 0 stays 0.
    private func pseudonym(of key: UInt64) -> UInt64 {
        guard key != 0 else { return 0 }
        return max(1, hash(key, 0).low)
    }

    /// The fact with pseudonyms only.
    func veiled(_ fact: PersonFact) -> PersonFact {
        var veiled = fact
        veiled.person = pseudonym(of: fact.person)
        veiled.caseKey = pseudonym(of: fact.caseKey)
        // A distribution is nobody's.
        if fact.kind != .kit { veiled.aggregate = pseudonym(of: fact.aggregate) }
        switch fact.kind {
        case .delivered, .corrected, .voided, .contact, .contactVoided: veiled.item = pseudonym(of: fact.item)
        // The kind of certificate stays in the lowest byte.
        case .certified, .revoked: veiled.item = pseudonym(of: fact.item >> 8) << 8 | fact.item & 0xFF
        default: break
        }
        return veiled
    }

    /// The first 128 bits of HMAC-SHA-256.
    private func hash(_ high: UInt64, _ low: UInt64) -> (high: UInt64, low: UInt64) {
        let code = withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) {
            HMAC<SHA256>.authenticationCode(for: $0, using: key)
        }
        return code.withUnsafeBytes { bytes in
            (
                UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
    }
}
