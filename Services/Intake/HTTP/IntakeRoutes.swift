import EventStore
import Events
import HTTPTypes
import ServiceKit

/// The service's routes, each declared once.
enum IntakeRoutes {
    static func all(_ commands: IntakeCommands) -> [Route] {
        CaseRoutes(commands).all + CaseWorkRoutes(commands).all + AdmissionRoutes(commands).all + CaseQueryRoutes.all
            + TransferRoutes(commands).all + WorklistRoutes.all + SubjectRoutes(commands).all
            + ErasureRoutes(commands).all + [SearchRoutes.search, PartnerRoutes.list]
            + TraffickingRoutes(commands).all + ComplaintRoutes(commands).all + VoidRoutes(commands).all
            + ImportRoutes(commands).all + ExportRoutes(calendar: commands.config.calendar).all
    }

    /// What every command on a case may answer with.
    static let caseErrors: [RouteError] = [
        RouteError("case.unknown", status: 404), RouteError("state.invalid_transition", status: 409), "date.in_future",
        RouteError("version.conflict", status: 409),
    ]

    /// A command on the case in the path.
    static func command<Input: Codable & Sendable, Output: Answer>(
        _ path: PathTemplate,
        summary: String,
        permission: String,
        dataClass: DataClass,
        statuses: [Int] = [200],
        errors: [RouteError] = [],
        example: Input,
        response: Output,
        run: @escaping @Sendable (Input, EntityID, Int?, Transaction) throws -> Output
    ) -> Route {
        .command(
            .post,
            path,
            summary: summary,
            permission: permission,
            dataClass: dataClass,
            statuses: statuses,
            errors: caseErrors + errors,
            example: example,
            response: response
        ) { transaction, context, input in
            let answer = try run(input, try context.id("caseId"), context.expectedVersion, transaction)
            return CommandResult(answer, version: answer.version, location: "/v1/cases/\(answer.caseId)")
        }
    }
}
