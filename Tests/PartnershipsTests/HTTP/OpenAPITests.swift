import Decisions
import Foundation
import TestKit
import Testing

@testable import Partnerships

struct OpenAPITests {
    @Test func `every route is described, with examples that are what they should be`() {
        #expect(OpenAPICheck.problems(of: PartnershipsRoutes(calendar: BusinessCalendar(timeZone: .gmt)).all) == [])
    }
}
