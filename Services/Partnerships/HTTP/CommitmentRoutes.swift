import Decisions
import EventStore
import Events
import HTTPTypes
import ServiceKit

extension PartnershipsRoutes {
    var commitments: [Route] {
        [pledgeCommitment, commitment, commitmentList]
    }

    private var pledgeCommitment: Route {
        .command(
            .post,
            "/v1/agreements/{agreementId}/commitments",
            summary: "Records that a party, or several together, committed itself under an agreement.",
            permission: Permission.commitment,
            dataClass: .public,
            statuses: [201],
            errors: [
                .unknown("agreement"), .taken, .transition, .inFuture, "commitment.party_unknown",
                "region.outside_agreement", "quantity.invalid",
            ],
            example: PledgeCommitment.example,
            response: CommitmentAnswer.example(.pledged)
        ) { transaction, context, command in
            let agreementID = try context.id("agreementId")
            let agreement = try transaction.agreement(agreementID)
            let moment = self.moment(transaction)
            // What an agreement contains was promised when it was signed.
            let occurredAt = try moment.occurred(command.occurredAt, on: agreement.signedOn)
            let id = try transaction.newID(command.commitmentId, field: "commitmentId")
            let day = self.calendar.day(at: occurredAt)
            let event = try agreement.pledge(command, commitmentID: id, on: day)
            let entry = try transaction.append(event, to: id, occurredAt: occurredAt)
            return CommandResult(
                try CommitmentAnswer(id, transaction),
                version: entry.version,
                location: "/v1/commitments/\(id)"
            )
        }
    }

    private var commitment: Route {
        .query(
            "/v1/commitments/{commitmentId}",
            summary: "Gives a commitment and what was delivered on it.",
            permission: Permission.read,
            dataClass: .public,
            errors: [.unknown("commitment")],
            response: CommitmentView.example
        ) { context in
            let id = try context.id("commitmentId")
            let calendar = self.calendar
            let view = try await context.folding { transaction in
                try CommitmentView(id, transaction, today: calendar.day(at: transaction.now))
            }
            return QueryResult(view, version: view.version)
        }
    }

    private var commitmentList: Route {
        .query(
            "/v1/commitments",
            summary: "Lists commitments.",
            permission: Permission.read,
            dataClass: .public,
            parameters: [
                .id("agreementId", "Only under this agreement."),
                .id("orgId", "Only of this party, alone or with others."),
                .code("kind", CommitmentKind.self, "Only of this kind."),
                .code("status", CommitmentStatus.self, "Only in this status."),
            ],
            isPaged: true,
            response: Page(items: [CommitmentView.example])
        ) { context in
            let query = ListQuery("commitment")
                .filtered("agreement", context.query(id: "agreementId"))
                .related(by: "commitment_party", "commitment", where: "organisation", is: context.query(id: "orgId"))
                .filtered("kind", context.query(code: "kind", CommitmentKind.self)?.rawValue)
                .filtered("status", context.query(code: "status", CommitmentStatus.self)?.rawValue)
            let calendar = self.calendar
            return try await context.list(query) { transaction, id in
                try CommitmentView(id, transaction, today: calendar.day(at: transaction.now))
            }
        }
    }
}

extension PledgeCommitment {
    static var example: PledgeCommitment {
        let event = CommitmentPledged.example
        return PledgeCommitment(
            label: event.label,
            committedByOrgIds: event.committedByOrgIds,
            kind: event.kind,
            text: event.text,
            regions: event.regions,
            groups: event.groups,
            due: event.due
        )
    }
}
