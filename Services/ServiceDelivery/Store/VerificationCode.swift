import Crypto
import Foundation

/// The code on a certificate by which anybody can see whether it is genuine.
///
/// It is the certificate's number and a sum over it that only this store can make:
/// `EG-ELMARG-2018-L-000321-7K3M-9QXT-2VWD`.
/// Nothing about the holder is in it, and no other number can be guessed from it.
struct VerificationCode: Sendable, Hashable, CustomStringConvertible {
    /// The name of the store's secret that the sum is made with.
    static let secretName = "certificate"
    static let maximumLength = 80

    /// Crockford's base 32: no letter that could be taken for a digit.
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    private static let groups = 3
    private static let groupLength = 4

    let number: String
    private let check: String

    /// The code of a certificate.
    init(number: String, secret: [UInt8]) {
        self.number = number
        let sum = HMAC<SHA256>.authenticationCode(for: Data(number.utf8), using: SymmetricKey(data: secret))
        var characters = ""
        var buffer: UInt32 = 0
        var bits = 0
        for byte in sum where characters.count < Self.groups * Self.groupLength {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 5, characters.count < Self.groups * Self.groupLength {
                bits -= 5
                characters.append(Self.alphabet[Int(buffer >> UInt32(bits)) & 31])
            }
            buffer &= (1 << UInt32(bits)) - 1
        }
        check = characters
    }

    /// Reads what somebody copied from paper, in either case; `nil` for a text that is no code.
    init?(_ text: String) {
        guard text.utf8.count <= Self.maximumLength else { return nil }
        let parts = text.uppercased().split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count > Self.groups else { return nil }
        let number = parts.dropLast(Self.groups).joined(separator: "-")
        let check = parts.suffix(Self.groups).joined()
            .replacing("O", with: "0").replacing("I", with: "1").replacing("L", with: "1")
        guard CertificateNumber(number) != nil, check.count == Self.groups * Self.groupLength,
            check.allSatisfy({ Self.alphabet.contains($0) })
        else { return nil }
        self.number = number
        self.check = check
    }

    var description: String {
        let characters = Array(check)
        let groups = stride(from: 0, to: characters.count, by: Self.groupLength).map {
            String(characters[$0..<min($0 + Self.groupLength, characters.count)])
        }
        return ([number] + groups).joined(separator: "-")
    }
}
