import Decisions
import EventStore
import Events
import HTTPTypes
import ServiceKit

struct FigureAnswer: Codable, Sendable, Hashable {
    var figureId: EntityID
    var version: Int
}

extension PartnershipsRoutes {
    var figures: [Route] {
        [reportFigure, figure, figureList]
    }

    private var reportFigure: Route {
        .command(
            .post,
            "/v1/figures",
            summary:
                "Records a figure that a publication states; it is shown beside counted ones, never added to them.",
            permission: Permission.figure,
            dataClass: .public,
            statuses: [201],
            errors: [
                .taken, .inFuture, "figure.source_required", "quantity.invalid", "dimension.not_allowed",
                "period.invalid", "agreement.unknown", "institution.unknown",
            ],
            example: ReportFigure.example,
            response: FigureAnswer(figureId: FigureReported.example.figureId, version: 1)
        ) { transaction, _, command in
            let id = try transaction.newID(command.figureId, field: "figureId")
            let agreements = try transaction.agreements(among: command.scope?.agreementId.map { [$0] } ?? [])
            let institutions = try transaction.institutions(among: command.scope?.institutionId.map { [$0] } ?? [])
            let moment = self.moment(transaction)
            let event = try command.decide(
                figureID: id,
                at: moment,
                isAgreement: agreements.contains,
                isInstitution: institutions.contains
            )
            let entry = try transaction.append(
                event,
                to: id,
                occurredAt: try moment.occurred(command.occurredAt, on: event.reportedOn)
            )
            return CommandResult(
                FigureAnswer(figureId: id, version: entry.version),
                version: entry.version,
                location: "/v1/figures/\(id)"
            )
        }
    }

    private var figure: Route {
        .query(
            "/v1/figures/{figureId}",
            summary: "Gives a reported figure.",
            permission: Permission.read,
            dataClass: .public,
            errors: [.unknown("figure")],
            response: FigureReported.example
        ) { context in
            let id = try context.id("figureId")
            return QueryResult(try await context.folding { try Self.figure(id, $0) }, version: 1)
        }
    }

    private var figureList: Route {
        .query(
            "/v1/figures",
            summary: "Lists reported figures.",
            permission: Permission.read,
            dataClass: .public,
            parameters: [
                .code("indicator", IndicatorCode.self, "Only of this indicator."),
                .id("agreementId", "Only about this agreement."),
            ],
            isPaged: true,
            response: Page(items: [FigureReported.example])
        ) { context in
            let query = ListQuery("figure")
                .filtered("indicator", context.query(code: "indicator", IndicatorCode.self)?.rawValue)
                .filtered("agreement", context.query(id: "agreementId"))
            return try await context.list(query) { try Self.figure($1, $0) }
        }
    }

    static func figure(_ id: EntityID, _ transaction: Transaction) throws -> FigureReported {
        guard let figure = try transaction.state(FigureState.self, key: .id(id)).figure else {
            throw Rejection.unknown("figure")
        }
        return figure
    }
}

extension ReportFigure {
    static var example: ReportFigure {
        let event = FigureReported.example
        return ReportFigure(
            indicator: event.indicator,
            quantity: event.quantity,
            period: event.period,
            scope: event.scope,
            dimensions: event.dimensions,
            sourceRef: event.sourceRef,
            reportedOn: event.reportedOn
        )
    }
}
