import ArgumentParser
import Foundation

/// A file that appears under its name only once it is whole.
enum FinishedFile {
    /// Puts `partial` in the place of `path`, whatever is there.
    static func move(_ partial: String, to path: String) throws {
        guard rename(partial, path) == 0 else {
            throw ValidationError("The file \(partial) is written and cannot be renamed to \(path).")
        }
    }
}
