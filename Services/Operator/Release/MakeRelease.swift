import ArgumentParser
import Events
import Foundation

/// `jisr release make`: orders a release and waits for what becomes of it.
struct MakeRelease: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make",
        abstract: "Releases the figures about persons who are helped, up to the end of a quarter.",
        discussion: """
            The service works it out and publishes all of it or nothing; it goes on when this command is stopped. The first release is always made so; further ones by schedule, \
            where the policy has one.
            """
    )

    @Option(help: "The last day that counts: the end of a calendar quarter that is over, such as 2018-12-31.")
    var through: String
    @Option(help: "The statistics service.")
    var at = "http://127.0.0.1:7105"
    @Option(help: "How long to wait, in seconds; 0 only orders.")
    var wait = 900

    private struct Order: Decodable {
        var orderId: EntityID
        var state: String
        var problem: String?
        var releaseId: EntityID?
    }

    func validate() throws {
        guard CalendarDate(through) != nil else {
            throw ValidationError("--through: \(through) is no day; write it as 2018-12-31")
        }
        guard (0...86_400).contains(wait) else { throw ValidationError("--wait: give 0 to 86400 seconds") }
    }

    func run() async throws {
        try await ServiceFailure.explained {
            let client = ServiceClient(at)
            let outcome: Order
            do {
                let body = try JSONEncoder().encode(["through": through])
                let order: Order = try await client.post(
                    "/v1/releases",
                    [UInt8](body),
                    key: EntityID.v7().description
                )
                outcome = try await Self.outcome(of: order, client, within: .seconds(wait))
            } catch {
                await client.close()
                throw error
            }
            await client.close()
            switch outcome.state {
            case "MADE":
                print("release \(outcome.releaseId?.description ?? "") is published")
            case "REFUSED":
                Terminal.note("Nothing was published: \(outcome.problem ?? "")")
                throw ExitCode(1)
            default:
                print("order \(outcome.orderId) waits: \(at)/v1/release-orders/\(outcome.orderId)")
            }
        }
    }

    /// The order once it is settled, or when the time is over.
    private static func outcome(of order: Order, _ client: ServiceClient, within limit: Duration) async throws -> Order
    {
        let deadline = ContinuousClock.now.advanced(by: limit)
        var order = order
        while order.state == "PENDING", ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(500))
            order = try await client.get("/v1/release-orders/\(order.orderId)")
        }
        return order
    }
}

/// What a service refused or could not be reached for, in words and with an exit status.
enum ServiceFailure {
    static func explained(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let refusal as ServiceClient.Refused {
            let field = refusal.field.map { " (\($0))" } ?? ""
            Terminal.note("Refused: \(refusal.code)\(field): \(refusal.message)")
            throw ExitCode(2)
        } catch let error as ServiceClient.Unreachable {
            Terminal.note("The service cannot be reached: \(error.reason)")
            throw ExitCode(3)
        }
    }
}
