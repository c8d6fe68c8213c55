import Crypto
import CryptoExtras
import EventStore
import Events
import Foundation

/// What stands in this store for persons, cases, enrolments, sessions and certificates: never what stands for them
/// elsewhere.
///
/// An identifier and its pseudonym are linked by a secret of this store alone, which the master key wraps. The same
/// identifier always has the same pseudonym, so that facts that come later or again fit those that are there; a row leads
/// back to nobody, an erased person or another. A new store, which reads the topics again, has other pseudonyms.
///
/// An identifier is exactly one block of AES-256, and its pseudonym is that block deciphered: whoever lacks the key cannot
/// tell it from a random one, two identifiers never share one, and it costs a small part of a keyed hash, of which each fact
/// would need four.
struct Pseudonyms: Sendable {
    private let key: SymmetricKey

    /// `secret` has 32 bytes.
    init(secret: [UInt8]) { key = SymmetricKey(data: secret) }

    /// Those of the store that `transaction` writes to.
    init(_ transaction: Transaction) throws { self.init(secret: try transaction.secret(Self.secretName)) }

    /// The name of the store's secret.
    static let secretName = "pseudonyms"

    /// What stands for `id`.
    func pseudonym(of id: EntityID) throws -> EntityID {
        try pseudonyms(of: [id])[0]
    }

    /// What stands for each of `ids`, in their order.
    ///
    /// All are deciphered in one call, as a text of chained blocks; then what the chain added to each is taken off again,
    /// which is the block before it.
    func pseudonyms(of ids: [EntityID]) throws -> [EntityID] {
        guard !ids.isEmpty else { return [] }
        var blocks = Data(capacity: ids.count * 16)
        for id in ids {
            withUnsafeBytes(of: (id.high.bigEndian, id.low.bigEndian)) { blocks.append(contentsOf: $0) }
        }
        let start = try AES._CBC.IV(ivBytes: [UInt8](repeating: 0, count: 16))
        let chained = try AES._CBC.decrypt(blocks, using: key, iv: start, noPadding: true)
        var before = EntityID(high: 0, low: 0)
        return chained.withUnsafeBytes { chained in
            ids.enumerated().map { index, id in
                func half(_ offset: Int) -> UInt64 {
                    UInt64(bigEndian: chained.loadUnaligned(fromByteOffset: index * 16 + offset, as: UInt64.self))
                }
                defer { before = id }
                return EntityID(high: half(0) ^ before.high, low: half(8) ^ before.low)
            }
        }
    }

    /// The facts with pseudonyms only.
    func veiled(_ facts: [PersonFact]) throws -> [PersonFact] {
        var ids: [EntityID] = []
        ids.reserveCapacity(facts.count * 4)
        for fact in facts {
            ids.append(fact.person)
            ids.append(fact.aggregate)
            ids.append(EntityID(high: fact.caseKey, low: 0))
            ids.append(EntityID(high: Self.hiddenItem(of: fact), low: 0))
        }
        let hidden = try pseudonyms(of: ids)
        var veiled = facts
        for (index, fact) in facts.enumerated() {
            let place = index * 4
            veiled[index].person = hidden[place]
            // A distribution is nobody's.
            if fact.kind != .kit { veiled[index].aggregate = hidden[place + 1] }
            veiled[index].caseKey = Self.key(fact.caseKey, hidden[place + 2])
            let item = Self.key(Self.hiddenItem(of: fact), hidden[place + 3])
            switch fact.kind {
            case .delivered, .corrected, .voided, .contact, .contactVoided: veiled[index].item = item
            // The kind of certificate stays in the lowest byte.
            case .certified, .revoked: veiled[index].item = item << 8 | fact.item & 0xFF
            default: break
            }
        }
        return veiled
    }

    /// What of a fact's item leads to a session or certificate; 0 for nothing.
    private static func hiddenItem(of fact: PersonFact) -> UInt64 {
        switch fact.kind {
        case .delivered, .corrected, .voided, .contact, .contactVoided: fact.item
        case .certified, .revoked: fact.item >> 8
        default: 0
        }
    }

    /// A key of 64 bits for a pseudonym; 0 stays 0.
    private static func key(_ key: UInt64, _ pseudonym: EntityID) -> UInt64 {
        key == 0 ? 0 : max(1, pseudonym.low)
    }
}
