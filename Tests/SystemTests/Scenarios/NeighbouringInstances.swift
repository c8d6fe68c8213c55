import Events
import Foundation
import TestKit

/// Two institutions with an instance each of intake and services over the national partnerships and statistics, started
/// once.
struct NeighbouringInstances: Sendable {
    let broker: DevBroker
    let folder: TemporaryFolder
    let national: JisrCluster
    let marg: JisrCluster
    let giza: JisrCluster
    /// The national one's identifiers.
    let world: World

    private static let task = Task { try await NeighbouringInstances() }

    static func shared() async throws -> NeighbouringInstances { try await task.value }

    /// The institution that each works for.
    var margHouse: EntityID { world.institutions[1] }
    var gizaHouse: EntityID { world.institutions[2] }

    func stop() async {
        for cluster in [national, marg, giza] { await cluster.stop() }
        await broker.kill()
    }

    private init() async throws {
        let broker = try await DevBroker.launch()
        let folder = try TemporaryFolder()
        let matchKey = folder.path + "/match.key"
        _ = FileManager.default.createFile(
            atPath: matchKey,
            contents: Data((0..<32).map { _ in UInt8.random(in: 0...255) }),
            attributes: [.posixPermissions: 0o600]
        )
        func cluster(
            _ name: String,
            _ services: [JisrCluster.Service],
            house: EntityID? = nil
        ) throws -> JisrCluster {
            try JisrCluster(
                folder: folder.path + "/" + name,
                bootstrapServers: broker.bootstrapServers,
                instance: name,
                services: services,
                environment: ["JISR_LOG_LEVEL": "warning"],
                own: [
                    .intake: [
                        "JISR_MATCH_KEY_FILE": matchKey, "JISR_TIMERS_INTERVAL": "200ms",
                        "JISR_INSTITUTIONS": house.map { "\($0)" } ?? "\(EntityID.v7())",
                    ]
                ]
            )
        }
        self.broker = broker
        self.folder = folder
        national = try cluster("national", [.partnerships, .statistics])
        try await national.start()
        let scenarios = Scenarios(cluster: national)
        try await scenarios.registerPartners()
        world = scenarios.world
        marg = try cluster("el-marg", [.intake, .services], house: world.institutions[1])
        giza = try cluster("giza", [.intake, .services], house: world.institutions[2])
        try await marg.start()
        try await giza.start()
        try await Scenarios(cluster: marg).offer(at: world.institutions[1])
        try await Scenarios(cluster: giza).offer(at: world.institutions[2])
    }

    /// Cuts an instance's intake off from the broker while `body` runs.
    func offline(_ instance: JisrCluster, _ body: () async throws -> Void) async throws {
        let intake = try instance.process(.intake)
        await intake.terminate()
        try await intake.start(extra: ["JISR_KAFKA_BOOTSTRAP": "127.0.0.1:1"])
        try await intake.waitUntilLive()
        try await body()
        await intake.terminate()
        try await intake.start()
        try await intake.waitUntilReady()
    }

    /// How many children statistics counts; with any service unless told otherwise.
    func children(_ indicator: String = "BEN_ANY") async throws -> Int {
        try await national.query(.statistics, "/v1/statistics/\(indicator)")["rows"][0]["counted"].int ?? 0
    }

    func expectChildren(_ expected: Int, _ indicator: String = "BEN_ANY") async throws {
        _ = try await eventually("\(indicator) is \(expected)", within: .seconds(60)) { () -> Bool? in
            let found = try await self.children(indicator)
            guard found == expected else { throw DeadlineMissed(description: "\(found)") }
            return true
        }
    }

    func status(_ caseID: String, at instance: JisrCluster) async throws -> String {
        try await instance.query(.intake, "/v1/cases/\(caseID)")["status"].string ?? ""
    }

    func expect(_ status: String, _ caseID: String, at instance: JisrCluster) async throws {
        _ = try await eventually("the case is \(status)", within: .seconds(60)) { () -> Bool? in
            let found = try await self.status(caseID, at: instance)
            guard found == status else { throw DeadlineMissed(description: found) }
            return true
        }
    }
}
