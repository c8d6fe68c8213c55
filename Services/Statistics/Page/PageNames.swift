import Events
import Reference

/// Names of what figures are about, in one language.
struct PageNames {
    let language: PageLanguage
    private var agreements: [EntityID: String] = [:]
    private var organisations: [EntityID: LocalizedNames] = [:]

    init(_ entries: Entries, in language: PageLanguage) {
        self.language = language
        for entry in entries.of(.agreement) {
            switch entry.event {
            case let event as AgreementDrafted: agreements[event.agreementId] = event.title
            case let event as AgreementSigned: agreements[event.agreementId] = event.title
            case let event as AgreementAmended: agreements[event.agreementId] = event.title
            default: break
            }
        }
        for entry in entries.of(.organisation) {
            switch entry.event {
            case let event as OrganisationRegistered: organisations[event.orgId] = event.names
            case let event as OrganisationUpdated: organisations[event.orgId] = event.names
            default: break
            }
        }
    }

    /// The name of an indicator.
    func indicator(_ code: IndicatorCode) -> String { code.names.name(in: language.rawValue) ?? code.rawValue }

    /// The name of a place.
    func place(_ code: String) -> String { PlaceNames.name(code, in: language.rawValue) }

    /// The name of a dimension's value.
    func value(_ value: String, of dimension: Dimension) -> String {
        switch dimension {
        case .sex: sex(value)
        case .age: age(value)
        case .place, .region, .country: known(value) ?? place(value)
        case .nationality: nationality(value)
        case .agreement: EntityID(value).flatMap { agreements[$0] } ?? language.words(.unnamed)
        case .party:
            EntityID(value).flatMap { organisations[$0]?.name(in: language.rawValue) } ?? language.words(.unnamed)
        case .status: status(value)
        case .policy: policy(value)
        default: known(value) ?? value.replacing("_", with: " ").lowercased()
        }
    }

    /// The values of a dimension in the order in which they are read.
    func sorted(_ values: Set<String>, of dimension: Dimension) -> [String] {
        let order: [String] =
            switch dimension {
            case .sex: Sex.allCases.map(\.rawValue)
            case .age: ["child", "adult"] + AgeBand.allCases.map(\.rawValue)
            case .status: CommitmentStatus.allCases.map(\.rawValue)
            default: []
            }
        return values.sorted { left, right in
            let places = (order.firstIndex(of: left) ?? order.count, order.firstIndex(of: right) ?? order.count)
            return places.0 == places.1 ? left < right : places.0 < places.1
        }
    }

    private func known(_ value: String) -> String? {
        switch value {
        case notDisclosed: language.words(.notDisclosedWord)
        case unresolved, notApplicable: language.words(.unnamed)
        default: nil
        }
    }

    private func sex(_ value: String) -> String {
        switch Sex(rawValue: value) {
        case .female: language.words(.female)
        case .male: language.words(.male)
        case .other: language.words(.otherSex)
        case .unknown: language.words(.unknownSex)
        case nil: known(value) ?? value
        }
    }

    private func age(_ value: String) -> String {
        let years = language.words(.years)
        switch value {
        case "child": return language.words(.child)
        case "adult": return language.words(.adult)
        case AgeBand.from60.rawValue: return "60 \(years) \(language.words(.andOver))"
        case AgeBand.unknown.rawValue: return language.words(.unknownAge)
        default:
            let ends = value.split(separator: "-").compactMap { Int($0) }
            guard ends.count == 2 else { return known(value) ?? value }
            return "\(PageLanguage.leftToRight("\(ends[0])–\(ends[1])")) \(years)"
        }
    }

    private func nationality(_ value: String) -> String {
        switch value {
        case Nationality.nationals: language.words(.nationals)
        case Nationality.nonNationals: language.words(.nonNationals)
        case Nationality.other: language.words(.otherNationality)
        case Nationality.unknown.code: language.words(.unknownNationality)
        default: known(value) ?? place(value)
        }
    }

    private func policy(_ value: String) -> String {
        switch PolicyKind(rawValue: value) {
        case .classification: language.words(.policyClassification)
        case .rightsAndDuties: language.words(.policyRights)
        case .reintegrationUnit: language.words(.policyReintegration)
        case .complaints: language.words(.policyComplaints)
        case .safeguarding: language.words(.policySafeguarding)
        case .other: language.words(.policyOther)
        case nil: known(value) ?? value
        }
    }

    private func status(_ value: String) -> String {
        switch CommitmentStatus(rawValue: value) {
        case .pledged: language.words(.pledged)
        case .planned: language.words(.planned)
        case .inProgress: language.words(.inProgress)
        case .partlyFulfilled: language.words(.partlyFulfilled)
        case .fulfilled: language.words(.fulfilled)
        case .notFulfilled: language.words(.notFulfilled)
        case .withdrawn: language.words(.withdrawn)
        case nil: known(value) ?? value.replacing("_", with: " ")
        }
    }
}
