import Events
import TestKit
import Testing

@testable import Training

@Suite struct CertificateTests {
    /// A course of three days that was held, with one certified participant; the activity, the person, the number.
    private static func certified(_ api: TrainingAPI) async throws -> (activity: String, person: String, number: String)
    {
        let activity = try await api.activity(["kind": "CRS"])
        try await api.move(activity, "open")
        let person = try await api.participant(activity, "PAR", "F", "EG", "Mona Example")
        try await api.move(activity, "start")
        _ = try await api.post("/v1/participants/\(person)/attendance", ["days": 3])
        try await api.move(activity, "hold")
        let answer = try await api.post("/v1/participants/\(person)/certificate", ["certifiedOn": "2021-11-18"])
        return (activity, person, try #require(answer.json["certificateNo"].string))
    }

    @Test func `whoever is shown a certificate can ask whether it stands and what for, and learns no name`()
        async throws
    {
        try await TrainingAPI.run { api in
            var organisation = OrganisationRegistered.example
            organisation.orgId = Examples.id(1)
            try await api.receive([try published(organisation, of: organisation.orgId)])
            let (activity, _, number) = try await Self.certified(api)
            let answer = try await api.get("/v1/certificates/\(number)")
            #expect(answer.status == 200)
            #expect(answer.json["status"] == "valid")
            #expect(answer.json["activityId"].string == activity)
            #expect(answer.json["certifiedOn"] == "2021-11-18")
            let names = answer.json["organisers"].array.first { $0["orgId"].string == Examples.id(1).description }
            #expect(names?["names"]["en"].string == organisation.names.en)
            #expect(!answer.text.contains("Mona"))
            let unknown = try await api.get("/v1/certificates/NATIONAL-CRS-2021-000999")
            #expect(unknown.status == 404)
            #expect(unknown.json["code"] == "certificate.unknown")
        }
    }

    @Test func `a name is compared, and never told`() async throws {
        try await TrainingAPI.run { api in
            let (_, _, number) = try await Self.certified(api)
            func isHolder(_ name: JSON) async throws -> JSON {
                let body: JSON = ["certificateNo": .string(number), "name": name]
                return try await api.post("/v1/certificates/verify", body).json["items"][0]["isHolder"]
            }
            #expect(try await isHolder("mona  EXAMPLE") == true)
            #expect(try await isHolder("Mona Other") == false)
            #expect(try await isHolder(.null) == .null)
            let none = try await api.post("/v1/certificates/verify", ["certificateNo": "X-1", "name": "Mona Example"])
            #expect(none.status == 200)
            #expect(none.json["items"].array.isEmpty)
        }
    }

    @Test func `a certificate falls with its participation, and nothing less can undermine it`() async throws {
        try await TrainingAPI.run { api in
            let (activity, person, number) = try await Self.certified(api)
            let path = "/v1/participants/\(person)/correct"
            #expect(try await api.refused(path, ["days": 1, "reason": "DATA_ENTRY"]) == "certificate.not_earned")
            #expect(try await api.post(path, ["country": "TN", "reason": "DATA_ENTRY"]).status == 200)
            #expect(try await api.post(path, ["voided": true, "reason": "DATA_ENTRY"]).status == 200)
            #expect(try await api.get("/v1/certificates/\(number)").json["status"] == "voided")
            // Its number is not given again.
            let other = try await api.participant(activity, "PAR", "M", "EG", "Other Example")
            _ = try await api.post("/v1/participants/\(other)/attendance", ["days": 3])
            let next = try await api.post("/v1/participants/\(other)/certificate", ["certifiedOn": "2021-11-18"])
            #expect(next.json["certificateNo"] == "NATIONAL-CRS-2021-000002")
        }
    }
}
