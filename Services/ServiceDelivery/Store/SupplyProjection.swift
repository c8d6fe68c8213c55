import EventStore
import Events
import Foundation
import GRDB

extension Projection {
    /// Offers, distributions, and who was found to be whom.
    static let serviceSupply = Projection(
        name: "services-supply",
        tables: ["services_offer", "services_distribution", "services_survivor", "services_erased_case"],
        migrations: [("1", supplyTables), ("2", erasedTable)],
        dispatch: personRows(
            distributionRows(
                Dispatch()
                    .on(ServiceOffered.self) { context, event, entry in
                        try context.run(
                            """
                            INSERT INTO services_offer(offer_id, institution_id, service, capacity, from_day, to_day,
                                version)
                            VALUES (?, ?, ?, ?, ?, ?, ?)
                            ON CONFLICT DO UPDATE SET capacity=excluded.capacity, from_day=excluded.from_day,
                                to_day=excluded.to_day, version=excluded.version
                            """,
                            [
                                event.offerId, event.institutionId, event.service.rawValue, event.capacity,
                                event.from.description, event.to?.description, entry.version,
                            ]
                        )
                    }
            )
        )
    )

    private static let supplyTables = """
        CREATE TABLE services_offer(
            offer_id BLOB PRIMARY KEY, institution_id BLOB NOT NULL, service TEXT NOT NULL, capacity INTEGER NOT NULL,
            from_day TEXT NOT NULL, to_day TEXT, version INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX services_offer_institution ON services_offer(institution_id, offer_id);
        CREATE TABLE services_distribution(
            distribution_id BLOB PRIMARY KEY, place TEXT NOT NULL, day TEXT NOT NULL, programme_id BLOB NOT NULL,
            distributor_id BLOB NOT NULL, agreement_id BLOB, items TEXT NOT NULL, subject_ids TEXT NOT NULL,
            cells TEXT NOT NULL, recipients INTEGER NOT NULL, status TEXT NOT NULL, verified_at INTEGER,
            version INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE services_survivor(merged BLOB PRIMARY KEY, surviving BLOB NOT NULL) WITHOUT ROWID;
        CREATE INDEX services_survivor_surviving ON services_survivor(surviving);
        """

    private static let erasedTable = """
        CREATE TABLE services_erased_case(case_id BLOB PRIMARY KEY, erased_at INTEGER NOT NULL) WITHOUT ROWID;
        """

    /// Who was found to be whom, as it was said; what was said of a subject last counts.
    private static func personRows(_ table: Dispatch<Context>) -> Dispatch<Context> {
        table
            .on(SubjectMerged.self) { context, event, _ in
                try context.run(
                    "INSERT OR REPLACE INTO services_survivor(merged, surviving) VALUES (?, ?)",
                    [event.mergedSubjectId, event.survivingSubjectId]
                )
            }
            .on(SubjectUnmerged.self) { context, event, _ in
                try context.run("DELETE FROM services_survivor WHERE merged=?", [event.mergedSubjectId])
            }
            .on(SubjectErased.self) { context, event, _ in
                for caseID in event.caseIds {
                    try context.run(
                        """
                        INSERT INTO services_erased_case(case_id, erased_at) VALUES (?1, ?2)
                        ON CONFLICT DO UPDATE SET erased_at=min(erased_at, ?2)
                        """,
                        [caseID, event.erasedAt]
                    )
                }
            }
    }

    private static func distributionRows(_ table: Dispatch<Context>) -> Dispatch<Context> {
        table
            .on(DistributionPlanned.self) { context, event, entry in
                try context.put(event.distributionId, DistributionContents(event), .planned, entry)
            }
            .on(KitDistributed.self) { context, event, entry in
                try context.put(event.distributionId, DistributionContents(event), .distributed, entry)
            }
            .on(KitCorrected.self) { context, event, entry in
                try context.put(event.distributionId, DistributionContents(event), nil, entry)
            }
            .on(KitVerified.self) { context, event, entry in
                try context.run(
                    "UPDATE services_distribution SET status='verified', verified_at=?, version=? WHERE distribution_id=?",
                    [event.verifiedAt, entry.version, event.distributionId]
                )
            }
            .on(KitVoided.self) { context, event, entry in
                try context.run(
                    "UPDATE services_distribution SET status='voided', version=? WHERE distribution_id=?",
                    [entry.version, event.distributionId]
                )
            }
    }
}

extension Projection.Context {
    /// `status`: What it becomes; `nil` leaves it.
    fileprivate func put(
        _ id: EntityID,
        _ contents: DistributionContents,
        _ status: DistributionStatus?,
        _ entry: LogEntry
    ) throws {
        try run(
            """
            INSERT INTO services_distribution(distribution_id, place, day, programme_id, distributor_id, agreement_id,
                items, subject_ids, cells, recipients, status, version)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, coalesce(?11, 'planned'), ?12)
            ON CONFLICT DO UPDATE SET place=?2, day=?3, programme_id=?4, distributor_id=?5, agreement_id=?6, items=?7,
                subject_ids=?8, cells=?9, recipients=?10, status=coalesce(?11, status), version=?12
            """,
            [
                id, contents.place.code, contents.date.description, contents.programmeID, contents.distributorOrgID,
                contents.agreementID, try Self.text(contents.items), try Self.text(contents.subjectIDs),
                try Self.text(contents.cells), contents.recipientCount, status?.rawValue, entry.version,
            ]
        )
    }

    private static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
