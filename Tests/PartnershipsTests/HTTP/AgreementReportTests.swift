import Events
import Foundation
import TestKit
import Testing

@testable import Partnerships

@Suite struct AgreementReportTests {
    @Test func `the printed report sets promise, delivery, regions, duties and targets side by side`() async throws {
        try await PartnershipsAPI.run { api in
            let made = try await ReparationAgreement.make(api)
            let centres = try made.commitment("M5")
            for region in ReparationAgreement.regions.prefix(3) {
                let delivery: JSON = [
                    "kind": "CENTRE", "region": .string(region), "on": "2026-05-01",
                    "evidenceRef": .string("report on \(region)"),
                ]
                _ = try await api.accepted("/v1/commitments/\(centres)/deliver", delivery, "deliverableId")
            }
            _ = try await api.post("/v1/commitments/\(centres)/fulfil")
            let answer = try await api.get("/v1/agreements/\(made.agreement)/report")
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == "text/html; charset=utf-8")
            let html = answer.text
            #expect(html.hasPrefix("<!DOCTYPE html>"))
            #expect(html.contains("@page { size: A4"))
            #expect(html.contains("14 commitments: 1 partly_fulfilled, 13 pledged"))
            #expect(html.contains("<td>3 of 11<br>"))
            #expect(html.contains("without evidence:"))
            #expect(html.contains("Azilal"))
            #expect(html.contains("report on MA-FIG"))
            #expect(html.contains("2 overdue"))
            #expect(html.contains("2026-01-01 – 2026-06-30"))
            #expect(html.contains("The agreement sets no target."))
            for tag in ["table", "tbody", "tr", "td", "dl", "body", "html", "style"] {
                let opened =
                    html.components(separatedBy: "<\(tag)>").count + html.components(separatedBy: "<\(tag) ").count - 2
                #expect(opened == html.components(separatedBy: "</\(tag)>").count - 1, "\(tag)")
            }
        }
    }

    @Test func `what was entered is text, never markup`() async throws {
        try await PartnershipsAPI.run { api in
            let parties = [try await api.organisation("<b>One</b>"), try await api.organisation("Two & Three")]
            let title = "Memorandum <script>alert(1)</script> {{page.title}}"
            let agreement = try await api.memorandum(parties: parties, ["title": .string(title)])
            let html = try await api.get("/v1/agreements/\(agreement)/report").text
            #expect(!html.contains("<script"))
            #expect(!html.contains("<b>"))
            #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; {{page.title}}"))
            #expect(html.contains("Two &amp; Three"))
            #expect(html.contains("No commitment was made."))
        }
    }

    @Test func `names are given in the language that is asked for, where they are known in it`() async throws {
        try await PartnershipsAPI.run { api in
            let council = try await api.accepted(
                "/v1/organisations",
                [
                    "names": ["en": "Council", "fr": "Conseil", "ar": "المجلس"], "kind": "PUBLIC", "country": "MA",
                ],
                "orgId"
            )
            let other = try await api.organisation("Ministry")
            let agreement = try await api.memorandum(parties: [council, other], ["regions": ["MA"]])
            let path = "/v1/agreements/\(agreement)/report"
            let french = try await api.get(path + "?lang=fr").text
            #expect(french.contains("Conseil; Ministry"))
            #expect(french.contains("Maroc"))
            let arabic = try await api.get(path + "?lang=ar").text
            #expect(arabic.contains("المجلس"))
            // Each text runs in its own direction.
            #expect(arabic.contains("<dd dir=\"auto\">المجلس"))
            #expect(try await api.get(path + "?lang=de").json["code"] == "code.unknown")
            #expect(try await api.get("/v1/agreements/\(Examples.id(4))/report").status == 404)
        }
    }

    @Test func `a target shows what was wanted, counted and reported`() async throws {
        try await PartnershipsAPI.run { api in
            let parties = [try await api.organisation("One"), try await api.organisation("Two")]
            let agreement = try await api.memorandum(
                parties: parties,
                [
                    "targets": [
                        [
                            "indicator": "INST_REACHED", "due": "2026-12-31",
                            "quantity": ["value": 20, "qualifier": "about", "unit": "institutions"],
                        ]
                    ]
                ]
            )
            var figure = StatisticUpdated.example
            figure.indicator = .institutionsReached
            figure.dimensions = ["agreement": agreement]
            figure.value = 19
            let record = try published(figure, of: Examples.id(1), key: "x", source: "/jisr/statistics/national")
            try await api.receive([record], topic: .figures)
            let reported: JSON = [
                "indicator": "INST_REACHED", "quantity": ["value": 21, "qualifier": "eq"], "sourceRef": "press release",
                "scope": ["agreementId": .string(agreement)],
            ]
            _ = try await api.accepted("/v1/figures", reported, "figureId")
            let html = try await api.get("/v1/agreements/\(agreement)/report").text
            #expect(html.contains("about 20 institutions"))
            #expect(html.contains("<td class=\"number\">19</td><td>met</td>"))
            #expect(html.contains("21 (press release)"))
        }
    }
}
