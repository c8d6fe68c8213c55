import EventStore
import Events

/// Ask for an assisted return.
struct RequestReturn: Sendable {
    var returnID: EntityID
    var caseID: EntityID
    var subjectID: EntityID?
    var fromCountry: CountryCode
    var toCountry: CountryCode
    var programmeID: EntityID?
    var agreementID: EntityID?
    var requestedAt: Timestamp
    var voluntarinessSignedAt: Timestamp?
    var writtenRequestAt: Timestamp?
    var isConsentAttested = false
}

/// Certify that a person may travel.
struct ClearReturn: Sendable {
    var returnID: EntityID
    var fitToTravelAt: Timestamp?
    var bestInterestsDecisionAt: Timestamp?
    var travelDocsAt: Timestamp?
    var isAdultAttested = false
    var writtenRequestAt: Timestamp?
    var clearedAt: Timestamp
}

extension CaseState {
    func request(_ command: RequestReturn, _ time: BusinessTime) throws(Rejection) -> [Draft] {
        guard command.fromCountry != command.toCountry else {
            throw Rejection("return.same_country", field: "toCountry", "a return leads to another country; correct one")
        }
        try time.refuseFuture(command.requestedAt, field: "requestedAt")
        try time.refuseFuture(command.voluntarinessSignedAt, field: "voluntarinessSignedAt")
        try time.refuseFuture(command.writtenRequestAt, field: "writtenRequestAt")
        let isTakenOnTrust = try facts.requireOpen(
            at: command.requestedAt,
            field: "requestedAt",
            isAttested: command.isConsentAttested,
            time
        )
        try facts.requireFreeChoice(at: command.requestedAt, writtenRequestAt: command.writtenRequestAt)
        guard !returns.values.contains(where: { $0.isUnderWay }) else {
            throw Rejection(
                "return.already_open",
                "a return of this person is under way; go on with it or end it first",
                status: 409
            )
        }
        let operation = ReturnOperation(
            id: command.returnID,
            subjectID: try subject(given: command.subjectID),
            fromCountry: command.fromCountry,
            toCountry: command.toCountry,
            programmeID: command.programmeID ?? facts.registration?.programmeID,
            agreementID: command.agreementID ?? facts.registration?.agreementID,
            requestedAt: command.requestedAt
        )
        let events = events(of: operation, in: command.caseID)
        let declaration = events.declared(
            voluntarinessSignedAt: command.voluntarinessSignedAt,
            writtenRequestAt: command.writtenRequestAt,
            provisional: isTakenOnTrust ? true : nil,
            at: command.requestedAt
        )
        return [events.requested()] + (declaration.map { [$0] } ?? [])
    }

    func counsel(
        _ id: EntityID,
        signedAt: Timestamp?,
        writtenRequestAt: Timestamp?,
        at instant: Timestamp,
        in caseID: EntityID,
        _ time: BusinessTime
    ) throws(Rejection) -> [Draft] {
        let operation = try returnOperation(id)
        try operation.require(.requested, at: instant)
        try time.refuseFuture(instant, field: "counselledAt")
        try time.refuseFuture(signedAt, field: "voluntarinessSignedAt")
        try time.refuseFuture(writtenRequestAt, field: "writtenRequestAt")
        guard let signedAt = signedAt ?? operation.voluntarinessSignedAt else {
            throw Rejection(
                "return.not_voluntary",
                field: "voluntarinessSignedAt",
                "the person has not signed that the return is voluntary; say when that was signed"
            )
        }
        try facts.requireFreeChoice(at: instant, writtenRequestAt: writtenRequestAt ?? operation.writtenRequestAt)
        let events = events(of: operation, in: caseID)
        let declaration = events.declared(writtenRequestAt: writtenRequestAt, at: instant)
        return (declaration.map { [$0] } ?? []) + [events.counselled(signedAt: signedAt, at: instant)]
    }

    func clear(_ command: ClearReturn, in caseID: EntityID, _ time: BusinessTime) throws(Rejection) -> [Draft] {
        let operation = try returnOperation(command.returnID)
        try operation.require(.counselled, at: command.clearedAt)
        try time.refuseFuture(command.clearedAt, field: "clearedAt")
        try time.refuseFuture(command.fitToTravelAt, field: "fitToTravelAt")
        try time.refuseFuture(command.bestInterestsDecisionAt, field: "bestInterestsDecisionAt")
        try time.refuseFuture(command.writtenRequestAt, field: "writtenRequestAt")
        guard let fitToTravelAt = command.fitToTravelAt else {
            throw Rejection(
                "return.not_fit",
                field: "fitToTravelAt",
                "say when a clinician certified that the person is fit to travel"
            )
        }
        try facts.requireKnown()
        let isAdultAttested = command.isAdultAttested || operation.isAdultAttested
        try facts.requireBestInterests(command.bestInterestsDecisionAt, isAdultAttested: isAdultAttested)
        try facts.requireFreeChoice(
            at: command.clearedAt,
            writtenRequestAt: command.writtenRequestAt ?? operation.writtenRequestAt
        )
        let events = events(of: operation, in: caseID)
        let declaration = events.declared(
            writtenRequestAt: command.writtenRequestAt,
            adultAttested: command.isAdultAttested ? true : nil,
            at: command.clearedAt
        )
        let cleared = events.cleared(
            fitAt: fitToTravelAt,
            bestInterestsAt: command.bestInterestsDecisionAt,
            papersAt: command.travelDocsAt,
            at: command.clearedAt
        )
        return (declaration.map { [$0] } ?? []) + [cleared]
    }
}
