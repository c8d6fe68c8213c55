import EventStore
import Events
import Foundation
import TestKit
import Testing

@testable import Statistics

@Suite struct PageTests {
    /// Serves the page with the agreement told of.
    private func serve(_ figures: [Shown], _ body: @Sendable (PublicAPI) async throws -> Void) async throws {
        try await PublicAPI.run { api in
            var agreement = AgreementDrafted.example
            agreement.agreementId = PublishedExamples.agreement
            agreement.title = "Memorandum <on> care & \"rights\""
            let record = try published(agreement, of: agreement.agreementId, source: "/jisr/partnerships/national")
            try await api.receive([record], topic: .partnershipEvents)
            try api.publish(figures, release: Examples.id(5_001))
            try await body(api)
        }
    }

    @Test func `is in the language that is asked for, by the address or by the browser`() async throws {
        try await serve(PublishedExamples.figures) { api in
            for (language, title) in [
                ("en", "Protection and reintegration in figures"), ("fr", "Protection et réinsertion en chiffres"),
                ("ar", "الحماية وإعادة الإدماج بالأرقام"),
            ] {
                #expect(try await api.get("/?lang=\(language)").text.contains("<h1>\(title)</h1>"))
                let asked = try await LoopbackClient.shared.send(
                    "GET",
                    api.url + "/",
                    body: nil,
                    headers: ["Accept-Language": "de, \(language)-EG;q=0.8, en;q=0.1"]
                )
                #expect(asked.text.contains("<html lang=\"\(language)\""))
            }
            #expect(try await api.get("/").text.contains("dir=\"ltr\""))
            #expect(try await api.get("/?lang=ar").text.contains("dir=\"rtl\""))
            #expect(try await api.get("/?lang=de").status == 400)
        }
    }

    @Test func `shows the last period of which something is told`() async throws {
        let figures: [Shown] = [
            .counted(.beneficiariesVocational, 1_696, period: "to-2018-12-31"),
            .counted(.beneficiariesVocational, nil, period: "to-2019-03-31"),
            .counted(.beneficiariesMedical, nil, period: "to-2018-12-31"),
            .counted(.beneficiariesMedical, nil, period: "to-2019-03-31"),
        ]
        try await serve(figures) { api in
            let page = try await api.get("/?lang=en").text
            #expect(page.contains("1,696"))
            let vocational = try #require(page.range(of: "Children in vocational training"))
            let medical = try #require(page.range(of: "Children with medical care"))
            #expect(page[vocational.upperBound...].prefix(400).contains("31 December 2018"))
            #expect(page[medical.upperBound...].prefix(400).contains("31 March 2019"))
        }
    }

    @Test func `names what is told in no cell instead of showing empty tables`() async throws {
        let figures: [Shown] = [
            .counted(.beneficiariesVocational, 40), .counted(.beneficiariesVocational, 25, by: ["sex": "M"]),
            .counted(.beneficiariesVocational, nil, by: ["sex": "F"]),
            .counted(.beneficiariesMedical, nil, by: ["sex": "M"]),
            .counted(.beneficiariesMedical, nil, by: ["sex": "F"]),
            .counted(.beneficiariesMedical, nil, by: ["geo": "EG-C"]),
        ]
        try await serve(figures) { api in
            let page = try await api.get("/?lang=en").text
            #expect(page.contains("id=\"BEN_VOC-sex\""))
            #expect(!page.contains("id=\"BEN_MED-sex\"") && !page.contains("id=\"BEN_MED-geo\""))
            #expect(page.components(separatedBy: "Withheld in every cell:").count == 3)
        }
    }

    @Test func `shows counted beside reported, withheld as withheld, and escapes what others wrote`() async throws {
        try await serve(PublishedExamples.figures) { api in
            let answer = try await api.get("/?lang=en")
            let page = answer.text
            #expect(page.contains("1,734"))
            #expect(page.contains("Reported: \u{2068}more than 320\u{2069}"))
            #expect(page.contains("<span class=\"withheld\">withheld</span>"))
            #expect(page.contains("Memorandum &lt;on&gt; care &amp; "))
            #expect(!page.contains("<on>") && !page.contains("<script"))
            #expect(page.contains("role=\"img\" aria-label=\"Children with any service: Egypt"))
            #expect(page.contains("Alexandria"))
            #expect(answer.headers["content-security-policy"]?.contains("default-src 'none'") == true)
            #expect(answer.headers["vary"] == "Accept-Language")
        }
    }

    @Test func `the dictionary says of every indicator, dimension and value what it means, in three languages`()
        async throws
    {
        try await serve([]) { api in
            let dictionary = try await api.get("/v1/dictionary").json
            #expect(dictionary["indicators"].array.count == Indicator.all.count)
            #expect(dictionary["dimensions"].array.count == Dimension.allCases.count)
            for entry in dictionary["indicators"].array + dictionary["dimensions"].array {
                for language in ["en", "fr", "ar"] { #expect(entry["names"][language].string?.isEmpty == false) }
            }
            let ages = dictionary["dimensions"].array.first { $0["code"].string == "age" }
            #expect(ages?["values"].array.contains { $0["sdmx"].string == "Y5T11" } == true)
            for (language, title) in [
                ("en", "Data dictionary"), ("fr", "Dictionnaire des données"), ("ar", "قاموس البيانات"),
            ] {
                #expect(try await api.get("/data-dictionary?lang=\(language)").text.contains("<h1>\(title)</h1>"))
            }
        }
    }

    @Test func `changes when something new is published`() async throws {
        try await serve([.counted(.beneficiariesAny, 40)]) { api in
            #expect(try await api.get("/?lang=en").text.contains("<p class=\"figure\">40</p>"))
            try api.publish([.counted(.beneficiariesAny, 52)])
            #expect(try await api.get("/?lang=en").text.contains("<p class=\"figure\">52</p>"))
        }
    }

    @Test func `has a place for every governorate of Egypt and region of Morocco, each its own`() {
        #expect(Set(TileMap.egypt.places.keys) == Set(Region.egypt.map(\.code)))
        #expect(Set(TileMap.morocco.places.keys) == Set(Region.morocco.map(\.code)))
        for map in TileMap.all {
            #expect(Set(map.places.values.map { "\($0.column) \($0.row)" }).count == map.places.count)
        }
    }

    @Test(arguments: PageLanguage.allCases) func `says everything in every language`(language: PageLanguage) {
        for word in PageWord.allCases {
            #expect(!word.text(in: language).isEmpty, "\(word)")
            guard language == .arabic else { continue }
            #expect(word.text(in: .arabic) != word.text(in: .english), "\(word)")
        }
        #expect(language.text(day(2020, 12, 1)).hasSuffix("2020"))
        for (asOf, year) in [(day(2020, 12, 31), "2018"), (day(2017, 6, 1), "2017")] {
            #expect(language.text(PublishedPeriod("to-2018-12-31"), asOf: asOf).hasSuffix(year))
        }
        #expect(language.text(1_234_567).filter(\.isNumber) == "1234567")
    }

    @Test func `is accessible and whole in a browser, in three languages, on a phone and a desktop`() async throws {
        let folder = try TemporaryFolder()
        // Kept where somebody wants to look at the pictures.
        let pictures = ProcessInfo.processInfo.environment["JISR_PICTURES"]
        let path = pictures ?? folder.path
        try await serve(PublishedExamples.figures) { api in
            let result = try await Script.run(
                "deploy/lib/page/check",
                [api.url, path] + (pictures == nil ? [] : ["--pictures"])
            )
            #expect(result.status == 0, "\(result.output)")
            for (language, words) in [("en", "withheld"), ("fr", "non publié"), ("ar", "محجوب")] {
                let text = try String(contentsOf: URL(fileURLWithPath: "\(path)/\(language).txt"), encoding: .utf8)
                // All figures are there without a script.
                #expect(text.contains(words) && text.contains("321") && text.contains("215"))
            }
        }
    }
}
