import Events

/// Counts persons exactly while facts pass by in any order, some of them more than once.
///
/// It holds one entry for each person and for each pair of person and cell, nothing for a fact. With `parts` above 1 it
/// looks at one part of the persons only, so that its memory is bounded however many there are; the parts add up.
struct Recount {
    /// What is counted, and how it is cut.
    struct Question: Sendable {
        var measures: [PersonMeasure]
        var cuts: [Cut] = []
        var window = Window.all
        /// Whether institutions with deliveries are gathered as well.
        var gathersInstitutions = false
        /// Whether it is kept apart where and by whom a person was reached.
        var tellsPlaces = false
        /// Whether it is told which nationality each person who was reached has.
        var tellsNationalities = false

        /// The kinds of facts that are needed before the deliveries: nationalities only where they are asked for.
        var kinds: [FactKind] {
            tellsNationalities || cuts.contains(.dimension(.nationality))
                ? Recount.kinds + [.nationality] : Recount.kinds
        }
    }

    let question: Question
    private let corrections: Corrections
    let surroundings: Surroundings
    private let index: MeasureIndex
    private let part: (number: UInt64, of: UInt64)
    private(set) var people = PersonTable()
    private(set) var reaches = ReachTable()
    private(set) var cells: CellTable
    private var certificates: [EntityID: [PersonFact]] = [:]
    /// Victims who were detected before they were registered, by case; the profile, which comes last, says who they are.
    private var unnamed: [UInt64: [PersonFact]] = [:]
    /// The kinds of the organisations that detected each victim.
    private var victims: [Int: Set<UInt64>] = [:]
    private var knownEnrolments: Set<EntityID> = []
    private(set) var institutions = InstitutionReach()

    private static let literacy = ServiceKind.literacy.number
    private static let reintegration = ServiceKind.reintegration.number
    private static let justice = ServiceKind.criminalJustice.number

    init(
        _ question: Question,
        _ corrections: Corrections,
        _ surroundings: Surroundings,
        part: (number: Int, of: Int) = (0, 1)
    ) {
        self.question = question
        self.corrections = corrections
        self.surroundings = surroundings
        self.part = (UInt64(part.number), UInt64(part.of))
        index = MeasureIndex(question.measures)
        cells = CellTable(
            question.cuts.filter { !CellTable.personal.contains($0) },
            surroundings,
            tellsPlaces: question.tellsPlaces
        )
    }

    /// The kinds to be passed before the deliveries; certificates first, for which enrolments are then looked for, and
    /// who is a victim before what was done for victims.
    private static let kinds: [FactKind] = [
        .certified, .started, .corrected, .reintegration, .kit, .departed, .arrived, .detected, .determined, .profile,
        .reprofiled, .milestone,
    ]

    /// Takes in a fact.
    mutating func add(_ fact: PersonFact) {
        guard var standing = corrections.standing(fact) else { return }
        if standing.kind == .detected, standing.person == standing.aggregate {
            unnamed[standing.caseKey, default: []].append(standing)
            return
        }
        let isProfile = standing.kind == .profile || standing.kind == .reprofiled
        let named = isProfile ? unnamed.removeValue(forKey: standing.caseKey) : nil
        standing.person = surroundings.survivor(of: standing.person)
        guard isMine(standing.person) else { return }
        let person = people.index(of: standing.person)
        if isProfile {
            people.note(profile: standing, corrections.decision(in: standing.caseKey), of: person)
        } else {
            people.note(standing.traits, at: standing.recordedAt, of: person)
        }
        switch standing.kind {
        case .delivered:
            if standing.service == Self.literacy { meet(standing.aggregate) }
            guard standing.service != Self.reintegration else { return }
            noteAge(standing, of: person)
            reach(person, index.delivered[Int(standing.service)], standing)
            if question.gathersInstitutions, question.window.contains(standing.day) {
                institutions.note(standing, surroundings)
            }
            reachAsVictim(person, standing)
        case .reintegration:
            noteAge(standing, of: person)
            reach(person, index.delivered[Int(Self.reintegration)], standing)
        case .certified:
            noteAge(standing, of: person)
            guard index.certificates[UInt8(truncatingIfNeeded: standing.item)] != nil, !corrections.isRevoked(fact)
            else { return }
            certificates[standing.aggregate, default: []].append(standing)
        case .started, .corrected: meet(standing.aggregate)
        case .kit:
            guard let now = surroundings.distributions[fact.aggregate], !now.isVoided, now.rank == fact.rank else {
                return
            }
            reach(person, index.byKind[.kit] ?? [], standing)
        case .determined:
            guard standing.item == 1, !corrections.isRevised(fact) else { return }
            noteAge(standing, of: person)
            reach(person, index.byKind[.determined] ?? [], standing)
        case .detected: detect(person, standing)
        case .milestone: reachAsVictim(person, standing)
        case .departed, .arrived:
            noteAge(standing, of: person)
            reach(person, index.byKind[standing.kind] ?? [], standing)
        case .profile, .reprofiled:
            for detected in named ?? [] { detect(person, detected) }
        case .nationality:
            let number = UInt16(truncatingIfNeeded: standing.item)
            people.note(nationality: number, at: standing.recordedAt, of: person)
        case .custody:
            noteAge(standing, of: person)
            reach(person, index.custody[standing.item] ?? [], standing)
        case .voided, .revoked, .caseVoided, .erased: break
        // Facts of custody count by what is made up of them.
        case .admitted, .left, .readmitted, .admissionVoided, .contact, .contactVoided, .legalStatus, .scores: break
        }
    }

    private func isMine(_ person: EntityID) -> Bool {
        part.of == 1 || person.key64 % part.of == part.number
    }

    private mutating func meet(_ enrolment: EntityID) {
        guard !certificates.isEmpty, certificates[enrolment] != nil else { return }
        knownEnrolments.insert(enrolment)
    }

    private mutating func reachAsVictim(_ person: Int, _ fact: PersonFact) {
        let service = fact.kind == .milestone ? Self.justice : fact.service
        let measures = index.victims[Int(service)]
        guard !measures.isEmpty, let organisations = victims[person] else { return }
        for organisation in organisations { reach(person, measures, fact, organisation: organisation) }
    }

    private mutating func detect(_ person: Int, _ fact: PersonFact) {
        victims[person, default: []].insert(fact.item)
        noteAge(fact, of: person)
        reach(person, index.byKind[.detected] ?? [], fact, organisation: fact.item)
    }

    /// Notes the age at what is counted, whatever is asked; a step in proceedings is none, nor a certificate's revocation.
    private mutating func noteAge(_ fact: PersonFact, of person: Int) {
        if fact.traits.mode == .full { people.note(age: fact.traits.age, on: fact.day, of: person) }
    }

    private mutating func reach(_ person: Int, _ measures: [Int], _ fact: PersonFact, organisation: UInt64 = 0) {
        guard question.window.contains(fact.day) else { return }
        for measure in measures {
            let what = question.measures[measure]
            if what.isChildrenOnly, fact.traits.isChild == false { continue }
            let cell = cells.cell(of: fact, organisation: organisation, isSeparate: what.reach == .pairs)
            reaches.note(person: person, measure: measure, cell: cell, on: fact.day)
        }
    }

    /// Takes in what could only be told when every fact had passed.
    mutating func settle() {
        for detected in unnamed.values.joined() where isMine(detected.person) {
            let person = people.index(of: detected.person)
            people.note(detected.traits, at: detected.recordedAt, of: person)
            noteAge(detected, of: person)
            reach(person, index.byKind[.detected] ?? [], detected, organisation: detected.item)
        }
        for facts in certificates.values {
            for fact in facts where knownEnrolments.contains(fact.aggregate) {
                reach(
                    people.index(of: fact.person),
                    index.certificates[UInt8(truncatingIfNeeded: fact.item)] ?? [],
                    fact
                )
            }
        }
        (unnamed, certificates) = ([:], [:])
    }

    /// What it comes to, once every fact has passed.
    mutating func finish() -> PersonCounts {
        settle()
        let cutsSex = question.cuts.contains(.dimension(.sex))
        let cutsAge = question.cuts.contains(.dimension(.age))
        let cutsNationality = question.cuts.contains(.dimension(.nationality))
        var counts = PersonCounts(cuts: question.cuts, labels: cells.labels)
        reaches.visit { person, measure, cell, _ in
            counts.add(
                PersonCounts.Key(
                    measure: measure,
                    cell: cell,
                    sex: cutsSex ? people.sex(of: person) : .max,
                    age: cutsAge ? people.age(of: person) : .max,
                    nationality: cutsNationality ? people.nationality(of: person) : .max
                )
            )
        }
        return counts
    }
}
