import EventStore
import Events
import HTTPTypes
import ServiceKit

/// Reintegration plans.
enum PlanRoutes {
    static func all(_ settings: ServiceSettings) -> [Route] {
        [draft(settings), approve(settings), start(settings)] + PlanFollowUpRoutes.all(settings)
            + [PlanQueries.get, PlanQueries.list]
    }

    /// Codes that every command on a plan may give.
    static let commonErrors: [RouteError] = [
        RouteError("plan.unknown", status: 404), RouteError("state.invalid_transition", status: 409),
        RouteError("version.conflict", status: 409), "date.in_future", "period.invalid",
        "subject.erased",
    ]

    private static func draft(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/reintegration-plans",
            summary: "Draft a reintegration plan; 202 while the case is not known here and consentAttested is true",
            permission: "plans.write",
            dataClass: .sensitive,
            statuses: [201, 202],
            errors: [
                "case.unknown", "case.not_open", "subject.mismatch", "subject.erased", "service.invalid",
                "quantity.invalid",
                "date.in_future",
            ],
            example: PlanRequest.example,
            response: PlanAnswer.example
        ) { transaction, _, input in
            let command = DraftPlan(
                planID: .v7(at: transaction.now),
                caseID: input.caseId,
                subjectID: input.subjectId,
                service: input.service ?? .reintegration,
                phase: input.phase,
                dimensions: input.dimensions,
                measures: input.measures ?? [],
                employerOrgID: input.employerOrgId,
                providerInstitutionID: input.providerInstitutionId,
                programmeID: input.programmeId,
                agreementID: input.agreementId,
                commitmentID: input.commitmentId,
                draftedAt: input.occurredAt ?? transaction.now,
                isConsentAttested: input.consentAttested ?? false
            )
            var desk = try CaseDesk(
                transaction,
                case: input.caseId,
                naming: input.subjectId,
                zone: settings.zone
            )
            let decision = try desk.state.draft(command, desk.time)
            try desk.record([decision.draft])
            var answer = try PlanAnswer(command.planID, desk)
            answer.provisional = decision.isProvisional ? true : nil
            return CommandResult(
                answer,
                version: answer.version,
                location: "/v1/reintegration-plans/\(command.planID)",
                status: decision.isProvisional ? 202 : 201
            )
        }
    }

    private static func approve(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/reintegration-plans/{planId}/approve",
            summary: "Approve a reintegration plan",
            permission: "plans.approve",
            dataClass: .sensitive,
            errors: commonErrors,
            example: ApprovePlanRequest.example,
            response: PlanAnswer.example
        ) { transaction, context, input in
            try step(transaction, context, settings) { id, desk in
                let instant = input.approvedAt ?? input.occurredAt ?? transaction.now
                try desk.record([try desk.state.approve(plan: id, at: instant, in: desk.caseID, desk.time)])
            }
        }
    }

    private static func start(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/reintegration-plans/{planId}/start",
            summary: "Start a reintegration plan; the person counts from here",
            permission: "plans.write",
            dataClass: .sensitive,
            errors: commonErrors + ["case.unknown", "case.not_open", "subject.erased"],
            example: StartPlanRequest.example,
            response: PlanAnswer.example
        ) { transaction, context, input in
            try step(transaction, context, settings) { id, desk in
                let instant = input.startedAt ?? input.occurredAt ?? transaction.now
                try desk.record([try desk.state.start(plan: id, at: instant, in: desk.caseID, desk.time)])
            }
        }
    }

    /// Does one step of a plan and answers with how it then stands.
    static func step(
        _ transaction: Transaction,
        _ context: CommandContext,
        _ settings: ServiceSettings,
        _ work: (EntityID, inout CaseDesk) throws -> Void
    ) throws -> CommandResult<PlanAnswer> {
        let id = try context.id("planId")
        let caseID = try transaction.caseID(of: id, in: .plans, "plan")
        try transaction.expect(version: context.expectedVersion, of: id)
        var desk = try CaseDesk(transaction, case: caseID, zone: settings.zone)
        try work(id, &desk)
        let answer = try PlanAnswer(id, desk)
        return CommandResult(answer, version: answer.version)
    }
}

extension PlanAnswer {
    init(_ id: EntityID, _ desk: CaseDesk) throws {
        let plan = try desk.state.plan(id)
        self.init(
            planId: id,
            caseId: desk.caseID,
            status: plan.status,
            version: try desk.version(of: id),
            nextFollowUpMonth: plan.nextFollowUpMonth
        )
    }
}
