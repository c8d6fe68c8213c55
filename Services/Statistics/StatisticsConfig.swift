import Disclosure
import Foundation
import Reference
import ServiceKit

/// The settings of this service.
enum StatisticsConfig {
    /// How often figures are looked at.
    static let figuresInterval = Setting.duration(
        "figures.interval",
        default: "5s",
        in: .milliseconds(100)...(.seconds(86_400)),
        "How often figures that have changed are published."
    )

    /// The disclosure threshold.
    static let figuresK = Setting.integer(
        "figures.k",
        default: 10,
        in: 1...1000,
        unit: "persons",
        "The smallest number of persons who are helped that is released, unless figures.policy says otherwise."
    )

    /// The disclosure threshold for partners.
    static let figuresPartnersK = Setting.integer(
        "figures.partners.k",
        default: 5,
        in: 0...1000,
        unit: "persons",
        "The smallest number of persons that partners are told, without figures.policy; 0 for no partners' topic."
    )

    /// The countries whose subdivisions figures are released by.
    static let figuresCountries = countries(
        "figures.countries",
        "The countries whose first-level subdivisions figures are released by, without figures.policy."
    )

    /// The nationalities that figures are released by.
    static let figuresNationalities = countries(
        "figures.nationalities",
        "The nationalities that figures are released by, all others together, without figures.policy."
    )

    private static func countries(_ name: String, _ documentation: String) -> Setting<[String]> {
        Setting<[String]>(
            SettingDeclaration(
                name: name,
                kind: .text,
                defaultText: nil,
                isRequired: false,
                allowed: "ISO 3166-1 alpha-2 codes separated by commas, such as EG,LY",
                documentation: documentation,
                isSecret: false
            ),
            absent: []
        ) { text throws(SettingFault) in
            let codes = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            guard codes.allSatisfy({ ReferenceList.countries.entry($0) != nil }) else {
                throw SettingFault("must be ISO 3166-1 alpha-2 codes separated by commas, such as EG,LY")
            }
            return codes
        }
    }

    /// The policy by which figures about persons who are helped are released.
    static let figuresPolicy = Setting<ReleasePolicy?>(
        SettingDeclaration(
            name: "figures.policy",
            kind: .text,
            defaultText: nil,
            isRequired: false,
            allowed: "the path of a disclosure policy, a JSON file",
            documentation: "By what rules figures about persons who are helped are released.",
            isSecret: false
        ),
        absent: .some(nil)
    ) { path throws(SettingFault) in
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw SettingFault("names a file that cannot be read: \(path)")
        }
        do throws(PolicyError) {
            return try ReleasePolicy.read(data)
        } catch {
            throw SettingFault("names a policy with mistakes: \(error.problems.joined(separator: "; "))")
        }
    }

    /// The policy that holds.
    static func policy(_ configuration: ServiceConfiguration) -> ReleasePolicy {
        configuration[figuresPolicy]
            ?? .builtIn(
                k: configuration[figuresK],
                partnersK: configuration[figuresPartnersK] > 0 ? configuration[figuresPartnersK] : nil,
                countries: configuration[figuresCountries],
                nationalities: configuration[figuresNationalities]
            )
    }

    /// Records in one commit.
    static let batch = Setting.integer(
        "consumer.batch",
        default: 10_000,
        in: 1...100_000,
        unit: "records",
        "Records that are taken from the topics in one commit."
    )

    static let all: [any DeclaredSetting] =
        [
            figuresInterval, figuresK, figuresPartnersK, figuresCountries, figuresNationalities, figuresPolicy, batch,
        ] + ShareConfig.all
}
