import EventStore
import Events
import ServiceKit

struct ReturnView: Codable, Sendable {
    var returnId: EntityID
    var caseId: EntityID
    var subjectId: EntityID
    var fromCountry: CountryCode
    var toCountry: CountryCode
    var programmeId: EntityID?
    var agreementId: EntityID?
    var status: ReturnStatus
    var requestedAt: Timestamp
    var counselledAt: Timestamp?
    var clearedAt: Timestamp?
    var bookedAt: Timestamp?
    var departedAt: Timestamp?
    var arrivedAt: Timestamp?
    var endedAt: Timestamp?
    var endReason: ReturnEndReason?
    var version: Int

    static let example = ReturnView(
        returnId: WireExample.returnID,
        caseId: WireExample.caseID,
        subjectId: WireExample.subject,
        fromCountry: .egypt,
        toCountry: WireExample.country,
        status: .requested,
        requestedAt: WireExample.instant,
        version: 1
    )
}

enum ReturnQueries {
    static let get = Route.query(
        "/v1/returns/{returnId}",
        summary: "A return",
        permission: "returns.read",
        dataClass: .sensitive,
        errors: [RouteError("return.unknown", status: 404)],
        response: ReturnView.example
    ) { context in
        let id = try context.id("returnId")
        guard let view = try await context.read({ try ReturnView.find($0, id) }) else {
            throw Rejection.unknown("return")
        }
        return QueryResult(view, version: view.version)
    }

    static let list = Route.query(
        "/v1/returns",
        summary: "Returns",
        permission: "returns.read",
        dataClass: .sensitive,
        parameters: [
            .id("caseId", "Only those of this case."),
            .code("status", ReturnStatus.self, "Only those that stand so."),
        ],
        isPaged: true,
        response: Page(items: [ReturnView.example])
    ) { context in
        let query = ListQuery("services_return", key: "return_id")
            .filtered("case_id", context.query(id: "caseId"))
            .filtered("status", context.query("status"))
        return try await context.list(query) { transaction, id in
            guard let view = try ReturnView.find(transaction.db, id) else { throw Rejection.unknown("return") }
            return view
        }
    }
}
