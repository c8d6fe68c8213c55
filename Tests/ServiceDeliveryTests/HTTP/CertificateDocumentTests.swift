import EventStore
import Events
import Foundation
import TestKit
import Testing

@testable import ServiceDelivery

struct CertificateDocumentTests {
    private let caseID = Examples.id(100)
    private static let secret = [UInt8](repeating: 5, count: 32)

    @Test func `a code reads back as people copy it, and a changed one does not`() throws {
        let code = VerificationCode(number: "EG-ELMARG-2018-L-000321", secret: Self.secret)
        #expect(code.description.hasPrefix("EG-ELMARG-2018-L-000321-"))
        #expect(code.description.wholeMatch(of: /EG-ELMARG-2018-L-000321(-[0-9A-HJKMNP-TV-Z]{4}){3}/) != nil)
        #expect(VerificationCode(code.description) == code)
        #expect(VerificationCode(code.description.lowercased()) == code)
        let other = VerificationCode(number: "EG-ELMARG-2018-L-000322", secret: Self.secret)
        #expect(other.description.suffix(14) != code.description.suffix(14))
        #expect(
            VerificationCode(number: code.number, secret: [UInt8](repeating: 6, count: 32)) != code
        )
        for text in ["", "-", "EG-ELMARG-2018-L-000321", "7K3M-9QXT-2VWD", String(repeating: "A-", count: 60)] {
            #expect(VerificationCode(text) == nil, "\(text)")
        }
    }

    private func certified(_ api: ServiceAPI, holder: String?) async throws -> (id: EntityID, number: String) {
        let bench = api.bench
        try bench.offer(.literacy)
        try bench.openCase(caseID)
        var institution = InstitutionRegistered.example
        (institution.institutionId, institution.orgId) = (Workbench.institution, Examples.id(7))
        institution.name = "School & <Workshop>"
        var organisation = OrganisationRegistered.example
        organisation.orgId = Examples.id(7)
        organisation.names = LocalizedNames(en: "Example Society", ar: "جمعية المثال")
        let source = "/jisr/partnerships/national"
        try bench.hear(try bench.feed.message(institution, key: Workbench.institution, source: source))
        try bench.hear(try bench.feed.message(organisation, key: Examples.id(7), source: source))
        let id = try bench.enrol(caseID)
        try bench.end(id, of: caseID)
        var body: [String: JSON] = ["issuedOn": "2018-07-01", "level": "2"]
        if let holder { body["holderName"] = .string(holder) }
        let issued = try await api.post("/v1/enrolments/\(id)/certificate", .object(body))
        return (id, try #require(issued.json["certificateNumber"].string))
    }

    @Test(arguments: ["ar", "fr", "en"])
    func `prints a certificate in Arabic, French and English`(_ language: String) async throws {
        try await ServiceAPI.run { api in
            let number = try await certified(api, holder: "Zarathustrian <b>").number
            let answer = try await api.get("/v1/certificates/\(number)/document?language=\(language)")
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == "text/html; charset=utf-8")
            let page = answer.text
            #expect(page.contains("lang=\"\(language)\" dir=\"\(language == "ar" ? "rtl" : "ltr")\""))
            #expect(page.contains("Zarathustrian &lt;b&gt;") && page.contains("School &amp; &lt;Workshop&gt;"))
            let words = ["ar": "محو الأمية", "fr": "alphabétisation", "en": "literacy course"]
            let days = ["ar": "1 يوليو 2018", "fr": "1er juillet 2018", "en": "1 July 2018"]
            let names = ["ar": "جمعية المثال", "fr": "Example Society", "en": "Example Society"]
            for expected in [words, days, names] { #expect(page.contains(try #require(expected[language]))) }
            let code = try await api.get("/v1/certificates/\(number)").json["verificationCode"].string
            #expect(page.contains(try #require(code)))
            #expect(!page.contains("<script") && !page.contains("http://") && !page.contains("{{"))
        }
    }

    @Test func `tells valid, revoked and unknown, and nothing of the holder`() async throws {
        try await ServiceAPI.run { api in
            let (id, number) = try await certified(api, holder: "Zarathustrian")
            let code = try #require(
                try await api.get("/v1/certificates/\(number)").json["verificationCode"].string
            )
            func verify(_ code: String) async throws -> JSON { try await api.get("/v1/verify/\(code)").json }
            let valid = try await verify(code)
            #expect(valid == ["status": "valid", "kind": "LITERACY", "issuedOn": "2018-07-01"])
            let forged = String(code.dropLast()) + (code.hasSuffix("0") ? "1" : "0")
            for unknown in [forged, number + "-0000-0000-0000", "EG-ELMARG-2018-L-000999-0000-0000-0000"] {
                #expect(try await verify(unknown) == ["status": "unknown"])
            }
            for text in [number, "x", "%00", "7K3M-9QXT-2VWD"] {
                #expect(try await api.get("/v1/verify/\(text)").status == 404)
            }
            #expect(
                try await api.post("/v1/enrolments/\(id)/certificate/revoke", ["reason": "DATA_ENTRY"]).status == 200
            )
            let revoked = try await verify(code)
            #expect(revoked["status"].string == "revoked" && revoked["revokedOn"].string == "2019-03-01")
            let page = try await api.get("/v1/certificates/\(number)/document?language=en").text
            #expect(page.contains("REVOKED"))
        }
    }

    @Test func `leaves room for a name that was not given, and prints nobody who was erased`() async throws {
        try await ServiceAPI.run { api in
            let number = try await certified(api, holder: nil).number
            let path = "/v1/certificates/\(number)/document"
            #expect(try await api.get(path + "?language=en").text.contains("class=\"holder\"><bdi></bdi>"))
            #expect(try await api.get(path).json["code"].string == "parameter.required")
            #expect(try await api.get("/v1/certificates/X-2018-L-1/document?language=en").status == 404)
            let erased = SubjectErased(subjectId: Facts.subject, caseIds: [caseID], erasedAt: Dates.now)
            try api.bench.hear(try api.bench.feed.message(erased, key: Facts.subject))
            #expect(try await api.get(path + "?language=en").status == 410)
        }
    }
}
