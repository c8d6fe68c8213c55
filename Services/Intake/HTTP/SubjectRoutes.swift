import EventStore
import Events
import HTTPTypes
import ServiceKit

/// The routes about persons under two pseudonyms.
struct SubjectRoutes: Sendable {
    let commands: IntakeCommands

    init(_ commands: IntakeCommands) {
        self.commands = commands
    }

    var all: [Route] { [merge, unmerge, distinguish, Self.duplicates] }

    private var merge: Route {
        Self.command(
            "merge",
            "Says that a person is one known under another pseudonym; the cases here are closed as duplicates.",
            errors: [RouteError("case.has_open_work", status: 422), "field.invalid"],
            example: MergeSubject(survivingSubjectId: SubjectMerged.example.survivingSubjectId),
            survivor: SubjectMerged.example.survivingSubjectId
        ) { [commands] in try commands.merge($0, $1, $2, $3) }
    }

    private var unmerge: Route {
        Self.command(
            "unmerge",
            "Undoes a merge; the cases that it closed go on.",
            errors: ["field.invalid"],
            example: UnmergeSubject()
        ) { [commands] in try commands.unmerge($0, $1, $2, $3) }
    }

    private var distinguish: Route {
        Self.command(
            "distinguish",
            "Says that two suspected duplicates are two persons.",
            errors: ["field.invalid"],
            example: DistinguishSubject(otherSubjectId: SubjectMerged.example.survivingSubjectId)
        ) { [commands] in try commands.distinguish($0, $1, $2, $3) }
    }

    /// A command on the person in the path.
    static func command<Input: Codable & Sendable>(
        _ verb: String,
        _ summary: String,
        errors: [RouteError],
        example: Input,
        survivor: EntityID? = nil,
        erasure: ErasureStatus? = nil,
        run: @escaping @Sendable (Input, EntityID, Int?, Transaction) throws -> SubjectAnswer
    ) -> Route {
        .command(
            .post,
            PathTemplate(stringLiteral: "/v1/subjects/{subjectId}/\(verb)"),
            summary: summary,
            permission: "subject.\(verb.replacing("/", with: "."))",
            dataClass: .sensitive,
            statuses: [200],
            errors: [
                RouteError("subject.unknown", status: 404), RouteError("state.invalid_transition", status: 409),
                "date.in_future", RouteError("version.conflict", status: 409),
            ] + errors,
            example: example,
            response: SubjectAnswer(
                subjectId: SubjectMerged.example.mergedSubjectId,
                survivingSubjectId: survivor,
                erasure: erasure,
                version: 2
            )
        ) { transaction, context, input in
            let answer = try run(input, try context.id("subjectId"), context.expectedVersion, transaction)
            return CommandResult(answer, version: answer.version)
        }
    }

    private static let duplicates = Route.query(
        "/v1/duplicates",
        summary: "Lists persons who may be one, with the reasons, the likeliest first; a human decides.",
        permission: "subject.read",
        dataClass: .sensitive,
        parameters: [
            .code("status", DuplicateStatus.self, "Only pairs that stand there."),
            .id("subjectId", "Only pairs of this person."),
        ],
        isPaged: true,
        response: Page(items: [DuplicateView.example])
    ) { context in
        let page = context.page
        let (status, subject): (DuplicateStatus?, EntityID?) = (
            context.query(code: "status"), context.query(id: "subjectId")
        )
        let rows = try await context.read {
            try DuplicateView.list(status, subject, after: page.after, limit: page.limit + 1, in: $0)
        }
        return QueryResult(page.page(of: rows, key: \.place, item: { $0 }))
    }
}
