public import EventStore
public import Events
import Foundation

/// A part of a list, and where the next part begins.
public struct Page<Item: Codable & Sendable>: Codable, Sendable {
    /// The items, in the list's order.
    public var items: [Item]
    /// The `cursor` of the next part; absent at the end.
    public var next: String?

    /// Makes a part.
    public init(items: [Item], next: String? = nil) {
        self.items = items
        self.next = next
    }
}

/// The part of a list that a query asks for.
///
/// A handler reads `limit + 1` rows whose sort key lies after ``after``, in the order of that key, and hands them to
/// ``page(of:key:item:)``: the row too many says that there is more.
public struct PageRequest: Sendable, Hashable {
    /// The largest `limit`.
    public static let maximumLimit = 200

    /// How many items to give at most, 1 to 200.
    public let limit: Int
    /// The sort key of the last item of the part before; `nil` at the beginning.
    public let after: [String]?

    /// Makes a request for the first `limit` items, or for those after a sort key.
    public init(limit: Int = 50, after: [String]? = nil) {
        self.limit = limit
        self.after = after
    }

    init(limit: String?, cursor: String?) throws {
        self.init(limit: limit.flatMap { Int($0) } ?? 50, after: try cursor.map(Self.key))
    }

    /// The page that `rows`, up to one more than ``limit``, make.
    public func page<Row, Item>(
        of rows: [Row],
        key: (Row) -> [String],
        item: (Row) throws -> Item
    ) rethrows -> Page<Item> {
        let given = rows.prefix(limit)
        return Page(
            items: try given.map(item),
            next: rows.count > limit ? given.last.map { Self.cursor(of: key($0)) } : nil
        )
    }

    /// The opaque text of a sort key.
    static func cursor(of key: [String]) -> String {
        var json = JSONText()
        json.raw("[")
        for (index, part) in key.enumerated() {
            if index > 0 { json.raw(",") }
            json.string(part)
        }
        json.raw("]")
        return Data(json.bytes).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    private static func key(_ cursor: String) throws -> [String] {
        var base64 = cursor.replacing("-", with: "+").replacing("_", with: "/")
        base64 += String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: base64), case .array(let parts)? = try? BodyParser.parse([UInt8](data)),
            !parts.isEmpty
        else { throw cursorInvalid }
        return try parts.map { part in
            guard case .string(let text) = part else { throw cursorInvalid }
            return text
        }
    }

    /// The identifier of the last item of the part before, in a list that is ordered by identifiers.
    ///
    /// - Throws: ``Rejection`` when the cursor is another list's: to begin anew would repeat the list without an end.
    public func afterID() throws -> EntityID? {
        guard let after else { return nil }
        guard after.count == 1, let id = EntityID(after[0]) else { throw Self.cursorInvalid }
        return id
    }

    /// The refusal of a cursor that this list did not give.
    public static let cursorInvalid = Rejection(
        "parameter.invalid",
        field: "cursor",
        "cursor is the `next` of an earlier page of this list; leave it out to begin anew",
        status: 400
    )
}
