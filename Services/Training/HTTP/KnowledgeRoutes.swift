import Decisions
import EventStore
import Events
import HTTPTypes
import ServiceKit

struct KnowledgeAnswer: Codable, Sendable, Hashable {
    var knowledgeId: EntityID
    var version: Int
}

struct KnowledgeView: Codable, Sendable, Equatable {
    var recorded: KnowledgeRecorded
    var text: String?
}

extension TrainingRoutes {
    var knowledge: [Route] {
        [recordKnowledge, knowledgeItem, knowledgeList]
    }

    private var recordKnowledge: Route {
        .command(
            .post,
            "/v1/knowledge",
            summary: "Records a piece of knowledge; its words stay in this store.",
            permission: Permission.knowledge,
            dataClass: .operational,
            statuses: [201],
            errors: [.taken, .inFuture],
            example: RecordKnowledge(
                kind: .goodPractice,
                country: .egypt,
                topics: [.referral],
                legalRef: KnowledgeRecorded.example.legalRef,
                text: "One form for all who refer."
            ),
            response: KnowledgeAnswer(knowledgeId: KnowledgeRecorded.example.knowledgeId, version: 1)
        ) { transaction, _, command in
            let id = try transaction.newID(command.knowledgeId, field: "knowledgeId")
            let instant = try self.moment(transaction).occurred(command.occurredAt)
            let (event, text) = try command.decide(knowledgeID: id, at: instant)
            let entry = try transaction.append(
                event,
                to: id,
                occurredAt: instant,
                sealed: try Transaction.Sealed(text, of: id)
            )
            return CommandResult(
                KnowledgeAnswer(knowledgeId: id, version: entry.version),
                version: entry.version,
                location: "/v1/knowledge/\(id)"
            )
        }
    }

    private var knowledgeItem: Route {
        .query(
            "/v1/knowledge/{knowledgeId}",
            summary: "Gives a piece of knowledge and its words.",
            permission: Permission.read,
            dataClass: .operational,
            errors: [.unknown("knowledge")],
            response: KnowledgeView(recorded: .example, text: "One form for all who refer.")
        ) { context in
            let id = try context.id("knowledgeId")
            return QueryResult(try await context.folding { try KnowledgeView(id, $0) }, version: 1)
        }
    }

    private var knowledgeList: Route {
        .query(
            "/v1/knowledge",
            summary: "Lists pieces of knowledge.",
            permission: Permission.read,
            dataClass: .operational,
            parameters: [
                .code("kind", KnowledgeKind.self, "Only of this kind."),
                .text("country", maximumLength: 2, "Only from this country, ISO 3166-1 alpha-2."),
                .id("activityId", "Only what came of this activity."),
            ],
            isPaged: true,
            response: Page(items: [KnowledgeView(recorded: .example)])
        ) { context in
            let query = ListQuery("knowledge")
                .filtered("kind", context.query(code: "kind", KnowledgeKind.self)?.rawValue)
                .filtered("country", context.query("country"))
                .filtered("activity", context.query(id: "activityId"))
            return try await context.list(query) { try KnowledgeView($1, $0) }
        }
    }
}

extension KnowledgeView {
    init(_ id: EntityID, _ transaction: Transaction) throws {
        guard let recorded = try transaction.state(KnowledgeState.self, key: .id(id)).recorded else {
            throw Rejection.unknown("knowledge")
        }
        let entry = try transaction.entries(aggregate: id).last { $0.sealed != nil }
        self.init(
            recorded: recorded,
            text: try entry.flatMap { try transaction.unseal(KnowledgeText.self, of: $0) }?.text
        )
    }
}
