import Crypto
public import Foundation

/// The key of a deployment that wraps the subjects' keys: 256 random bits, kept in a file outside the store.
public struct MasterKey: Sendable {
    let key: SymmetricKey

    /// The 32 bytes.
    public var bytes: [UInt8] { key.withUnsafeBytes { [UInt8]($0) } }

    /// Uses these 32 bytes.
    ///
    /// - Throws: ``StoreError/masterKey(reason:)`` for any other length.
    public init(bytes: some ContiguousBytes) throws {
        let key = SymmetricKey(data: bytes)
        guard key.bitCount == 256 else {
            throw StoreError.masterKey(reason: "it has \(key.bitCount / 8) bytes instead of 32")
        }
        self.key = key
    }

    /// Reads the file: 32 raw bytes, or 64 hexadecimal digits with an optional newline.
    ///
    /// - Throws: ``StoreError/masterKey(reason:)``.
    public init(file path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw StoreError.masterKey(reason: "the file \(path) cannot be read; make one with: openssl rand -hex 32")
        }
        if data.count == 32 {
            try self.init(bytes: data)
            return
        }
        let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        var bytes: [UInt8] = []
        var rest = Substring(text)
        while !rest.isEmpty {
            let pair = rest.prefix(2)
            guard pair.count == 2, pair.allSatisfy(\.isHexDigit), let byte = UInt8(pair, radix: 16) else {
                throw StoreError.masterKey(reason: "the file \(path) holds neither 32 bytes nor 64 hexadecimal digits")
            }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        try self.init(bytes: bytes)
    }
}
