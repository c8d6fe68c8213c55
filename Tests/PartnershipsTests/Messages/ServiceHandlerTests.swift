import EventStore
import Events
import GRDB
import TestKit
import Testing

@testable import Partnerships

@Suite struct ServiceHandlerTests {
    private static func session(
        _ number: Int,
        under commitment: String,
        at institution: String,
        _ service: ServiceKind = .literacy
    ) throws -> RawRecord {
        var event = ServiceDelivered.example
        event.commitmentId = EntityID(commitment)
        event.providerInstitutionId = EntityID(institution) ?? event.providerInstitutionId
        event.service = service
        event.sessionId = Examples.id(number)
        event.caseId = Examples.id(1000 + number)
        event.date = day("2026-03-0\(1 + number % 9)")
        return try published(
            event,
            of: Examples.id(number),
            key: event.caseId.description,
            source: "/jisr/services/national"
        )
    }

    /// An institution in `place`.
    private static func institution(_ api: PartnershipsAPI, _ place: String) async throws -> String {
        let org = try await api.organisation("Runs it")
        return try await api.accepted(
            "/v1/institutions",
            [
                "orgId": .string(org), "name": "Centre", "kind": "CSO_CENTRE", "security": "OPEN", "sexServed": "ALL",
                "place": .string(place),
            ],
            "institutionId"
        )
    }

    @Test func `the first session of a service at an institution is a deliverable, the others are statistics'`()
        async throws
    {
        try await PartnershipsAPI.run { api in
            let made = try await ReparationAgreement.make(api)
            let projects = try made.commitment("M3")
            let figuig = try await Self.institution(api, "MA-FIG")
            let nador = try await Self.institution(api, "MA-NAD")
            let records = [
                try Self.session(1, under: projects, at: figuig), try Self.session(2, under: projects, at: figuig),
                try Self.session(3, under: projects, at: nador),
                try Self.session(4, under: projects, at: figuig, .vocational),
            ]
            #expect(try await api.receive(records, topic: .serviceEvents).handled == 4)
            let view = try await api.get("/v1/commitments/\(projects)").json
            #expect(view["status"] == "in_progress")
            #expect(view["deliveries"].array.count == 3)
            #expect(view["deliveries"][0]["service"] == "LIT")
            #expect(view["deliveries"][0]["region"] == "MA-FIG")
            #expect(view["coverage"]["delivered"].array.count == 2)
            // Nothing of the person is kept or published.
            #expect(!(try api.payloads().contains(ServiceDelivered.example.subjectId.description)))
            #expect(!(try api.payloads().contains(Examples.id(1001).description)))
        }
    }

    @Test func `of a shelter's work neither the institution nor its town is told`() async throws {
        try await PartnershipsAPI.run { api in
            let made = try await ReparationAgreement.make(api)
            let projects = try made.commitment("M3")
            let centre = try await Self.institution(api, "MA-CAS:HMAS")
            let record = try Self.session(1, under: projects, at: centre, .shelter)
            try await api.receive([record], topic: .serviceEvents)
            let delivery = try await api.get("/v1/commitments/\(projects)").json["deliveries"][0]
            #expect(delivery["service"] == "SHE")
            #expect(delivery["institutionId"] == .null)
            #expect(delivery["region"] == .null)
        }
    }

    @Test func `sessions under no commitment are none of its business, under an unknown one they wait`() async throws {
        try await PartnershipsAPI.run { api in
            let made = try await ReparationAgreement.make(api)
            let centre = try await Self.institution(api, "MA-FIG")
            var free = ServiceDelivered.example
            free.commitmentId = nil
            let unbound = try published(free, of: Examples.id(1), key: "a", source: "/jisr/services/national")
            #expect(try await api.receive([unbound], topic: .serviceEvents).handled == 1)
            let late = Examples.id(77).description
            let waiting = try Self.session(2, under: late, at: centre)
            #expect(try await api.receive([waiting], topic: .serviceEvents, from: 1).parked == 1)
            let pledge: JSON = [
                "commitmentId": .string(late), "kind": "SOCPROJ", "text": "Projects",
                "committedByOrgIds": [.string(made.ministry)], "regions": ["MA-FIG"],
            ]
            _ = try await api.accepted("/v1/agreements/\(made.agreement)/commitments", pledge, "commitmentId")
            api.clock.advance(by: .seconds(86_400))
            #expect(try await api.retryParked().released == 1)
            #expect(try await api.accepted("/v1/commitments/\(late)/fulfil", [:], "status") == "fulfilled")
        }
    }

    @Test func `an institution outside the agreement counts for none of its regions`() async throws {
        try await PartnershipsAPI.run { api in
            let made = try await ReparationAgreement.make(api)
            let projects = try made.commitment("M3")
            let cairo = try await Self.institution(api, "EG-C")
            let record = try Self.session(1, under: projects, at: cairo)
            #expect(try await api.receive([record], topic: .serviceEvents).handled == 1)
            #expect(try await api.receive([record], topic: .serviceEvents, from: 1).duplicates == 1)
            let view = try await api.get("/v1/commitments/\(projects)").json
            #expect(view["deliveries"].array.count == 1)
            #expect(view["deliveries"][0]["region"] == .null)
            #expect(view["coverage"]["delivered"].array.isEmpty)
        }
    }
}
