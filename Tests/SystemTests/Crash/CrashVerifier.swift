import Events
import Kafka
import TestKit
import Testing

/// Looks everywhere an accepted command must have left its mark, once.
struct CrashVerifier {
    let cluster: JisrCluster
    let broker: DevBroker

    func verify(_ units: [CrashDriver.Unit]) async throws {
        for service in cluster.services { try await cluster.process(service).waitUntilReady() }
        try await figuresArrive(units.count)
        try await storesHold(units)
        try await topicsAreInOrder(units.count)
    }

    /// The figures come last, so everything before them has arrived too.
    private func figuresArrive(_ count: Int) async throws {
        _ = try await eventually("statistics counts \(count) persons", within: .seconds(120)) { () -> Bool? in
            let answer = try await cluster.query(.statistics, "/v1/statistics/BEN_VOC?asOf=2018-12-31")
            return answer["rows"][0]["counted"].int == count ? true : nil
        }
        let pairs = try await cluster.query(.statistics, "/v1/statistics/BEN_PAIRS?asOf=2018-12-31")
        #expect(pairs["rows"][0]["counted"].int == count)
        for service in cluster.services {
            // What was parked while another service was away is tried again later and later.
            _ = try await eventually("\(service) has published everything", within: .seconds(120)) { () -> Bool? in
                let metrics = try await LoopbackClient.shared.get(cluster.url(service, "/metrics")).text
                let lines = metrics.split(separator: "\n").filter { line in
                    ["jisr_outbox_pending ", "jisr_parked_keys "].contains { line.hasPrefix($0) }
                }
                guard lines.count == 2, lines.allSatisfy({ $0.hasSuffix(" 0") }) else {
                    throw StillWaiting(description: lines.joined(separator: ", "))
                }
                return true
            }
        }
    }

    private func storesHold(_ units: [CrashDriver.Unit]) async throws {
        var cases: [String] = []
        var cursor: String?
        repeat {
            let page = try await cluster.query(.intake, "/v1/cases?limit=200" + (cursor.map { "&cursor=\($0)" } ?? ""))
            cases += page["items"].array.compactMap { $0["caseId"].string }
            cursor = page["next"].string
        } while cursor != nil
        #expect(cases.count == Set(cases).count)
        #expect(Set(cases) == Set(units.map(\.caseID)))
        for unit in units {
            let enrolments = try await cluster.query(.services, "/v1/enrolments?caseId=\(unit.caseID)")["items"].array
            #expect(enrolments.map { $0["enrolmentId"].string } == [unit.enrolmentID])
        }
    }

    private func topicsAreInOrder(_ count: Int) async throws {
        var types: [String: Int] = [:]
        for topic in [Topic.caseEvents, .caseConfidential, .serviceEvents] {
            let audit = try await TopicAudit.read(topic.name, configuration: broker.configuration())
            #expect(audit.problems == [], "\(topic.name)")
            types.merge(audit.typeCounts) { $0 + $1 }
        }
        for name in ["case.identified", "case.registered", "service.started", "service.delivered"] {
            #expect(types["jisr.\(name).v1"] == count, "\(name)")
        }
        for service in cluster.services {
            let letters = Topic.deadLetters(of: service.rawValue).name
            let audit = try await TopicAudit.read(letters, configuration: broker.configuration())
            #expect(audit.recordCount == 0, "\(letters)")
        }
    }
}

/// Something is not published or handled yet.
private struct StillWaiting: Error, CustomStringConvertible {
    let description: String
}
