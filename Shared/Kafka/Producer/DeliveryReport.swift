import CKafka

/// What became of one record.
public struct DeliveryReport: Sendable, Hashable {
    /// The two ends a record can come to.
    public enum Outcome: Sendable, Hashable {
        /// Every in-sync replica has it.
        case persisted(partition: Int32, offset: Int64)

        /// It was given up; when `possiblyPersisted`, the broker may have it all the same.
        case failed(KafkaError, possiblyPersisted: Bool)
    }

    /// How it ended.
    public let outcome: Outcome

    /// Makes a report.
    public init(outcome: Outcome) {
        self.outcome = outcome
    }

    /// Why the record failed; `nil` when it is persisted.
    public var error: KafkaError? {
        guard case .failed(let error, _) = outcome else { return nil }
        return error
    }

    /// Whether the broker acknowledged the record.
    public var isPersisted: Bool {
        guard case .persisted = outcome else { return false }
        return true
    }

    init(_ report: jk_report) {
        if report.error == RD_KAFKA_RESP_ERR_NO_ERROR {
            outcome = .persisted(partition: report.partition, offset: report.offset)
        } else {
            outcome = .failed(
                KafkaError(report.error),
                possiblyPersisted: report.status != RD_KAFKA_MSG_STATUS_NOT_PERSISTED
            )
        }
    }
}
