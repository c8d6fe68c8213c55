import EventStore
import Events
import ServiceKit

/// The routes of this service.
///
/// Values are exact and for the authority that runs it.
struct StatisticsRoutes: Sendable {
    let days: BusinessDays
    /// Lengths of time and mean scores are told of at least twice so many persons.
    var threshold = 10

    /// All of them.
    var all: [Route] { [statistic, indicators] }

    private var statistic: Route {
        let (days, threshold) = (days, threshold)
        return Route.query(
            "/v1/statistics/{code}",
            summary: "The exact value of an indicator, counted from events, beside what publications state.",
            permission: "statistics.read",
            dataClass: .quasiIdentifying,
            parameters: [
                .code("code", IndicatorCode.self, isRequired: true, "What is counted. See /v1/indicators."),
                .text(
                    "by",
                    maximumLength: 200,
                    "Dimensions to cut by, separated by commas, each once; also year or quarter. See /v1/indicators."
                ),
                .date("asOf", "The last day that counts; today unless stated."),
                .date("from", "The first day that counts; everything up to asOf unless stated."),
                .code(
                    "population",
                    StatisticQuestion.Population.self,
                    "Whose persons are counted: as the indicator is defined, or all, adults too."
                ),
            ],
            errors: [RouteError("indicator.unknown", status: 404), "dimension.not_allowed", "period.invalid"],
            response: StatisticResponse.example
        ) { context in
            let question = try StatisticQuestion(
                code: context.text("code"),
                by: context.query("by"),
                from: context.query(date: "from"),
                asOf: context.query(date: "asOf") ?? CalendarDate(daysSince1970: Int(days.day(.now))),
                population: context.query(code: "population") ?? .defined
            )
            let answer = try await context.read { db in
                var reader = StatisticReader(db)
                reader.threshold = threshold
                return try reader.answer(question)
            }
            return QueryResult(StatisticResponse(question, answer))
        }
    }

    private var indicators: Route {
        Route.query(
            "/v1/indicators",
            summary: "What is counted, and how.",
            permission: "statistics.read",
            dataClass: .public,
            response: IndicatorsResponse.example
        ) { _ in
            QueryResult(IndicatorsResponse(items: Indicator.all.map { IndicatorResponse($0) }))
        }
    }
}
