/// The keys of log metadata, so that one thing has one name everywhere.
///
/// Values are identifiers, codes, counts and durations; never a payload, a secret or anything of a person.
public enum LogKey: Sendable {
    /// The service's name.
    public static let service = "service"
    /// The instance's name.
    public static let instance = "instance"
    /// The service's version.
    public static let version = "service.version"
    /// The CloudEvents id.
    public static let messageID = "message.id"
    /// The CloudEvents type.
    public static let messageType = "message.type"
    /// The correlation id of the command that began it all.
    public static let correlationID = "correlation.id"
    /// What caused this one.
    public static let causationID = "causation.id"
    /// An aggregate's id.
    public static let aggregateID = "aggregate.id"
    /// A topic's name.
    public static let topic = "kafka.topic"
    /// A partition's number.
    public static let partition = "kafka.partition"
    /// An offset.
    public static let offset = "kafka.offset"
    /// A broker's error code.
    public static let kafkaCode = "kafka.code"
    /// A stable code of ours.
    public static let code = "code"
    /// An error's type.
    public static let errorType = "error.type"
    /// An error in words that hold no data.
    public static let reason = "reason"
    /// How many.
    public static let count = "count"
    /// How often it was tried.
    public static let attempts = "attempts"
    /// How long, in milliseconds.
    public static let durationMilliseconds = "duration.ms"
    /// The HTTP method.
    public static let httpMethod = "http.method"
    /// The route's template, never the path itself.
    public static let httpRoute = "http.route"
    /// The HTTP status.
    public static let httpStatus = "http.status"
    /// The address listened on.
    public static let httpHost = "http.host"
    /// The port listened on.
    public static let httpPort = "http.port"
    /// A readiness check's name.
    public static let check = "readiness.check"
    /// A file or folder of the service's own.
    public static let path = "path"
}
