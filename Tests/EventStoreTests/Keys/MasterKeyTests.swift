import Crypto
import Foundation
import TestKit
import Testing

@testable import EventStore

@Suite struct MasterKeyTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func key(_ content: Data) throws -> [UInt8] {
        let path = folder.path + "/key"
        try content.write(to: URL(fileURLWithPath: path))
        return try MasterKey(file: path).key.withUnsafeBytes { Array($0) }
    }

    private static let hex = (0..<32).map { String(format: "%02x", $0) }.joined()

    @Test(arguments: [
        Data(0..<32), Data(hex.utf8), Data((hex + "\n").utf8), Data((hex.uppercased() + "\r\n").utf8),
    ])
    func `a file of 32 bytes or 64 hexadecimal digits is read`(content: Data) throws {
        #expect(try key(content) == Array(0..<32))
    }

    @Test(arguments: [
        Data(), Data(0..<31), Data(0..<33), Data(hex.dropLast(1).utf8), Data(hex.dropLast(2).utf8),
        Data((hex + "00").utf8), Data(hex.replacing("0a", with: "+a").utf8), Data(hex.replacing("0a", with: "zz").utf8),
        Data((hex + " extra").utf8),
    ])
    func `any other content is refused`(content: Data) throws {
        #expect {
            try key(content)
        } throws: {
            if case StoreError.masterKey = $0 { true } else { false }
        }
    }

    @Test func `a missing file is told with the way to make one`() {
        #expect {
            try MasterKey(file: folder.path + "/missing")
        } throws: {
            "\($0)".contains("openssl rand -hex 32")
        }
    }
}
