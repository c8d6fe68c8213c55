import EventStore
import Events
import Foundation
import HTTPTypes
import Synchronization
import TestKit
import Testing

@testable import ServiceKit

struct SystemRouteTests {
    @Test func `is alive while it runs and ready when all required checks hold`() async throws {
        let flag = Flag(isUp: true)
        let components = ServiceComponents(
            routes: SampleRoutes.all,
            readiness: [
                ReadinessCheck("store") { .ready },
                ReadinessCheck("outbox") { flag.isUp ? .ready : .failing("the oldest record waits for 90 s") },
                ReadinessCheck("lag", isRequired: false) { .failing("behind by 10 records") },
            ]
        )
        try await RunningService.with(components, folder: TestFolder()) { service in
            #expect(try await service.get("/livez").status == 200)
            let ready = try await service.get("/readyz")
            #expect(ready.status == 200)
            #expect(
                ready.body == """
                    {"status":"ready","checks":{"store":{"status":"ok"},"outbox":{"status":"ok"},\
                    "lag":{"status":"failing","reason":"behind by 10 records"}}}
                    """
            )
            flag.isUp = false
            let failing = try await service.get("/readyz")
            #expect(failing.status == 503)
            #expect(
                failing.body.contains(#""outbox":{"status":"failing","reason":"the oldest record waits for 90 s"}"#)
            )
            #expect(try await service.get("/livez").status == 200)
        }
    }

    private final class Flag: Sendable {
        private let state: Mutex<Bool>
        init(isUp: Bool) { state = Mutex(isUp) }
        var isUp: Bool {
            get { state.withLock { $0 } }
            set { state.withLock { $0 = newValue } }
        }
    }

    @Test func `measures requests by route template, never by path`() async throws {
        try await RunningService.with(ServiceComponents(routes: SampleRoutes.all), folder: TestFolder()) { service in
            let id = UUID().uuidString.lowercased()
            _ = try await service.get("/v1/things/\(id)")
            _ = try await service.get("/v1/nothing/\(id)")
            let metrics = try await service.get("/metrics")
            #expect(metrics.header("Content-Type") == "text/plain; version=0.0.4; charset=utf-8")
            let line = #"jisr_http_requests_total{method="GET",route="/v1/things/{thingId}",status="200"} 1"#
            #expect(metrics.body.contains(line))
            #expect(metrics.body.contains(#"jisr_http_requests_total{method="other",route="none",status="404"} 1"#))
            #expect(metrics.body.contains(#"jisr_build_info{instance="el-marg",service="sample",version="1.0.0"} 1"#))
            #expect(!metrics.body.contains(id))
        }
    }

    @Test func `describes every declared route in OpenAPI`() async throws {
        try await RunningService.with(ServiceComponents(routes: SampleRoutes.all), folder: TestFolder()) { service in
            let document = try await service.get("/openapi.json").json()
            #expect(document["openapi"] as? String == "3.1.0")
            let paths = try #require(document["paths"] as? [String: [String: Any]])
            #expect(
                Set(paths.keys)
                    == Set(SampleRoutes.all.map(\.declaration.path.description)).union([
                        "/livez", "/readyz", "/metrics", "/openapi.json", "/docs",
                    ])
            )
            let add = try #require(paths["/v1/things"]?["post"] as? [String: Any])
            let responses = try #require(add["responses"] as? [String: [String: Any]])
            #expect(Set(responses.keys) == ["201", "202", "400", "409", "413", "415", "422", "503"])
            #expect((responses["422"]?["x-jisr-codes"] as? [String])?.contains("thing.refused") == true)
            #expect(add["x-jisr-permission"] as? String == "thing.add")
            let components = try #require(document["components"] as? [String: [String: Any]])
            let schemas = try #require(components["schemas"])
            let schema = try #require(schemas["AddThing.taken"] as? [String: Any])
            #expect(schema["required"] as? [String] == ["thingId", "name", "cells"])
            #expect(schema["additionalProperties"] as? Bool == false)
            let properties = try #require(schema["properties"] as? [String: [String: Any]])
            #expect(properties["name"]?["maxLength"] as? Int == 10_000)
            #expect(properties["since"]?["type"] as? [String] == ["string", "null"])
            let busy = try #require(responses["503"]?["headers"] as? [String: Any])
            #expect(busy["Retry-After"] != nil)
            #expect(schemas["Page_ThingView"] != nil)
            #expect(schemas["Problem"] != nil)
        }
    }

    @Test func `describes its own routes without a gap, with examples that are what they should be`() {
        #expect(OpenAPICheck.problems(of: SampleRoutes.all.filter { $0.declaration.path != "/v1/broken" }) == [])
    }

    @Test func `asks for a token in OpenAPI where the service asks for one`() throws {
        let document = OpenAPIDocument(
            title: "",
            version: "",
            summary: "",
            routes: SampleRoutes.all.map(\.declaration) + SystemRoutes.declarations,
            isAuthenticated: true
        ).json
        let add = try #require(document["paths"]?["/v1/things"]?["post"])
        #expect(add["security"] == [["token": []]])
        #expect(add["responses"]?["401"] != nil)
        #expect(add["responses"]?["403"] != nil)
        #expect(document["paths"]?["/livez"]?["get"]?["security"] == nil)
    }

    @Test func `shows the routes on a page that loads nothing`() async throws {
        try await RunningService.with(ServiceComponents(routes: SampleRoutes.all), folder: TestFolder()) { service in
            let page = try await service.get("/docs")
            #expect(page.header("Content-Type") == "text/html; charset=utf-8")
            #expect(page.header("Content-Security-Policy")?.hasPrefix("default-src 'none'") == true)
            #expect(page.body.contains("/v1/things/<var>{thingId}</var>/touch"))
            #expect(page.body.contains("idempotency.key_reused"))
            #expect(!page.body.contains("<script") && !page.body.contains("src=") && !page.body.contains("http://"))
        }
    }

    @Test func `asks who sends a request, but not at the service's own pages`() async throws {
        let components = ServiceComponents(
            routes: SampleRoutes.all,
            authenticate: { headers, route in
                guard headers[.authorization] == "Bearer good" else {
                    throw Rejection("auth.required", "send a token", status: 401)
                }
                return Caller(name: route.permission)
            }
        )
        try await RunningService.with(components, folder: TestFolder()) { service in
            let refused = try await service.get("/v1/things.csv")
            #expect(refused.status == 401)
            #expect(try await service.get("/v1/things.csv", headers: ["Authorization": "Bearer good"]).status == 200)
            #expect(try await service.get("/readyz").status == 200)
        }
    }
}
