import Disclosure
import Foundation
import Testing

struct NoisePolicyTests {
    private static func policy(_ noise: String, budget: String? = #""2""#) throws -> DisclosurePolicy {
        let text = """
            {"version": "1", "k": 10, "rules": [], "complement": [], "dimensions": {}, "tables": [],
             "noise": \(noise)\(budget.map { ", \"noiseBudget\": \($0)" } ?? "")}
            """
        return try JSONDecoder().decode(DisclosurePolicy.self, from: Data(text.utf8))
    }

    @Test func `a policy may have series with noise`() throws {
        let policy = try Self.policy(
            #"[{"measure": "BEN_ANY", "epsilon": "1", "leaves": 64}, {"name": "x", "measure": "LIT", "epsilon": "1", "leaves": 1}]"#
        )
        #expect(policy.problems.isEmpty)
        #expect(policy.noise?.map(\.title) == ["BEN_ANY", "x"])
        #expect(try Self.policy("[]", budget: nil).problems.isEmpty)
    }

    @Test(arguments: [
        (
            #"[{"measure": "A", "epsilon": "1", "leaves": 60}]"#,
            "noise[0].leaves: is 60; give a power of two, 1 to 4096"
        ),
        (#"[{"measure": "", "epsilon": "1", "leaves": 1}]"#, "noise[0].measure: is empty; name what is counted"),
        (
            #"[{"name": "", "measure": "A", "epsilon": "1", "leaves": 1}]"#,
            "noise[0].name: is empty; leave it out, or name the series"
        ),
        (
            #"[{"measure": "A", "epsilon": "1e-3", "leaves": 1}]"#,
            "noise[0].epsilon: is \"1e-3\"; give digits with at most six after a full stop, above 0 and at most 10, such as "
                + "1 or 0.5"
        ),
        (
            #"[{"measure": "A", "epsilon": "1", "leaves": 1}, {"measure": "A", "epsilon": "1", "leaves": 1}]"#,
            "noise[1].name: A is there twice; give each series a name of its own"
        ),
        (
            #"[{"measure": "A", "epsilon": "1.5", "leaves": 1}, {"measure": "B", "epsilon": "0.500001", "leaves": 1}]"#,
            "noise[1].epsilon: with B the series tell more of a person than noiseBudget 2 allows; lower an epsilon, or leave "
                + "a series out"
        ),
    ])
    func `every mistake is named with its place`(_ noise: String, _ message: String) throws {
        #expect(try Self.policy(noise).problems == [message])
    }

    @Test func `what is published exactly is told with noise in no series`() throws {
        let policy = try Self.policy(#"[{"measure": "A", "epsilon": "1", "leaves": 1, "overlaps": ["B", "C"]}]"#)
        #expect(policy.noiseProblems(exact: ["D"]).isEmpty)
        #expect(
            policy.noiseProblems(exact: ["A", "C"]) == [
                "noise[0].measure: A is published exactly too, which undoes the noise; take it out of one of them",
                "noise[0].overlaps: C is published exactly too, which undoes the noise; take it out of one of them",
            ]
        )
    }

    @Test func `a budget has to be there`() throws {
        let noise = #"[{"measure": "A", "epsilon": "1", "leaves": 1}]"#
        #expect(try Self.policy(noise, budget: nil).problems.count == 1)
        #expect(try Self.policy(noise, budget: #""many""#).problems.count == 1)
    }

    @Test(arguments: [("1", 1_000_000), ("1.0", 1_000_000), ("0.000001", 1), ("10", 10_000_000), ("0.25", 250_000)])
    func `an epsilon is read exactly`(_ text: String, _ millionths: Int) throws {
        let epsilon = try #require(NoiseEpsilon(text))
        #expect(epsilon.millionths == millionths)
        #expect(NoiseEpsilon(epsilon.description) == epsilon)
    }

    @Test(arguments: [
        "", "0", "0.0", "-1", "+1", "1.", ".5", "1,5", "10.000001", "0.0000001", "1e1", "\u{0661}", "100",
    ])
    func `what is no epsilon is none`(_ text: String) { #expect(NoiseEpsilon(text) == nil) }
}
