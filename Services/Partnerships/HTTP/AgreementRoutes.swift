import Decisions
import EventStore
import Events
import HTTPTypes
import ServiceKit

struct AgreementAnswer: Codable, Sendable, Hashable {
    var agreementId: EntityID
    var status: AgreementStatus
    var version: Int
}

struct AgreementView: Codable, Sendable, Hashable {
    var agreementId: EntityID
    var version: Int
    var status: AgreementStatus
    var terms: AgreementTerms
    var signedOn: CalendarDate?
    var signedAtPlace: PlaceCode?
    var signatories: [Signatory]
    /// The day on which it did come into force.
    var inForceSince: CalendarDate?
    var reviewedOn: CalendarDate?
    /// When it is to be reviewed next; absent while nothing says so.
    var nextReviewOn: CalendarDate?
    /// The day on which it expired or was terminated.
    var endedOn: CalendarDate?
    /// The agreements that continue this one.
    var continuedByAgreementIds: [EntityID]
}

extension PartnershipsRoutes {
    var agreements: [Route] {
        [
            draftAgreement, amendAgreement, agreement, agreementHistory, agreementList, agreementProgress,
            agreementReport,
        ]
    }

    private var termErrors: [RouteError] {
        [
            .inFuture, "agreement.two_parties", "region.outside_agreement", "period.invalid", "quantity.invalid",
            "organisation.unknown", "institution.unknown", "agreement.unknown",
        ]
    }

    private var draftAgreement: Route {
        .command(
            .post,
            "/v1/agreements",
            summary: "Drafts an agreement.",
            permission: Permission.agreement,
            dataClass: .public,
            statuses: [201],
            errors: termErrors + [.taken],
            example: DraftAgreement.example,
            response: AgreementAnswer.example(.draft)
        ) { transaction, _, command in
            let id = try transaction.newID(command.agreementId, field: "agreementId")
            let moment = self.moment(transaction)
            let terms = try command.terms.checked(
                against: try transaction.records(named: command.terms),
                today: moment.today
            )
            let entry = try transaction.append(
                terms.drafted(id),
                to: id,
                occurredAt: try moment.occurred(command.occurredAt)
            )
            return CommandResult(
                AgreementAnswer(agreementId: id, status: .draft, version: entry.version),
                version: entry.version,
                location: "/v1/agreements/\(id)"
            )
        }
    }

    private var amendAgreement: Route {
        .command(
            .post,
            "/v1/agreements/{agreementId}/amend",
            summary: "Changes an agreement's terms: what is given replaces what was, what is left out stays.",
            permission: Permission.agreement,
            dataClass: .public,
            errors: termErrors + [
                .unknown("agreement"), .transition, .versionConflict, "amendment.empty", "commitment.party_unknown",
                RouteError("agreement.parties_signed", status: 409),
            ],
            example: AmendAgreement(regions: [PlaceCode(.morocco)], amendedOn: AgreementAmended.example.amendedOn),
            response: AgreementAnswer.example(.inForce)
        ) { transaction, context, command in
            let id = try context.id("agreementId")
            let state = try self.load(AgreementState.self, id, transaction, context)
            let terms = try state.existing().terms
            var promised: Set<PlaceCode> = []
            var committed: Set<EntityID> = []
            for commitment in try transaction.commitmentIDs(of: id).map(transaction.commitment) where commitment.isOpen
            {
                promised.formUnion(commitment.pledge?.regions ?? [])
                promised.formUnion(commitment.deliveries.compactMap(\.region))
                committed.formUnion(commitment.pledge?.committedByOrgIds ?? [])
            }
            let moment = self.moment(transaction)
            let event = try state.amend(
                command,
                at: moment,
                known: try transaction.records(named: command.applied(to: terms)),
                promised: promised,
                committed: committed
            )
            try transaction.append(
                event,
                to: id,
                occurredAt: try moment.occurred(command.occurredAt, on: event.amendedOn)
            )
            return try self.answer(id, transaction, followTime: true)
        }
    }

    private var agreement: Route {
        .query(
            "/v1/agreements/{agreementId}",
            summary: "Gives an agreement.",
            permission: Permission.read,
            dataClass: .public,
            errors: [.unknown("agreement")],
            response: AgreementView.example
        ) { context in
            let id = try context.id("agreementId")
            let view = try await context.folding { try AgreementView(id, $0) }
            return QueryResult(view, version: view.version)
        }
    }

    private var agreementList: Route {
        .query(
            "/v1/agreements",
            summary: "Lists agreements.",
            permission: Permission.read,
            dataClass: .public,
            parameters: [
                .id("partyOrgId", "Only those of this party."),
                .code("kind", AgreementKind.self, "Only of this kind."),
                .code("status", AgreementStatus.self, "Only in this status."),
            ],
            isPaged: true,
            response: Page(items: [AgreementView.example])
        ) { context in
            let query = ListQuery("agreement")
                .related(
                    by: "agreement_party",
                    "agreement",
                    where: "organisation",
                    is: context.query(id: "partyOrgId")
                )
                .filtered("kind", context.query(code: "kind", AgreementKind.self)?.rawValue)
                .filtered("status", context.query(code: "status", AgreementStatus.self)?.rawValue)
            return try await context.list(query) { try AgreementView($1, $0) }
        }
    }

    private var agreementProgress: Route {
        .query(
            "/v1/agreements/{agreementId}/progress",
            summary: "Gives what was promised, reported and delivered side by side, with overdue duties and targets.",
            permission: Permission.read,
            dataClass: .public,
            errors: [.unknown("agreement")],
            response: AgreementProgress.example
        ) { context in
            let id = try context.id("agreementId")
            let calendar = self.calendar
            let progress = try await context.folding { transaction in
                try AgreementProgress(id, transaction, today: calendar.day(at: transaction.now))
            }
            return QueryResult(progress, version: progress.version)
        }
    }

    /// Where an agreement stands after a command.
    ///
    /// - `followTime`: whether the command may have brought about what time brings: coming into force, expiry.
    func answer(_ id: EntityID, _ transaction: Transaction, followTime: Bool) throws -> CommandResult<AgreementAnswer> {
        if followTime {
            try transaction.recordTimedEvents(of: id, on: moment(transaction).today, backfillDays: nil)
        }
        let version = try transaction.version(of: id)
        let answer = AgreementAnswer(agreementId: id, status: try transaction.agreement(id).status, version: version)
        return CommandResult(answer, version: version)
    }
}
