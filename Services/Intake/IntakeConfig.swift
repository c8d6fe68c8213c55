import EventStore
import Events
import ServiceKit

/// The service's own settings.
struct IntakeConfig: Sendable {
    /// What case numbers of this instance begin with.
    static let caseNumberPrefix = Setting.optionalText(
        "case.number.prefix",
        allowed: "1 to 32 capitals and digits in groups joined by hyphens, such as EG-ELMARG",
        "What the numbers of this instance's cases begin with; the instance's name in capitals unless given."
    ) { CaseNumber.isPrefix($0) }

    /// Whose services are heard.
    static let servicesInstances = Setting.optionalText(
        "services.instances",
        allowed: "names of instances separated by commas, or * for all",
        "The instances of the services service that deliver to this instance's cases; the one of the same name unless given."
    ) { text in
        text == "*" || !text.split(separator: ",", omittingEmptySubsequences: false).contains { $0.isEmpty }
    }

    static let settings: [any DeclaredSetting] = [caseNumberPrefix, servicesInstances]

    let prefix: String
    let calendar: BusinessCalendar
    let services: ServiceSources

    init(prefix: String, calendar: BusinessCalendar, services: ServiceSources = .all) {
        self.prefix = prefix
        self.calendar = calendar
        self.services = services
    }

    init(_ configuration: ServiceConfiguration) {
        self.init(
            prefix: configuration[Self.caseNumberPrefix] ?? Self.prefix(of: configuration.instance),
            calendar: BusinessCalendar(configuration.timeZone),
            services: ServiceSources(configuration[Self.servicesInstances] ?? configuration.instance)
        )
    }

    /// The instance's name as a prefix: `EG-ELMARG` for `eg-elmarg`.
    static func prefix(of instance: String) -> String {
        instance.split(separator: "-").joined(separator: "-").uppercased()
    }

    /// When a command happened.
    func occasion(
        _ occurredAt: Timestamp?,
        _ transaction: Transaction,
        field: String = "occurredAt"
    ) throws(Rejection) -> Occasion {
        try Occasion(occurredAt, now: transaction.now, calendar: calendar, field: field)
    }
}

/// The instances of the services service whose events concern this instance's cases.
enum ServiceSources: Sendable, Hashable {
    case all
    case named(Set<String>)

    /// Reads `*`, or names separated by commas.
    init(_ text: String) {
        let names = text.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
        self = names == ["*"] ? .all : .named(Set(names))
    }

    /// Whether an event is this instance's business: of its own services, or of the national partnerships.
    func accept(_ envelope: Envelope) -> Bool {
        let prefix = "/jisr/services/"
        guard case .named(let names) = self, envelope.source.hasPrefix(prefix) else { return true }
        return names.contains(String(envelope.source.dropFirst(prefix.count)))
    }
}
