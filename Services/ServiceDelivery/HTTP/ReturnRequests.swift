import Events

struct ReturnRequest: Codable, Sendable {
    var caseId: EntityID
    var subjectId: EntityID?
    var fromCountry: CountryCode
    var toCountry: CountryCode
    var programmeId: EntityID?
    var agreementId: EntityID?
    var requestedAt: Timestamp?
    var occurredAt: Timestamp?
    var voluntarinessSignedAt: Timestamp?
    var writtenRequestAt: Timestamp?
    var consentAttested: Bool?

    static let example = ReturnRequest(
        caseId: WireExample.caseID,
        fromCountry: .egypt,
        toCountry: WireExample.country,
        requestedAt: WireExample.instant
    )
}

struct CounselRequest: Codable, Sendable {
    var voluntarinessSignedAt: Timestamp?
    var writtenRequestAt: Timestamp?
    var counselledAt: Timestamp?
    var occurredAt: Timestamp?

    static let example = CounselRequest(
        voluntarinessSignedAt: WireExample.instant,
        counselledAt: WireExample.instant
    )
}

struct ClearRequest: Codable, Sendable {
    var fitToTravelAt: Timestamp?
    var bestInterestsDecisionAt: Timestamp?
    var travelDocsAt: Timestamp?
    var adultAttested: Bool?
    var writtenRequestAt: Timestamp?
    var clearedAt: Timestamp?
    var occurredAt: Timestamp?

    static let example = ClearRequest(fitToTravelAt: WireExample.instant, travelDocsAt: WireExample.instant)
}

struct BookRequest: Codable, Sendable {
    var bookedAt: Timestamp?
    var occurredAt: Timestamp?
    var itinerary: String?

    static let example = BookRequest(bookedAt: WireExample.instant)
}

struct DepartRequest: Codable, Sendable {
    var departedAt: Timestamp?
    var occurredAt: Timestamp?

    static let example = DepartRequest(departedAt: WireExample.instant)
}

struct ArriveRequest: Codable, Sendable {
    var arrivedAt: Timestamp?
    var occurredAt: Timestamp?

    static let example = ArriveRequest(arrivedAt: WireExample.instant)
}

struct WithdrawRequest: Codable, Sendable {
    var reason: ReturnEndReason?
    var withdrawnAt: Timestamp?
    var occurredAt: Timestamp?

    static let example = WithdrawRequest(reason: .changedMind, withdrawnAt: WireExample.instant)
}

struct CancelRequest: Codable, Sendable {
    var reason: ReturnEndReason
    var cancelledAt: Timestamp?
    var occurredAt: Timestamp?

    static let example = CancelRequest(reason: .unfit, cancelledAt: WireExample.instant)
}

struct ReturnAnswer: Codable, Sendable {
    var returnId: EntityID
    var caseId: EntityID
    var status: ReturnStatus
    var version: Int
    var provisional: Bool?

    static let example = ReturnAnswer(
        returnId: WireExample.returnID,
        caseId: WireExample.caseID,
        status: .requested,
        version: 1
    )
}
