import Crypto
import Events
import Testing

@testable import Intake

struct StoredTokensTests {
    private let key = TokenKey(secret: SymmetricKey(data: [UInt8](repeating: 5, count: 32)))

    private static let people: [IdentityFeatures] = [
        IdentityFeatures(),
        IdentityFeatures(
            givenName: "Mohamed",
            fatherName: "Abdel Rahman",
            familyName: "El-Sayed",
            alias: "Hamo",
            sex: .male
        ),
        IdentityFeatures(
            givenName: "فاطمة",
            familyName: "الشربيني",
            sex: .female,
            birth: .estimatedYear(2004),
            place: "EG-C",
            documents: [.init(kind: "PASSPORT", number: "A12345678"), .init(kind: "ID", number: "12345")],
            phone: "01001234567",
            guardianName: "Ahmed Hassan"
        ),
    ]

    @Test(arguments: people) func `what is kept is read back`(person: IdentityFeatures) {
        let tokens = MatchTokens(person, key: key)
        #expect(tokens.stored.withUnsafeBytes { MatchTokens(stored: $0) } == tokens)
    }

    @Test func `what is cut short, too long or made up is not read`() {
        let stored = MatchTokens(Self.people[2], key: key).stored
        for count in stride(from: 0, to: stored.count, by: 5) {
            #expect(Array(stored.prefix(count)).withUnsafeBytes { MatchTokens(stored: $0) } == nil)
        }
        #expect((stored + [0, 0, 0, 0, 0, 0, 0, 0]).withUnsafeBytes { MatchTokens(stored: $0) } == nil)
        #expect([UInt8](repeating: 255, count: 64).withUnsafeBytes { MatchTokens(stored: $0) } == nil)
    }
}
