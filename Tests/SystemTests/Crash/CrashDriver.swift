import Events
import Foundation
import Synchronization
import TestKit

/// Sends commands for as long as it is told to, insisting on an answer whatever is killed meanwhile.
///
/// A unit is one person: identified, registered, enrolled, one session delivered. A command that got no answer is sent
/// again with the same `Idempotency-Key`, as any client must.
final class CrashDriver: Sendable {
    private let cluster: JisrCluster
    private let institution = EntityID.v7()
    private let stopped = Atomic(false)
    private let finished = Mutex<[Unit]>([])
    private let failure = Mutex<(any Error)?>(nil)

    /// What one unit left behind.
    struct Unit: Sendable {
        let caseID: String
        let enrolmentID: String
    }

    init(cluster: JisrCluster) { self.cluster = cluster }

    /// The units that were accepted to their end.
    var units: [Unit] { finished.withLock { $0 } }

    /// Throws what went wrong, so that nobody goes on killing what nobody drives.
    func check() throws {
        if let failure = failure.withLock({ $0 }) { throw failure }
    }

    func stop() { stopped.store(true, ordering: .releasing) }

    /// Makes the offer that the enrolments need.
    func prepare() async throws {
        try await insist(
            .services,
            "/v1/offers",
            [
                "institutionId": "\(institution)", "service": "VOC", "capacity": 1_000_000, "from": "2018-01-01",
            ]
        )
    }

    /// Works through units with `workers` at a time until stopped.
    func run(workers: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<workers {
                group.addTask {
                    var number = 0
                    while !self.stopped.load(ordering: .acquiring) {
                        do {
                            try await self.unit(worker, number)
                        } catch {
                            self.failure.withLock { $0 = error }
                            throw error
                        }
                        number += 1
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func unit(_ worker: Int, _ number: Int) async throws {
        let identified = try await insist(
            .intake,
            "/v1/cases",
            [
                "institutionId": "\(institution)", "categories": ["CCL"], "identifiedBy": "INSTITUTION",
                "identifiedAt": "2018-03-01T08:00:00Z",
            ]
        )
        let caseID = try required(identified["caseId"].string, "caseId")
        let registered = try await insist(
            .intake,
            "/v1/cases/\(caseID)/register",
            Scenarios.boy(number: worker * 100_000 + number, on: "2018-03-01")
        )
        // Services may not have heard of the case yet: then the enrolment is provisional, for this person.
        let subjectID = try required(registered["subjectId"].string, "subjectId")
        let enrolled = try await insist(
            .services,
            "/v1/enrolments",
            [
                "caseId": "\(caseID)", "subjectId": "\(subjectID)", "service": "VOC",
                "providerInstitutionId": "\(institution)",
                "startedAt": "2018-03-02T08:00:00Z", "urgent": true, "consentAttested": true,
            ]
        )
        let enrolmentID = try required(enrolled["enrolmentId"].string, "enrolmentId")
        try await insist(
            .services,
            "/v1/enrolments/\(enrolmentID)/sessions",
            ["sessions": [["date": "2018-03-05", "hours": 2, "attended": true]]]
        )
        finished.withLock { $0.append(Unit(caseID: caseID, enrolmentID: enrolmentID)) }
    }

    /// Sends a command until it is answered; a refusal is an error of the test.
    @discardableResult
    private func insist(_ service: JisrCluster.Service, _ path: String, _ body: JSON) async throws -> JSON {
        let key = EntityID.v7().description
        let url = try cluster.url(service, path)
        return try await eventually("\(service) \(path) is answered", within: .seconds(120)) { () -> JSON? in
            let answer = try await LoopbackClient.shared.command("POST", url, body, key: key)
            switch answer.status {
            case 200..<300: return answer.json
            case 500...: return nil
            default: throw NoLongerPossible(description: "\(path): \(answer.status) \(answer.text)")
            }
        }
    }

    private func required(_ text: String?, _ name: String) throws -> String {
        guard let text else { throw NoLongerPossible(description: "the answer has no \(name)") }
        return text
    }
}
