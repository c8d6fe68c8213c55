import Events

/// A code that facts keep as a small number.
///
/// Numbers are given once and for all: a new code gets a new number.
protocol NumberedCode: CodeList {
    /// 1 to 63.
    var number: UInt8 { get }
}

extension NumberedCode {
    /// The codes by number.
    static var byNumber: [UInt8: Self] {
        Dictionary(allCases.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension Sex: NumberedCode {
    var number: UInt8 {
        switch self {
        case .female: 1
        case .male: 2
        case .other: 3
        case .unknown: 4
        }
    }
}

extension AgeBand: NumberedCode {
    var number: UInt8 {
        switch self {
        case .under5: 1
        case .from5To11: 2
        case .from12To14: 3
        case .from15To17: 4
        case .from18To24: 5
        case .from25To59: 6
        case .from60: 7
        case .unknown: 8
        }
    }
}

extension ServiceKind: NumberedCode {
    var number: UInt8 {
        switch self {
        case .literacy: 1
        case .education: 2
        case .psychosocial: 3
        case .vocational: 4
        case .medical: 5
        case .legal: 6
        case .criminalJustice: 7
        case .reintegration: 8
        case .shelter: 9
        case .family: 10
        case .food: 11
        case .hygiene: 12
        case .voucher: 13
        case .returnAssistance: 14
        case .returneeReintegration: 15
        case .livelihood: 16
        case .job: 17
        case .housing: 18
        case .recreation: 19
        case .counselling: 20
        case .interpreting: 21
        }
    }
}

extension OrganisationKind: NumberedCode {
    var number: UInt8 {
        switch self {
        case .government: 1
        case .localGovernment: 2
        case .publicBody: 3
        case .internationalNGO: 4
        case .nationalNGO: 5
        case .federation: 6
        case .redCrossOrCrescent: 7
        case .intergovernmental: 8
        case .foundation: 9
        case .privateSector: 10
        case .academic: 11
        case .coordination: 12
        }
    }
}

extension CertificateKind: NumberedCode {
    var number: UInt8 {
        switch self {
        case .literacy: 1
        case .vocational: 2
        }
    }
}
