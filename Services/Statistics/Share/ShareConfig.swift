import Foundation
import ServiceKit

/// The settings by which several instances share the work.
enum ShareConfig {
    /// An instance's part in a group.
    struct Group: Sendable {
        /// The group's name.
        let name: String
        /// What all its instances have in common.
        let secret: GroupSecret
        /// Whether this is the one that counts and releases, rather than one of those that read.
        let releases: Bool
    }

    static let group = Setting.optionalText(
        "share.group",
        allowed: "letters, digits and hyphens",
        "The group of instances with which this one shares the work; without it the instance does all by itself.",
        where: { !$0.isEmpty && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") } }
    )

    static let releases = Setting.boolean(
        "share.releases",
        "Whether this is the one instance of its group that counts, answers and releases; all others read for it."
    )

    static let secretFile = Setting<GroupSecret?>(
        SettingDeclaration(
            name: "share.secret.file",
            kind: .text,
            defaultText: nil,
            isRequired: false,
            allowed: "the path of a file with at least 32 bytes in hexadecimal digits or base64",
            documentation: "The secret that all instances of the group have in common.",
            isSecret: false
        ),
        absent: .some(nil)
    ) { path throws(SettingFault) in
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SettingFault("names a file that cannot be read: \(path); make one with: openssl rand -hex 32")
        }
        guard let secret = GroupSecret(String(decoding: data, as: UTF8.self)) else {
            throw SettingFault("must name a file with at least 32 bytes in hexadecimal digits or base64: \(path)")
        }
        return secret
    }

    static let all: [any DeclaredSetting] = [group, releases, secretFile]

    /// This instance's part; `nil` when it does everything by itself.
    ///
    /// - Throws: `ConfigurationProblems` when the settings do not fit each other.
    static func part(_ configuration: ServiceConfiguration) throws -> Group? {
        let (name, secret) = (configuration[group], configuration[secretFile])
        var problems: [ConfigurationProblems.Problem] = []
        if name == nil, secret != nil || configuration[releases] {
            problems.append(
                .init(key: group.declaration.environmentName, message: "must be set for the other share settings")
            )
        }
        if name != nil, secret == nil {
            problems.append(
                .init(
                    key: secretFile.declaration.environmentName,
                    message: "must name the group's secret; make one with: openssl rand -hex 32"
                )
            )
        }
        guard problems.isEmpty else { throw ConfigurationProblems(problems) }
        guard let name, let secret else { return nil }
        return Group(name: name, secret: secret, releases: configuration[releases])
    }
}
