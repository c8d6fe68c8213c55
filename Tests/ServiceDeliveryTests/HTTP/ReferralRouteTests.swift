import Crypto
import EventStore
import Events
import Foundation
import GRDB
import ServiceKit
import TestKit
import Testing

@testable import ServiceDelivery

/// Referrals over HTTP, with what only the organisation asked can read.
struct ReferralRouteTests {
    private let caseID = Examples.id(100)
    private let receiver = Workbench.receiver

    /// Opens what was sealed as an integrator would, with nothing of this project's.
    private func open(_ sealed: ReferralPayloadView, _ key: Curve25519.KeyAgreement.PrivateKey) throws -> JSON {
        var recipient = try HPKE.Recipient(
            privateKey: key,
            ciphersuite: .Curve25519_SHA256_ChachaPoly,
            info: Data(sealed.referralId.bytes),
            encapsulatedKey: try #require(Data(base64Encoded: sealed.encapsulatedKey))
        )
        let plaintext = try recipient.open(try #require(Data(base64Encoded: sealed.ciphertext)))
        return try JSONDecoder().decode(JSON.self, from: plaintext)
    }

    private func text(_ id: EntityID) -> JSON { .string(id.description) }

    /// A referral that was sent with a payload, of an organisation with this key.
    private func send(
        _ api: ServiceAPI,
        _ key: Curve25519.KeyAgreement.PrivateKey
    ) async throws -> EntityID {
        try api.bench.openCase(caseID)
        try api.bench.share(caseID)
        let registered = try await api.post(
            "/v1/organisations/\(receiver)/keys",
            ["publicKey": .string(key.publicKey.rawRepresentation.base64EncodedString())]
        )
        #expect(registered.status == 201)
        let drafted = try await api.post(
            "/v1/referrals",
            [
                "caseId": text(caseID), "fromOrgId": text(Workbench.sender), "toOrgId": text(receiver),
                "service": "LEG", "urgency": "MED", "consentId": text(Workbench.consent),
                "occurredAt": "2019-02-28T09:00:00Z", "note": "a note that stays here",
            ]
        )
        #expect(drafted.status == 201, "\(drafted.text)")
        let location = try #require(drafted.headers["location"])
        let sent = try await api.post(
            location + "/send",
            [
                "sentAt": "2019-03-01T07:00:00Z",
                "payload": ["givenName": "Zarathustrian", "safeContact": "only by letter"],
            ]
        )
        #expect(sent.status == 200, "\(sent.text)")
        #expect(sent.json["status"].string == "sent")
        #expect(sent.json["hasPayload"].bool == true)
        return try #require(sent.json["referralId"].string.flatMap { EntityID($0) })
    }

    private func payload(_ id: EntityID, _ bench: Workbench) throws -> ReferralPayloadView {
        try bench.write { transaction in
            let state = try transaction.state(CaseState.self, key: .id(caseID))
            let referral = try state.referral(id)
            return ReferralPayloadView(
                id,
                try ReferralQueries.requirePayload(of: referral, state.facts, transaction)
            )
        }
    }

    @Test func `only the organisation asked can read the payload, and the store gives nothing away`() async throws {
        try await ServiceAPI.run { api in
            let key = Curve25519.KeyAgreement.PrivateKey()
            let id = try await send(api, key)
            let sealed = try payload(id, api.bench)
            #expect(try open(sealed, key)["givenName"].string == "Zarathustrian")
            #expect(throws: (any Error).self) { try open(sealed, Curve25519.KeyAgreement.PrivateKey()) }
            let stored = try api.bench.temporary.folder.allBytes()
            for secret in ["Zarathustrian", "only by letter", "a note that stays here", sealed.ciphertext] {
                #expect(!stored.contains(Array(secret.utf8)))
            }
        }
    }

    @Test func `a withdrawn consent, a rejection and a deadline each destroy the payload for good`() async throws {
        let ends: [(String, (Workbench, EntityID) throws -> Void)] = [
            (
                "withdrawn",
                { bench, _ in try bench.share(caseID, .withdrawn, at: Dates.at("2019-03-01T07:30:00Z")) }
            ),
            (
                "rejected",
                { bench, id in
                    let at = Dates.now
                    try bench.step(caseID) { try $0.state.receive(referral: id, at: at, in: caseID, $0.time) }
                    try bench.step(caseID) { try $0.state.reject(referral: id, .capacity, at: at, in: caseID, $0.time) }
                }
            ),
            (
                "expired",
                { bench, _ in
                    bench.now = Dates.now.adding(.seconds(8 * 86_400))
                    try bench.work(on: caseID) { try $0.settle() }
                }
            ),
        ]
        for (name, end) in ends {
            try await ServiceAPI.run { api in
                let id = try await send(api, Curve25519.KeyAgreement.PrivateKey())
                try end(api.bench, id)
                #expect(refusal { _ = try payload(id, api.bench) } == "payload.removed", "\(name)")
                let keys = try api.bench.write { try EntityID.fetchAll($0.db, sql: "SELECT subject FROM subject_key") }
                #expect(!keys.contains(id), "\(name)")
                let answer = try await api.get("/v1/referrals/\(id)/payload")
                #expect(answer.status == 410, "\(name)")
            }
        }
    }

    @Test func `keys are checked, listed, replaced and revoked`() async throws {
        try await ServiceAPI.run { api in
            let base = "/v1/organisations/\(receiver)/keys"
            for bad in ["", "AAAA", "no base64", String(repeating: "A", count: 43) + "="] {
                #expect(try await api.post(base, ["publicKey": .string(bad)]).json["code"].string == "key.invalid")
            }
            let keys = (0..<2).map { _ in Curve25519.KeyAgreement.PrivateKey() }
            var ids: [String] = []
            for key in keys {
                let body: JSON = ["publicKey": .string(key.publicKey.rawRepresentation.base64EncodedString())]
                let answer = try await api.post(base, body)
                ids.append(try #require(answer.json["keyId"].string))
                #expect(try await api.post(base, body).json["code"].string == "key.duplicate")
            }
            #expect(try await api.post(base + "/\(ids[1])/revoke", [:]).status == 200)
            #expect(try await api.post(base + "/\(ids[1])/revoke", [:]).status == 409)
            #expect(try await api.post(base + "/\(EntityID.v7())/revoke", [:]).status == 404)
            let listed = try await api.get(base).json["items"].array
            #expect(listed.count == 2)
            #expect(listed.count { $0["revokedAt"].string != nil } == 1)
            let current = try api.bench.write { try $0.state(OrganisationKeys.self, key: .id(receiver)).current }
            #expect(current?.id.description == ids[0])
        }
    }

    @Test func `refuses a payload for an organisation without a key, and an empty one`() async throws {
        try await ServiceAPI.run { api in
            try api.bench.openCase(caseID)
            try api.bench.share(caseID)
            let drafted = try await api.post(
                "/v1/referrals",
                [
                    "caseId": text(caseID), "fromOrgId": text(Workbench.sender), "toOrgId": text(receiver),
                    "service": "LEG", "urgency": "LOW", "consentId": text(Workbench.consent),
                ]
            )
            let location = try #require(drafted.headers["location"])
            let without = try await api.post(location + "/send", ["payload": ["phone": "1"]])
            #expect(without.json["code"].string == "recipient.key_missing")
            let empty = try await api.post(location + "/send", ["payload": [:]])
            #expect(empty.json["field"].string == "payload")
            #expect(try await api.post(location + "/send", [:]).status == 200)
            let received = try await api.post(location + "/receive", [:])
            #expect(received.json["status"].string == "received")
            let unexplained = try await api.post(location + "/reject", [:])
            #expect(unexplained.json["code"].string == "reject.reason_required")
            #expect(try await api.post(location + "/accept", [:]).json["status"].string == "accepted")
            #expect(try await api.post(location + "/start", [:]).json["status"].string == "in_service")
            let completed = try await api.post(location + "/complete", ["outcome": "REFUSED"])
            #expect(completed.json["status"].string == "not_completed")
            #expect(try await api.post(location + "/cancel", [:]).status == 409)
            let list = try await api.get("/v1/referrals?toOrgId=\(receiver)&status=not_completed").json["items"].array
            #expect(list.count == 1)
            #expect(try await api.get(location + "/payload").json["code"].string == "payload.unknown")
            #expect(try await api.get(location).json["outcome"].string == "REFUSED")
        }
    }

    @Test func `records steps in proceedings`() async throws {
        try await ServiceAPI.run { api in
            try api.bench.openCase(caseID)
            try api.bench.offer(.criminalJustice)
            let id = try api.bench.enrol(caseID, .criminalJustice)
            let body: JSON = [
                "role": "VICTIM", "milestone": "INTERVIEW", "reachedOn": "2018-03-01", "fileRef": "synthetic-7/2018",
            ]
            #expect(try await api.post("/v1/enrolments/\(id)/milestones", body).status == 200)
            #expect(try await api.post("/v1/enrolments/\(id)/milestones", body).status == 409)
            let shown = try await api.get("/v1/enrolments/\(id)").json["milestones"]
            #expect(shown[0]["milestone"].string == "INTERVIEW")
            let stored = try api.bench.temporary.folder.allBytes()
            #expect(!stored.contains(Array("synthetic-7/2018".utf8)))
        }
    }
}
