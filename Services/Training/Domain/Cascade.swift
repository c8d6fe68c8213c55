import Events

/// What is known of an activity where trainers are concerned: who led it, whom it reached, whom it made trainers.
struct TrainingFacts: Sendable, Hashable {
    var activityID: EntityID
    var kind: ActivityKind
    var startsOn: CalendarDate
    var status: ActivityStatus
    /// Participants who attended, all other roles excluded; `nil` when not reported.
    var participantCount: Int?
    /// Participants who were certified.
    var certifiedCount: Int
    /// Those whom it made trainers, or whose certification as trainers it renewed.
    var trainerIDs: [EntityID]
}

/// A step of the cascade: the trainers that came of the step before, what they led, and whom they reached.
struct CascadeGeneration: Codable, Sendable, Hashable {
    /// From 1: those whom the activity itself certified.
    var generation: Int
    var trainerIds: [EntityID]
    var activityIds: [EntityID]
    /// Participants whom those activities reached, as far as reported; absent when none of them reported any.
    var participantCount: Int?
    /// How many of the activities did not report who came.
    var notReportedCount: Int
    var certifiedCount: Int
}

/// Trainers train, some of them trainers in turn.
enum Cascade {
    /// The steps that follow from the trainers of one activity, nearest first.
    ///
    /// Each trainer and each activity stands in the first step that reaches it, so nobody is counted twice and no circle
    /// goes on for ever.
    ///
    /// - Parameters:
    ///   - origin: The activity whose trainers begin it.
    ///   - led: The activities that a trainer led.
    /// - Returns: The steps, without the activity that begins them.
    static func generations(
        from origin: TrainingFacts,
        led: (EntityID) throws -> [TrainingFacts]
    ) rethrows -> [CascadeGeneration] {
        var generations: [CascadeGeneration] = []
        var knownTrainers: Set<EntityID> = []
        var knownActivities: Set<EntityID> = [origin.activityID]
        var trainers = origin.trainerIDs
        while true {
            let fresh = trainers.filter { knownTrainers.insert($0).inserted }
            guard !fresh.isEmpty else { return generations }
            var activities: [TrainingFacts] = []
            for trainer in fresh {
                activities += try led(trainer).filter { knownActivities.insert($0.activityID).inserted }
            }
            let counts = activities.compactMap(\.participantCount)
            generations.append(
                CascadeGeneration(
                    generation: generations.count + 1,
                    trainerIds: fresh,
                    activityIds: activities.map(\.activityID),
                    participantCount: counts.isEmpty ? nil : counts.reduce(0, +),
                    notReportedCount: activities.count - counts.count,
                    certifiedCount: activities.reduce(0) { $0 + $1.certifiedCount }
                )
            )
            trainers = activities.flatMap(\.trainerIDs)
        }
    }
}
