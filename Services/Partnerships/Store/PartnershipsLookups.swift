import Decisions
import EventStore
import Events
import GRDB

extension Transaction {
    func organisations(among ids: some Sequence<EntityID>) throws -> Set<EntityID> {
        try Set(ids).filter { try state(OrganisationState.self, key: .id($0)).details != nil }
    }

    func institutions(among ids: some Sequence<EntityID>) throws -> Set<EntityID> {
        try Set(ids).filter { try state(InstitutionState.self, key: .id($0)).details != nil }
    }

    func agreements(among ids: some Sequence<EntityID>) throws -> Set<EntityID> {
        try Set(ids).filter { try agreement($0).terms != nil }
    }

    func agreement(_ id: EntityID) throws -> AgreementState {
        try state(AgreementState.self, key: .id(id))
    }

    func commitment(_ id: EntityID) throws -> CommitmentState {
        try state(CommitmentState.self, key: .id(id))
    }

    /// The records that an agreement's terms name, as far as they are there.
    func records(named terms: AgreementTerms) throws -> KnownRecords {
        KnownRecords(
            organisations: try organisations(among: terms.partyOrgIds),
            institutions: try institutions(among: terms.institutionIds),
            agreements: try agreements(among: terms.continuesAgreementId.map { [$0] } ?? [])
        )
    }

    /// The commitments under an agreement, in the order of their identifiers.
    func commitmentIDs(of agreementID: EntityID) throws -> [EntityID] {
        try EntityID.fetchAll(
            db.cachedStatement(sql: "SELECT id FROM commitment WHERE agreement=? ORDER BY id"),
            arguments: [agreementID]
        )
    }

    /// The agreements that continue this one, in the order of their identifiers.
    func agreementIDs(continuing id: EntityID) throws -> [EntityID] {
        try EntityID.fetchAll(
            db.cachedStatement(
                sql: "SELECT agreement FROM agreement_continuation WHERE continued=? ORDER BY agreement"
            ),
            arguments: [id]
        )
    }

    /// Every agreement but drafts, in the order of their identifiers.
    func signedAgreementIDs() throws -> [EntityID] {
        try EntityID.fetchAll(
            db.cachedStatement(sql: "SELECT id FROM agreement WHERE status <> ? ORDER BY id"),
            arguments: [AgreementStatus.draft.rawValue]
        )
    }

    /// Every programme, in the order of their identifiers.
    func programmeIDs() throws -> [EntityID] {
        try EntityID.fetchAll(db.cachedStatement(sql: "SELECT id FROM programme ORDER BY id"))
    }

    func organisation(_ id: EntityID) throws -> OrganisationDetails? {
        try state(OrganisationState.self, key: .id(id)).details
    }

    /// Whether any agreement has a target for `indicator`.
    func isTarget(_ indicator: IndicatorCode) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM agreement_target WHERE indicator=?)"),
            arguments: [indicator.rawValue]
        ) ?? false
    }

    /// What is counted of an agreement's target: of the agreement itself, else in total.
    func targetFigure(_ indicator: IndicatorCode, of agreementID: EntityID) throws -> TargetFigure? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT period, value, as_of FROM target_progress WHERE indicator=? AND agreement IN (?, '')
                ORDER BY agreement DESC LIMIT 1
                """
        )
        guard let row = try Row.fetchOne(statement, arguments: [indicator.rawValue, agreementID.description]),
            let asOf = CalendarDate(row[2] as String)
        else { return nil }
        return TargetFigure(period: row[0], value: row[1], asOf: asOf)
    }

    /// The figures that publications state of an indicator under an agreement.
    func figureIDs(of indicator: IndicatorCode, agreementID: EntityID) throws -> [EntityID] {
        try EntityID.fetchAll(
            db.cachedStatement(sql: "SELECT id FROM figure WHERE indicator=? AND agreement=? ORDER BY id"),
            arguments: [indicator.rawValue, agreementID]
        )
    }
}

/// An agreement that time may do something to, and the version it is at.
struct FollowedAgreement: Sendable {
    var id: EntityID
    var version: Int

    /// All but drafts: after its end an agreement's last reports are still owed.
    static func all(_ db: Database) throws -> [FollowedAgreement] {
        try Row.fetchAll(db, sql: "SELECT id, version FROM agreement WHERE status <> 'draft'")
            .map { FollowedAgreement(id: $0[0], version: $0[1]) }
    }
}
