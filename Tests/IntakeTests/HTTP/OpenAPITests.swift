import TestKit
import Testing

@testable import Intake

struct OpenAPITests {
    @Test func `every route is described, with examples that are what they should be`() {
        #expect(OpenAPICheck.problems(of: IntakeRoutes.all(IntakeCommands(Sample.config))) == [])
    }
}
