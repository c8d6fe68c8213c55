import Crypto
import Disclosure
import Dispatch
import EventStore
import Events
import Foundation
import GRDB
import Logging
import ServiceKit

/// Makes the releases that were ordered, and orders those that have become due.
///
/// A release is worked out from a snapshot and published in one commit, figures, manifest and ledgers: a process that
/// dies on the way has published nothing and begins again.
struct ReleaseMaker: Sendable {
    let writer: Writer
    let days: BusinessDays
    let policy: ReleasePolicy
    /// The topics whose offsets a manifest tells.
    let topics: [String]
    /// Whether everything has been read that the topics have.
    var isCaughtUp: @Sendable () async throws -> Bool = { true }
    /// How far the topics were read by others for this store; asked of its own inbox where nobody else does.
    var sharedOffsets: (@Sendable (Database) throws -> [String: [Int32: Int64]])?
    let logger: Logger
    var clock: @Sendable () -> Timestamp = { .now }

    /// The name of the store's secret that noise is drawn with.
    private static let noiseSecret = "noise"

    private var today: CalendarDate { CalendarDate(daysSince1970: Int(days.day(clock()))) }

    /// Does what there is to do.
    ///
    /// Nothing, as long as there are events that were not read: a release without them would be made as if they had come
    /// late.
    func work() async throws {
        guard try await isCaughtUp() else { return }
        try await orderDue()
        while let order = try await writer.store.read({ try ReleaseOrders.pending($0) }) { try await make(order) }
    }

    // MARK: Ordering

    /// Orders the next release by schedule, once the first was ordered by hand.
    ///
    /// After one that could not be made it waits until somebody has looked.
    private func orderDue() async throws {
        guard let schedule = policy.schedule else { return }
        let (today, policy) = (today, policy)
        let next = try await writer.store.read { db -> CalendarDate? in
            guard let last = try ReleaseTables.last(db), try ReleaseOrders.newest(db)?.state == .made else {
                return nil
            }
            let next = Quarter.end(after: last.through)
            return next.adding(days: schedule.delayDays) < today ? next : nil
        }
        guard let next else { return }
        do {
            _ = try await writer.submit { try ReleaseOrders.order(through: next, policy, today: today, in: $0) }
        } catch let rejection as Rejection {
            logger.warning("A release is due and cannot be ordered", metadata: ["reason": "\(rejection.code)"])
        }
    }

    // MARK: Making

    /// Makes a release that was ordered, or says why it cannot be made.
    func make(_ order: ReleaseOrders.Order) async throws {
        do {
            let made = try await workOut(order)
            try await publish(made.release, made.material)
            logger.info("A release was published", metadata: ["figures": "\(made.release.figures.count)"])
        } catch let error as DisclosureError {
            try await refuse(order, "\(error)")
        } catch let refusal as NoiseRefusal {
            try await refuse(order, "\(refusal)")
        } catch let rejection as Rejection {
            try await refuse(order, rejection.message)
        }
    }

    private func refuse(_ order: ReleaseOrders.Order, _ problem: String) async throws {
        logger.error("A release cannot be made: nothing was published; see its order")
        try await writer.submit { try ReleaseOrders.settle(order.id, .refused, problem: problem, $0.db) }
    }

    /// Works a release out, off the threads that answer requests.
    private func workOut(_ order: ReleaseOrders.Order) async throws -> (material: ReleaseMaterial, release: MadeRelease)
    {
        let (store, policy, topics) = (writer.store, policy, topics.filter { $0 != Topic.releases.name })
        let sharedOffsets = sharedOffsets
        let material = try await store.read { db in
            try ReleaseOrders.requireLedgers(db)
            if let last = try ReleaseTables.last(db) { try policy.requireContinuation(of: last) }
            let read = try sharedOffsets?(db) ?? store.nextOffsets(topics: topics, in: db)
            let offsets = read.flatMap { topic, partitions in
                partitions.map { TopicOffset(topic: topic, partition: Int($0.key), nextOffset: Int($0.value)) }
            }
            return try ReleaseMaterial(
                order,
                policy,
                offsets: offsets.sorted { ($0.topic, $0.partition) < ($1.topic, $1.partition) },
                db
            )
        }
        let secret = try await writer.submit { try $0.secret(Self.noiseSecret) }
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global(qos: .utility).async {
                continuation.resume(with: Result { (material, try MadeRelease(material, policy, secret: secret)) })
            }
        }
    }

    private func publish(_ release: MadeRelease, _ material: ReleaseMaterial) async throws {
        let policy = policy
        try await writer.submit { transaction in
            let db = transaction.db
            let figuresHash = try Self.tell(release.figures, in: transaction)
            let manifest = SnapshotPublished(
                releaseId: release.id,
                cutoff: material.order.through,
                policyVersion: policy.disclosure.version,
                indicators: release.figures.indicators,
                figureCount: release.figures.count,
                figuresHash: figuresHash,
                offsets: material.offsets,
                revised: release.revised.isEmpty ? nil : release.revised,
                publishedAt: transaction.now
            )
            try transaction.append(manifest, to: release.id)
            if let figures = release.partnerFigures {
                let revised = release.revisedForPartners
                let manifest = SnapshotShared(
                    releaseId: release.id,
                    cutoff: material.order.through,
                    policyVersion: policy.disclosure.version,
                    indicators: figures.indicators,
                    figureCount: figures.count,
                    figuresHash: try Self.tellPartners(figures, in: transaction),
                    revised: revised.isEmpty ? nil : revised,
                    publishedAt: transaction.now
                )
                try transaction.append(manifest, to: release.id)
            }
            for part in release.parts {
                let name = part.part.block.name
                try ReleaseTables.keep(part.ledger, of: name, db)
                try ReleaseTables.change(name, from: part.part.written, to: part.released.persons, db)
            }
            for part in material.noiseParts {
                var now = part.written
                for person in part.came { now[person] = Population.Place(atom: 0, institutions: []) }
                try ReleaseTables.change(part.name, from: part.written, to: now, db)
            }
            try ReleaseTables.keep(release.noiseLedger, db)
            // Who was erased while the release was worked out.
            let erased = try FactTables.erasedPersons(db).subtracting(material.erased)
            try ReleaseTables.forget(erased, in: policy.personalBlocks, db)
            try ReleaseTables.note(release.id, through: material.order.through, policy, db)
            try ReleaseOrders.settle(material.order.id, .made, release: release.id, db)
        }
    }

    // MARK: Figures

    /// Tells everybody, and gives the hash of what was told.
    private static func tell(_ figures: [Figure], in transaction: Transaction) throws -> String {
        var hash = FiguresHash()
        for figure in figures {
            let revision = try Int.fetchOne(
                transaction.db.cachedStatement(sql: "SELECT revision FROM figure WHERE key=?"),
                arguments: [figure.key]
            )
            let event = figure.event(revision: (revision ?? 0) + 1)
            hash.add(try transaction.append(event, to: figure.id, key: .text(figure.key)).payload)
        }
        return hash.digits
    }

    /// Tells partners, and gives the hash of what was told.
    private static func tellPartners(_ figures: [Figure], in transaction: Transaction) throws -> String {
        var hash = FiguresHash()
        for figure in figures {
            guard let event = figure.sharedEvent else { continue }
            hash.add(try transaction.append(event, to: figure.sharedID, key: .text(figure.key)).payload)
        }
        return hash.digits
    }
}

/// SHA-256 of figures as they stand on their topic, each with a line feed.
private struct FiguresHash {
    private var hash = SHA256()

    mutating func add(_ payload: [UInt8]) { hash.update(data: payload + [UInt8(ascii: "\n")]) }

    /// In hexadecimal digits.
    var digits: String {
        hash.finalize().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}

extension [Figure] {
    /// What is counted.
    fileprivate var indicators: [IndicatorCode] {
        Set(map(\.indicator)).sorted { $0.rawValue < $1.rawValue }
    }
}
