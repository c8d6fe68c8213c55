import EventStore
import Events
import ServiceKit

extension PartnershipsRoutes {
    var iati: [Route] {
        [
            .download(
                "/v1/iati/activities",
                mediaType: "application/xml; charset=utf-8",
                summary: "Gives all programmes and signed agreements as IATI activities, standard 2.03.",
                permission: Permission.read,
                dataClass: .public
            ) { context in
                let publisher = self.publisher
                return try await context.folding { transaction in
                    let (activities, leftOut) = try transaction.iatiActivities()
                    return Array(
                        IATIDocument.text(activities, leftOut: leftOut, by: publisher, at: transaction.now).utf8
                    )
                }
            }
        ]
    }
}
