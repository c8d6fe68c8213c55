import EventStore
import Events
import HTTPTypes
import ServiceKit

/// The routes by which responsibility for a case goes from one institution to another.
struct TransferRoutes: Sendable {
    let commands: IntakeCommands

    init(_ commands: IntakeCommands) {
        self.commands = commands
    }

    var all: [Route] { [request, accept, reject, cancel, Self.list, Self.one] }

    private var request: Route {
        IntakeRoutes.command(
            "/v1/cases/{caseId}/transfers",
            summary: "Asks another institution to take over a case.",
            permission: "transfer.request",
            dataClass: .operational,
            statuses: [201],
            errors: ["transfer.same_institution", "consent.missing", "period.invalid"],
            example: RequestTransfer(toInstitutionId: IntakeExamples.otherInstitution, reason: .proximity),
            response: IntakeExamples.transferred(.requested, version: 1)
        ) { [commands] in try commands.request($0, $1, $2, $3) }
    }

    private var accept: Route {
        Self.answer(
            "accept",
            "Takes over a case; it begins here once the sender has handed it over.",
            errors: ["placement.sex_not_served", "placement.adult_child_mix", "field.invalid"],
            example: AcceptTransfer(),
            response: IntakeExamples.transferred(.accepted, version: 2)
        ) { [commands] in try commands.accept($0, $1, $2, $3) }
    }

    private var reject: Route {
        Self.answer(
            "reject",
            "Does not take over a case.",
            errors: ["field.invalid"],
            example: RejectTransfer(reason: .capacity),
            response: IntakeExamples.transferred(.rejected, version: 2)
        ) { [commands] in try commands.reject($0, $1, $2, $3) }
    }

    private var cancel: Route {
        Self.answer(
            "cancel",
            "Keeps a case that another institution was asked to take.",
            errors: ["field.invalid"],
            example: CancelTransfer(),
            response: IntakeExamples.transferred(.cancelled, version: 2)
        ) { [commands] in try commands.cancel($0, $1, $2, $3) }
    }

    /// A command on the transfer in the path.
    private static func answer<Input: Codable & Sendable>(
        _ verb: String,
        _ summary: String,
        errors: [RouteError],
        example: Input,
        response: TransferAnswer,
        run: @escaping @Sendable (Input, EntityID, Int?, Transaction) throws -> TransferAnswer
    ) -> Route {
        .command(
            .post,
            PathTemplate(stringLiteral: "/v1/transfers/{transferId}/\(verb)"),
            summary: summary,
            permission: "transfer.\(verb)",
            dataClass: .operational,
            statuses: [200],
            errors: [
                RouteError("transfer.unknown", status: 404), RouteError("state.invalid_transition", status: 409),
                "date.in_future", RouteError("version.conflict", status: 409),
            ] + errors,
            example: example,
            response: response
        ) { transaction, context, input in
            let answer = try run(input, try context.id("transferId"), context.expectedVersion, transaction)
            return CommandResult(answer, version: answer.version, location: "/v1/transfers/\(answer.transferId)")
        }
    }

    private static let list = Route.query(
        "/v1/transfers",
        summary: "Lists transfers that this instance asked for or was asked for, the oldest first.",
        permission: "transfer.read",
        dataClass: .sensitive,
        parameters: [
            .code("status", TransferStatus.self, "Only transfers that stand there."),
            .code("direction", TransferDirection.self, "Only those that this instance was asked for, or asked for."),
            .id("caseId", "Only those of this case, at the sender or at the receiver."),
        ],
        isPaged: true,
        response: Page(items: [IntakeExamples.transfer])
    ) { context in
        let filter = TransferFilter(
            status: context.query(code: "status"),
            direction: context.query(code: "direction"),
            caseID: context.query(id: "caseId")
        )
        let page = context.page
        let last = try page.after.map { try CaseQueryRoutes.place($0) }
        let store = context.store
        let rows = try await context.read { db in
            try TransferView.list(
                filter,
                after: last,
                limit: page.limit + 1,
                in: Transaction(db: db, store: store)
            )
        }
        return QueryResult(page.page(of: rows, key: { [String($0.place)] }, item: \.view))
    }

    private static let one = Route.query(
        "/v1/transfers/{transferId}",
        summary: "Shows where a transfer stands, without naming the person.",
        permission: "transfer.read",
        dataClass: .sensitive,
        errors: [RouteError("transfer.unknown", status: 404)],
        response: IntakeExamples.transfer
    ) { context in
        let transferID = try context.id("transferId")
        let store = context.store
        let view = try await context.read { db in
            try TransferView(transferID, in: Transaction(db: db, store: store))
        }
        return QueryResult(view, version: view.version)
    }
}
