/// The headers from which an envelope is read, numbered from 0.
///
/// `ce_dataschema` is not among them: it follows from the type.
public enum EnvelopeHeader: Int, CaseIterable, Sendable {
    /// `ce_specversion`.
    case specVersion
    /// `ce_id`.
    case id
    /// `ce_source`.
    case source
    /// `ce_type`.
    case type
    /// `ce_subject`.
    case subject
    /// `ce_time`.
    case time
    /// `ce_recordedtime`.
    case recordedTime
    /// `ce_partitionkey`.
    case partitionKey
    /// `ce_sequence`.
    case sequence
    /// `ce_keyseq`.
    case keySequence
    /// `ce_storeepoch`.
    case storeEpoch
    /// `ce_aggregateversion`.
    case aggregateVersion
    /// `ce_correlationid`.
    case correlationID
    /// `ce_causationid`.
    case causationID
    /// `ce_traceparent`.
    case traceParent
    /// `ce_dataclassification`.
    case classification
    /// `content-type`.
    case contentType

    /// The header's name.
    public var name: String {
        switch self {
        case .specVersion: "ce_specversion"
        case .id: "ce_id"
        case .source: "ce_source"
        case .type: "ce_type"
        case .subject: "ce_subject"
        case .time: "ce_time"
        case .recordedTime: "ce_recordedtime"
        case .partitionKey: "ce_partitionkey"
        case .sequence: "ce_sequence"
        case .keySequence: "ce_keyseq"
        case .storeEpoch: "ce_storeepoch"
        case .aggregateVersion: "ce_aggregateversion"
        case .correlationID: "ce_correlationid"
        case .causationID: "ce_causationid"
        case .traceParent: "ce_traceparent"
        case .classification: "ce_dataclassification"
        case .contentType: "content-type"
        }
    }
}
