import Decisions
import EventStore
import Events
import ServiceKit

/// What a trainer was certified by and has led since.
struct TrainerView: Codable, Sendable, Hashable {
    /// A certification as a trainer.
    struct Certification: Codable, Sendable, Hashable {
        var participantId: EntityID
        var activityId: EntityID
        var certificateNo: String
        var certifiedOn: CalendarDate
        /// Whether the participation was declared void since, and the certificate with it.
        var isVoided: Bool
    }

    /// An activity that the trainer led.
    struct Led: Codable, Sendable, Hashable {
        var activityId: EntityID
        var kind: ActivityKind
        var startsOn: CalendarDate
        var status: ActivityStatus
        /// Participants who attended; absent when not reported.
        var participantCount: Int?
        var certifiedCount: Int
    }

    var trainerId: EntityID
    var certifications: [Certification]
    var led: [Led]
}

/// What followed from a training of trainers.
struct CascadeView: Codable, Sendable, Hashable {
    var activityId: EntityID
    var generations: [CascadeGeneration]
}

extension TrainingRoutes {
    var trainers: [Route] {
        [trainer, trainerList, cascade]
    }

    private var trainer: Route {
        .query(
            "/v1/trainers/{trainerId}",
            summary: "Gives what certified a trainer, and what the trainer has led since; without the name.",
            permission: Permission.read,
            dataClass: .operational,
            errors: [.unknown("trainer")],
            response: TrainerView.example
        ) { context in
            let id = try context.id("trainerId")
            return QueryResult(
                try await context.folding { transaction in
                    guard try transaction.isTrainer(id) else { throw Rejection.unknown("trainer") }
                    return try TrainerView(id, transaction)
                }
            )
        }
    }

    private var trainerList: Route {
        .query(
            "/v1/trainers",
            summary: "Lists those who were certified by a training of trainers, without their names.",
            permission: Permission.read,
            dataClass: .operational,
            parameters: [.text("country", maximumLength: 2, "Only from this country, ISO 3166-1 alpha-2.")],
            isPaged: true,
            response: Page(items: [TrainerView.example])
        ) { context in
            let query = ListQuery("trainer").filtered("country", context.query("country"))
            return try await context.list(query) { try TrainerView($1, $0) }
        }
    }

    private var cascade: Route {
        .query(
            "/v1/activities/{activityId}/cascade",
            summary: "Gives whom the trainers that an activity certified have trained since, step by step.",
            permission: Permission.read,
            dataClass: .operational,
            errors: [.unknown("activity")],
            response: CascadeView.example
        ) { context in
            let id = try context.id("activityId")
            return QueryResult(
                try await context.folding { transaction in
                    CascadeView(
                        activityId: id,
                        generations: try Cascade.generations(from: try transaction.facts(of: id)) {
                            try transaction.facts(ledBy: $0)
                        }
                    )
                }
            )
        }
    }
}

extension TrainerView {
    init(_ id: EntityID, _ transaction: Transaction) throws {
        let states = try transaction.participantIDs(ofTrainer: id).map(transaction.participant)
        self.init(
            trainerId: id,
            certifications: states.compactMap { state in
                state.certificate.map {
                    Certification(
                        participantId: $0.participantId,
                        activityId: $0.activityId,
                        certificateNo: $0.certificateNo,
                        certifiedOn: $0.certifiedOn,
                        isVoided: state.isVoided
                    )
                }
            },
            led: try transaction.activityIDs(ledBy: id).map { activityID in
                let facts = try transaction.facts(of: activityID)
                return Led(
                    activityId: activityID,
                    kind: facts.kind,
                    startsOn: facts.startsOn,
                    status: facts.status,
                    participantCount: facts.participantCount,
                    certifiedCount: facts.certifiedCount
                )
            }
        )
    }

    static var example: TrainerView {
        let certified = ParticipantCertified.example
        let activity = ActivityPlanned.example
        return TrainerView(
            trainerId: certified.participantId,
            certifications: [
                Certification(
                    participantId: certified.participantId,
                    activityId: certified.activityId,
                    certificateNo: certified.certificateNo,
                    certifiedOn: certified.certifiedOn,
                    isVoided: false
                )
            ],
            led: [
                Led(
                    activityId: activity.activityId,
                    kind: .course,
                    startsOn: activity.startsOn,
                    status: .held,
                    participantCount: 18,
                    certifiedCount: 15
                )
            ]
        )
    }
}

extension CascadeView {
    static var example: CascadeView {
        CascadeView(
            activityId: ActivityPlanned.example.activityId,
            generations: [
                CascadeGeneration(
                    generation: 1,
                    trainerIds: [ParticipantCertified.example.participantId],
                    activityIds: [ActivityPlanned.example.activityId],
                    participantCount: 18,
                    notReportedCount: 0,
                    certifiedCount: 15
                )
            ]
        )
    }
}
