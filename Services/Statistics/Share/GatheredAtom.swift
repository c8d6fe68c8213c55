import EventStore
import Events

/// An atom with where its event came from, as handlers of a reading instance gather it.
struct GatheredAtom {
    /// A place on a topic.
    struct Place: Hashable, Comparable {
        /// The topic's number among those that are read.
        let topic: Int
        let partition: Int32
        let offset: Int64

        static func < (left: Place, right: Place) -> Bool {
            (left.topic, left.partition, left.offset) < (right.topic, right.partition, right.offset)
        }
    }

    let place: Place
    let atom: Atom

    /// Gathers an atom; a fact as it is told, to be given its pseudonyms with the others of the batch.
    static func append(_ atom: Atom, from message: ReceivedEvent, topics: [String], to transaction: Transaction) {
        guard let topic = topics.firstIndex(of: message.topic) else { return }
        transaction.gathered.put(UInt64(topic) << 32 | UInt64(UInt32(bitPattern: message.partition)))
        transaction.gathered.put(UInt64(bitPattern: message.offset))
        atom.write(behind: &transaction.gathered)
    }

    /// What was gathered, in its order.
    static func all(in transaction: Transaction) throws -> [GatheredAtom] {
        try transaction.gathered.withUnsafeBytes { bytes in
            var reader = AtomReader(bytes: bytes)
            var gathered: [GatheredAtom] = []
            while !reader.isAtEnd {
                let head = try reader.word()
                let place = Place(
                    topic: Int(head >> 32),
                    partition: Int32(truncatingIfNeeded: head),
                    offset: Int64(bitPattern: try reader.word())
                )
                gathered.append(GatheredAtom(place: place, atom: try reader.atom()))
            }
            return gathered
        }
    }
}
