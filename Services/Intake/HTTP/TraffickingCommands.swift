import EventStore
import Events

/// What is found about a person as a victim of trafficking, after a command; the version is the case's.
struct TraffickingAnswer: Answer, Hashable {
    var caseId: EntityID
    /// As it now stands.
    var determination: Determination
    var reflectionEndsAt: Timestamp?
    var version: Int
}

extension IntakeCommands {
    func recordTrafficking(
        _ command: RecordTrafficking,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> TraffickingAnswer {
        var file = try CaseFile(caseID, expecting: version, in: transaction)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let subject = try file.state.subjectID.map { try transaction.knownSubject($0) }
        let organisationID = command.detectedByOrgId ?? file.state.identifiedByOrgID
        let organisation = try organisationID.map { try transaction.state(OrganisationState.self, key: .id($0)) }
        let (decision, elements) = try file.state.decide(
            command,
            subject,
            organisationKind: organisation?.kind(at: occasion.at),
            reflectionDays: config.reflectionDays,
            occasion
        )
        let notes = try Transaction.Sealed(
            TraffickingNotes(wasChild: command.wasChild, decidedBy: command.decidedBy, note: command.note),
            of: caseID
        )
        switch decision {
        case .detected(let event): try file.append(event, at: occasion.at, sealed: notes)
        case .determined(let event): try file.append(event, at: occasion.at, sealed: notes)
        case .elements: break
        }
        if var profile = file.state.profile {
            profile.trafficking = file.state.trafficking.published(elements)
            let isOnlyElements = if case .elements = decision { true } else { false }
            if isOnlyElements || profile != file.state.profile {
                try file.append(profile, at: occasion.at, sealed: isOnlyElements ? notes : nil)
            }
        }
        return TraffickingAnswer(
            caseId: caseID,
            determination: file.state.trafficking.latest?.determination ?? .notConsidered,
            reflectionEndsAt: file.state.trafficking.reflectionEndsAt,
            version: try transaction.version(of: caseID)
        )
    }
}
