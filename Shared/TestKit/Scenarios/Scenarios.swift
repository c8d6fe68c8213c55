public import Events
import Foundation
import Synchronization

/// The programmes of the founding documents, driven through the services' HTTP interfaces and nothing else.
///
/// All people are synthetic. Each scenario is named after `E…` of the domain's end-to-end list.
public struct Scenarios: Sendable {
    /// The services.
    public let cluster: JisrCluster
    /// The identifiers that the scenarios share.
    public let world = World()
    let progress: @Sendable (String) -> Void

    /// Prepares the scenarios.
    ///
    /// - Parameters:
    ///   - cluster: Running services.
    ///   - progress: Told what is under way, a line at a time.
    public init(cluster: JisrCluster, progress: @escaping @Sendable (String) -> Void = { _ in }) {
        self.cluster = cluster
        self.progress = progress
    }

    /// Runs all scenarios of the demonstration, in an order in which each finds what it needs.
    public func runAll() async throws {
        try await timed("organisations, institutions, policies, published figures") {
            try await registerPartners()
            try await reportFigures()
        }
        try await timed("E1: a child at El-Marg, from admission to release") { _ = try await elMargChild() }
        try await timed("E2: by 2018, 1,696 children with nested services") { try await by2018() }
        try await timed("E4: kits in four places") { try await kits() }
        try await timed("E5: 215 returns") { try await returns() }
        try await timed("E7: the regional workshop") { try await workshop() }
        try await timed("E10: CCDH and the Ministry, 14 commitments in 11 regions") { try await commitments() }
    }

    private func timed(_ title: String, _ body: () async throws -> Void) async throws {
        progress(title + " …")
        let start = ContinuousClock.now
        try await body()
        let seconds = Double(start.duration(to: .now).components.seconds)
        progress("  done in \(Int(seconds)) s")
    }

    /// Sends a command; while it is refused for want of news from another service, again.
    @discardableResult
    public func whenKnown(
        _ service: JisrCluster.Service,
        _ path: String,
        _ body: JSON,
        waitingFor codes: Set<String> = [
            "case.unknown", "case.not_open", "institution.unknown", "organisation.unknown", "service.not_offered",
            "commitment.unknown", "agreement.unknown",
        ]
    ) async throws -> JSON {
        let url = try cluster.url(service, path)
        return try await eventually("\(path) is accepted", within: .seconds(60)) { () -> JSON? in
            let answer = try await LoopbackClient.shared.command("POST", url, body)
            if (200..<300).contains(answer.status) { return answer.json }
            if let code = answer.json["code"].string, codes.contains(code) || answer.status == 503 { return nil }
            throw UnexpectedAnswer(path: path, answer: answer)
        }
    }

    /// Runs `body` for each of `items`, `width` at a time.
    func each<Item: Sendable>(
        _ items: some Collection<Item> & Sendable,
        atOnce width: Int = 32,
        _ title: String? = nil,
        _ body: @escaping @Sendable (Item) async throws -> Void
    ) async throws {
        let total = items.count
        let done = Tally()
        try await withThrowingTaskGroup(of: Void.self) { group in
            var iterator = items.makeIterator()
            func startNext() {
                guard let item = iterator.next() else { return }
                group.addTask {
                    try await body(item)
                    let count = done.increment()
                    if let title, count % 400 == 0 || count == total { progress("    \(title): \(count) of \(total)") }
                }
            }
            for _ in 0..<width { startNext() }
            while try await group.next() != nil { startNext() }
        }
    }

    /// The text of an answer's member.
    public func text(_ answer: JSON, _ member: String) throws -> String {
        guard let text = answer[member].string else {
            throw DeadlineMissed(description: "the answer has no \(member): \(answer)")
        }
        return text
    }

    private final class Tally: Sendable {
        private let count = Mutex(0)

        func increment() -> Int {
            count.withLock { count in
                count += 1
                return count
            }
        }
    }
}

/// What the scenarios refer to in common.
public struct World: Sendable {
    /// The Ministry of Social Solidarity.
    public let moss = EntityID.v7()
    /// UNODC's regional office.
    public let unodc = EntityID.v7()
    /// IOM in Egypt.
    public let iom = EntityID.v7()
    /// The European Union.
    public let eu = EntityID.v7()
    /// The national committee against trafficking.
    public let nccpim = EntityID.v7()
    /// The Moroccan ministry.
    public let ministry = EntityID.v7()
    /// The Moroccan human-rights council.
    public let ccdh = EntityID.v7()
    /// El-Marg first, then the eight others.
    public let institutions = (0..<9).map { _ in EntityID.v7() }
    /// The EU–IOM Joint Initiative.
    public let jointInitiative = EntityID.v7()
}
