import Crypto
public import Events
public import Foundation

/// A key pair by which others seal what only this instance is to read: hybrid public key encryption (RFC 9180) with
/// DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and ChaCha20-Poly1305.
public struct ExchangeKey: Sendable {
    private static let ciphersuite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly

    /// Names the pair.
    public let id: EntityID
    private let privateKey: Curve25519.KeyAgreement.PrivateKey

    /// What is kept of a pair: under seal only.
    public struct Stored: Codable, Sendable {
        /// Names the pair.
        public let id: EntityID
        /// 32 bytes.
        public let privateKey: Data
    }

    /// Makes a new pair.
    public init(id: EntityID) {
        self.id = id
        privateKey = Curve25519.KeyAgreement.PrivateKey()
    }

    /// Takes up a pair that was kept.
    ///
    /// - Throws: ``StoreError/sealed(reason:)`` when what was kept is no key.
    public init(_ stored: Stored) throws {
        id = stored.id
        do {
            privateKey = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: stored.privateKey)
        } catch {
            throw StoreError.sealed(reason: "the exchange key kept here is not a key")
        }
    }

    /// What to keep of it, under seal.
    public var stored: Stored { Stored(id: id, privateKey: privateKey.rawRepresentation) }

    /// What to tell others: 32 bytes in base64.
    public var publicKey: String { privateKey.publicKey.rawRepresentation.base64EncodedString() }

    /// Whether `publicKey` is a key for which something can be sealed: 32 bytes in base64, and not one of the few points
    /// with which every key agreement ends in the same secret.
    public static func isUsable(_ publicKey: String) -> Bool {
        guard let bytes = Data(base64Encoded: publicKey), bytes.count == 32 else { return false }
        do {
            let key = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes)
            let secret = try Curve25519.KeyAgreement.PrivateKey().sharedSecretFromKeyAgreement(with: key)
            return secret.withUnsafeBytes { bytes in bytes.contains { $0 != 0 } }
        } catch {
            return false
        }
    }

    /// Seals `values` for the holder of `publicKey`, bound to `context`: what opens it must name the same.
    ///
    /// - Throws: ``StoreError/sealed(reason:)`` when `publicKey` is not one.
    public static func seal(
        _ values: some Encodable,
        for publicKey: String,
        named keyID: EntityID,
        context: EntityID
    ) throws -> SealedForInstance {
        let plaintext = try JSONEncoder().encode(values)
        do {
            let bytes = Data(base64Encoded: publicKey) ?? Data()
            let recipient = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes)
            var sender = try HPKE.Sender(
                recipientKey: recipient,
                ciphersuite: ciphersuite,
                info: Data(context.bytes)
            )
            let ciphertext = try sender.seal(plaintext)
            return SealedForInstance(
                keyId: keyID,
                encapsulatedKey: sender.encapsulatedKey.base64EncodedString(),
                ciphertext: ciphertext.base64EncodedString()
            )
        } catch {
            throw StoreError.sealed(reason: "the receiver's public key is not an X25519 key")
        }
    }

    /// Opens what was sealed for this key in `context`.
    ///
    /// - Throws: ``StoreError/sealed(reason:)`` when it was sealed for another key or context, or was changed.
    public func open<Values: Decodable>(
        _: Values.Type,
        from sealed: SealedForInstance,
        context: EntityID
    ) throws -> Values {
        do {
            var recipient = try HPKE.Recipient(
                privateKey: privateKey,
                ciphersuite: Self.ciphersuite,
                info: Data(context.bytes),
                encapsulatedKey: Data(base64Encoded: sealed.encapsulatedKey) ?? Data()
            )
            let plaintext = try recipient.open(Data(base64Encoded: sealed.ciphertext) ?? Data())
            return try JSONDecoder().decode(Values.self, from: plaintext)
        } catch {
            throw StoreError.sealed(reason: "it was sealed for another key, or changed")
        }
    }
}
