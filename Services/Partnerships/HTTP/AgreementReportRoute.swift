import Decisions
import EventStore
import Events
import ServiceKit

/// The languages in which names are known.
enum ReportLanguage: String, CodeList {
    case english = "en"
    case french = "fr"
    case arabic = "ar"
}

extension PartnershipsRoutes {
    var agreementReport: Route {
        .download(
            "/v1/agreements/{agreementId}/report",
            mediaType: "text/html; charset=utf-8",
            summary: "Gives the report on an agreement, to be printed: promise, delivery, coverage by region, what is "
                + "overdue, targets.",
            permission: Permission.read,
            dataClass: .public,
            parameters: [
                .code(
                    "lang",
                    ReportLanguage.self,
                    "The language of names, where they are known in it; en unless given."
                )
            ],
            errors: [.unknown("agreement")]
        ) { context in
            let id = try context.id("agreementId")
            let language = context.query(code: "lang", ReportLanguage.self) ?? .english
            let calendar = self.calendar
            let page = try await context.folding { transaction in
                try ReportPage(
                    AgreementProgress(id, transaction, today: calendar.day(at: transaction.now)),
                    AgreementView(id, transaction),
                    language: language.rawValue,
                    in: transaction
                )
            }
            return Array(try ReportTemplate.html(page).utf8)
        }
    }
}
