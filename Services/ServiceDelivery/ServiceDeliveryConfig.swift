import Events
import Foundation
import ServiceKit

/// The settings of this service's own.
enum ServiceDeliveryConfig {
    /// Whose cases are served here.
    static let intakeInstances = Setting.optionalText(
        "intake.instances",
        allowed: "names of intake instances separated by commas, or * for all",
        "The intake instances whose cases are served here; the one of this instance's own name unless stated."
    ) { text in
        text == "*" || InstanceNames(text).names.allSatisfy { !$0.isEmpty }
    }

    /// What the numbers of certificates begin with.
    static let numberPrefix = Setting.optionalText(
        "number.prefix",
        allowed: "capitals, digits and single hyphens between them, at most 32",
        "What the numbers of certificates begin with, unique to this instance: EG-ELMARG. "
            + "The instance's name in capitals unless stated."
    ) { CertificateNumber.isPrefix($0) }

    /// How often it is looked whether something has come due.
    static let timerInterval = Setting.duration(
        "timers.interval",
        default: "5s",
        in: .milliseconds(100)...(.seconds(3600)),
        "How often it is looked whether something has come due: a beginning, an answer, a follow-up."
    )

    /// How long an enrolment may go without a session.
    static let sessionDeadline = Setting.duration(
        "deadline.session",
        default: "336h",
        in: .seconds(1)...(.seconds(8760 * 3600)),
        "How long an enrolment may go without a session before the next one is overdue."
    )

    static let settings: [any DeclaredSetting] = [intakeInstances, numberPrefix, timerInterval, sessionDeadline]
}

/// A list of instances, or all of them.
struct InstanceNames: Sendable {
    let names: [String]
    private let isAll: Bool

    init(_ text: String) {
        isAll = text == "*"
        names = text.split(separator: ",", omittingEmptySubsequences: false).map { name in
            name.trimmingCharacters(in: .whitespaces)
        }
    }

    func contains(_ name: Substring) -> Bool {
        isAll || names.contains { $0 == name }
    }
}

/// What handlers need of the configuration.
struct ServiceSettings: Sendable {
    var zone: TimeZone
    var numberPrefix: String
    var intakeInstances: InstanceNames
    var deadlines = DeadlinePolicy()

    private static let personTypes: Set<String> = [SubjectMerged.type, SubjectUnmerged.type, SubjectErased.type]

    /// What follows the log for deadlines.
    var index: DeliveryIndex { DeliveryIndex(policy: deadlines, zone: zone) }

    init(zone: TimeZone, numberPrefix: String, intakeInstances: InstanceNames) {
        self.zone = zone
        self.numberPrefix = numberPrefix
        self.intakeInstances = intakeInstances
    }

    init(_ configuration: ServiceConfiguration) {
        self.init(
            zone: configuration.timeZone,
            numberPrefix: configuration[ServiceDeliveryConfig.numberPrefix] ?? configuration.instance.uppercased(),
            intakeInstances: InstanceNames(
                configuration[ServiceDeliveryConfig.intakeInstances] ?? configuration.instance
            )
        )
        deadlines.session = configuration[ServiceDeliveryConfig.sessionDeadline]
    }

    /// Whether an event is this instance's business: of intake's only those of the instances served here, except that
    /// what is said of a person, rather than a case, is true everywhere: who was found to be whom, or not to be, and whose
    /// data were erased.
    func accepts(_ envelope: Envelope) -> Bool {
        let intake = "/jisr/intake/"
        guard envelope.source.hasPrefix(intake), !Self.personTypes.contains(envelope.type) else { return true }
        return intakeInstances.contains(envelope.source.dropFirst(intake.count))
    }
}
