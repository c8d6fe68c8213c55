extension FactorCode {
    /// The levels at which the factor may be found.
    public var levels: Set<FactorLevel> {
        switch self {
        case .age, .health, .education, .skills, .documents, .identity: [.individual]
        case .income, .violence, .separation, .debt, .support, .unequalTreatment: [.household]
        case .services, .schooling, .lawEnforcement, .livelihood, .stigma, .network: [.community]
        case .legalFramework, .ruleOfLaw, .market, .conflict, .migrationPolicy: [.structural]
        }
    }
}
