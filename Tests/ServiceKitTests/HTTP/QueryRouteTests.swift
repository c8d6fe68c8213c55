import EventStore
import Events
import Foundation
import HTTPTypes
import Testing

@testable import ServiceKit

struct QueryRouteTests {
    private let components = ServiceComponents(routes: SampleRoutes.all)

    private func fill(_ service: RunningService, count: Int) async throws {
        for number in 0..<count {
            let id = "00000000-0000-7000-8000-" + String(format: "%012d", number)
            let colour = number % 2 == 0 ? "red" : "green"
            let body = #"{"thingId": "\#(id)", "name": "a", "cells": [{"colour": "\#(colour)", "count": 1}]}"#
            #expect(try await service.post("/v1/things", body).status == 201)
        }
    }

    @Test func `pages through a list, every item once`() async throws {
        try await RunningService.with(components, folder: TestFolder()) { service in
            try await fill(service, count: 7)
            var seen: [String] = []
            var cursor: String?
            repeat {
                let uri = "/v1/things?limit=3" + (cursor.map { "&cursor=\($0)" } ?? "")
                let page = try await service.get(uri).json()
                seen += (page["items"] as? [[String: Any]] ?? []).compactMap { $0["thingId"] as? String }
                cursor = page["next"] as? String
            } while cursor != nil
            #expect(seen.count == 7)
            #expect(seen == seen.sorted() && Set(seen).count == 7)
            let red = try await service.get("/v1/things?colour=red").json()
            #expect((red["items"] as? [Any])?.count == 4)
        }
    }

    @Test(
        arguments: [
            ("limit=0", "parameter.invalid", "limit"), ("limit=201", "parameter.invalid", "limit"),
            ("limit=1&limit=2", "parameter.invalid", "limit"), ("colour=blue", "code.unknown", "colour"),
            ("since=yesterday", "parameter.invalid", "since"), ("cursor=%7B%7D", "parameter.invalid", "cursor"),
            ("cursor=abc", "parameter.invalid", "cursor"), ("since=%zz", "parameter.invalid", "since"),
            ("Amal=1", "parameter.unknown", nil), ("limit=%2B5", "parameter.invalid", "limit"),
            ("cursor=W10", "parameter.invalid", "cursor"),
        ] as [(String, String, String?)]
    )
    func `refuses parameters that are wrong or unknown`(_ query: String, _ code: String, _ field: String?) async throws
    {
        try await RunningService.with(components, folder: TestFolder()) { service in
            let answer = try await service.get("/v1/things?\(query)")
            #expect(answer.status == 400)
            #expect(try answer.json()["code"] as? String == code)
            #expect(try answer.json()["field"] as? String == field)
            #expect(!answer.body.contains("Amal") && !answer.body.contains("yesterday"))
        }
    }

    @Test func `gives the version and nothing more to a reader that has it`() async throws {
        try await RunningService.with(components, folder: TestFolder()) { service in
            let uri = "/v1/things/\(UUID())"
            let whole = try await service.get(uri)
            #expect(whole.status == 200)
            #expect(whole.header("ETag") == "\"7\"")
            #expect(whole.header("Cache-Control") == "no-store")
            let known = try await service.get(uri, headers: ["If-None-Match": "\"7\""])
            #expect(known.status == 304)
            #expect(known.body.isEmpty)
            let head = try await service.get(uri, method: .head)
            #expect(head.status == 200 && head.body.isEmpty)
        }
    }

    @Test func `goes on after an identifier only, never from the beginning again`() throws {
        let id = EntityID.v7()
        #expect(try PageRequest().afterID() == nil)
        #expect(try PageRequest(after: ["\(id)"]).afterID() == id)
        for after in [["a"], ["\(id)", "b"], [""]] {
            #expect(throws: PageRequest.cursorInvalid) { try PageRequest(after: after).afterID() }
        }
    }

    @Test func `gives files of other types`() async throws {
        try await RunningService.with(components, folder: TestFolder()) { service in
            let answer = try await service.get("/v1/things.csv")
            #expect(answer.header("Content-Type") == "text/csv; charset=utf-8")
            #expect(answer.body == "id,count\n")
        }
    }

    @Test func `tells an unknown path from an unknown method`() async throws {
        try await RunningService.with(components, folder: TestFolder()) { service in
            for path in ["/v1/nothing", "/v1/things/", "/v1//things", "/", "/v1/things/a/b/c"] {
                let answer = try await service.get(path)
                #expect(answer.status == 404, "\(path)")
                #expect(try answer.json()["code"] as? String == "route.unknown")
            }
            let answer = try await service.get("/v1/things", method: .delete)
            #expect(answer.status == 405)
            #expect(answer.header("Allow") == "GET, POST")
        }
    }

    @Test func `decodes a path's escapes and refuses broken ones`() {
        #expect(PercentCoding.decoded("a%20b%C3%A9") == "a bé")
        #expect(PercentCoding.decoded("a+b", plusIsSpace: true) == "a b")
        #expect(PercentCoding.decoded("a+b") == "a+b")
        for broken in ["%", "%2", "%zz", "%ff"] { #expect(PercentCoding.decoded(broken[...]) == nil) }
    }
}
