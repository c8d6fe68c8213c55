import Decisions
import EventStore
import Events

/// A line of a report: where a commitment stands in a region, in its party's own view.
struct ReportLine: Codable, Sendable, Hashable {
    var commitmentId: EntityID
    var region: PlaceCode?
    var status: CommitmentStatus
    /// In the party's own words; stays in this store, encrypted.
    var note: String?
}

/// Hands in a party's report on a period.
struct SubmitReport: Codable, Sendable, Hashable {
    /// A new identifier, for entries that were made elsewhere; minted when left out.
    var reportId: EntityID?
    var period: ReportingPeriod
    var byOrgId: EntityID
    /// As the agreement's reporting duty says when left out; required where it says nothing.
    var due: CalendarDate?
    var submittedOn: CalendarDate?
    var lines: [ReportLine]?
    var occurredAt: Timestamp?
}

/// The words of a report, which are not published.
struct ReportNotes: Codable, Sendable, Hashable {
    /// By the line's place in the report, from 0.
    var notes: [String: String]
}

extension SubmitReport {
    /// The words beside the lines, if any.
    var notes: ReportNotes? {
        var notes: [String: String] = [:]
        for (index, line) in (lines ?? []).enumerated() {
            if let note = line.note, !note.isEmpty { notes[String(index)] = note }
        }
        return notes.isEmpty ? nil : ReportNotes(notes: notes)
    }
}

extension AgreementState {
    /// Decides ``SubmitReport``; a late one is also noticed as overdue, unless it was before.
    ///
    /// - `commitments`: those that the lines name, as far as they are known.
    func submit(
        _ command: SubmitReport,
        reportID: EntityID,
        at moment: Moment,
        commitments: [EntityID: CommitmentState]
    ) throws(Rejection) -> (reported: ProgressReported, overdue: ProgressOverdue?) {
        let (id, terms) = try existing()
        guard status != .draft else { throw .transition("the agreement", status.rawValue, wanted: "signed") }
        guard terms.partyOrgIds.contains(command.byOrgId) else {
            throw Rejection(
                "agreement.party_unknown",
                field: "byOrgId",
                "this organisation is not a party; only parties report"
            )
        }
        guard command.period.from <= command.period.to else {
            throw Rejection("period.invalid", field: "period.to", "the period's last day is not before its first")
        }
        let submittedOn = try moment.day(command.submittedOn, field: "submittedOn")
        guard !reports.contains(where: { $0.byOrgId == command.byOrgId && $0.period == command.period }) else {
            throw Rejection(
                "report.duplicate",
                field: "period",
                "this party has reported on this period; report on another, or correct that report's commitments",
                status: 409
            )
        }
        guard !reports.contains(where: { $0.reportId == reportID }) else { throw .taken("reportId") }
        let owed = owedReport(command)
        guard let due = command.due ?? owed?.due else {
            throw Rejection(
                "report.due_required",
                field: "due",
                "the agreement does not say when a report on this period is due; state it"
            )
        }
        let reported = ProgressReported(
            reportId: reportID,
            agreementId: id,
            period: command.period,
            byOrgId: command.byOrgId,
            due: due,
            submittedOn: submittedOn,
            lines: try lines(command.lines ?? [], agreementID: id, commitments: commitments)
        )
        let period = owed?.period ?? command.period
        let isNoticed = late.contains(LateReport(orgID: command.byOrgId, period: period))
        guard submittedOn > due, !isNoticed else { return (reported, nil) }
        let overdue = ProgressOverdue(
            agreementId: id,
            period: period,
            byOrgId: command.byOrgId,
            due: due,
            noticedOn: submittedOn
        )
        return (reported, overdue)
    }

    /// The duty that a report answers: the latest of this party's within the report's period.
    private func owedReport(_ command: SubmitReport) -> OwedReport? {
        owedReports(begunBy: command.period.to).last { owed in
            owed.orgID == command.byOrgId && command.period.from <= owed.period.from
                && command.period.to >= owed.period.to
        }
    }

    private func lines(
        _ given: [ReportLine],
        agreementID: EntityID,
        commitments: [EntityID: CommitmentState]
    ) throws(Rejection) -> [ProgressLine] {
        var lines: [ProgressLine] = []
        for (index, line) in given.enumerated() {
            guard let commitment = commitments[line.commitmentId], commitment.agreementID == agreementID else {
                throw .unresolved("commitment", field: "lines[\(index)].commitmentId")
            }
            if let region = line.region, let terms, !terms.extends(to: region) {
                throw RegionScope.outside("lines[\(index)].region")
            }
            lines.append(ProgressLine(commitmentId: line.commitmentId, region: line.region, status: line.status))
        }
        return lines
    }
}
