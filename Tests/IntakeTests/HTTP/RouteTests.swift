import EventStore
import Events
import Foundation
import HTTPTypes
import ServiceKit
import Testing

@testable import Intake

struct RouteTests {
    private let routes = IntakeRoutes.all(IntakeCommands(Sample.config))

    @Test func `every route of the design is declared once`() {
        let paths = routes.map { "\($0.declaration.method.rawValue) \($0.declaration.path)" }
        #expect(Set(paths).count == paths.count)
        let base = "/v1/cases/{caseId}"
        let commands = [
            "/register", "/decline", "/assign", "/consents", "/assessments", "/plan", "/reviews", "/close", "/reopen",
            "/correct",
            "/void", "/admission", "/admission/rights", "/admission/classification", "/admission/contacts",
            "/admission/release-preparation", "/admission/release", "/admission/abscond", "/admission/return",
            "/trafficking", "/complaints", "/admission/{admissionId}/void", "/consents/{consentId}/void",
            "/assessments/{assessmentId}/void", "/admission/contacts/{contactId}/void",
        ]
        let bulk = [
            "POST /v1/imports", "GET /v1/imports/{importId}", "GET /v1/imports/{importId}/results",
            "GET /v1/import-mappings", "GET /v1/import-mappings/{mapping}", "POST /v1/import-mappings",
            "GET /v1/exports",
        ]
        let expected =
            (commands + ["/transfers"]).map { "POST \(base)\($0)" } + [
                "POST /v1/cases", "GET /v1/cases", "GET \(base)",
            ]
            + ["accept", "reject", "cancel"].map { "POST /v1/transfers/{transferId}/\($0)" }
            + ["GET /v1/transfers", "GET /v1/transfers/{transferId}", "GET /v1/worklist"]
            + ["merge", "unmerge", "distinguish"].map { "POST /v1/subjects/{subjectId}/\($0)" }
            + ["erase", "erase/approve", "erase/refuse"].map { "POST /v1/subjects/{subjectId}/\($0)" }
            + ["GET /v1/duplicates", "GET /v1/erasures", "GET /v1/partners", "POST /v1/cases/search"]
            + ["POST /v1/complaints/{complaintId}/resolve"]
            + bulk
        #expect(Set(paths) == Set(expected))
    }

    @Test func `an example is a command that can be read back`() throws {
        func roundTrip<T: Codable & Equatable>(_ value: T) throws -> Bool {
            try JSONDecoder().decode(T.self, from: JSONEncoder().encode(value)) == value
        }
        #expect(try roundTrip(IntakeExamples.identify))
        #expect(try roundTrip(IntakeExamples.register))
        #expect(try roundTrip(IntakeExamples.admit))
        #expect(try roundTrip(IntakeExamples.plan))
        #expect(try roundTrip(IntakeExamples.assess))
        #expect(try roundTrip(IntakeExamples.view))
    }

    @Test func `routes that take a person's details are declared as identifying`() {
        let identifying = routes.filter { $0.declaration.dataClass == .identifying }
            .map { $0.declaration.path.description }
        #expect(
            Set(identifying) == [
                "/v1/cases/{caseId}/register", "/v1/cases/{caseId}/correct", "/v1/cases/{caseId}/admission",
                "/v1/cases/search", "/v1/imports", "/v1/exports",
            ]
        )
        // Two queries give out what identifies people, or are asked by it, and say so.
        let giving = routes.filter { $0.declaration.kind == .query && $0.declaration.dataClass == .identifying }
        #expect(Set(giving.map { $0.declaration.path.description }) == ["/v1/exports", "/v1/cases/search"])
    }
}

struct IntakeConfigTests {
    @Test func `services are heard from the instances named`() {
        #expect(ServiceSources("*") == .all)
        #expect(ServiceSources("a, b") == .named(["a", "b"]))
        var envelope = Envelope(
            id: .v7(),
            source: "/jisr/services/a",
            type: ServiceStarted.type,
            aggregateID: .v7(),
            aggregateVersion: 1,
            occurredAt: Sample.now,
            recordedAt: Sample.now,
            partitionKey: .text(""),
            sequence: 1,
            keySequence: 1,
            storeEpoch: 1,
            correlationID: .v7(),
            classification: .restricted
        )
        #expect(ServiceSources("a").accept(envelope))
        #expect(!ServiceSources("b").accept(envelope))
        #expect(ServiceSources("*").accept(envelope))
        envelope.source = "/jisr/partnerships/z"
        #expect(ServiceSources("b").accept(envelope))
    }

    @Test func `settings have their documented names`() {
        #expect(
            IntakeConfig.settings.map(\.declaration.environmentName) == [
                "JISR_CASE_NUMBER_PREFIX", "JISR_SERVICES_INSTANCES", "JISR_INSTITUTIONS", "JISR_TRANSFER_WAIT",
                "JISR_DEADLINE_ASSESSMENT", "JISR_DEADLINE_PLAN", "JISR_DEADLINE_CLASSIFICATION",
                "JISR_TIMERS_INTERVAL",
                "JISR_MATCH_KEY_FILE", "JISR_TRAFFICKING_REFLECTION_DAYS", "JISR_RETENTION_COURT_ORDER_YEARS",
            ]
        )
        #expect(throws: SettingFault.self) { try IntakeConfig.caseNumberPrefix.value(of: "eg elmarg") }
        #expect(throws: Never.self) { try IntakeConfig.caseNumberPrefix.value(of: "EG-ELMARG") }
        #expect(throws: SettingFault.self) { try IntakeConfig.servicesInstances.value(of: "a,,b") }
    }
}
