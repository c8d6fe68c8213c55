import Decisions
import Foundation
import TestKit
import Testing

@testable import Training

struct OpenAPITests {
    @Test func `every route is described, with examples that are what they should be`() {
        #expect(
            OpenAPICheck.problems(of: TrainingRoutes(calendar: BusinessCalendar(timeZone: .gmt), instance: "a").all)
                == []
        )
    }
}
