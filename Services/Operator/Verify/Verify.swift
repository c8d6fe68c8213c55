import ArgumentParser

/// `jisr verify`: checks what was published against what is behind it.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks a release of statistics: that it is whole, true to its ledgers, and gives nothing away.",
        discussion: """
            Asks the statistics service for a release as everybody sees it and for the ledgers behind the newest one, which \
            only the authority may see. It adds up: the manifest's count and hash, the figures against the ledgers, and \
            for every protected number the two whole tables that agree with everything published. No solver takes part.

            Exit status: 0 when everything holds, 1 when something does not, 2 when the service refused, 3 when it cannot \
            be reached.
            """
    )

    @Option(help: "The release to be checked: its identifier, or latest.")
    var release = "latest"
    @Option(help: "The statistics service.")
    var at = "http://127.0.0.1:7105"

    func run() async throws {
        try await ServiceFailure.explained {
            let client = ServiceClient(at)
            let findings: [ReleaseFinding]
            do {
                findings = try await ReleaseVerification(client).findings(release)
            } catch {
                await client.close()
                throw error
            }
            await client.close()
            for finding in findings {
                print("\(finding.problems.isEmpty ? "holds" : "DOES NOT HOLD")  \(finding.what)")
                for problem in finding.problems.prefix(20) { print("    \(problem)") }
                if finding.problems.count > 20 { print("    and \(finding.problems.count - 20) more") }
            }
            if findings.contains(where: { !$0.problems.isEmpty }) { throw ExitCode.failure }
        }
    }
}
