import Events

/// What makes a person count.
enum Reach: Sendable, Hashable {
    /// A delivered session of the service; for reintegration, a plan that started.
    case service(ServiceKind)
    /// Any service.
    case anyService
    /// Each service once.
    case pairs
    /// A certificate that stands, once its enrolment is known.
    case certificate(CertificateKind)
    /// A kit, as a known recipient.
    case kit
    /// The departure of an assisted return.
    case departure
    /// The arrival of an assisted return.
    case arrival
    /// Detection as a victim of trafficking.
    case detection
    /// Confirmation as a victim of trafficking.
    case determination
    /// A delivered session of the service (for criminal justice, also a milestone), as a detected victim of trafficking.
    case victim(ServiceKind)
    /// A role in custody, for which facts are made up.
    case custody(Custody.Role)
}

/// An indicator that counts persons, as the recount sees it.
struct PersonMeasure: Sendable, Hashable {
    /// What makes a person count.
    let reach: Reach
    /// Whether adults are left out.
    ///
    /// Persons whose age is not disclosed are not.
    let isChildrenOnly: Bool
}

/// Which measures a fact of each kind and service may count for; looked up once for every fact.
struct MeasureIndex {
    private(set) var delivered: [[Int]] = Array(repeating: [], count: 256)
    private(set) var victims: [[Int]] = Array(repeating: [], count: 256)
    private(set) var byKind: [FactKind: [Int]] = [:]
    private(set) var certificates: [UInt8: [Int]] = [:]
    private(set) var custody: [UInt64: [Int]] = [:]

    init(_ measures: [PersonMeasure]) {
        for (index, measure) in measures.enumerated() {
            switch measure.reach {
            case .service(let service): delivered[Int(service.number)].append(index)
            case .anyService, .pairs:
                for service in ServiceKind.allCases { delivered[Int(service.number)].append(index) }
            case .certificate(let kind): certificates[kind.number, default: []].append(index)
            case .kit: byKind[.kit, default: []].append(index)
            case .departure: byKind[.departed, default: []].append(index)
            case .arrival: byKind[.arrived, default: []].append(index)
            case .detection: byKind[.detected, default: []].append(index)
            case .determination: byKind[.determined, default: []].append(index)
            case .victim(let service): victims[Int(service.number)].append(index)
            case .custody(let role): custody[role.rawValue, default: []].append(index)
            }
        }
    }
}
