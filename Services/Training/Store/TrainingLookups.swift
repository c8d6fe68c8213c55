import Decisions
import EventStore
import Events
import GRDB

extension Transaction {
    func activity(_ id: EntityID) throws -> ActivityState {
        try state(ActivityState.self, key: .id(id))
    }

    func participant(_ id: EntityID) throws -> ParticipantState {
        try state(ParticipantState.self, key: .id(id))
    }

    func participantIDs(of activityID: EntityID) throws -> [EntityID] {
        try EntityID.fetchAll(
            db.cachedStatement(sql: "SELECT id FROM participant WHERE activity=? ORDER BY id"),
            arguments: [activityID]
        )
    }

    func participants(of activityID: EntityID) throws -> [ParticipantState] {
        try participantIDs(of: activityID).map(participant)
    }

    /// Everybody registered for an activity, with who they are.
    func registeredPersons(of activityID: EntityID) throws -> [RegisteredPerson] {
        try participantIDs(of: activityID).map {
            RegisteredPerson(state: try participant($0), identity: try identity(ofParticipant: $0))
        }
    }

    /// Who a participant is, as last stated.
    func identity(ofParticipant id: EntityID) throws -> ParticipantIdentity? {
        guard let entry = try entries(aggregate: id).last(where: { $0.sealed != nil }) else { return nil }
        return try unseal(ParticipantIdentity.self, of: entry)
    }

    /// The kind of an organisation, where partnerships has told it.
    func kind(ofOrganisation id: EntityID?) throws -> OrganisationKind? {
        try id.flatMap { try state(KnownOrganisation.self, key: .id($0)).kind }
    }

    /// The names of the organisations and programmes that a plan names, as far as they are known here.
    func names(in plan: ActivityPlan) throws -> [String: LocalizedNames] {
        var names: [String: LocalizedNames] = [:]
        for id in plan.organiserOrgIds + plan.funderOrgIds {
            names[id.description] = try state(KnownOrganisation.self, key: .id(id)).names
        }
        for id in plan.fundingProgrammeIds {
            names[id.description] = try state(KnownProgramme.self, key: .id(id)).name.map { LocalizedNames(en: $0) }
        }
        return names
    }

    /// The agreement that work on `commitmentIDs` happens under.
    func agreement(stated: EntityID?, commitmentIDs: [EntityID]?) throws -> EntityID? {
        let commitments = try (commitmentIDs ?? []).map { try state(KnownCommitment.self, key: .id($0)) }
        return try Fulfilment.agreement(stated: stated, commitments: commitments)
    }

    /// A certificate's number: the one given, unless it is in use, or the next of its series.
    func certificateNumber(_ given: String?, series: String) throws -> String {
        guard let given = try Checks.optionalText(given, field: "certificateNo", maximumLength: 60) else {
            let issued =
                try Int.fetchOne(
                    db.cachedStatement(sql: "SELECT count(*) FROM certificate WHERE series=?"),
                    arguments: [series]
                ) ?? 0
            var number = CertificateNumber.number(issued + 1, of: series)
            // A number that was given by hand may have taken the next one's place.
            var offset = 2
            while try isCertificate(number) {
                number = CertificateNumber.number(issued + offset, of: series)
                offset += 1
            }
            return number
        }
        guard try !isCertificate(given) else {
            throw Rejection(
                "certificate.duplicate",
                field: "certificateNo",
                "another certificate has this number; choose another, or leave it out",
                status: 409
            )
        }
        return given
    }

    private func isCertificate(_ number: String) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM certificate WHERE number=?)"),
            arguments: [number]
        ) ?? false
    }
}
