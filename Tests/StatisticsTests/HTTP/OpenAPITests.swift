import TestKit
import Testing

@testable import Statistics

struct OpenAPITests {
    @Test func `every route is described, with examples that are what they should be`() {
        #expect(
            OpenAPICheck.problems(
                of: StatisticsRoutes(days: Desk.days).all + PublicationRoutes().all + PageRoutes().all
            ) == []
        )
    }
}
