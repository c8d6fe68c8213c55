import Foundation
import Testing

@testable import ServiceKit

struct CommandRouteTests {
    private let components = ServiceComponents(routes: SampleRoutes.all)

    private func body(_ name: String, _ id: UUID = UUID()) -> String {
        #"{"thingId": "\#(id)", "name": "\#(name)", "cells": [{"colour": "red", "count": 1}]}"#
    }

    @Test func `answers with status, version, location and body`() async throws {
        try await RunningService.with(components, folder: TestFolder()) { service in
            let answer = try await service.post("/v1/things", body("a"))
            #expect(answer.status == 201)
            #expect(answer.header("ETag") == "\"1\"")
            #expect(answer.header("Location")?.hasPrefix("/v1/things/") == true)
            #expect(answer.header("Content-Type") == "application/json")
            #expect(answer.header("Idempotency-Replayed") == nil)
            #expect(try answer.json()["count"] as? Int == 1)
            #expect(try await service.post("/v1/things", body("provisional")).status == 202)
        }
    }

    @Test func `a refusal that records something is a problem with the result, and is repeated as it was`() async throws
    {
        try await RunningService.with(components, folder: TestFolder()) { service in
            let body = body("half")
            let answer = try await service.post("/v1/things", body, key: "half-1")
            #expect(answer.status == 422)
            #expect(answer.header("Content-Type") == "application/problem+json")
            #expect(try answer.json()["status"] as? Int == 422)
            #expect((try answer.json()["result"] as? [String: Any])?["count"] as? Int == 1)
            let again = try await service.post("/v1/things", body, key: "half-1")
            #expect(again.body == answer.body)
            #expect(again.header("Content-Type") == "application/problem+json")
            #expect(again.header("Idempotency-Replayed") == "true")
            let list = try await service.get("/v1/things").json()
            #expect((list["items"] as? [Any])?.count == 1)
        }
    }

    @Test(arguments: ["\"+1\"", "\"\"", "1", "*", "\"-0\"", "W/\"1\"", "\"99999999999999999999\""])
    func `refuses a version that is not an ETag of digits`(_ tag: String) async throws {
        try await RunningService.with(components, folder: TestFolder()) { service in
            let answer = try await service.post(
                "/v1/things",
                body("a"),
                headers: ["Content-Type": "application/json", "If-Match": tag]
            )
            #expect(answer.status == 400)
            #expect(answer.body.contains("version.malformed"))
        }
    }

    @Test func `refuses a parameter in a command's URL instead of passing over it`() async throws {
        try await RunningService.with(components, folder: TestFolder()) { service in
            let answer = try await service.post("/v1/things?dryRun=true", body("a"))
            #expect(answer.status == 400)
            #expect(answer.body.contains("parameter.unknown"))
            #expect(try await service.post("/v1/things?", body("a")).status == 201)
        }
    }

    @Test func `gives the same answer to the same command, once in effect`() async throws {
        try await RunningService.with(components, folder: TestFolder()) { service in
            let body = body("a")
            let key = UUID().uuidString
            let first = try await service.post("/v1/things", body, key: key)
            let second = try await service.post("/v1/things", body, key: key)
            #expect(second.status == 201)
            #expect(second.body == first.body)
            #expect(second.header("ETag") == first.header("ETag"))
            #expect(second.header("Location") == first.header("Location"))
            #expect(second.header("Idempotency-Replayed") == "true")
            let list = try await service.get("/v1/things").json()
            #expect((list["items"] as? [Any])?.count == 1)
        }
    }

    @Test func `keeps receipts over a restart`() async throws {
        let folder = try TestFolder()
        let (body, key) = (body("a"), UUID().uuidString)
        let code = try await RunningService.with(components, folder: folder) { service in
            let answer = try await service.post("/v1/things", body, key: key)
            #expect(answer.status == 201)
        }
        #expect(code == 0)
        try await RunningService.with(components, folder: folder) { service in
            let answer = try await service.post("/v1/things", body, key: key)
            #expect(answer.header("Idempotency-Replayed") == "true")
        }
    }

    @Test func `refuses a key that was used for something else`() async throws {
        try await RunningService.with(components, folder: TestFolder()) { service in
            let key = UUID().uuidString
            _ = try await service.post("/v1/things", body("a"), key: key)
            let other = try await service.post("/v1/things", body("b"), key: key)
            #expect(other.status == 422)
            #expect(try other.json()["code"] as? String == "idempotency.key_reused")
        }
    }

    @Test func `a refused command leaves no receipt and may be sent again`() async throws {
        try await RunningService.with(components, folder: TestFolder()) { service in
            let key = UUID().uuidString
            let refused = try await service.post("/v1/things", body("refused"), key: key)
            #expect(refused.status == 422)
            #expect(refused.header("Content-Type") == "application/problem+json")
            let problem = try refused.json()
            #expect(problem["type"] as? String == "urn:jisr:problem:thing.refused")
            #expect(problem["field"] as? String == "name")
            #expect(problem["detail"] as? String == "choose another name")
            #expect(try await service.post("/v1/things", body("a"), key: key).status == 201)
        }
    }

    @Test(arguments: [nil, "", "with space", String(repeating: "k", count: 256), "Ünicode"] as [String?])
    func `wants an idempotency key of visible ASCII`(_ key: String?) async throws {
        try await RunningService.with(components, folder: TestFolder()) { service in
            let answer = try await service.post("/v1/things", body("a"), key: key)
            #expect(answer.status == 400)
            #expect(try answer.json()["code"] as? String == "idempotency.key_required")
        }
    }

    @Test func `asks for the version and reads it from the ETag`() async throws {
        try await RunningService.with(components, folder: TestFolder()) { service in
            let uri = "/v1/things/\(UUID())/touch"
            let missing = try await service.post(uri, nil, headers: [:])
            #expect(missing.status == 428)
            for tag in ["7", "\"x\"", "W/\"7\"", "\"-1\"", "*"] {
                let malformed = try await service.post(
                    uri,
                    nil,
                    headers: ["Content-Type": "application/json", "If-Match": tag]
                )
                #expect(malformed.status == 400, "\(tag)")
            }
            let touched = try await service.post(uri, nil, headers: ["If-Match": "\"7\""])
            #expect(touched.status == 204)
            #expect(touched.body.isEmpty)
            #expect(touched.header("ETag") == "\"8\"")
        }
    }

    @Test func `refuses a path that names nothing`() async throws {
        try await RunningService.with(components, folder: TestFolder()) { service in
            let answer = try await service.post("/v1/things/Amal/touch", nil, headers: ["If-Match": "\"7\""])
            #expect(answer.status == 404)
            #expect(try answer.json()["field"] as? String == "thingId")
            #expect(!answer.body.contains("Amal"))
        }
    }

    @Test func `refuses other media types and large bodies`() async throws {
        let settings = ["JISR_HTTP_MAX_BODY_BYTES": "1024"]
        try await RunningService.with(components, settings: settings, folder: TestFolder()) { service in
            let text = try await service.post("/v1/things", "name=a", headers: ["Content-Type": "text/plain"])
            #expect(text.status == 415)
            #expect(try await service.post("/v1/things", body("a"), headers: [:]).status == 415)
            let charset = ["Content-Type": "application/json; charset=UTF-8"]
            #expect(try await service.post("/v1/things", body("a"), headers: charset).status == 201)
            let large = try await service.post("/v1/things", body(String(repeating: "a", count: 2000)))
            #expect(large.status == 413)
            #expect(try large.json()["code"] as? String == "body.too_large")
            #expect(try await service.post("/v1/things", body("b")).status == 201)
        }
    }

    @Test func `hides what went wrong inside`() async throws {
        try await RunningService.with(components, folder: TestFolder()) { service in
            let answer = try await service.post("/v1/things", body("crash"))
            #expect(answer.status == 500)
            #expect(try answer.json()["code"] as? String == "internal")
            #expect(!answer.body.contains("Amal"))
            #expect(try await service.get("/v1/broken").status == 500)
        }
    }
}
