/// What stands for a person when instances look for duplicates.
public struct SubjectMatchTokens: EventData {
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The person's cases.
    public var caseIds: [EntityID]
    /// How the tokens are made; those of different schemes do not compare.
    public var scheme: Int
    /// The tokens, each a keyed hash: readable to instances of intake alone, JSON in base64.
    public var tokens: String
    /// When; the newest of a person count.
    public var madeAt: Timestamp

    /// Makes the event.
    public init(
        subjectId: EntityID,
        caseIds: [EntityID],
        scheme: Int,
        tokens: String,
        madeAt: Timestamp
    ) {
        self.subjectId = subjectId
        self.caseIds = caseIds
        self.scheme = scheme
        self.tokens = tokens
        self.madeAt = madeAt
    }

    /// The type without its prefix.
    public static let name = "subject.match_tokens.v1"
    /// Where it is published.
    public static let topic: Topic? = .matchTokens
    /// What it says.
    public static let summary = "What stands for a person when instances look for duplicates."
    /// A synthetic example.
    public static var example: Self {
        Self(
            subjectId: Synthetic.subject,
            caseIds: [Synthetic.caseID],
            scheme: 1,
            tokens: "e30=",
            madeAt: Synthetic.time
        )
    }
}
