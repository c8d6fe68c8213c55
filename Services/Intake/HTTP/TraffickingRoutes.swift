import EventStore
import Events
import ServiceKit

/// The route on which it is recorded whether a person is a victim of trafficking.
struct TraffickingRoutes: Sendable {
    let commands: IntakeCommands

    init(_ commands: IntakeCommands) {
        self.commands = commands
    }

    var all: [Route] { [record] }

    private var record: Route {
        IntakeRoutes.command(
            "/v1/cases/{caseId}/trafficking",
            summary: "Records what was found about the person as a victim of trafficking.",
            permission: "case.determine",
            dataClass: .sensitive,
            errors: ["trafficking.elements_missing", "trafficking.reflection_too_short", "field.required"],
            example: IntakeExamples.presume,
            response: IntakeExamples.presumed
        ) { [commands] in try commands.recordTrafficking($0, $1, $2, $3) }
    }
}

extension IntakeExamples {
    static let presume = RecordTrafficking(
        determination: .presumed,
        acts: [.recruitment, .harbouring],
        means: [.deception],
        purposes: [.labour],
        detectedBy: .civilSociety,
        detectedByOrgId: VictimDetected.example.detectedByOrgId,
        occurredAt: time
    )
    static let presumed = TraffickingAnswer(
        caseId: caseID,
        determination: .presumed,
        reflectionEndsAt: VictimDetected.example.reflectionEndsAt,
        version: 4
    )
}
