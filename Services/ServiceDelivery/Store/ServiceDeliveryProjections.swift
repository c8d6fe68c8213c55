import EventStore

/// The read tables, made from the log.
enum ServiceDeliveryProjections {
    static let all: [Projection] = [
        .serviceEnrolments, .serviceCare, .serviceSupply, .serviceReferrals,
    ]
}
