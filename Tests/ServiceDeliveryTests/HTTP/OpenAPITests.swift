import TestKit
import Testing

@testable import ServiceDelivery

struct OpenAPITests {
    @Test func `every route is described, with examples that are what they should be`() {
        let settings = ServiceSettings(
            zone: Workbench.utc,
            numberPrefix: "EG-ELMARG",
            intakeInstances: InstanceNames("*")
        )
        #expect(OpenAPICheck.problems(of: ServiceDeliveryRoutes.all(settings)) == [])
    }
}
