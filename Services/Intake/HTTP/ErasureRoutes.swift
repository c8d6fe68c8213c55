import EventStore
import Events
import ServiceKit

/// The routes by which a person is forgotten.
struct ErasureRoutes: Sendable {
    let commands: IntakeCommands

    init(_ commands: IntakeCommands) {
        self.commands = commands
    }

    var all: [Route] { [request, approve, refuse, Self.list] }

    private var request: Route {
        SubjectRoutes.command(
            "erase",
            "Asks that a person's data be erased; a second person approves or refuses.",
            errors: Self.guards,
            example: EraseSubject(reason: .requested, requestedBy: IntakeExamples.staffID),
            erasure: .requested
        ) { [commands] in try commands.requestErasure($0, $1, $2, $3) }
    }

    private var approve: Route {
        SubjectRoutes.command(
            "erase/approve",
            "Erases a person's data for good: keys, sealed values, codes and tokens; figures stay.",
            errors: Self.guards + ["erasure.self_approval", "field.invalid"],
            example: ApproveErasure(approvedBy: IntakeExamples.otherStaffID),
            erasure: .erased
        ) { [commands] in try commands.approveErasure($0, $1, $2, $3) }
    }

    private var refuse: Route {
        SubjectRoutes.command(
            "erase/refuse",
            "Refuses the erasure of a person's data, with the reason.",
            errors: ["field.invalid"],
            example: RefuseErasure(reason: .legalClaim, refusedBy: IntakeExamples.otherStaffID),
            erasure: .refused
        ) { [commands] in try commands.refuseErasure($0, $1, $2, $3) }
    }

    private static let guards: [RouteError] = ["case.has_open_work", "erasure.transferred", "retention.not_ended"]

    private static let list = Route.query(
        "/v1/erasures",
        summary: "Lists the erasures asked for, the oldest first, and what was decided.",
        permission: "subject.erase",
        dataClass: .operational,
        parameters: [.code("status", ErasureStatus.self, "Only those that stand there.")],
        isPaged: true,
        response: Page(items: [ErasureView.example])
    ) { context in
        let page = context.page
        let status: ErasureStatus? = context.query(code: "status")
        let rows = try await context.read {
            try ErasureView.list(status, after: page.after, limit: page.limit + 1, in: $0)
        }
        return QueryResult(page.page(of: rows, key: { ["\($0.place)"] }, item: \.view))
    }
}
