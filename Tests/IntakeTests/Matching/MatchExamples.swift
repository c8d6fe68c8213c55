import Crypto
import Events

@testable import Intake

enum MatchExamples {
    static let key = TokenKey(secret: SymmetricKey(data: Array(repeating: 7, count: 32)))
    static let otherKey = TokenKey(secret: SymmetricKey(data: Array(repeating: 8, count: 32)))

    /// A man with all that can be known of him.
    static func features(
        given: String? = "Mohamed",
        father: String? = "Tarek",
        family: String? = "El Sharkawy",
        alias: String? = nil,
        sex: Sex = .male,
        birth: IdentityFeatures.Birth? = CalendarDate("2004-05-17").map { .date($0) },
        place: String? = "EG-C",
        document: String? = nil,
        phone: String? = nil
    )
        -> IdentityFeatures
    {
        IdentityFeatures(
            givenName: given,
            fatherName: father,
            familyName: family,
            alias: alias,
            sex: sex,
            birth: birth,
            place: place,
            documents: document.map { [IdentityFeatures.Document(kind: "NATIONAL_ID", number: $0)] } ?? [],
            phone: phone
        )
    }

    static func compare(_ left: IdentityFeatures, _ right: IdentityFeatures) -> MatchComparison {
        MatchComparison(MatchTokens(left, key: key), MatchTokens(right, key: key))
    }
}
