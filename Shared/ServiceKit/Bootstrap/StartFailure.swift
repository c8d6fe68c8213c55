import EventStore
import Foundation

/// Why a service ended, in words for its operator, and the exit code that says so to scripts.
///
/// Source of the codes: sysexits.h.
struct StartFailure {
    let message: String
    let exitCode: Int32

    init(_ error: any Error, configuration: ServiceConfiguration?) {
        switch error {
        case let problems as ConfigurationProblems:
            message = "\(problems)\nSee --help."
            exitCode = problems.exitCode
        case let error as StoreError:
            message = error.description
            exitCode =
                switch error {
                case .locked: 69
                case .unusable: 73
                case .foreign, .masterKey: 78
                case .corrupt, .newer, .sealed, .payloadTooLarge: 65
                }
        case let error as ListeningFailed:
            let address = configuration.map { "\($0.httpHost) port \($0.httpPort)" } ?? "its address"
            let remedy =
                switch error.errorCode {
                case EADDRINUSE: "another process listens there; stop it, or set JISR_HTTP_PORT"
                case EACCES: "the system does not permit it; set JISR_HTTP_PORT to 1024 or above"
                case EADDRNOTAVAIL: "this machine has no such address; correct JISR_HTTP_HOST"
                default: "\(String(cString: strerror(error.errorCode))); correct JISR_HTTP_HOST and JISR_HTTP_PORT"
                }
            message = "cannot listen on \(address): \(remedy)"
            exitCode = 69
        case let failure as any ExplainedFailure:
            message = failure.description
            exitCode = failure.exitCode
        default:
            message = "stopped by an unforeseen error of type \(type(of: error))"
            exitCode = 70
        }
    }

    /// Writes the message to the standard error stream and gives the exit code.
    func report(as program: String) -> Int32 {
        FileHandle.standardError.write(Data("\(program): \(message)\n".utf8))
        return exitCode
    }
}

/// An error that says what its operator should do; its description is printed when it stops a service.
public protocol ExplainedFailure: Error, CustomStringConvertible {
    /// The exit code, as in sysexits.h.
    var exitCode: Int32 { get }
}
