import Events

/// E2: by 2018, 1,696 children with nested services; the first of them is the child of E1.
extension Scenarios {
    /// How many children received each service, the child of E1 among them.
    public struct Nested: Sendable {
        /// Children in all, each in vocational training.
        public var vocational = 1696
        /// Medical clinics.
        public var medical = 1500
        /// Reintegration programme.
        public var reintegration = 972
        /// Legal support.
        public var legal = 827
        /// Psycho-social support.
        public var psychosocial = 540
        /// Literacy with certificate.
        public var literacy = 321

        /// The figures of the source.
        public init() {}

        /// Child and service pairs.
        public var pairs: Int { vocational + medical + reintegration + legal + psychosocial + literacy }
    }

    /// Registers and serves children 2 to 1,696; each delivery happens three times.
    public func by2018(_ numbers: Nested = Nested()) async throws {
        for institution in world.institutions.dropFirst() { try await offer(at: institution) }
        let children = try await registerChildren(2...numbers.vocational)
        try await each(children, "children served") { number, caseID in
            let institution = world.institutions[number % 9]
            let started = "2017-03-01"
            let days = ["2017-03-06", "2017-05-08", "2017-09-11"]
            var services = ["VOC"]
            if number <= numbers.medical { services.append("MED") }
            if number <= numbers.legal { services.append("LEG") }
            if number <= numbers.psychosocial { services.append("PSS") }
            for service in services {
                _ = try await deliver(service, to: caseID, at: institution, from: started, on: days)
            }
            if number <= numbers.literacy {
                let course = try await deliver("LIT", to: caseID, at: institution, from: started, on: days)
                try await certify(course, on: "2017-12-15")
            }
            if number <= numbers.reintegration {
                _ = try await reintegrate(caseID, at: institution, from: "2018-01-15", phase: "PREP")
            }
        }
    }

    /// Identified, registered by order of a court, assessed, planned.
    func registerChildren(_ numbers: ClosedRange<Int>) async throws -> [(Int, String)] {
        let cases = CaseList()
        try await each(numbers, "children registered") { number in
            let institution = world.institutions[number % 9]
            let caseID = try await identify(["CCL"], by: "INSTITUTION", at: institution, on: "2017-01-10")
            try await cluster.command(.intake, "/v1/cases/\(caseID)/register", Self.boy(number: number))
            try await assessAndPlan(caseID, on: "2017-01-20")
            cases.add(number, caseID)
        }
        return cases.all
    }
}
