import EventStore
import Events
import HTTPTypes
import ServiceKit

struct MilestoneRequest: Codable, Sendable {
    var role: JusticeRole
    var milestone: JusticeMilestone
    var reachedOn: CalendarDate?
    var occurredAt: Timestamp?
    var fileRef: String?
    var legalNote: String?

    static let example = MilestoneRequest(role: .victim, milestone: .testimony, reachedOn: WireExample.day)
}

/// A legal note and where the papers are, sealed under the key of the case.
private struct SealedProceedings: Codable, Sendable {
    var fileRef: String?
    var legalNote: String?
}

/// Steps in proceedings.
enum MilestoneRoutes {
    static func all(_ settings: ServiceSettings) -> [Route] { [record(settings)] }

    private static func record(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/enrolments/{enrolmentId}/milestones",
            summary: "Record a step that the person reached in proceedings",
            permission: "justice.write",
            dataClass: .identifying,
            errors: EnrolmentRoutes.commonErrors + [
                "service.invalid", "period.invalid", RouteError("milestone.duplicate", status: 409),
            ],
            example: MilestoneRequest.example,
            response: EnrolmentAnswer.example
        ) { transaction, context, input in
            let (id, desk) = try EnrolmentRoutes.open(transaction, context, settings)
            let day = input.reachedOn ?? desk.time.day(input.occurredAt ?? transaction.now)
            let command = RecordMilestone(
                enrolmentID: id,
                milestone: Milestone(role: input.role, kind: input.milestone, on: day)
            )
            let sealed = try input.sealed(case: desk.caseID)
            return try EnrolmentRoutes.answer(id, desk) { desk in
                let drafts = try desk.state.record(command, in: desk.caseID, desk.time)
                try desk.record(drafts) { $0.event is JusticeMilestoneReached ? sealed : nil }
            }
        }
    }
}

extension MilestoneRequest {
    fileprivate func sealed(case caseID: EntityID) throws -> Transaction.Sealed? {
        guard fileRef != nil || legalNote != nil else { return nil }
        let proceedings = SealedProceedings(
            fileRef: try fileRef.map { try SealedNote.checked($0, field: "fileRef") },
            legalNote: try legalNote.map { try SealedNote.checked($0, field: "legalNote") }
        )
        return try Transaction.Sealed(proceedings, of: caseID)
    }
}
