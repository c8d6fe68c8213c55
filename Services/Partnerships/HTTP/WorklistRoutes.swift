import Decisions
import EventStore
import Events
import ServiceKit

/// Whether a duty's day is still to come.
enum DueState: String, CodeList {
    case due
    case overdue
}

/// Something that is due under an agreement.
struct WorklistItem: Codable, Sendable, Hashable {
    var kind: DutyKind
    var due: CalendarDate
    var state: DueState
    var agreementId: EntityID
    var title: String
    /// Who owes it; all parties together when nobody is named.
    var orgIds: [EntityID]
    var commitmentId: EntityID?
    /// The period that a report covers.
    var period: ReportingPeriod?

    /// Its place in the list: what is due first comes first.
    var place: [String] {
        [
            due.description, agreementId.description, kind.rawValue, commitmentId?.description ?? "",
            orgIds.map(\.description).joined(separator: ","), period?.from.description ?? "",
        ]
    }
}

/// Which duties are shown.
struct WorklistFilter: Sendable, Hashable {
    var kind: DutyKind?
    var state: DueState?
    var orgID: EntityID?
    var agreementID: EntityID?
    var dueBefore: CalendarDate?

    func admits(_ item: WorklistItem) -> Bool {
        (kind.map { $0 == item.kind } ?? true) && (state.map { $0 == item.state } ?? true)
            && (orgID.map { item.orgIds.isEmpty || item.orgIds.contains($0) } ?? true)
            && (dueBefore.map { item.due < $0 } ?? true)
    }
}

extension PartnershipsRoutes {
    var worklist: [Route] {
        [
            .query(
                "/v1/worklist",
                summary: "Lists what is due and overdue under all agreements, the earliest first: reports, reviews, "
                    + "ends, commitments that have a day.",
                permission: Permission.read,
                dataClass: .public,
                parameters: [
                    .code("kind", DutyKind.self, "Only of this kind."),
                    .code("state", DueState.self, "Only what is still to come, or only what is overdue."),
                    .id("orgId", "Only what this organisation owes, alone or with others."),
                    .id("agreementId", "Only under this agreement."),
                    .date("dueBefore", "Only what is due before this day."),
                ],
                isPaged: true,
                response: Page(items: [WorklistItem.example])
            ) { context in
                let filter = WorklistFilter(
                    kind: context.query(code: "kind"),
                    state: context.query(code: "state"),
                    orgID: context.query(id: "orgId"),
                    agreementID: context.query(id: "agreementId"),
                    dueBefore: context.query(date: "dueBefore")
                )
                let (page, calendar) = (context.page, self.calendar)
                if let after = page.after, after.count != 6 { throw PageRequest.cursorInvalid }
                let items = try await context.folding { transaction in
                    try transaction.worklist(filter, on: calendar.day(at: transaction.now))
                }
                let rest = items.filter { item in page.after.map { item.place.lexicographicallyPrecedes($0) } != true }
                    .filter { $0.place != page.after }
                return QueryResult(page.page(of: rest, key: \.place, item: { $0 }))
            }
        ]
    }
}

extension Transaction {
    /// What is to be seen to, the earliest first.
    ///
    /// It follows from the agreements themselves and from the day, so no table of it could be right for long.
    func worklist(_ filter: WorklistFilter, on today: CalendarDate) throws -> [WorklistItem] {
        let ids = try filter.agreementID.map { [$0] } ?? signedAgreementIDs()
        var items: [WorklistItem] = []
        for id in ids {
            let state = try agreement(id)
            guard let terms = state.terms else { continue }
            let commitments = try commitmentIDs(of: id).map(commitment)
            items += state.duties(commitments, on: today).map { duty in
                WorklistItem(
                    kind: duty.kind,
                    due: duty.due,
                    state: duty.isOverdue ? .overdue : .due,
                    agreementId: id,
                    title: terms.title,
                    orgIds: duty.orgIDs,
                    commitmentId: duty.commitmentID,
                    period: duty.period
                )
            }
        }
        return items.filter(filter.admits).sorted { $0.place.lexicographicallyPrecedes($1.place) }
    }
}

extension WorklistItem {
    static var example: WorklistItem {
        let overdue = ProgressOverdue.example
        return WorklistItem(
            kind: .report,
            due: overdue.due,
            state: .overdue,
            agreementId: overdue.agreementId,
            title: AgreementDrafted.example.title,
            orgIds: [overdue.byOrgId],
            period: overdue.period
        )
    }
}
