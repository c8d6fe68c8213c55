import Events
import TestKit
import Testing

@testable import Statistics

@Suite struct PublicationRoutesTests {
    private let release = Examples.id(5_001)

    private func values(_ answer: LoopbackClient.Answer) -> [String] {
        answer.json["items"].array.map { item in
            "\(item["indicator"].string ?? "") \(item["value"].int.map(String.init) ?? "withheld")"
        }
    }

    @Test func `gives the last statement of each figure, withheld ones too, page by page`() async throws {
        try await PublicAPI.run { api in
            try api.publish([
                .counted(.literacyCertified, 321), .counted(.beneficiariesLegal, nil), .exempt(.agreements, 3),
                .reported(.literacyCertified, 320),
            ])
            try api.publish([.counted(.literacyCertified, 322)])
            let all = try await api.get("/v1/figures")
            #expect(values(all) == ["AGR 3", "BEN_LEG withheld", "LIT_CERT 320", "LIT_CERT 322"])
            #expect(all.json["items"].array[1]["suppressed"].bool == true)
            #expect(all.json["items"].array[3]["revision"].int == 2)
            var seen: [String] = []
            var path = "/v1/figures?limit=3"
            while true {
                let page = try await api.get(path)
                seen += values(page)
                guard let next = page.json["next"].string else { break }
                path = "/v1/figures?limit=3&cursor=\(next)"
            }
            #expect(seen == values(all))
        }
    }

    @Test func `chooses by indicator, period and source`() async throws {
        try await PublicAPI.run { api in
            try api.publish([
                .counted(.literacyCertified, 321), .counted(.literacyCertified, 300, period: "to-2019-12-31"),
                .reported(.literacyCertified, 320), .exempt(.agreements, 3),
            ])
            #expect(values(try await api.get("/v1/figures?indicator=AGR")) == ["AGR 3"])
            #expect(values(try await api.get("/v1/figures?period=to-2019-12-31")) == ["LIT_CERT 300"])
            #expect(values(try await api.get("/v1/figures?source=reported")) == ["LIT_CERT 320"])
            #expect(try await api.get("/v1/figures?indicator=NONE").status == 400)
            // No cursor, and the cursors ["x"] and ["2020-12-31"] of other lists.
            for cursor in ["bm8", "WyJ4Il0", "WyIyMDIwLTEyLTMxIl0"] {
                #expect(try await api.get("/v1/figures?cursor=\(cursor)").json["code"].string == "parameter.invalid")
            }
        }
    }

    @Test func `shows the figures of a release only with its manifest, and keeps them as they were released`()
        async throws
    {
        try await PublicAPI.run { [release] api in
            let second = Examples.id(5_002)
            try api.publish([.counted(.literacyCertified, 321)], release: release)
            try api.publish([.counted(.literacyCertified, 335)], release: second, isComplete: false)
            #expect(values(try await api.get("/v1/figures")) == ["LIT_CERT 321"])
            #expect(try await api.get("/v1/figures?release=\(second)").status == 404)
            #expect(try await api.get("/v1/releases/\(second)").status == 404)
            try api.publish([], release: second)
            #expect(values(try await api.get("/v1/figures")) == ["LIT_CERT 335"])
            #expect(values(try await api.get("/v1/figures?release=\(release)")) == ["LIT_CERT 321"])
            let first = try await api.get("/v1/releases/\(release)")
            #expect(values(first) == ["LIT_CERT 321"])
            #expect(first.json["manifest"]["figureCount"].int == 1)
            #expect(try await api.get("/v1/releases/\(Examples.id(1))").json["code"].string == "release.unknown")
        }
    }

    @Test func `lists the releases, the newest first, page by page`() async throws {
        try await PublicAPI.run { api in
            for number in 1...5 { try api.publish([], release: Examples.id(5_000 + number)) }
            var seen: [String] = []
            var path = "/v1/releases?limit=2"
            while true {
                let page = try await api.get(path)
                seen += page.json["items"].array.compactMap { $0["releaseId"].string }
                guard let next = page.json["next"].string else { break }
                path = "/v1/releases?limit=2&cursor=\(next)"
            }
            #expect(seen == (1...5).reversed().map { Examples.id(5_000 + $0).description })
            #expect(try await api.get("/v1/releases?cursor=bm8").status == 400)
        }
    }
}
