import EventStore
import Events
import TestKit
import Testing

@testable import ServiceDelivery

struct DistributionTests {
    private let id = Examples.id(200)
    private let time = BusinessTime(now: Dates.now, zone: Workbench.utc)

    private func contents(_ change: (inout DistributionContents) -> Void = { _ in }) -> DistributionContents {
        var contents = DistributionContents(
            place: PlaceCode("EG-BA:HRG") ?? PlaceCode(.egypt),
            date: Dates.day("2018-05-01"),
            programmeID: Examples.id(26),
            distributorOrgID: Examples.id(7),
            items: [KitItem(kind: .food, quantity: 301), KitItem(kind: .hygiene, quantity: 301)],
            subjectIDs: [],
            cells: [KitCell(migrationStatus: .stranded, sex: .unknown, ageBand: .unknown, count: 301)]
        )
        change(&contents)
        return contents
    }

    private func state(_ change: (inout DistributionState) -> Void = { _ in }) -> DistributionState {
        var state = DistributionState()
        state.contents = contents()
        change(&state)
        return state
    }

    @Test func `gives kits out as planned, and says that cells cannot be told apart`() throws {
        let draft = try state().distribute(id, DistributionChange(), time)
        let event = try #require(draft.event as? KitDistributed)
        #expect(event.items.map(\.quantity) == [301, 301])
        #expect(event.cells.map(\.count) == [301])
        #expect(event.mayDoubleCount)
        #expect(draft.occurredAt.date == Dates.day("2018-05-01"))
    }

    @Test func `recipients named at the distribution take the place of the cells planned`() throws {
        let change = DistributionChange(subjectIDs: [Examples.id(1), Examples.id(2)])
        let event = try #require(try state().distribute(id, change, time).event as? KitDistributed)
        #expect(event.subjectIds.count == 2)
        #expect(event.cells.isEmpty && !event.mayDoubleCount)
    }

    @Test func `refuses recipients of both sorts, none, or twice`() throws {
        #expect(
            refusal { _ = try DistributionState.plan(id, contents { $0.subjectIDs = [id] }, time) }
                == "recipients.mixed"
        )
        let named = DistributionChange(subjectIDs: [id], cells: contents().cells)
        #expect(refusal { _ = try state().distribute(id, named, time) } == "recipients.mixed")
        let none = DistributionChange(cells: [])
        #expect(refusal { _ = try state().distribute(id, none, time) } == "field.required")
        let twice = DistributionChange(subjectIDs: [id, id])
        #expect(refusal { _ = try state().distribute(id, twice, time) } == "recipients.duplicate")
        let many = DistributionChange(subjectIDs: (0...10_000).map { Examples.id($0) })
        #expect(refusal { _ = try state().distribute(id, many, time) } == "recipients.too_many")
    }

    @Test func `refuses quantities that are none`() {
        let wrong: [(inout DistributionContents) -> Void] = [
            { $0.items = [] },
            { $0.items[0].quantity = 0 },
            { $0.items[1].quantity = -3 },
            { $0.items[1].kind = .food },
            { $0.cells[0].count = 0 },
        ]
        for change in wrong {
            #expect(
                refusal { _ = try DistributionState.plan(id, contents(change), time) } == "quantity.invalid"
            )
        }
    }

    @Test func `plans without recipients, and not too far ahead`() throws {
        #expect(refusal { _ = try DistributionState.plan(id, contents { $0.cells = [] }, time) } == nil)
        #expect(
            refusal { _ = try DistributionState.plan(id, contents { $0.date = Dates.day("2021-01-01") }, time) }
                == "date.in_future"
        )
        let ahead = DistributionChange(date: Dates.day("2019-03-09"))
        #expect(refusal { _ = try state().distribute(id, ahead, time) } == "date.in_future")
    }

    @Test func `verifies, voids and corrects only where that fits`() throws {
        let given = state {
            $0.status = .distributed
            $0.wasDistributed = true
        }
        #expect(refusal { _ = try state().verify(id, at: Dates.now, time) } == "state.invalid_transition")
        #expect(refusal { _ = try given.verify(id, at: Dates.now, time) } == nil)
        #expect(refusal { _ = try given.distribute(id, DistributionChange(), time) } == "state.invalid_transition")
        #expect(try given.void(id, .neverHappened, time).staysHere == false)
        #expect(try state().void(id, .neverHappened, time).staysHere)
        let voided = state { $0.status = .voided }
        #expect(refusal { _ = try voided.void(id, .neverHappened, time) } == "state.invalid_transition")
        #expect(
            refusal { _ = try voided.correct(id, DistributionChange(), .dataEntry, time) } == "state.invalid_transition"
        )
        #expect(refusal { _ = try given.correct(id, DistributionChange(), .dataEntry, time) } == "correction.empty")
        let change = DistributionChange(items: [KitItem(kind: .food, quantity: 300)])
        let corrected = try #require(try given.correct(id, change, .dataEntry, time).event as? KitCorrected)
        #expect(corrected.changed == ["items"] && corrected.cells == contents().cells)
        #expect(refusal { _ = try DistributionState().verify(id, at: Dates.now, time) } == "distribution.unknown")
    }
}
