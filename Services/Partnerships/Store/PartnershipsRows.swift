import EventStore
import Events
import GRDB

extension Projection.Context {
    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try db.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    func put(organisation id: EntityID, _ details: OrganisationDetails) throws {
        try run(
            """
            INSERT INTO organisation(id, kind, country, parent) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET kind=excluded.kind, country=excluded.country, parent=excluded.parent
            """,
            [id, details.kind.rawValue, details.country.code, details.parentOrgId]
        )
    }

    func put(institution id: EntityID, _ details: InstitutionDetails) throws {
        try run(
            """
            INSERT INTO institution(id, organisation, kind, place) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET organisation=excluded.organisation, kind=excluded.kind, place=excluded.place
            """,
            [id, details.orgId, details.kind.rawValue, details.place.code]
        )
    }

    /// `status`: `nil` where the event does not change it.
    func put(agreement id: EntityID, _ terms: AgreementTerms, _ status: AgreementStatus?, _ entry: LogEntry) throws {
        try run(
            """
            INSERT INTO agreement(id, kind, status, version) VALUES (?1, ?2, ifnull(?3, 'draft'), ?4)
            ON CONFLICT DO UPDATE SET kind=?2, status=ifnull(?3, status), version=?4
            """,
            [id, terms.kind.rawValue, status?.rawValue, entry.version]
        )
        try run("DELETE FROM agreement_party WHERE agreement=?", [id])
        for org in terms.partyOrgIds {
            try run("INSERT INTO agreement_party(organisation, agreement) VALUES (?, ?)", [org, id])
        }
        try run("DELETE FROM agreement_target WHERE agreement=?", [id])
        for indicator in Set(terms.targets.map(\.indicator)) {
            try run("INSERT INTO agreement_target(indicator, agreement) VALUES (?, ?)", [indicator.rawValue, id])
        }
    }

    func move(agreement id: EntityID, to status: AgreementStatus?, _ entry: LogEntry) throws {
        try run(
            "UPDATE agreement SET status=ifnull(?, status), version=? WHERE id=?",
            [status?.rawValue, entry.version, id]
        )
    }

    /// A review that had fallen due is done.
    func endReview(of id: EntityID, _ entry: LogEntry) throws {
        try run(
            "UPDATE agreement SET status=CASE status WHEN ?1 THEN ?2 ELSE status END, version=?3 WHERE id=?4",
            [AgreementStatus.underReview.rawValue, AgreementStatus.inForce.rawValue, entry.version, id]
        )
    }

    func put(agreement id: EntityID, continuing continued: EntityID?) throws {
        try run("DELETE FROM agreement_continuation WHERE agreement=?", [id])
        guard let continued else { return }
        try run("INSERT INTO agreement_continuation(agreement, continued) VALUES (?, ?)", [id, continued])
    }

    func move(commitment id: EntityID, to status: CommitmentStatus) throws {
        try run("UPDATE commitment SET status=? WHERE id=?", [status.rawValue, id])
    }

    func put(statistic event: StatisticUpdated) throws {
        guard let agreement = TargetFigure.agreement(of: event) else { return }
        try run(
            """
            INSERT INTO target_progress(indicator, agreement, period, value, as_of, revision) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET
                period=excluded.period, value=excluded.value, as_of=excluded.as_of, revision=excluded.revision
            WHERE (excluded.as_of, excluded.revision) > (as_of, revision)
            """,
            [
                event.indicator.rawValue, agreement, event.period, event.value, event.asOf.description, event.revision,
            ]
        )
    }
}
