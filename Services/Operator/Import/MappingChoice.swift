import ArgumentParser
import Foundation
import Yams

/// The mapping that an import names: one of the service's, or a document in a file.
struct MappingChoice {
    private struct Kept: Decodable {
        var mappingId: String
    }

    let name: String
    /// Constants given on the command line.
    let constants: [String: String]

    init(_ name: String, set: [String]) throws {
        self.name = name
        var constants: [String: String] = [:]
        for pair in set {
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw ValidationError("Give --set as FIELD=VALUE, not \(pair).") }
            constants[parts[0]] = parts[1]
        }
        self.constants = constants
    }

    /// The name under which the service knows the mapping, which is sent to it when it is a document of ours.
    func send(to client: ServiceClient) async throws -> String {
        guard let document = try document() else { return name }
        let body = try JSONSerialization.data(withJSONObject: document, options: [.sortedKeys])
        let kept: Kept = try await client.post("/v1/import-mappings", [UInt8](body), key: UUID().uuidString)
        return kept.mappingId
    }

    /// The document to send; `nil` when the service has the mapping as it is wanted.
    func document() throws -> [String: Any]? {
        var document: [String: Any]
        if FileManager.default.fileExists(atPath: name) {
            document = try Self.read(name)
        } else if constants.isEmpty {
            return nil
        } else {
            document = ["extends": name]
        }
        if !constants.isEmpty {
            let known = document["constants"] as? [String: Any] ?? [:]
            document["constants"] = known.merging(constants) { _, given in given }
        }
        return document
    }

    private static func read(_ path: String) throws -> [String: Any] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let value: Any?
        do {
            value =
                path.hasSuffix(".json")
                ? try JSONSerialization.jsonObject(with: Data(text.utf8))
                : try Yams.compose(yaml: text).map { plain($0) }
        } catch {
            throw ValidationError("The mapping \(path) is not well-formed: \(error)")
        }
        guard let document = value as? [String: Any] else {
            throw ValidationError("The mapping \(path) must be an object with columns, constants and so on.")
        }
        return document
    }

    /// YAML's scalars as they are written: a code `no` is no `false`, and a date no instant.
    private static func plain(_ node: Node, under key: String = "") -> Any {
        switch node {
        case .mapping(let mapping):
            var object: [String: Any] = [:]
            for (name, value) in mapping { object[name.string ?? ""] = plain(value, under: name.string ?? "") }
            return object
        case .sequence(let sequence): return sequence.map { plain($0, under: key) }
        case .scalar(let scalar):
            if ["neutralised", "refuseUnknownColumns"].contains(key) { return scalar.string == "true" }
            return scalar.string
        case .alias: return ""
        }
    }
}
