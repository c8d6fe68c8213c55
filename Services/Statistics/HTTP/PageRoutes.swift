import EventStore
import Events
import ServiceKit

/// What people read: the public page and the data dictionary.
struct PageRoutes: Sendable {
    private let pages = PublicPages()

    /// All of them.
    var all: [Route] { [home, dictionary, dictionaryPage] }

    static let languageParameter = QueryParameter.code(
        "lang",
        PageLanguage.self,
        "The language; the one that the browser asks for unless stated, else English."
    )

    private var home: Route {
        let pages = pages
        return .page(
            "/",
            summary: "Shows what is published: charts and tables for people, in English, French and Arabic.",
            permission: PublicationRoutes.permission,
            dataClass: .public,
            parameters: [Self.languageParameter]
        ) { context in
            let language = Self.language(context)
            return try await context.read { db in try pages.html(in: language, db) }
        }
    }

    private var dictionary: Route {
        .query(
            "/v1/dictionary",
            summary: "What every figure means, by what it is cut and how it is written: names in three languages.",
            permission: PublicationRoutes.permission,
            dataClass: .public,
            response: DataDictionary.example
        ) { _ in QueryResult(DataDictionary.whole) }
    }

    private var dictionaryPage: Route {
        .page(
            "/data-dictionary",
            summary: "Shows the data dictionary, for people.",
            permission: PublicationRoutes.permission,
            dataClass: .public,
            parameters: [Self.languageParameter]
        ) { context in
            Array(try DictionaryPage.html(.whole, in: Self.language(context)).utf8)
        }
    }

    /// The language that a reader is given.
    static func language(_ context: QueryContext) -> PageLanguage {
        context.query(code: "lang")
            ?? PageLanguage(rawValue: context.language(among: PageLanguage.allCases.map(\.rawValue))) ?? .english
    }
}
