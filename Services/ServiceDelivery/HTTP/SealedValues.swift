import EventStore
import Events

/// A clinical or legal note, sealed under the key of the case.
struct SealedNote: Codable, Sendable {
    static let maximumCharacters = 4000

    var note: String

    /// The note sealed for `caseID`, or nothing where there is none.
    static func sealed(_ text: String?, field: String, case caseID: EntityID) throws -> Transaction.Sealed? {
        guard let text else { return nil }
        return try Transaction.Sealed(SealedNote(note: try checked(text, field: field)), of: caseID)
    }

    static func checked(_ text: String, field: String) throws(Rejection) -> String {
        guard !text.isEmpty, text.count <= maximumCharacters else {
            throw Rejection("field.invalid", field: field, "a text has 1 to \(maximumCharacters) characters")
        }
        return text
    }
}

/// Why a person was taken in above capacity, and the note at the beginning.
struct SealedEnrolment: Codable, Sendable {
    var capacityOverrideReason: String?
    var clinicalNote: String?
}

/// Whose certificate it is, sealed under the person's key.
struct SealedHolder: Codable, Sendable {
    var holderName: String
}

/// How a person travels, sealed under the person's key.
struct SealedItinerary: Codable, Sendable {
    var itinerary: String
}

/// What was found at a follow-up, sealed under the key of the case: the scores are sensitive, the topic is not.
struct SealedFollowUp: Codable, Sendable {
    var economic: Double?
    var social: Double?
    var psychosocial: Double?
    var note: String?
}
