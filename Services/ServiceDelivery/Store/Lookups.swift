import EventStore
import Events
import GRDB

/// What commands and handlers look up beside a case's own state.
extension Transaction {
    /// The case that an enrolment, a return or a plan belongs to.
    ///
    /// `thing`: Its name in refusals: `enrolment`.
    func caseID(of aggregateID: EntityID, in table: ReadTable, _ thing: String) throws -> EntityID {
        let statement = try db.cachedStatement(
            sql: "SELECT case_id FROM \(table.rawValue) WHERE \(table.keyColumn)=?"
        )
        guard let caseID = try EntityID.fetchOne(statement, arguments: [aggregateID]) else {
            throw Rejection.unknown(thing)
        }
        return caseID
    }

    /// The person that a subject was found to be; `nil` when it stands for itself.
    ///
    /// Each merge is kept as it was said, and can be undone alone, so the chain is followed here.
    func survivor(of subjectID: EntityID) throws -> EntityID? {
        var seen: Set<EntityID> = [subjectID]
        var found: EntityID?
        while let next = try directSurvivor(of: found ?? subjectID), seen.insert(next).inserted { found = next }
        return found
    }

    private func directSurvivor(of subjectID: EntityID) throws -> EntityID? {
        var row = try db.prepared("SELECT surviving FROM services_survivor WHERE merged=?")
        row.bind(subjectID)
        return try row.first { $0.id(0) } ?? nil
    }

    /// When the person of a case was erased.
    func erasedAt(case caseID: EntityID) throws -> Timestamp? {
        var row = try db.prepared("SELECT erased_at FROM services_erased_case WHERE case_id=?")
        row.bind(caseID)
        return try row.first { $0.timestamp(0) }
    }

    /// How many people have a service at an institution at an instant.
    func enrolledCount(_ service: ServiceKind, at institutionID: EntityID, on instant: Timestamp) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FROM services_enrolment
                    WHERE provider_id=? AND service=? AND voided=0 AND started_at<=?
                        AND (ended_at IS NULL OR ended_at>?)
                    """
            ),
            arguments: [institutionID, service.rawValue, instant, instant]
        ) ?? 0
    }

    /// The next number of a kind of certificate in a year.
    ///
    /// Numbers have no gaps: a refused command gives its back.
    func nextCertificateNumber(_ kind: CertificateKind, prefix: String, year: Int) throws -> CertificateNumber {
        let last = try Int.fetchOne(
            db.cachedStatement(
                sql: "SELECT last FROM services_certificate_number WHERE prefix=? AND year=? AND letter=?"
            ),
            arguments: [prefix, year, kind.letter]
        )
        return CertificateNumber(prefix: prefix, year: year, letter: kind.letter, count: (last ?? 0) + 1)
    }

    /// Cases in which something comes due by rule: a planned enrolment begins, one taken on trust has waited long enough,
    /// a deadline has passed.
    ///
    /// In the order of their identifiers, from after `last`.
    func dueCases(after last: EntityID?, limit: Int) throws -> [EntityID] {
        try EntityID.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT DISTINCT case_id FROM (
                        SELECT case_id FROM services_enrolment WHERE status='planned' AND started_at<=?
                        UNION ALL
                        SELECT case_id FROM services_enrolment WHERE provisional=1 AND voided=0 AND recorded_at<?
                        UNION ALL
                        SELECT case_id FROM services_deadline WHERE has_timer=1 AND due_at<=? AND case_id IS NOT NULL
                    ) WHERE case_id>? ORDER BY case_id LIMIT ?
                    """
            ),
            arguments: [
                now.adding(BusinessTime.tolerance),
                now.adding(.zero - Provisional.patience),
                now,
                last ?? EntityID(high: 0, low: 0),
                limit,
            ]
        )
    }
}

/// The read tables of things that belong to a case.
enum ReadTable: String, Sendable {
    case enrolments = "services_enrolment"
    case returns = "services_return"
    case plans = "services_plan"
    case referrals = "services_referral"

    var keyColumn: String {
        switch self {
        case .enrolments: "enrolment_id"
        case .returns: "return_id"
        case .plans: "plan_id"
        case .referrals: "referral_id"
        }
    }
}

extension Transaction {
    /// The cases in which somebody is served under this pseudonym.
    func cases(servedAs subjectID: EntityID) throws -> [EntityID] {
        try EntityID.fetchAll(
            db.cachedStatement(sql: "SELECT DISTINCT case_id FROM services_enrolment WHERE subject_id=?"),
            arguments: [subjectID]
        )
    }
}
