import Decisions
import EventStore
import Events
import HTTPTypes
import ServiceKit

/// Registers one professional, or several at once: either the members of one, or `participants`.
struct RegistrationRequest: Codable, Sendable, Hashable {
    /// Several, of whom all are registered or none.
    var participants: [RegisterParticipant]?
    var participantId: EntityID?
    var role: ParticipantRole?
    var sex: Sex?
    var country: CountryCode?
    var orgId: EntityID?
    var orgKind: OrganisationKind?
    var trainerId: EntityID?
    var name: String?
    var email: String?
    var phone: String?
    var isAnotherPerson: Bool?
    var occurredAt: Timestamp?

    /// Each to be registered, and where in the request it stands.
    func commands() throws(Rejection) -> [(field: String, command: RegisterParticipant)] {
        if let participants {
            guard role == nil, sex == nil, country == nil else {
                throw Rejection(
                    "field.invalid",
                    field: "participants",
                    "register one or several in a request, not both"
                )
            }
            guard !participants.isEmpty else {
                throw Rejection("field.required", field: "participants", "name at least one participant")
            }
            return participants.enumerated().map { index, participant in
                var participant = participant
                participant.occurredAt = participant.occurredAt ?? occurredAt
                return ("participants[\(index)].", participant)
            }
        }
        guard let role else { throw Self.required("role") }
        guard let sex else { throw Self.required("sex") }
        guard let country else { throw Self.required("country") }
        let command = RegisterParticipant(
            participantId: participantId,
            role: role,
            sex: sex,
            country: country,
            orgId: orgId,
            orgKind: orgKind,
            trainerId: trainerId,
            name: name,
            email: email,
            phone: phone,
            isAnotherPerson: isAnotherPerson,
            occurredAt: occurredAt
        )
        return [("", command)]
    }

    private static func required(_ field: String) -> Rejection {
        Rejection("field.required", field: field, "\(field) is missing; fill it in")
    }

    static var example: RegistrationRequest {
        RegistrationRequest(
            role: .participant,
            sex: .female,
            country: .egypt,
            orgKind: .nationalNGO,
            name: "A. Example",
            email: "a@example.org"
        )
    }
}

struct RegistrationAnswer: Codable, Sendable, Hashable {
    /// The one who was registered, where it was one.
    var participantId: EntityID?
    /// The version of that one.
    var version: Int?
    var participants: [ParticipantAnswer]
}

extension TrainingRoutes {
    var registrations: [Route] {
        [registerParticipants]
    }

    private var registerParticipants: Route {
        .command(
            .post,
            "/v1/activities/{activityId}/participants",
            summary:
                "Registers one or several professionals; names, addresses and telephones stay in this store, encrypted.",
            permission: Permission.participant,
            dataClass: .identifying,
            statuses: [201],
            errors: [
                .unknown("activity"), .transition, .inFuture, .taken, RouteError("participant.duplicate", status: 409),
                "headcount.conflict", "trainer.unknown",
            ],
            example: RegistrationRequest.example,
            response: RegistrationAnswer(
                participantId: ParticipantRegistered.example.participantId,
                version: 1,
                participants: [
                    ParticipantAnswer(participantId: ParticipantRegistered.example.participantId, version: 1)
                ]
            )
        ) { transaction, context, request in
            let activityID = try context.id("activityId")
            let activity = try transaction.activity(activityID)
            var present = try transaction.registeredPersons(of: activityID)
            var answers: [ParticipantAnswer] = []
            for (field, command) in try request.commands() {
                let instant = try self.moment(transaction).occurred(command.occurredAt)
                // The same identifier again is the same participant again.
                if let given = command.participantId, present.contains(where: { $0.state.participantID == given }) {
                    throw Rejection(
                        "participant.duplicate",
                        field: "\(field)participantId",
                        "this participant is registered; correct the participation instead",
                        status: 409
                    )
                }
                try transaction.requireTrainer(command.trainerId, field: "\(field)trainerId")
                let id = try transaction.newID(command.participantId, field: "\(field)participantId")
                let event = try activity.register(
                    command,
                    participantID: id,
                    at: instant,
                    present: present,
                    knownKind: try transaction.kind(ofOrganisation: command.orgId),
                    field: field
                )
                let identity = try command.identity(field: field)
                let entry = try transaction.append(
                    event,
                    to: id,
                    occurredAt: instant,
                    sealed: identity.map { try Transaction.Sealed($0, of: id) }
                )
                var state = ParticipantState()
                state.apply(event)
                present.append(RegisteredPerson(state: state, identity: identity))
                answers.append(ParticipantAnswer(participantId: id, version: entry.version))
            }
            let only = request.participants == nil ? answers.first : nil
            return CommandResult(
                RegistrationAnswer(participantId: only?.participantId, version: only?.version, participants: answers),
                version: only?.version,
                location: only.map { "/v1/participants/\($0.participantId)" }
                    ?? "/v1/activities/\(activityID)/participants"
            )
        }
    }
}
