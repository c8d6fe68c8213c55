import EventStore
import Events
import HTTPTypes
import ServiceKit

/// Distributions of food and hygiene kits.
enum DistributionRoutes {
    static func all(_ settings: ServiceSettings) -> [Route] {
        [plan(settings), distribute(settings), verify(settings), void(settings), correct(settings)]
            + [DistributionQueries.get, DistributionQueries.list]
    }

    private static let contentErrors: [RouteError] = [
        "recipients.mixed", "recipients.duplicate", "recipients.too_many", "quantity.invalid", "date.in_future",
    ]

    static let commonErrors: [RouteError] = [
        RouteError("distribution.unknown", status: 404), RouteError("state.invalid_transition", status: 409),
        RouteError("version.conflict", status: 409),
    ]

    private static func plan(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/distributions",
            summary: "Plan a distribution of kits",
            permission: "distributions.write",
            dataClass: .quasiIdentifying,
            statuses: [201],
            errors: contentErrors,
            example: DistributionRequest.example,
            response: DistributionAnswer.example
        ) { transaction, _, input in
            let id = EntityID.v7(at: transaction.now)
            let contents = DistributionContents(
                place: input.place,
                date: input.date,
                programmeID: input.programmeId,
                distributorOrgID: input.distributorOrgId,
                agreementID: input.agreementId,
                items: input.items,
                subjectIDs: input.subjectIds ?? [],
                cells: input.cells ?? []
            )
            let time = BusinessTime(now: transaction.now, zone: settings.zone)
            try transaction.put(try DistributionState.plan(id, contents, time))
            let answer = try transaction.distributionAnswer(id)
            return CommandResult(answer, version: answer.version, location: "/v1/distributions/\(id)")
        }
    }

    private static func distribute(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/distributions/{distributionId}/distribute",
            summary: "Record that the kits were given out, as planned or as the body says",
            permission: "distributions.write",
            dataClass: .quasiIdentifying,
            errors: commonErrors + contentErrors,
            example: DistributeRequest.example,
            response: DistributionAnswer.example
        ) { transaction, context, input in
            try step(transaction, context, settings) { id, state, time in
                let change = DistributionChange(
                    place: input.place,
                    date: input.date,
                    items: input.items,
                    subjectIDs: input.subjectIds,
                    cells: input.cells
                )
                return try state.distribute(id, change, time)
            }
        }
    }

    private static func verify(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/distributions/{distributionId}/verify",
            summary: "Record that a distribution was verified",
            permission: "distributions.verify",
            dataClass: .operational,
            errors: commonErrors + ["date.in_future"],
            example: VerifyRequest.example,
            response: DistributionAnswer.example
        ) { transaction, context, input in
            try step(transaction, context, settings) { id, state, time in
                try state.verify(id, at: input.verifiedAt ?? input.occurredAt ?? time.now, time)
            }
        }
    }

    private static func void(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/distributions/{distributionId}/void",
            summary: "Void a distribution that did not take place",
            permission: "distributions.write",
            dataClass: .operational,
            errors: commonErrors,
            example: ReasonRequest.example,
            response: DistributionAnswer.example
        ) { transaction, context, input in
            try step(transaction, context, settings) { id, state, time in
                try state.void(id, input.reason, time)
            }
        }
    }

    private static func correct(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/distributions/{distributionId}/correct",
            summary: "Correct a distribution; what is left out stays",
            permission: "distributions.write",
            dataClass: .quasiIdentifying,
            errors: commonErrors + contentErrors + ["correction.empty"],
            example: CorrectDistributionRequest.example,
            response: DistributionAnswer.example
        ) { transaction, context, input in
            try step(transaction, context, settings) { id, state, time in
                let change = DistributionChange(
                    place: input.place,
                    date: input.date,
                    programmeID: input.programmeId,
                    distributorOrgID: input.distributorOrgId,
                    agreementID: input.agreementId,
                    items: input.items,
                    subjectIDs: input.subjectIds,
                    cells: input.cells
                )
                return try state.correct(id, change, input.reason, time)
            }
        }
    }

    /// Does one step of a distribution and answers with how it then stands.
    private static func step(
        _ transaction: Transaction,
        _ context: CommandContext,
        _ settings: ServiceSettings,
        _ decide: (EntityID, DistributionState, BusinessTime) throws -> Draft
    ) throws -> CommandResult<DistributionAnswer> {
        let id = try context.id("distributionId")
        try transaction.expect(version: context.expectedVersion, of: id)
        let state = try transaction.state(DistributionState.self, key: .id(id))
        let time = BusinessTime(now: transaction.now, zone: settings.zone)
        try transaction.put(try decide(id, state, time))
        let answer = try transaction.distributionAnswer(id)
        return CommandResult(answer, version: answer.version)
    }
}

extension Transaction {
    func put(_ draft: Draft) throws {
        try append(
            draft.event,
            to: draft.aggregateID,
            occurredAt: draft.occurredAt,
            topics: draft.staysHere ? [] : nil
        )
    }

    fileprivate func distributionAnswer(_ id: EntityID) throws -> DistributionAnswer {
        let state = try state(DistributionState.self, key: .id(id))
        let contents = try state.known()
        return DistributionAnswer(
            distributionId: id,
            status: state.status,
            version: try version(of: id),
            recipients: contents.recipientCount,
            mayDoubleCount: contents.mayDoubleCount
        )
    }
}
