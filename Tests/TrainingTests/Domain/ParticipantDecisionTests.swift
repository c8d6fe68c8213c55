import Decisions
import EventStore
import Events
import TestKit
import Testing

@testable import Training

@Suite struct ParticipantDecisionTests {
    private static let activity = ActivityState(.example, status: .held)

    private static func participant(_ days: Int?) -> ParticipantState {
        var state = ParticipantState()
        state.apply(ParticipantRegistered.example)
        if let days {
            var attended = ParticipantAttended.example
            attended.days = days
            state.apply(attended)
        }
        return state
    }

    @Test(arguments: [(4, true), (3, false), (nil, false)])
    func `a certificate needs four fifths of four days, which is all of them`(days: Int?, isEarned: Bool) {
        let state = Self.participant(days)
        let event = Result { () throws(Rejection) in
            try state.certify(on: day("2021-02-03"), number: "X-1", in: Self.activity, mintTrainer: { Examples.id(1) })
        }
        switch event {
        case .success(let event):
            #expect(isEarned)
            // A workshop makes no trainers.
            #expect(event.trainerId == nil)
        case .failure(let rejection):
            #expect(!isEarned)
            #expect(rejection.code == "certificate.not_earned")
        }
    }

    @Test func `a test before without one after earns nothing`() {
        var state = Self.participant(4)
        var scored = ParticipantScored.example
        scored.preScore = 90
        scored.postScore = nil
        state.apply(scored)
        #expect(throws: Rejection.self) {
            try state.certify(on: day("2021-02-03"), number: "X-1", in: Self.activity, mintTrainer: { Examples.id(1) })
        }
    }

    @Test func `somebody certified as a trainer elsewhere stays one`() throws {
        var registered = ParticipantRegistered.example
        registered.trainerId = Examples.id(5)
        var state = ParticipantState()
        state.apply(registered)
        state.apply(ParticipantAttended.example)
        let event = try state.certify(on: day("2021-02-03"), number: "X-1", in: Self.activity) { Examples.id(1) }
        #expect(event.trainerId == Examples.id(5))
    }

    @Test(arguments: [
        ("NATIONAL-TOT-2021", 7, "NATIONAL-TOT-2021-000007"), ("A-WSP-2021", 1_234_567, "A-WSP-2021-1234567"),
    ])
    func `certificates are numbered in series`(series: String, number: Int, text: String) {
        #expect(CertificateNumber.number(number, of: series) == text)
        #expect(CertificateNumber.series(of: text) == series)
    }
}
