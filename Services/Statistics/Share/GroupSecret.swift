import Crypto
import EventStore
import Events
import Foundation

/// The secret that all instances of a group have in common: it makes their pseudonyms, so that these are the same
/// everywhere, and seals what they tell each other.
struct GroupSecret: Sendable {
    static let minimumByteCount = 32

    /// Tells one secret from another without telling anything of it.
    let id: EntityID
    /// What pseudonyms are made with.
    let pseudonyms: Pseudonyms
    private let sealingKey: SymmetricKey

    /// Takes the bytes of a file: hexadecimal digits, or base64; `nil` when they are neither, or too few.
    init?(_ text: String) {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let bytes = Self.hexadecimal(text) ?? Data(base64Encoded: text).map({ [UInt8]($0) }),
            bytes.count >= Self.minimumByteCount
        else { return nil }
        self.init(bytes: bytes)
    }

    private init?(bytes: [UInt8]) {
        let material = SymmetricKey(data: bytes)
        func derived(_ purpose: String, _ count: Int) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: material,
                info: Data("jisr.statistics.share.\(purpose)".utf8),
                outputByteCount: count
            )
        }
        guard let id = derived("id", 16).withUnsafeBytes({ EntityID(bytes: $0) }) else { return nil }
        self.id = id
        pseudonyms = Pseudonyms(secret: derived("pseudonyms", 32).withUnsafeBytes { [UInt8]($0) })
        sealingKey = derived("seal", 32)
    }

    private static func hexadecimal(_ text: String) -> [UInt8]? {
        guard text.utf8.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        var rest = Substring(text)
        while !rest.isEmpty {
            guard rest.prefix(2).allSatisfy(\.isHexDigit), let byte = UInt8(rest.prefix(2), radix: 16) else {
                return nil
            }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }

    /// Seals bytes (AES-256-GCM), bound to the key of the record they are for.
    func seal(_ plaintext: [UInt8], for key: String) throws -> String {
        let box = try AES.GCM.seal(plaintext, using: sealingKey, authenticating: Data(key.utf8))
        guard let combined = box.combined else { throw StoreError.sealed(reason: "the cipher gave no result") }
        return combined.base64EncodedString()
    }

    /// Opens what ``seal(_:for:)`` made for the same key.
    func open(_ sealed: String, for key: String) throws -> [UInt8] {
        do {
            let box = try AES.GCM.SealedBox(combined: Data(base64Encoded: sealed) ?? Data())
            return [UInt8](try AES.GCM.open(box, using: sealingKey, authenticating: Data(key.utf8)))
        } catch {
            throw StoreError.sealed(reason: "it was changed, or belongs to another record")
        }
    }
}
