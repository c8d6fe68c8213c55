import Decisions
import EventStore
import Events
import GRDB

extension Transaction {
    /// Whether a training of trainers has certified somebody as this trainer, and the participation was not voided.
    func isTrainer(_ id: EntityID) throws -> Bool {
        try participantIDs(ofTrainer: id).contains { participantID in
            let state = try participant(participantID)
            guard let certificate = state.certificate, certificate.trainerId == id, !state.isVoided else {
                return false
            }
            return try activity(certificate.activityId).plan?.kind == .trainingOfTrainers
        }
    }

    /// Refuses a trainer whom no activity has certified.
    func requireTrainer(_ id: EntityID?, field: String) throws {
        guard let id, try !isTrainer(id) else { return }
        throw Rejection(
            "trainer.unknown",
            field: field,
            "no activity has certified this trainer; take the trainerId of a participant of a training of trainers"
        )
    }

    /// Refuses trainers whom no activity has certified.
    func requireTrainers(_ ids: [EntityID]) throws {
        for (index, id) in ids.enumerated() { try requireTrainer(id, field: "trainerIds[\(index)]") }
    }

    /// The activities that a trainer led, in the order of their identifiers.
    func activityIDs(ledBy trainer: EntityID) throws -> [EntityID] {
        try EntityID.fetchAll(
            db.cachedStatement(sql: "SELECT activity FROM activity_trainer WHERE trainer=? ORDER BY activity"),
            arguments: [trainer]
        )
    }

    /// The participations of a trainer, as a participant of further activities or the one that certified them.
    func participantIDs(ofTrainer trainer: EntityID) throws -> [EntityID] {
        try EntityID.fetchAll(
            db.cachedStatement(sql: "SELECT id FROM participation WHERE trainer=? ORDER BY id"),
            arguments: [trainer]
        )
    }

    /// Who holds the certificate with this number.
    func participantID(ofCertificate number: String) throws -> EntityID? {
        try EntityID.fetchOne(
            db.cachedStatement(sql: "SELECT participant FROM certificate WHERE number=?"),
            arguments: [number]
        )
    }

    /// What is known of an activity where trainers are concerned.
    func facts(of activityID: EntityID) throws -> TrainingFacts {
        let state = try activity(activityID)
        let participants = try participants(of: activityID).filter { !$0.isVoided }
        let plan = try state.existing().plan
        let certified = participants.filter { $0.certificate != nil && $0.details?.role == .participant }
        return TrainingFacts(
            activityID: activityID,
            kind: plan.kind,
            startsOn: plan.startsOn,
            status: state.status,
            participantCount: state.attendance(participants).participantCount,
            certifiedCount: certified.count,
            trainerIDs: plan.kind == .trainingOfTrainers ? certified.compactMap { $0.details?.trainerId } : []
        )
    }

    /// What came of the activities that a trainer led and that were not called off.
    func facts(ledBy trainer: EntityID) throws -> [TrainingFacts] {
        try activityIDs(ledBy: trainer).map(facts).filter { $0.status != .cancelled }
    }
}
