/// What the page says, each thing in three languages.
enum PageWord: String, CaseIterable, Sendable {
    case title
    case lead
    case skip
    case languages
    case contents
    case upTo
    case quarter
    case headlines
    case counted
    case reported
    case countedFrom
    case onlyReported
    case moreThan
    case about
    case withheld
    case compare
    case compareNote
    case what
    case source
    case notPublished
    case time
    case timeNote
    case timePeople
    case timeOthers
    case whole
    case people
    case peopleNote
    case sex
    case age
    case country
    case number
    case share
    case all
    case places
    case place
    case placeNote
    case mapLabel
    case mapFew
    case mapMany
    case noPlaces
    case notShown
    case agreements
    case agreement
    case commitments
    case delivered
    case regions
    case byStatus
    case byParty
    case noAgreements
    case otherFigures
    case why
    case whySmall
    case whyZero
    case whyOthers
    case whySame
    case whyCount
    case allWithheld
    case of
    case releases
    case releasesNote
    case cutoff
    case policy
    case figures
    case fingerprint
    case files
    case dictionary
    case nothing
    case doubleCount
    case dictionaryTitle
    case dictionaryLead
    case backToFigures
    case indicators
    case code
    case meaning
    case unit
    case cuts
    case publication
    case publishedAlways
    case publishedFrom
    case publishedNever
    case dimensions
    case value
    case inSDMX
    case inHXL
    case periods
    case periodTo
    case periodYear
    case periodQuarter
    case female
    case male
    case otherSex
    case unknownSex
    case notDisclosedWord
    case child
    case adult
    case years
    case andOver
    case unknownAge
    case nationals
    case nonNationals
    case otherNationality
    case unknownNationality
    case pledged
    case planned
    case inProgress
    case partlyFulfilled
    case fulfilled
    case notFulfilled
    case withdrawn
    case policyClassification
    case policyRights
    case policyReintegration
    case policyComplaints
    case policySafeguarding
    case policyOther
    case unnamed

    /// The text.
    func text(in language: PageLanguage) -> String {
        guard
            let (english, french, arabic) =
                Self.sections[self] ?? Self.explanations[self] ?? Self.dictionaryWords[self] ?? Self.values[self]
        else { return rawValue }
        return switch language {
        case .english: english
        case .french: french
        case .arabic: arabic
        }
    }

    /// Every word by its name, for a template.
    static func all(in language: PageLanguage) -> [String: String] {
        Dictionary(allCases.map { ($0.rawValue, $0.text(in: language)) }, uniquingKeysWith: { first, _ in first })
    }
}
