import EventStore
import Events
import HTTPTypes
import ServiceKit

/// Assisted returns, from the request to the departure.
enum ReturnRoutes {
    static func all(_ settings: ServiceSettings) -> [Route] {
        [request(settings), counsel(settings), clear(settings), book(settings)] + ReturnJourneyRoutes.all(settings)
            + [ReturnQueries.get, ReturnQueries.list]
    }

    /// Codes that every step of a return may give.
    static let commonErrors: [RouteError] = [
        RouteError("return.unknown", status: 404), RouteError("state.invalid_transition", status: 409),
        RouteError("version.conflict", status: 409), "date.in_future", "return.not_voluntary",
        "return.reflection_active", "subject.erased",
    ]

    private static func request(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/returns",
            summary: "Ask for an assisted return; 202 while the case is not known here and consentAttested is true",
            permission: "returns.write",
            dataClass: .sensitive,
            statuses: [201, 202],
            errors: [
                "return.same_country", "return.not_voluntary", "return.reflection_active", "case.unknown",
                "case.not_open", "subject.mismatch", "subject.erased", "date.in_future",
                RouteError("return.already_open", status: 409),
            ],
            example: ReturnRequest.example,
            response: ReturnAnswer.example
        ) { transaction, _, input in
            let command = RequestReturn(
                returnID: .v7(at: transaction.now),
                caseID: input.caseId,
                subjectID: input.subjectId,
                fromCountry: input.fromCountry,
                toCountry: input.toCountry,
                programmeID: input.programmeId,
                agreementID: input.agreementId,
                requestedAt: input.requestedAt ?? input.occurredAt ?? transaction.now,
                voluntarinessSignedAt: input.voluntarinessSignedAt,
                writtenRequestAt: input.writtenRequestAt,
                isConsentAttested: input.consentAttested ?? false
            )
            var desk = try CaseDesk(
                transaction,
                case: input.caseId,
                naming: input.subjectId,
                zone: settings.zone
            )
            try desk.record(try desk.state.request(command, desk.time))
            let isProvisional = desk.state.facts.registration == nil
            var answer = try ReturnAnswer(command.returnID, desk)
            answer.provisional = isProvisional ? true : nil
            return CommandResult(
                answer,
                version: answer.version,
                location: "/v1/returns/\(command.returnID)",
                status: isProvisional ? 202 : 201
            )
        }
    }

    private static func counsel(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/returns/{returnId}/counsel",
            summary: "Record that the person was counselled and signed that the return is voluntary",
            permission: "returns.write",
            dataClass: .sensitive,
            errors: commonErrors,
            example: CounselRequest.example,
            response: ReturnAnswer.example
        ) { transaction, context, input in
            try step(transaction, context, settings) { id, desk in
                let drafts = try desk.state.counsel(
                    id,
                    signedAt: input.voluntarinessSignedAt,
                    writtenRequestAt: input.writtenRequestAt,
                    at: input.counselledAt ?? input.occurredAt ?? transaction.now,
                    in: desk.caseID,
                    desk.time
                )
                try desk.record(drafts)
            }
        }
    }

    private static func clear(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/returns/{returnId}/clear",
            summary: "Record fitness to travel, for a child also the decision that return is best",
            permission: "returns.write",
            dataClass: .sensitive,
            errors: commonErrors + [
                "return.not_counselled", "return.not_fit", "return.best_interests_missing", "case.unknown",
            ],
            example: ClearRequest.example,
            response: ReturnAnswer.example
        ) { transaction, context, input in
            try step(transaction, context, settings) { id, desk in
                let command = ClearReturn(
                    returnID: id,
                    fitToTravelAt: input.fitToTravelAt,
                    bestInterestsDecisionAt: input.bestInterestsDecisionAt,
                    travelDocsAt: input.travelDocsAt,
                    isAdultAttested: input.adultAttested ?? false,
                    writtenRequestAt: input.writtenRequestAt,
                    clearedAt: input.clearedAt ?? input.occurredAt ?? transaction.now
                )
                try desk.record(try desk.state.clear(command, in: desk.caseID, desk.time))
            }
        }
    }

    private static func book(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/returns/{returnId}/book",
            summary: "Record that the journey is booked",
            permission: "returns.write",
            dataClass: .identifying,
            errors: commonErrors + ["return.not_counselled", "return.not_fit"],
            example: BookRequest.example,
            response: ReturnAnswer.example
        ) { transaction, context, input in
            try step(transaction, context, settings) { id, desk in
                let draft = try desk.state.book(
                    id,
                    at: input.bookedAt ?? input.occurredAt ?? transaction.now,
                    in: desk.caseID,
                    desk.time
                )
                let subjectID = desk.state.ownSubject(of: try desk.state.returnOperation(id).subjectID)
                let itinerary = try input.itinerary.map {
                    let checked = SealedItinerary(itinerary: try SealedNote.checked($0, field: "itinerary"))
                    return try Transaction.Sealed(checked, of: subjectID)
                }
                try desk.record([draft]) { _ in itinerary }
            }
        }
    }

    /// Does one step of a return and answers with how it then stands.
    static func step(
        _ transaction: Transaction,
        _ context: CommandContext,
        _ settings: ServiceSettings,
        _ work: (EntityID, inout CaseDesk) throws -> Void
    ) throws -> CommandResult<ReturnAnswer> {
        let id = try context.id("returnId")
        let caseID = try transaction.caseID(of: id, in: .returns, "return")
        try transaction.expect(version: context.expectedVersion, of: id)
        var desk = try CaseDesk(transaction, case: caseID, zone: settings.zone)
        try work(id, &desk)
        let answer = try ReturnAnswer(id, desk)
        return CommandResult(answer, version: answer.version)
    }
}

extension ReturnAnswer {
    init(_ id: EntityID, _ desk: CaseDesk) throws {
        self.init(
            returnId: id,
            caseId: desk.caseID,
            status: try desk.state.returnOperation(id).status,
            version: try desk.version(of: id)
        )
    }
}
