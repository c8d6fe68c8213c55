/// Values that one instance sealed for another: hybrid public key encryption (RFC 9180), base mode, with
/// DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and ChaCha20-Poly1305.
public struct SealedForInstance: Codable, Sendable, Hashable {
    /// The receiver's key, as announced.
    public var keyId: EntityID
    /// The encapsulated key: 32 bytes in base64.
    public var encapsulatedKey: String
    /// The ciphertext in base64.
    public var ciphertext: String

    /// Makes the value.
    public init(keyId: EntityID, encapsulatedKey: String, ciphertext: String) {
        self.keyId = keyId
        self.encapsulatedKey = encapsulatedKey
        self.ciphertext = ciphertext
    }

    static let example = SealedForInstance(
        keyId: Synthetic.key,
        encapsulatedKey: "5gqQxJqb8wXaUnlhFh4KZeV0vPCk2bqWlk3WPWLbpAg=",
        ciphertext: "c2VhbGVkIHdpdGggdGhlIHJlY2VpdmVyJ3Mga2V5"
    )
}
