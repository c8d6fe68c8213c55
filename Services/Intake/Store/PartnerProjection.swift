import EventStore
import Events
import GRDB

/// What a partner is to somebody who has to choose one.
enum PartnerFamily: String, CodeList {
    case institution
    case organisation
    case agreement
    case programme
}

/// The read table of partners, from what partnerships publishes: names to choose from when a case is entered.
enum PartnerProjection {
    static let partners = Projection(
        name: "intake-partners",
        tables: ["intake_partner"],
        migrations: [("1", version1)],
        dispatch: agreements(
            Dispatch<Projection.Context>()
                .on(InstitutionRegistered.self) { context, event, entry in
                    try context.put(event.institutionId, .institution, event.name, entry)
                    try context.describe(event.institutionId, event.kind.rawValue, event.place, event.sexServed)
                }
                .on(InstitutionUpdated.self) { context, event, entry in
                    try context.put(event.institutionId, .institution, event.name, entry)
                    try context.describe(event.institutionId, event.kind.rawValue, event.place, event.sexServed)
                }
                .on(OrganisationRegistered.self) { context, event, entry in
                    try context.put(event.orgId, .organisation, event.names.any, entry)
                    try context.describe(event.orgId, event.kind.rawValue, PlaceCode(event.country))
                }
                .on(OrganisationUpdated.self) { context, event, entry in
                    try context.put(event.orgId, .organisation, event.names.any, entry)
                    try context.describe(event.orgId, event.kind.rawValue, PlaceCode(event.country))
                }
                .on(ProgrammeRegistered.self) { context, event, entry in
                    try context.put(event.programmeId, .programme, event.name, entry)
                }
        )
    )

    private static let version1 = """
        CREATE TABLE intake_partner(
            partner_id BLOB PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, family TEXT NOT NULL, name TEXT NOT NULL,
            code TEXT, place TEXT, sex_served TEXT, ends_on TEXT
        ) WITHOUT ROWID;
        CREATE INDEX intake_partner_family ON intake_partner(family, seq);
        """

    private static func agreements(_ table: Dispatch<Projection.Context>) -> Dispatch<Projection.Context> {
        table
            .on(AgreementSigned.self) { context, event, entry in
                try context.put(event.agreementId, .agreement, event.title, entry)
                try context.describe(event.agreementId, event.kind.rawValue, endsOn: event.inForceTo)
            }
            .on(AgreementInForce.self) { try $0.end($1.agreementId, on: $1.to, $2) }
            .on(AgreementRenewed.self) { try $0.end($1.agreementId, on: $1.to, $2) }
            .on(AgreementExpired.self) { try $0.end($1.agreementId, on: $1.expiredOn, $2) }
            .on(AgreementTerminated.self) { try $0.end($1.agreementId, on: $1.terminatedOn, $2) }
    }
}

extension Projection.Context {
    fileprivate func put(_ id: EntityID, _ family: PartnerFamily, _ name: String, _ entry: LogEntry) throws {
        try db.run(
            """
            INSERT INTO intake_partner(partner_id, seq, family, name) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET name=?4
            """,
            .id(id),
            .integer(Int(entry.sequence)),
            .text(family.rawValue),
            .text(name)
        )
    }

    fileprivate func describe(
        _ id: EntityID,
        _ code: String,
        _ place: PlaceCode? = nil,
        _ sexServed: SexServed? = nil,
        endsOn: CalendarDate? = nil
    ) throws {
        try db.run(
            "UPDATE intake_partner SET code=?, place=?, sex_served=?, ends_on=? WHERE partner_id=?",
            .text(code),
            .text(place?.code),
            .text(sexServed?.rawValue),
            .day(endsOn),
            .id(id)
        )
    }

    fileprivate func end(_ id: EntityID, on day: CalendarDate?, _ entry: LogEntry) throws {
        try db.run("UPDATE intake_partner SET ends_on=? WHERE partner_id=?", .day(day), .id(id))
    }
}

extension LocalizedNames {
    /// A name that there is.
    fileprivate var any: String { en ?? fr ?? ar ?? "" }
}
