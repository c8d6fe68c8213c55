import EventStore
import Events
import GRDB

extension TrainingProjections {
    /// Trainers, by the participation that certified them and by what they led; participations, by what they say.
    static let trainers = Projection(
        name: "training-trainers",
        tables: ["trainer", "activity_trainer", "participation"],
        migrations: [
            (
                "1",
                """
                CREATE TABLE trainer(id BLOB PRIMARY KEY, country TEXT NOT NULL) WITHOUT ROWID;
                CREATE TABLE activity_trainer(
                    trainer BLOB NOT NULL, activity BLOB NOT NULL, PRIMARY KEY(trainer, activity)
                ) WITHOUT ROWID;
                CREATE TABLE participation(
                    id BLOB PRIMARY KEY, activity BLOB NOT NULL, role TEXT NOT NULL, country TEXT NOT NULL,
                    organisation BLOB, trainer BLOB
                ) WITHOUT ROWID;
                CREATE INDEX participation_activity ON participation(activity, id);
                CREATE INDEX participation_trainer ON participation(trainer, id) WHERE trainer IS NOT NULL;
                """
            )
        ],
        dispatch: Dispatch<Projection.Context>()
            .on(ActivityPlanned.self) { context, event, _ in
                try context.put(trainers: event.trainerIds, of: event.activityId)
            }
            .on(ActivityCorrected.self) { context, event, _ in
                try context.put(trainers: event.trainerIds, of: event.activityId)
            }
            .on(ParticipantRegistered.self) { context, event, _ in
                try context.run(
                    """
                    INSERT INTO participation(id, activity, role, country, organisation, trainer)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                    [
                        event.participantId, event.activityId, event.role.rawValue, event.country.code, event.orgId,
                        event.trainerId,
                    ]
                )
            }
            .on(ParticipantCertified.self) { context, event, _ in
                guard let trainer = event.trainerId else { return }
                try context.run(
                    "UPDATE participation SET trainer=? WHERE id=?",
                    [trainer, event.participantId]
                )
                try context.run(
                    "INSERT OR IGNORE INTO trainer(id, country) VALUES (?, ?)",
                    [trainer, event.country.code]
                )
            }
            .on(ParticipantCorrected.self) { context, event, _ in
                try context.run(
                    "UPDATE participation SET role=?, country=?, organisation=?, trainer=? WHERE id=?",
                    [event.role.rawValue, event.country.code, event.orgId, event.trainerId, event.participantId]
                )
            }
    )
}

extension Projection.Context {
    fileprivate func put(trainers: [EntityID], of activity: EntityID) throws {
        try run("DELETE FROM activity_trainer WHERE activity=?", [activity])
        for trainer in trainers {
            try run("INSERT INTO activity_trainer(trainer, activity) VALUES (?, ?)", [trainer, activity])
        }
    }
}
