import Events

/// The columns that a list of participants may have; any other is named in the answer, and nothing is taken of it.
enum ParticipantColumn: String, CaseIterable, Sendable {
    /// The person's number in whatever the list comes from: the same number again is the same person again.
    case sourceId
    case role
    case sex
    case country
    case orgId
    case orgKind
    case trainerId
    case name
    case email
    case phone
    /// On how many days the person came; empty when nobody recorded it.
    case days
    case preScore
    case postScore

    /// Finds a column by its heading, however that is capitalised or spaced.
    init?(heading: String) {
        func plain(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
        guard let found = Self.allCases.first(where: { plain($0.rawValue) == plain(heading) }) else { return nil }
        self = found
    }
}
