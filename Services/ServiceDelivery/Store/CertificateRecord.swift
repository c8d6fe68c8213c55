import EventStore
import Events
import GRDB

/// A certificate as it is known here, without its holder.
struct CertificateRecord: Sendable {
    var number: String
    var enrolmentID: EntityID
    var caseID: EntityID
    var providerID: EntityID
    var kind: CertificateKind
    var level: String?
    var issuedOn: CalendarDate
    var revokedOn: CalendarDate?

    static func find(_ db: Database, _ number: String) throws -> CertificateRecord? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT c.*, e.case_id, e.provider_id FROM services_certificate c
                JOIN services_enrolment e USING (enrolment_id) WHERE c.number=?
                """
        )
        return try Row.fetchOne(statement, arguments: [number]).map { row in
            CertificateRecord(
                number: row["number"],
                enrolmentID: row["enrolment_id"],
                caseID: row["case_id"],
                providerID: row["provider_id"],
                kind: try row.code("kind"),
                level: row["level"],
                issuedOn: try row.day("issued_on"),
                revokedOn: row.dayIfPresent("revoked_on")
            )
        }
    }
}

extension Transaction {
    /// Whose certificate it is, where that was given when it was issued.
    ///
    /// Throws `subject.erased` (410) when the person's data were erased.
    func holder(of certificate: CertificateRecord) throws -> String? {
        if try erasedAt(case: certificate.caseID) != nil { throw Self.holderErased }
        let issued = try entries(aggregate: certificate.enrolmentID).first { entry in
            guard entry.type == CertificateIssued.type else { return false }
            return try entry.data(as: CertificateIssued.self).number == certificate.number
        }
        guard let issued else { return nil }
        do {
            return try unseal(SealedHolder.self, of: issued)?.holderName
        } catch StoreError.sealed {
            // The key is destroyed before the cases that were under it are known in some other order.
            throw Self.holderErased
        }
    }

    private static let holderErased = Rejection(
        "subject.erased",
        "the holder's data were erased; the certificate can be verified, but not printed again",
        status: 410
    )

    /// The names of an institution and of the organisation that runs it.
    func issuer(_ institutionID: EntityID) throws -> CertificateIssuer {
        var issuer = try state(CertificateIssuer.self, key: .id(institutionID))
        if let organisationID = issuer.organisationID {
            issuer.organisationNames = try state(CertificateIssuer.self, key: .id(organisationID)).organisationNames
        }
        return issuer
    }
}

/// What partnerships has said of who issues a certificate.
struct CertificateIssuer: Folded {
    var institutionName: String?
    var organisationID: EntityID?
    var organisationNames: LocalizedNames?

    static let fold = Dispatch<CertificateIssuer>()
        .on(InstitutionRegistered.self) { state, event, _ in
            state.institutionName = event.name
            state.organisationID = event.orgId
        }
        .on(InstitutionUpdated.self) { state, event, _ in
            state.institutionName = event.name
            state.organisationID = event.orgId
        }
        .on(OrganisationRegistered.self) { state, event, _ in state.organisationNames = event.names }
        .on(OrganisationUpdated.self) { state, event, _ in state.organisationNames = event.names }
}
