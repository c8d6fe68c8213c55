import EventStore
import Events
import HTTPTypes
import ServiceKit

/// A complaint after a command; the version is the complaint's.
struct ComplaintAnswer: Answer, Hashable {
    var complaintId: EntityID
    var caseId: EntityID
    var status: ComplaintStatus
    var version: Int
}

extension IntakeCommands {
    func lodge(
        _ command: LodgeComplaint,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> ComplaintAnswer {
        var file = try CaseFile(caseID, expecting: version, in: transaction)
        let occasion = try config.occasion(
            command.moment,
            transaction,
            field: command.at == nil ? "occurredAt" : "at"
        )
        let lodged = try file.state.lodge(command, id: .v7(at: transaction.now), occasion)
        let notes = ComplaintNotes(text: command.text, complainant: command.complainant, anonymous: command.anonymous)
        try file.append(
            lodged,
            to: lodged.complaintId,
            at: occasion.at,
            sealed: try Transaction.Sealed(notes, of: caseID)
        )
        return ComplaintAnswer(complaintId: lodged.complaintId, caseId: caseID, status: .open, version: 1)
    }

    func resolve(
        _ command: ResolveComplaint,
        _ complaintID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> ComplaintAnswer {
        let lodged = try transaction.entries(aggregate: complaintID).first { $0.type == ComplaintLodged.type }
        guard let lodged else { throw Rejection.complaintUnknown }
        let caseID = try lodged.data(as: ComplaintLodged.self).caseId
        var file = try CaseFile(caseID, in: transaction)
        try transaction.expect(version: version, of: complaintID)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let resolved = try file.state.resolve(command, complaintID, occasion)
        let notes = ResolutionNotes(resolvedBy: command.resolvedBy, note: command.note)
        try file.append(
            resolved,
            to: complaintID,
            at: occasion.at,
            sealed: try Transaction.Sealed(notes, of: caseID)
        )
        return ComplaintAnswer(
            complaintId: complaintID,
            caseId: caseID,
            status: .resolved,
            version: try transaction.version(of: complaintID)
        )
    }
}

/// The routes of complaints.
struct ComplaintRoutes: Sendable {
    let commands: IntakeCommands

    init(_ commands: IntakeCommands) {
        self.commands = commands
    }

    var all: [Route] { [lodge, resolve] }

    private var lodge: Route {
        IntakeRoutes.command(
            "/v1/cases/{caseId}/complaints",
            summary: "Lodges a complaint, in confidence and anonymously if so wished.",
            permission: "complaint.lodge",
            dataClass: .sensitive,
            statuses: [201],
            errors: ["field.invalid"],
            example: LodgeComplaint(
                channel: .box,
                topic: .conditions,
                at: IntakeExamples.time,
                text: "The windows do not close.",
                anonymous: true
            ),
            response: IntakeExamples.complaint(.open, version: 1)
        ) { [commands] in try commands.lodge($0, $1, $2, $3) }
    }

    private var resolve: Route {
        .command(
            .post,
            "/v1/complaints/{complaintId}/resolve",
            summary: "Resolves a complaint.",
            permission: "complaint.resolve",
            dataClass: .sensitive,
            errors: [
                RouteError("complaint.unknown", status: 404), RouteError("state.invalid_transition", status: 409),
                RouteError("version.conflict", status: 409), "date.in_future", "period.invalid",
            ],
            example: ResolveComplaint(outcome: .upheld, note: "The windows were repaired."),
            response: IntakeExamples.complaint(.resolved, version: 2)
        ) { [commands] transaction, context, input in
            let answer = try commands.resolve(
                input,
                try context.id("complaintId"),
                context.expectedVersion,
                transaction
            )
            return CommandResult(answer, version: answer.version, location: "/v1/cases/\(answer.caseId)")
        }
    }
}

extension IntakeExamples {
    static func complaint(_ status: ComplaintStatus, version: Int) -> ComplaintAnswer {
        ComplaintAnswer(
            complaintId: ComplaintLodged.example.complaintId,
            caseId: caseID,
            status: status,
            version: version
        )
    }
}
