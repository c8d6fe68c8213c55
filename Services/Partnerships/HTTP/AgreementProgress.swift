import Decisions
import EventStore
import Events

/// What was promised, reported and delivered under an agreement, side by side.
struct AgreementProgress: Codable, Sendable, Equatable {
    /// A commitment, what its parties last said of it, and what was delivered on it.
    struct Promise: Codable, Sendable, Equatable {
        var commitment: CommitmentView
        var reported: [ReportedStatus]
    }

    /// What a party's last report says of a commitment: a claim, not evidence.
    struct ReportedStatus: Codable, Sendable, Hashable {
        var byOrgId: EntityID
        var region: PlaceCode?
        var status: CommitmentStatus
        var period: ReportingPeriod
    }

    /// What was promised and delivered in a region of the agreement.
    struct RegionProgress: Codable, Sendable, Hashable {
        var region: PlaceCode
        var promisedCommitmentIds: [EntityID]
        var deliveredCommitmentIds: [EntityID]
        var deliveryCount: Int
    }

    /// A report that a party owes.
    struct Duty: Codable, Sendable, Hashable {
        var byOrgId: EntityID
        var period: ReportingPeriod
        var due: CalendarDate
        var submittedOn: CalendarDate?
        var isOverdue: Bool
    }

    /// A target, what is counted of it, and what publications say.
    struct Target: Codable, Sendable, Equatable {
        var target: AgreementTarget
        var counted: TargetFigure?
        /// Absent when nothing is counted yet, or the value is withheld.
        var isMet: Bool?
        var reported: [FigureReported]
    }

    var agreementId: EntityID
    var version: Int
    var status: AgreementStatus
    var title: String
    var commitmentCounts: [String: Int]
    var commitments: [Promise]
    var regions: [RegionProgress]
    var duties: [Duty]
    var overdueCount: Int
    var targets: [Target]
}

extension AgreementProgress {
    init(_ id: EntityID, _ transaction: Transaction, today: CalendarDate) throws {
        let state = try transaction.agreement(id)
        let terms = try state.existing().terms
        let commitments = try transaction.commitmentIDs(of: id).map { commitmentID in
            try (commitmentID, transaction.commitment(commitmentID), transaction.version(of: commitmentID))
        }
        let duties = Self.duties(of: state, today: today)
        self.init(
            agreementId: id,
            version: try transaction.version(of: id),
            status: state.status,
            title: terms.title,
            commitmentCounts: Dictionary(commitments.map { ($0.1.status.rawValue, 1) }, uniquingKeysWith: +),
            commitments: try commitments.map { commitmentID, commitment, version in
                Promise(
                    commitment: try CommitmentView(commitment, version: version, today: today),
                    reported: Self.reported(on: commitmentID, in: state.reports)
                )
            },
            regions: Self.regions(of: terms, commitments.map(\.1)),
            duties: duties,
            overdueCount: duties.count(where: \.isOverdue),
            targets: try terms.targets.map { try Self.target($0, of: id, transaction) }
        )
    }

    private static func reported(on commitmentID: EntityID, in reports: [ProgressReported]) -> [ReportedStatus] {
        struct Cell: Hashable {
            var org: EntityID
            var region: PlaceCode?
        }
        var latest: [Cell: ReportedStatus] = [:]
        var order: [Cell] = []
        for report in reports.sorted(by: { $0.period.to < $1.period.to }) {
            for line in report.lines where line.commitmentId == commitmentID {
                let cell = Cell(org: report.byOrgId, region: line.region)
                if latest[cell] == nil { order.append(cell) }
                latest[cell] = ReportedStatus(
                    byOrgId: report.byOrgId,
                    region: line.region,
                    status: line.status,
                    period: report.period
                )
            }
        }
        return order.compactMap { latest[$0] }
    }

    private static func regions(of terms: AgreementTerms, _ commitments: [CommitmentState]) -> [RegionProgress] {
        terms.regions.map { region in
            func covers(_ place: PlaceCode) -> Bool { RegionScope.region(region, covers: place) }
            let promised = commitments.filter { $0.pledge?.regions.contains(where: covers) ?? false }
            let deliveries = commitments.flatMap(\.deliveries).filter { $0.region.map(covers) ?? false }
            return RegionProgress(
                region: region,
                promisedCommitmentIds: promised.compactMap(\.pledge?.commitmentId),
                deliveredCommitmentIds: Checks.distinct(deliveries.map(\.commitmentId)),
                deliveryCount: deliveries.count
            )
        }
    }

    /// The duties on periods that are over or under way, and lateness noticed outside any schedule.
    private static func duties(of state: AgreementState, today: CalendarDate) -> [Duty] {
        let owed = state.owedReports(begunBy: today)
        let scheduled = owed.map { owed in
            let report = state.report(on: owed)
            return Duty(
                byOrgId: owed.orgID,
                period: owed.period,
                due: owed.due,
                submittedOn: report?.submittedOn,
                isOverdue: report == nil && owed.due < today
            )
        }
        let known = Set(owed.map { AgreementState.LateReport(orgID: $0.orgID, period: $0.period) })
        let others = state.noticed.filter { !known.contains(.init(orgID: $0.byOrgId, period: $0.period)) }
        return scheduled
            + others.map { event in
                let report = state.reports.first { $0.byOrgId == event.byOrgId && $0.period == event.period }
                return Duty(
                    byOrgId: event.byOrgId,
                    period: event.period,
                    due: event.due,
                    submittedOn: report?.submittedOn,
                    isOverdue: report == nil
                )
            }
    }

    private static func target(_ target: AgreementTarget, of id: EntityID, _ transaction: Transaction) throws -> Target
    {
        let counted = try transaction.targetFigure(target.indicator, of: id)
        let figures = try transaction.figureIDs(of: target.indicator, agreementID: id)
        return Target(
            target: target,
            counted: counted,
            isMet: counted?.value.map { target.quantity.isMet(by: $0) },
            reported: try figures.map { try PartnershipsRoutes.figure($0, transaction) }
        )
    }

    static var example: AgreementProgress {
        let drafted = AgreementDrafted.example
        return AgreementProgress(
            agreementId: drafted.agreementId,
            version: 4,
            status: .inForce,
            title: drafted.title,
            commitmentCounts: ["in_progress": 1],
            commitments: [Promise(commitment: .example, reported: [])],
            regions: [],
            duties: [
                Duty(
                    byOrgId: ProgressOverdue.example.byOrgId,
                    period: ProgressOverdue.example.period,
                    due: ProgressOverdue.example.due,
                    isOverdue: true
                )
            ],
            overdueCount: 1,
            targets: drafted.targets.map { Target(target: $0, reported: []) }
        )
    }
}
