/// An instance of statistics that reads some partitions tells what it made of a stretch of one of them.
///
/// The newest of a key says all there is to say of its stretch; what it says is sealed with the group's secret.
public struct AtomsTold: EventData {
    /// The topic that was read.
    public var topic: String
    /// Its partition.
    public var partition: Int
    /// The first offset of the stretch.
    public var start: Int
    /// Everything from this offset on was read before `next`; what lies between the stretch before and `start` made no
    /// atoms.
    public var from: Int
    /// The first offset not read; the same as `from` where nothing is said of how far the partition was read.
    public var next: Int
    /// Whether `next` may have gone back, because the topic lost records; absent when it only grows.
    public var isRewound: Bool?
    /// Which secret it is sealed with.
    public var keyId: EntityID
    /// The atoms, sealed: base64.
    public var sealed: String

    /// Makes the event.
    public init(
        topic: String,
        partition: Int,
        start: Int,
        from: Int,
        next: Int,
        isRewound: Bool? = nil,
        keyId: EntityID,
        sealed: String
    ) {
        self.topic = topic
        self.partition = partition
        self.start = start
        self.from = from
        self.next = next
        self.isRewound = isRewound
        self.keyId = keyId
        self.sealed = sealed
    }

    /// The type without its prefix.
    public static let name = "atoms.told.v1"
    /// Where it is published.
    public static let topic: Topic? = .atoms
    /// What it says.
    public static let summary = "An instance of statistics tells another what it made of a stretch of a partition."
    /// A synthetic example.
    public static var example: Self {
        Self(
            topic: Topic.serviceEvents.name,
            partition: 0,
            start: 4_096,
            from: 4_096,
            next: 4_217,
            keyId: Synthetic.key,
            sealed: "c2VhbGVkIHdpdGggdGhlIGdyb3VwJ3Mgc2VjcmV0"
        )
    }
}

/// A person was erased: whoever keeps atoms of that person coarsens them.
public struct PersonForgotten: EventData {
    /// Who: the pseudonym that the group's secret gives the person.
    public var pseudonym: EntityID
    /// Which secret made it.
    public var keyId: EntityID

    /// Makes the event.
    public init(pseudonym: EntityID, keyId: EntityID) {
        self.pseudonym = pseudonym
        self.keyId = keyId
    }

    /// The type without its prefix.
    public static let name = "person.forgotten.v1"
    /// Where it is published.
    public static let topic: Topic? = .forgotten
    /// What it says.
    public static let summary = "A person was erased: whoever keeps atoms of that person coarsens them."
    /// A synthetic example.
    public static var example: Self { Self(pseudonym: Synthetic.subject, keyId: Synthetic.key) }
}
