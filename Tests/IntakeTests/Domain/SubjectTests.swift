import EventStore
import Events
import Testing

@testable import Intake

struct SubjectTests {
    private func refusal(_ change: (inout SubjectDetails) -> Void) throws -> Rejection? {
        var subject = Sample.boy()
        change(&subject)
        do {
            try subject.check(try Sample.occasion())
            return nil
        } catch let rejection as Rejection {
            return rejection
        }
    }

    @Test func `a described person is accepted`() throws {
        #expect(try refusal { _ in } == nil)
        #expect(
            try refusal { ($0.birthDate, $0.estimatedAge, $0.estimatedOn) = (Sample.day("2005-06-01"), nil, nil) }
                == nil
        )
    }

    @Test func `a name is required unless the identity is unknown`() throws {
        #expect(try refusal { ($0.givenName, $0.familyName) = (" ", nil) }?.code == "identity.required")
        #expect(try refusal { ($0.givenName, $0.familyName, $0.identityUnknown) = (nil, nil, true) } == nil)
        #expect(try refusal { ($0.givenName, $0.familyName) = (nil, "Only") } == nil)
    }

    @Test func `exactly one of birth date and estimate is required`() throws {
        #expect(try refusal { ($0.estimatedAge, $0.estimatedOn) = (nil, nil) }?.code == "age.required")
        #expect(try refusal { $0.estimatedOn = nil }?.code == "age.required")
        #expect(try refusal { $0.estimatedAge = nil }?.code == "age.required")
        #expect(try refusal { $0.birthDate = Sample.day("2005-06-01") }?.code == "age.required")
    }

    @Test func `an age must be possible`() throws {
        #expect(try refusal { $0.estimatedAge = -1 }?.field == "subject.estimatedAge")
        #expect(try refusal { $0.estimatedAge = 121 }?.field == "subject.estimatedAge")
        #expect(
            try refusal { ($0.birthDate, $0.estimatedAge, $0.estimatedOn) = (Sample.day("1890-01-01"), nil, nil) }?
                .field
                == "subject.birthDate"
        )
        #expect(
            try refusal { ($0.birthDate, $0.estimatedAge, $0.estimatedOn) = (Sample.day("2021-09-01"), nil, nil) }?.code
                == "date.in_future"
        )
    }

    @Test func `nationalities, region and language are checked`() throws {
        #expect(try refusal { $0.nationalities = [] }?.field == "subject.nationalities")
        #expect(try refusal { $0.nationalities = [.egypt, .egypt] }?.field == "subject.nationalities")
        #expect(try refusal { $0.region = PlaceCode(.egypt) }?.field == "subject.region")
        #expect(try refusal { $0.language = "Arabic" }?.field == "subject.language")
        #expect(try refusal { $0.guardian = .init(name: "") }?.field == "subject.guardian.name")
        #expect(try refusal { $0.disabilities = [.seeing, .seeing] }?.field == "subject.disabilities")
    }

    @Test func `a child turns 18 on the birthday, not before`() {
        let subject = Sample.boy(bornOn: "2003-03-10")
        #expect(subject.isChild(on: Sample.day("2021-03-09")))
        #expect(!subject.isChild(on: Sample.day("2021-03-10")))
        #expect(subject.ageBand(on: Sample.day("2021-03-09")) == .from15To17)
        #expect(subject.ageBand(on: Sample.day("2021-03-10")) == .from18To24)
    }

    @Test func `an estimated age grows with whole years, in both directions`() {
        let subject = Sample.boy(age: 17, on: "2021-01-01")
        #expect(subject.age(on: Sample.day("2021-12-31")) == 17)
        #expect(subject.age(on: Sample.day("2022-01-01")) == 18)
        #expect(subject.age(on: Sample.day("2020-06-01")) == 17)
        #expect(subject.age(on: Sample.day("2019-12-31")) == 16)
        #expect(Sample.boy(age: 0, on: "2021-01-01").age(on: Sample.day("2015-01-01")) == 0)
    }
}
