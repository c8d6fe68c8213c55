import EventStore
import Events
import HTTPTypes
import ServiceKit

/// The attendance list of a class.
struct AttendanceRequest: Codable, Sendable {
    struct Entry: Codable, Sendable {
        var enrolmentId: EntityID
        var sessionId: EntityID?
        var attended: Bool?
        /// Where it differs from the others'.
        var hours: Double?
        var clinicalNote: String?
    }

    var date: CalendarDate
    var hours: Double
    var rows: [Entry]

    static let example = AttendanceRequest(
        date: WireExample.day,
        hours: 2,
        rows: [Entry(enrolmentId: WireExample.enrolment), Entry(enrolmentId: WireExample.enrolment, attended: false)]
    )
}

/// Who is on a distribution list: each by pseudonym or by case.
struct RecipientsRequest: Codable, Sendable {
    struct Entry: Codable, Sendable {
        var subjectId: EntityID?
        var caseId: EntityID?
    }

    var rows: [Entry]

    static let example = RecipientsRequest(rows: [Entry(subjectId: WireExample.subject)])
}

/// Many rows in one request: each is taken or refused alone, all that are taken in one commit.
enum BulkRoutes {
    static func all(_ settings: ServiceSettings) -> [Route] { [attendance(settings), recipients(settings)] }

    private static func attendance(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/attendance",
            summary: "Record who attended a session of a class, with a result for each row",
            permission: "enrolments.write",
            dataClass: .sensitive,
            errors: ["quantity.invalid", "date.in_future"],
            example: AttendanceRequest.example,
            response: BulkAnswer.example
        ) { transaction, _, input in
            let time = BusinessTime(now: transaction.now, zone: settings.zone)
            try time.refuseFuture(input.date, field: "date")
            try Enrolment.requireHours(input.hours, field: "hours")
            let results = try transaction.eachRow(input.rows) { _, row in
                let caseID = try transaction.caseID(of: row.enrolmentId, in: .enrolments, "enrolment")
                var desk = try CaseDesk(transaction, case: caseID, zone: settings.zone)
                let entry = SessionEntry(
                    sessionID: row.sessionId ?? .v7(at: transaction.now),
                    date: input.date,
                    hours: row.hours ?? input.hours,
                    isAttended: row.attended ?? true
                )
                try desk.state.requireNoSession(on: input.date, of: row.enrolmentId)
                let note = try SealedNote.sealed(row.clinicalNote, field: "clinicalNote", case: caseID)
                let drafts = try desk.state.record([entry], of: row.enrolmentId, in: caseID, desk.time)
                try desk.record(drafts) { $0.event is ServiceStarted ? nil : note }
                return entry.sessionID
            }
            return CommandResult(BulkAnswer(results))
        }
    }

    private static func recipients(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/distributions/{distributionId}/recipients",
            summary: "Put people on a distribution's list, with a result for each row",
            permission: "distributions.write",
            dataClass: .quasiIdentifying,
            errors: DistributionRoutes.commonErrors + ["recipients.mixed", "recipients.too_many"],
            example: RecipientsRequest.example,
            response: BulkAnswer.example
        ) { transaction, context, input in
            let id = try context.id("distributionId")
            try transaction.expect(version: context.expectedVersion, of: id)
            let state = try transaction.state(DistributionState.self, key: .id(id))
            var list = try RecipientList(try state.listed(), transaction)
            let results = try transaction.eachRow(input.rows) { _, row in
                try list.add(row.subjectId, caseID: row.caseId, transaction)
            }
            if list.hasGrown {
                let change = DistributionChange(subjectIDs: list.subjectIDs)
                let time = BusinessTime(now: transaction.now, zone: settings.zone)
                try transaction.put(try state.correct(id, change, .newInformation, time))
            }
            return CommandResult(BulkAnswer(results), version: try transaction.version(of: id))
        }
    }
}
