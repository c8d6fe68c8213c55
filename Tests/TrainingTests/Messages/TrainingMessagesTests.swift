import EventStore
import Events
import TestKit
import Testing

@testable import Training

@Suite struct TrainingMessagesTests {
    private static func commitment(_ number: Int, agreement: Int) -> CommitmentPledged {
        var event = CommitmentPledged.example
        event.commitmentId = Examples.id(number)
        event.agreementId = Examples.id(agreement)
        return event
    }

    @Test func `an organisation that is known tells its kind`() async throws {
        try await TrainingAPI.run { api in
            var organisation = OrganisationRegistered.example
            organisation.orgId = Examples.id(60)
            organisation.kind = .redCrossOrCrescent
            let record = try published(organisation, of: organisation.orgId)
            try await api.receive([record])
            #expect(try await api.receive([record], from: 1).duplicates == 1)
            let activity = try await api.activity()
            try await api.move(activity, "open")
            let path = "/v1/activities/\(activity)/participants"
            let person = TrainingAPI.person("PAR", "F", "EG", "Mona Example")
                .with(["orgId": .string(organisation.orgId.description)])
            let id = try await api.accepted(path, person, "participantId")
            #expect(try await api.get("/v1/participants/\(id)").json["details"]["orgKind"] == "RCRC")
        }
    }

    @Test func `commitments give the agreement, and must be of one`() async throws {
        try await TrainingAPI.run { api in
            let records = try [(70, 80), (71, 80), (72, 81)].map { number, agreement in
                try published(Self.commitment(number, agreement: agreement), of: Examples.id(number))
            }
            try await api.receive(records)
            func plan(_ numbers: Int...) -> JSON {
                TrainingAPI.plan(["commitmentIds": .array(numbers.map { .string(Examples.id($0).description) })])
            }
            let id = try await api.accepted("/v1/activities", plan(70, 71, 99), "activityId")
            let agreement = try await api.get("/v1/activities/\(id)").json["plan"]["agreementId"]
            #expect(agreement.string == Examples.id(80).description)
            #expect(try await api.refused("/v1/activities", plan(70, 72)) == "commitment.outside_agreement")
            let stated = plan(70).with(["agreementId": .string(Examples.id(81).description)])
            #expect(try await api.refused("/v1/activities", stated) == "commitment.outside_agreement")
            var withdrawn = CommitmentWithdrawn.example
            withdrawn.commitmentId = Examples.id(70)
            try await api.receive([try published(withdrawn, of: Examples.id(70), sequence: 2)], from: 3)
            #expect(try await api.refused("/v1/activities", plan(70)) == "commitment.withdrawn")
        }
    }
}
