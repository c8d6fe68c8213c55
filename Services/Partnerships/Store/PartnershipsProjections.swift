import EventStore
import Events
import GRDB

/// The read tables: indexes by which lists are found.
///
/// What a record says is folded from the log.
enum PartnershipsProjections {
    static let all = [directory, agreements, continuations, commitments, figures]

    /// Organisations, institutions, programmes.
    static let directory = Projection(
        name: "partnerships-directory",
        tables: ["organisation", "institution", "programme"],
        migrations: [
            (
                "1",
                """
                CREATE TABLE organisation(
                    id BLOB PRIMARY KEY, kind TEXT NOT NULL, country TEXT NOT NULL, parent BLOB
                ) WITHOUT ROWID;
                CREATE TABLE institution(
                    id BLOB PRIMARY KEY, organisation BLOB NOT NULL, kind TEXT NOT NULL, place TEXT NOT NULL
                ) WITHOUT ROWID;
                CREATE TABLE programme(id BLOB PRIMARY KEY) WITHOUT ROWID;
                """
            )
        ],
        dispatch: Dispatch<Projection.Context>()
            .on(OrganisationRegistered.self) { context, event, _ in
                try context.put(organisation: event.orgId, OrganisationDetails(event))
            }
            .on(OrganisationUpdated.self) { context, event, _ in
                try context.put(organisation: event.orgId, OrganisationDetails(event))
            }
            .on(InstitutionRegistered.self) { context, event, _ in
                try context.put(institution: event.institutionId, InstitutionDetails(event))
            }
            .on(InstitutionUpdated.self) { context, event, _ in
                try context.put(institution: event.institutionId, InstitutionDetails(event))
            }
            .on(ProgrammeRegistered.self) { context, event, _ in
                try context.run("INSERT INTO programme(id) VALUES (?)", [event.programmeId])
            }
    )

    /// Agreements, by party, status and target; what statistics say of their targets.
    static let agreements = Projection(
        name: "partnerships-agreements",
        tables: ["agreement", "agreement_party", "agreement_target", "target_progress"],
        migrations: [
            (
                "1",
                """
                CREATE TABLE agreement(
                    id BLOB PRIMARY KEY, kind TEXT NOT NULL, status TEXT NOT NULL, version INTEGER NOT NULL
                ) WITHOUT ROWID;
                CREATE TABLE agreement_party(
                    organisation BLOB NOT NULL, agreement BLOB NOT NULL, PRIMARY KEY(organisation, agreement)
                ) WITHOUT ROWID;
                CREATE TABLE agreement_target(
                    indicator TEXT NOT NULL, agreement BLOB NOT NULL, PRIMARY KEY(indicator, agreement)
                ) WITHOUT ROWID;
                -- agreement is '' for a figure that is not about one agreement.
                CREATE TABLE target_progress(
                    indicator TEXT NOT NULL, agreement TEXT NOT NULL, period TEXT NOT NULL, value INTEGER,
                    as_of TEXT NOT NULL, revision INTEGER NOT NULL, PRIMARY KEY(indicator, agreement)
                ) WITHOUT ROWID;
                """
            )
        ],
        dispatch: agreementDispatch
    )

    private static let agreementDispatch = Dispatch<Projection.Context>()
        .on(AgreementDrafted.self) { context, event, entry in
            try context.put(agreement: event.agreementId, AgreementTerms(event), .draft, entry)
        }
        .on(AgreementSigned.self) { context, event, entry in
            try context.put(agreement: event.agreementId, AgreementTerms(event), .signed, entry)
        }
        .on(AgreementAmended.self) { context, event, entry in
            try context.put(agreement: event.agreementId, AgreementTerms(event), nil, entry)
        }
        .on(AgreementInForce.self) { try $0.move(agreement: $1.agreementId, to: .inForce, $2) }
        .on(AgreementExpired.self) { try $0.move(agreement: $1.agreementId, to: .expired, $2) }
        .on(AgreementTerminated.self) { try $0.move(agreement: $1.agreementId, to: .terminated, $2) }
        .on(AgreementReviewDue.self) { try $0.move(agreement: $1.agreementId, to: .underReview, $2) }
        .on(AgreementReviewed.self) { try $0.endReview(of: $1.agreementId, $2) }
        .on(AgreementRenewed.self) { try $0.move(agreement: $1.agreementId, to: nil, $2) }
        .on(ProgressReported.self) { try $0.move(agreement: $1.agreementId, to: nil, $2) }
        .on(ProgressOverdue.self) { try $0.move(agreement: $1.agreementId, to: nil, $2) }
        .on(StatisticUpdated.self) { context, event, _ in try context.put(statistic: event) }

    /// Which agreement continues which.
    static let continuations = Projection(
        name: "partnerships-continuations",
        tables: ["agreement_continuation"],
        migrations: [
            (
                "1",
                """
                CREATE TABLE agreement_continuation(agreement BLOB PRIMARY KEY, continued BLOB NOT NULL) WITHOUT ROWID;
                CREATE INDEX agreement_continuation_continued ON agreement_continuation(continued, agreement);
                """
            )
        ],
        dispatch: Dispatch<Projection.Context>()
            .on(AgreementDrafted.self) { context, event, _ in
                try context.put(agreement: event.agreementId, continuing: event.continuesAgreementId)
            }
            .on(AgreementAmended.self) { context, event, _ in
                try context.put(agreement: event.agreementId, continuing: event.continuesAgreementId)
            }
    )

    /// Commitments, by agreement, party and status.
    static let commitments = Projection(
        name: "partnerships-commitments",
        tables: ["commitment", "commitment_party"],
        migrations: [
            (
                "1",
                """
                CREATE TABLE commitment(
                    id BLOB PRIMARY KEY, agreement BLOB NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL
                ) WITHOUT ROWID;
                CREATE INDEX commitment_agreement ON commitment(agreement, id);
                CREATE TABLE commitment_party(
                    organisation BLOB NOT NULL, commitment BLOB NOT NULL, PRIMARY KEY(organisation, commitment)
                ) WITHOUT ROWID;
                """
            )
        ],
        dispatch: Dispatch<Projection.Context>()
            .on(CommitmentPledged.self) { context, event, _ in
                try context.run(
                    "INSERT INTO commitment(id, agreement, kind, status) VALUES (?, ?, ?, ?)",
                    [event.commitmentId, event.agreementId, event.kind.rawValue, CommitmentStatus.pledged.rawValue]
                )
                for org in event.committedByOrgIds {
                    try context.run(
                        "INSERT INTO commitment_party(organisation, commitment) VALUES (?, ?)",
                        [org, event.commitmentId]
                    )
                }
            }
            .on(CommitmentProgressed.self) { context, event, _ in
                try context.move(commitment: event.commitmentId, to: event.status)
            }
            .on(CommitmentFulfilled.self) { context, event, _ in
                try context.move(commitment: event.commitmentId, to: .fulfilled)
            }
            .on(CommitmentWithdrawn.self) { context, event, _ in
                try context.move(commitment: event.commitmentId, to: .withdrawn)
            }
    )

    /// Reported figures, by indicator and agreement.
    static let figures = Projection(
        name: "partnerships-figures",
        tables: ["figure"],
        migrations: [
            (
                "1",
                """
                CREATE TABLE figure(id BLOB PRIMARY KEY, indicator TEXT NOT NULL, agreement BLOB) WITHOUT ROWID;
                CREATE INDEX figure_indicator ON figure(indicator, id);
                """
            )
        ],
        dispatch: Dispatch<Projection.Context>()
            .on(FigureReported.self) { context, event, _ in
                try context.run(
                    "INSERT INTO figure(id, indicator, agreement) VALUES (?, ?, ?)",
                    [event.figureId, event.indicator.rawValue, event.scope.agreementId]
                )
            }
    )
}
