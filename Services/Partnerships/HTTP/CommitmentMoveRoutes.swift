import Decisions
import EventStore
import Events
import HTTPTypes
import ServiceKit

extension PartnershipsRoutes {
    var commitmentMoves: [Route] {
        [planCommitment, progressCommitment, deliverCommitment, fulfilCommitment, withdrawCommitment]
    }

    private var errors: [RouteError] {
        [.unknown("commitment"), .transition, .inFuture, .versionConflict]
    }

    private var planCommitment: Route {
        .command(
            .post,
            "/v1/commitments/{commitmentId}/plan",
            summary: "Records that a commitment is planned.",
            permission: Permission.commitment,
            dataClass: .public,
            errors: errors,
            example: MoveCommitment(on: CommitmentProgressed.example.on),
            response: CommitmentAnswer.example(.planned)
        ) { transaction, context, command in
            let id = try context.id("commitmentId")
            let moment = self.moment(transaction)
            let event = try self.load(CommitmentState.self, id, transaction, context).plan(command, at: moment)
            try transaction.append(event, to: id, occurredAt: try moment.occurred(command.occurredAt, on: event.on))
            return try Self.answer(id, transaction)
        }
    }

    private var progressCommitment: Route {
        .command(
            .post,
            "/v1/commitments/{commitmentId}/progress",
            summary: "Records that work on a commitment began, or that nothing more will come of it (not_fulfilled).",
            permission: Permission.commitment,
            dataClass: .public,
            errors: errors,
            example: ProgressCommitment(status: .inProgress, on: CommitmentProgressed.example.on),
            response: CommitmentAnswer.example(.inProgress)
        ) { transaction, context, command in
            let id = try context.id("commitmentId")
            let moment = self.moment(transaction)
            let event = try self.load(CommitmentState.self, id, transaction, context).progress(command, at: moment)
            try transaction.append(event, to: id, occurredAt: try moment.occurred(command.occurredAt, on: event.on))
            return try Self.answer(id, transaction)
        }
    }

    private var deliverCommitment: Route {
        .command(
            .post,
            "/v1/commitments/{commitmentId}/deliver",
            summary: "Records that something was delivered on a commitment, and what shows it.",
            permission: Permission.commitment,
            dataClass: .public,
            statuses: [201],
            errors: errors + [
                .taken, "region.outside_agreement", "commitment.evidence_required", "commitment.party_unknown",
                "institution.unknown", "quantity.invalid",
            ],
            example: DeliverCommitment.example,
            response: DeliveryAnswer(
                deliverableId: CommitmentDelivered.example.deliverableId,
                commitmentId: CommitmentDelivered.example.commitmentId,
                status: .inProgress,
                version: 3,
                coverage: CommitmentProgressed.example.coverage
            )
        ) { transaction, context, command in
            let id = try context.id("commitmentId")
            let state = try self.load(CommitmentState.self, id, transaction, context)
            let agreement = try transaction.agreement(try state.existing().agreementId)
            let institution = try command.institutionId.flatMap {
                try transaction.state(InstitutionState.self, key: .id($0)).details
            }
            let moment = self.moment(transaction)
            let deliverableID = command.deliverableId ?? .v7(at: transaction.now)
            let delivery = try state.deliver(
                command,
                deliverableID: deliverableID,
                under: agreement,
                institutionPlace: institution?.place,
                at: moment
            )
            let occurredAt = try moment.occurred(command.occurredAt, on: delivery.delivered.on)
            try transaction.append(delivery.delivered, to: id, occurredAt: occurredAt)
            if let progressed = delivery.progressed {
                try transaction.append(progressed, to: id, occurredAt: occurredAt)
            }
            let answer = try CommitmentAnswer(id, transaction)
            return CommandResult(
                DeliveryAnswer(
                    deliverableId: deliverableID,
                    commitmentId: id,
                    status: answer.status,
                    version: answer.version,
                    coverage: answer.coverage
                ),
                version: answer.version,
                location: "/v1/commitments/\(id)"
            )
        }
    }

    private var fulfilCommitment: Route {
        .command(
            .post,
            "/v1/commitments/{commitmentId}/fulfil",
            summary: "Asks whether a commitment is fulfilled: without a delivery in every region it names it becomes "
                + "partly fulfilled, and the answer is 422 commitment.evidence_required.",
            permission: Permission.commitment,
            dataClass: .public,
            errors: errors + ["commitment.evidence_required"],
            example: MoveCommitment(on: CommitmentFulfilled.example.on),
            response: FulfilmentAnswer(
                commitmentId: CommitmentFulfilled.example.commitmentId,
                status: .fulfilled,
                version: 9,
                coverage: CommitmentFulfilled.example.coverage,
                missingRegions: []
            )
        ) { transaction, context, command in
            let id = try context.id("commitmentId")
            let state = try self.load(CommitmentState.self, id, transaction, context)
            let moment = self.moment(transaction)
            var refusal: Rejection?
            switch try state.fulfil(command, at: moment) {
            case .fulfilled(let event):
                try transaction.append(event, to: id, occurredAt: try moment.occurred(command.occurredAt, on: event.on))
            case .partly(let event, _, let rejection):
                refusal = rejection
                if let event {
                    try transaction.append(
                        event,
                        to: id,
                        occurredAt: try moment.occurred(command.occurredAt, on: event.on)
                    )
                }
            }
            return try Self.fulfilment(id, transaction, refusal)
        }
    }

    private var withdrawCommitment: Route {
        .command(
            .post,
            "/v1/commitments/{commitmentId}/withdraw",
            summary: "Withdraws a commitment.",
            permission: Permission.commitment,
            dataClass: .public,
            errors: errors,
            example: MoveCommitment(on: CommitmentWithdrawn.example.on),
            response: CommitmentAnswer.example(.withdrawn)
        ) { transaction, context, command in
            let id = try context.id("commitmentId")
            let moment = self.moment(transaction)
            let event = try self.load(CommitmentState.self, id, transaction, context).withdraw(command, at: moment)
            try transaction.append(event, to: id, occurredAt: try moment.occurred(command.occurredAt, on: event.on))
            return try Self.answer(id, transaction)
        }
    }

    private static func answer(_ id: EntityID, _ transaction: Transaction) throws -> CommandResult<CommitmentAnswer> {
        let answer = try CommitmentAnswer(id, transaction)
        return CommandResult(answer, version: answer.version)
    }

    private static func fulfilment(
        _ id: EntityID,
        _ transaction: Transaction,
        _ refusal: Rejection?
    ) throws
        -> CommandResult<FulfilmentAnswer>
    {
        let state = try transaction.commitment(id)
        let version = try transaction.version(of: id)
        let answer = FulfilmentAnswer(
            commitmentId: id,
            status: state.status,
            version: version,
            coverage: state.coverage,
            missingRegions: state.missingRegions
        )
        guard let refusal else { return CommandResult(answer, version: version) }
        return .refused(refusal, recorded: answer, version: version)
    }
}

extension DeliverCommitment {
    static var example: DeliverCommitment {
        let event = CommitmentDelivered.example
        return DeliverCommitment(
            byOrgId: event.byOrgId,
            kind: event.kind,
            region: event.region,
            beneficiaries: event.beneficiaries,
            on: event.on,
            evidenceRef: event.evidenceRef
        )
    }
}
