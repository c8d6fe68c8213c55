import Events
import Foundation
import Kafka
import TestKit
import Testing

/// Holds what statistics says against a recount of the topics by `deploy/lib/recount`, which shares no code with it.
struct TopicRecount {
    let cluster: JisrCluster
    let broker: DevBroker

    /// A record as the recount reads it.
    private struct Record: Encodable {
        let topic: String
        let headers: [String: String]
        let value: String
    }

    private static let topics: [Topic] = [
        .caseEvents, .caseConfidential, .serviceEvents, .serviceConfidential, .partnershipEvents,
    ]

    /// Expects that every indicator about persons, cut in every way, has the value that the topics add up to.
    func expectAgreement() async throws {
        var differences: [String] = []
        let deadline = ContinuousClock.now.advanced(by: .seconds(60))
        repeat {
            // What was published last may not have been taken in yet.
            differences = try await Self.differences(try await answers(), in: cluster)
        } while !differences.isEmpty && ContinuousClock.now < deadline
        let first = differences.prefix(8).joined(separator: "; ")
        #expect(differences.isEmpty, "\(differences.count) values differ: \(first)")
    }

    /// The recount of what the topics hold now: a list of questions with their answers.
    private func answers() async throws -> [JSON] {
        let folder = try TemporaryFolder()
        let path = folder.path + "/events.jsonl"
        var lines = Data()
        for topic in Self.topics {
            let records = try await TopicReading.records(on: topic.name, configuration: broker.configuration())
            for record in records {
                let headers = record.headers.map { ($0.name, String(decoding: $0.value ?? [], as: UTF8.self)) }
                let line = Record(
                    topic: topic.name,
                    headers: Dictionary(headers, uniquingKeysWith: { _, last in last }),
                    value: String(decoding: record.value ?? [], as: UTF8.self)
                )
                lines += try JSONEncoder().encode(line)
                lines.append(UInt8(ascii: "\n"))
            }
        }
        try #require(!lines.isEmpty)
        try lines.write(to: URL(fileURLWithPath: path))
        let recount = try await Script.run("deploy/lib/recount/run", ["count", path])
        try #require(recount.status == 0, "\(recount.output)")
        return try JSONDecoder().decode(JSON.self, from: Data(recount.output.utf8)).array
    }

    private static func differences(_ answers: [JSON], in cluster: JisrCluster) async throws -> [String] {
        var differences: [String] = []
        for answer in answers {
            let cuts = answer["by"].array.compactMap(\.string)
            for (code, expected) in answer["values"].object {
                let query = "by=\(cuts.joined(separator: ","))&asOf=\(answer["asOf"].string ?? "")"
                let counted = try await cluster.query(.statistics, "/v1/statistics/\(code)?\(query)")
                let mine = cells(of: counted, by: cuts)
                let theirs = expected.object.compactMapValues(\.int)
                for cell in Set(mine.keys).union(theirs.keys) where mine[cell] ?? 0 != theirs[cell] ?? 0 {
                    differences.append(
                        "\(code) \(query) \(cell): \(mine[cell] ?? 0) instead of \(theirs[cell] ?? 0)"
                    )
                }
            }
        }
        return differences
    }

    /// The values of a response: those of the cuts joined by bars, and what is counted.
    private static func cells(of response: JSON, by cuts: [String]) -> [String: Int] {
        var cells: [String: Int] = [:]
        for row in response["rows"].array {
            guard let counted = row["counted"].int else { continue }
            let values = cuts.map { ["year", "quarter"].contains($0) ? row["period"] : row["dimensions"][$0] }
            cells[values.map { $0.string ?? "" }.joined(separator: "|")] = counted
        }
        return cells
    }
}
