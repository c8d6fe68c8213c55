/// An instance of intake tells the others under which key to seal what is meant for it.
public struct ExchangeKeyAnnounced: EventData {
    /// The key.
    public var keyId: EntityID
    /// The institutions that the instance works for.
    public var institutionIds: [EntityID]
    /// The public key: X25519, 32 bytes in base64.
    public var publicKey: String
    /// When; the newest of an institution counts.
    public var announcedAt: Timestamp

    /// Makes the event.
    public init(
        keyId: EntityID,
        institutionIds: [EntityID],
        publicKey: String,
        announcedAt: Timestamp
    ) {
        self.keyId = keyId
        self.institutionIds = institutionIds
        self.publicKey = publicKey
        self.announcedAt = announcedAt
    }

    /// The type without its prefix.
    public static let name = "key.announced.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "An instance of intake tells the others under which key to seal what is meant for it."
    /// A synthetic example.
    public static var example: Self {
        Self(
            keyId: Synthetic.key,
            institutionIds: [Synthetic.otherInstitution],
            publicKey: "n6dNZQ9/ShuvEVVgkHzUUqFd1CyHYV2dHOVmpDPBMxU=",
            announcedAt: Synthetic.time
        )
    }
}
