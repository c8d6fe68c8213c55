extension OrganisationKind {
    /// The code in IATI's list of organisation types.
    public var iatiCode: Int {
        switch self {
        case .government: 10
        case .localGovernment: 11
        case .publicBody, .coordination: 15
        case .internationalNGO: 21
        case .nationalNGO, .federation, .redCrossOrCrescent: 22
        case .intergovernmental: 40
        case .foundation: 60
        case .privateSector: 70
        case .academic: 80
        }
    }

    /// Whether it is a civil-society organisation.
    public var isCSO: Bool {
        switch self {
        case .nationalNGO, .internationalNGO, .federation, .redCrossOrCrescent: true
        default: false
        }
    }
}
