import Decisions
import EventStore
import Events
import HTTPTypes
import ServiceKit

struct ReportAnswer: Codable, Sendable, Hashable {
    var reportId: EntityID
    var agreementId: EntityID
    /// The agreement's: its reports are part of it.
    var version: Int
    var due: CalendarDate
    var isLate: Bool
}

struct ReportList: Codable, Sendable, Equatable {
    var items: [ProgressReported]
}

extension PartnershipsRoutes {
    var reports: [Route] {
        [submitReport, reportList]
    }

    private var submitReport: Route {
        .command(
            .post,
            "/v1/agreements/{agreementId}/reports",
            summary: "Hands in a party's report on a period; a late one is also noticed as overdue.",
            permission: Permission.report,
            dataClass: .operational,
            statuses: [201],
            errors: [
                .unknown("agreement"), .taken, .transition, .inFuture, .versionConflict, "agreement.party_unknown",
                "period.invalid", "report.due_required", RouteError("report.duplicate", status: 409),
                "commitment.unknown", "region.outside_agreement",
            ],
            example: SubmitReport.example,
            response: ReportAnswer(
                reportId: ProgressReported.example.reportId,
                agreementId: ProgressReported.example.agreementId,
                version: 4,
                due: ProgressReported.example.due,
                isLate: false
            )
        ) { transaction, context, command in
            let agreementID = try context.id("agreementId")
            let state = try self.load(AgreementState.self, agreementID, transaction, context)
            let reportID = command.reportId ?? .v7(at: transaction.now)
            var commitments: [EntityID: CommitmentState] = [:]
            for line in command.lines ?? [] where commitments[line.commitmentId] == nil {
                commitments[line.commitmentId] = try transaction.commitment(line.commitmentId)
            }
            let moment = self.moment(transaction)
            let (reported, overdue) = try state.submit(
                command,
                reportID: reportID,
                at: moment,
                commitments: commitments
            )
            let occurredAt = try moment.occurred(command.occurredAt, on: reported.submittedOn)
            try transaction.append(
                reported,
                to: agreementID,
                occurredAt: occurredAt,
                sealed: command.notes.map { try Transaction.Sealed($0, of: reportID) }
            )
            if let overdue { try transaction.append(overdue, to: agreementID, occurredAt: occurredAt) }
            let version = try transaction.version(of: agreementID)
            return CommandResult(
                ReportAnswer(
                    reportId: reportID,
                    agreementId: agreementID,
                    version: version,
                    due: reported.due,
                    isLate: reported.submittedOn > reported.due
                ),
                version: version,
                location: "/v1/agreements/\(agreementID)/reports"
            )
        }
    }

    private var reportList: Route {
        .query(
            "/v1/agreements/{agreementId}/reports",
            summary: "Gives the reports on an agreement, oldest period first.",
            permission: Permission.read,
            dataClass: .public,
            errors: [.unknown("agreement")],
            response: ReportList(items: [.example])
        ) { context in
            let id = try context.id("agreementId")
            let reports = try await context.folding { transaction in
                let state = try transaction.agreement(id)
                _ = try state.existing()
                return state.reports.sorted { ($0.period.from, $0.reportId) < ($1.period.from, $1.reportId) }
            }
            return QueryResult(ReportList(items: reports))
        }
    }
}

extension SubmitReport {
    static var example: SubmitReport {
        let event = ProgressReported.example
        return SubmitReport(
            period: event.period,
            byOrgId: event.byOrgId,
            submittedOn: event.submittedOn,
            lines: event.lines.map {
                ReportLine(
                    commitmentId: $0.commitmentId,
                    region: $0.region,
                    status: $0.status,
                    note: "two sites visited"
                )
            }
        )
    }
}
