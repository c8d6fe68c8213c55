import Events

/// The erasure of a person's data was asked for; it stays in this store.
struct SubjectErasureRequested: EventData {
    var subjectId: EntityID
    var reason: ErasureReason
    var requestedBy: EntityID
    var requestedAt: Timestamp

    static let name = "subject.erasure_requested.v1"
    static let topic: Topic? = nil
    static let summary = "The erasure of a person's data was asked for."
    static var example: Self {
        Self(
            subjectId: SubjectErased.example.subjectId,
            reason: .requested,
            requestedBy: SubjectErased.example.subjectId,
            requestedAt: SubjectErased.example.erasedAt
        )
    }
}

/// The erasure of a person's data was not granted; it stays in this store.
struct SubjectErasureRefused: EventData {
    var subjectId: EntityID
    var reason: ErasureRefusalReason
    var refusedBy: EntityID
    var refusedAt: Timestamp

    static let name = "subject.erasure_refused.v1"
    static let topic: Topic? = nil
    static let summary = "The erasure of a person's data was not granted."
    static var example: Self {
        Self(
            subjectId: SubjectErased.example.subjectId,
            reason: .courtOrder,
            refusedBy: SubjectErased.example.subjectId,
            refusedAt: SubjectErased.example.erasedAt
        )
    }
}
