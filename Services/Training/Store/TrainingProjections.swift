import EventStore
import Events
import GRDB

/// The read tables: indexes by which lists are found.
///
/// What a record says is folded from the log.
enum TrainingProjections {
    static let all = [activities, campaigns, knowledge, trainers]

    /// Activities, by kind, status and organiser; their participants, certificates and feedback.
    static let activities = Projection(
        name: "training-activities",
        tables: ["activity", "activity_organiser", "participant", "certificate", "feedback"],
        migrations: [
            (
                "1",
                """
                CREATE TABLE activity(
                    id BLOB PRIMARY KEY, kind TEXT NOT NULL, status TEXT NOT NULL, starts_on TEXT NOT NULL
                ) WITHOUT ROWID;
                CREATE TABLE activity_organiser(
                    organisation BLOB NOT NULL, activity BLOB NOT NULL, PRIMARY KEY(organisation, activity)
                ) WITHOUT ROWID;
                CREATE TABLE participant(id BLOB PRIMARY KEY, activity BLOB NOT NULL) WITHOUT ROWID;
                CREATE INDEX participant_activity ON participant(activity, id);
                CREATE TABLE certificate(
                    number TEXT PRIMARY KEY, series TEXT NOT NULL, participant BLOB NOT NULL
                ) WITHOUT ROWID;
                CREATE INDEX certificate_series ON certificate(series);
                CREATE TABLE feedback(id BLOB PRIMARY KEY, activity BLOB NOT NULL) WITHOUT ROWID;
                CREATE INDEX feedback_activity ON feedback(activity, id);
                """
            )
        ],
        dispatch: Dispatch<Projection.Context>()
            .on(ActivityPlanned.self) { context, event, _ in
                try context.run(
                    "INSERT INTO activity(id, kind, status, starts_on) VALUES (?, ?, ?, ?)",
                    [
                        event.activityId, event.kind.rawValue, ActivityStatus.planned.rawValue,
                        event.startsOn.description,
                    ]
                )
                try context.put(organisers: event.organiserOrgIds, of: event.activityId)
            }
            .on(ActivityCorrected.self) { context, event, _ in
                try context.run(
                    "UPDATE activity SET kind=?, starts_on=? WHERE id=?",
                    [event.kind.rawValue, event.startsOn.description, event.activityId]
                )
                try context.put(organisers: event.organiserOrgIds, of: event.activityId)
            }
            .on(ActivityOpened.self) { context, event, _ in try context.move(activity: event.activityId, to: .open) }
            .on(ActivityStarted.self) { context, event, _ in
                try context.move(activity: event.activityId, to: .inProgress)
            }
            .on(ActivityHeld.self) { context, event, _ in try context.move(activity: event.activityId, to: .held) }
            .on(ActivityReported.self) { context, event, _ in
                try context.move(activity: event.activityId, to: .reported)
            }
            .on(ActivityCancelled.self) { context, event, _ in
                try context.move(activity: event.activityId, to: .cancelled)
            }
            .on(ActivityPostponed.self) { context, event, _ in
                try context.move(activity: event.activityId, to: .planned)
                try context.run(
                    "UPDATE activity SET starts_on=ifnull(?, starts_on) WHERE id=?",
                    [event.startsOn?.description, event.activityId]
                )
            }
            .on(ParticipantRegistered.self) { context, event, _ in
                try context.run(
                    "INSERT INTO participant(id, activity) VALUES (?, ?)",
                    [event.participantId, event.activityId]
                )
            }
            .on(ParticipantCertified.self) { context, event, _ in
                try context.run(
                    "INSERT INTO certificate(number, series, participant) VALUES (?, ?, ?)",
                    [event.certificateNo, CertificateNumber.series(of: event.certificateNo), event.participantId]
                )
            }
            .on(FeedbackRecorded.self) { context, event, _ in
                // Recorded again when consent is given or withdrawn.
                try context.run(
                    "INSERT OR IGNORE INTO feedback(id, activity) VALUES (?, ?)",
                    [event.feedbackId, event.activityId]
                )
            }
    )

    /// Campaigns, by kind and status.
    static let campaigns = Projection(
        name: "training-campaigns",
        tables: ["campaign"],
        migrations: [
            (
                "1",
                """
                CREATE TABLE campaign(id BLOB PRIMARY KEY, kind TEXT NOT NULL, status TEXT NOT NULL) WITHOUT ROWID;
                """
            )
        ],
        dispatch: Dispatch<Projection.Context>()
            .on(CampaignPlanned.self) { context, event, _ in
                try context.run(
                    "INSERT INTO campaign(id, kind, status) VALUES (?, ?, ?)",
                    [event.campaignId, event.kind.rawValue, CampaignStatus.planned.rawValue]
                )
            }
            .on(CampaignStarted.self) { context, event, _ in try context.move(campaign: event.campaignId, to: .running)
            }
            .on(CampaignEnded.self) { context, event, _ in try context.move(campaign: event.campaignId, to: .ended) }
            .on(CampaignReported.self) { context, event, _ in
                try context.move(campaign: event.campaignId, to: .reported)
            }
            .on(CampaignCancelled.self) { context, event, _ in
                try context.move(campaign: event.campaignId, to: .cancelled)
            }
    )

    /// Pieces of knowledge, by kind and country.
    static let knowledge = Projection(
        name: "training-knowledge",
        tables: ["knowledge"],
        migrations: [
            (
                "1",
                """
                CREATE TABLE knowledge(
                    id BLOB PRIMARY KEY, kind TEXT NOT NULL, country TEXT NOT NULL, activity BLOB
                ) WITHOUT ROWID;
                """
            )
        ],
        dispatch: Dispatch<Projection.Context>()
            .on(KnowledgeRecorded.self) { context, event, _ in
                try context.run(
                    "INSERT INTO knowledge(id, kind, country, activity) VALUES (?, ?, ?, ?)",
                    [event.knowledgeId, event.kind.rawValue, event.country.code, event.activityId]
                )
            }
    )
}

extension Projection.Context {
    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try db.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    fileprivate func move(activity id: EntityID, to status: ActivityStatus) throws {
        try run("UPDATE activity SET status=? WHERE id=?", [status.rawValue, id])
    }

    fileprivate func move(campaign id: EntityID, to status: CampaignStatus) throws {
        try run("UPDATE campaign SET status=? WHERE id=?", [status.rawValue, id])
    }

    fileprivate func put(organisers: [EntityID], of activity: EntityID) throws {
        try run("DELETE FROM activity_organiser WHERE activity=?", [activity])
        for org in organisers {
            try run("INSERT INTO activity_organiser(organisation, activity) VALUES (?, ?)", [org, activity])
        }
    }
}
