import Events
import Foundation
import Tabular
import TestKit
import Testing

@testable import Statistics

@Suite struct ExportTests {
    /// The rows of a file of CSV.
    private func rows(_ text: String) throws -> [[String]] {
        var parser = CSVParser()
        var rows: [[String]] = []
        try parser.feed(Array(text.utf8)) { rows.append($0.fields) }
        try parser.finish { rows.append($0.fields) }
        return rows
    }

    /// The export of `figures` in `format`.
    private func file(_ format: ExportFormat, _ figures: [Shown]) throws -> String {
        let published = figures.map { shown in
            PublishedFigure(key: shown.figure.key, statistic: shown.figure.event(revision: 1))
        }
        return String(decoding: try format.file(published, at: Timestamp(day(2021, 1, 15))), as: UTF8.self)
    }

    @Test func `HXL has sex and age beside the total, and a withheld value is blank and named`() throws {
        let rows = try rows(
            file(
                .hxl,
                [
                    .counted(.beneficiariesAny, 100), .counted(.beneficiariesAny, 60, by: ["sex": "F"]),
                    .counted(.beneficiariesAny, nil, by: ["age": "05-11", "sex": "F"]),
                    .counted(.beneficiariesAny, 90, by: ["age": "child"]), .exempt(.agreements, 3),
                ]
            )
        )
        let (tags, persons, agreements) = (rows[1], rows[2], rows[3])
        func value(_ row: [String], _ tag: String) throws -> String { row[try #require(tags.firstIndex(of: tag))] }
        #expect(try value(persons, "#reached+total") == "100")
        #expect(try value(persons, "#reached+f") == "60")
        #expect(try value(persons, "#reached+children") == "90")
        #expect(try value(persons, "#reached+f+children+age5_11") == "")
        #expect(try value(persons, "#meta+withheld") == "#reached+f+children+age5_11")
        #expect(try value(persons, "#date+end") == "2020-12-31")
        #expect(try value(agreements, "#indicator+value+num+total") == "3")
        #expect(try value(agreements, "#reached+total") == "")
        #expect(try value(agreements, "#meta+withheld") == "")
    }

    @Test func `SDMX says of a withheld value that it is suppressed, and never why`() throws {
        let rows = try rows(
            file(
                .sdmxCSV,
                [
                    .counted(.beneficiariesAny, nil, by: ["age": "60+", "sex": "X", "geo": "EG-C"]),
                    .counted(.beneficiariesAny, 12, by: ["age": "05-11"], period: "2020-Q4"),
                ]
            )
        )
        func cell(_ row: Int, _ column: String) throws -> String {
            rows[row][try #require(rows[0].firstIndex(of: column))]
        }
        #expect(rows[0].prefix(4) == ["STRUCTURE", "STRUCTURE_ID", "ACTION", "INDICATOR"])
        #expect(try cell(1, "OBS_VALUE") == "" && cell(1, "OBS_STATUS") == "Q" && cell(1, "CONF_STATUS") == "C")
        #expect(try cell(1, "SEX") == "_O" && cell(1, "AGE") == "Y_GE60" && cell(1, "REF_AREA") == "EG-C")
        #expect(try cell(1, "COVERAGE") == "CUMULATIVE" && cell(1, "TIME_PERIOD") == "2020-12-31")
        #expect(try cell(2, "OBS_VALUE") == "12" && cell(2, "OBS_STATUS") == "A" && cell(2, "CONF_STATUS") == "F")
        #expect(try cell(2, "AGE") == "Y5T11" && cell(2, "SEX") == "_T" && cell(2, "TIME_PERIOD") == "2020-Q4")
    }

    @Test func `everything that SDMX is told has a name of its own`() {
        let components = (SDMXCodes.dimensions + SDMXCodes.attributes).map(\.id) + ["OBS_VALUE"]
        #expect(Set(components).count == components.count)
    }

    @Test func `DHIS2 is given no withheld value, and reported ones as data elements of their own`() throws {
        let text = try file(
            .dhis2,
            [
                .counted(.beneficiariesAny, 60, by: ["sex": "F", "geo": "EG-C"]),
                .counted(.beneficiariesAny, nil, by: ["sex": "M"]), .reported(.literacyCertified, 320),
                .counted(.returns, 12, period: "2020-Q4"),
            ]
        )
        let values = try JSONDecoder().decode(JSON.self, from: Data(text.utf8))["dataValues"].array
        #expect(values.compactMap { $0["dataElement"].string } == ["BEN_ANY", "LIT_CERT_REPORTED", "RETURNS"])
        #expect(values[0]["orgUnit"].string == "EG-C" && values[0]["categoryOptionCombo"].string == "SEX_F")
        #expect(values[0]["period"].string == "20201231" && values[0]["value"].string == "60")
        #expect(values[1]["comment"].string == "gt; press release, 17 February 2021")
        #expect(values[2]["period"].string == "2020Q4" && values[2]["orgUnit"].string == "NATIONAL")
    }

    @Test func `CTDC's columns hold persons by sex, majority and citizenship only`() throws {
        let rows = try rows(
            file(
                .ctdc,
                [
                    .counted(.returns, 125, by: ["sex": "F"]), .counted(.returns, nil, by: ["age": "child"]),
                    .counted(.returns, 30, by: ["nationality": "SD"], period: "2020"),
                    .counted(.returns, 70, by: ["nationality": "non_national"]),
                    .counted(.returns, 15, by: ["nationality": "other", "sex": "F"]),
                    .counted(.returns, 15, by: ["nationality": "SD", "age": "child", "sex": "F"]),
                    .counted(.returns, 12, by: ["age": "05-11"]), .counted(.returns, 12, by: ["geo": "EG-C"]),
                    .exempt(.agreements, 3), .counted(.beneficiaryServicePairs, 40),
                ]
            )
        )
        #expect(rows.count == 5)
        #expect(rows[1] == ["", "Case Management", "Female", "", "", "RETURNS", "to-2020-12-31", "125", ""])
        #expect(rows[2] == ["", "Case Management", "", "Minor", "", "RETURNS", "to-2020-12-31", "", "yes"])
        #expect(rows[3] == ["2020", "Case Management", "", "", "SD", "RETURNS", "2020", "30", ""])
        #expect(rows[4] == ["", "Case Management", "Female", "Minor", "SD", "RETURNS", "to-2020-12-31", "15", ""])
    }

    @Test func `no cell is a formula to a spreadsheet`() throws {
        for format in [ExportFormat.hxl, .sdmxCSV, .ctdc] {
            let cells = try rows(file(format, PublishedExamples.figures)).flatMap { $0 }
            #expect(!cells.contains { "=+-@".contains($0.first ?? "a") })
        }
        #expect(try file(.hxl, PublishedExamples.figures).contains("'=HYPERLINK"))
    }

    @Test func `the libraries of those who use them read every export, and all tell and withhold the same`()
        async throws
    {
        let folder = try TemporaryFolder()
        try await PublicAPI.run { api in
            try api.publish(PublishedExamples.figures)
            for format in ExportFormat.allCases {
                let answer = try await api.get("/v1/exports/\(format.rawValue)")
                #expect(answer.status == 200)
                #expect(answer.headers["content-type"] == format.mediaType)
                let path = folder.path + "/" + format.fileName
                #expect(FileManager.default.createFile(atPath: path, contents: Data(answer.bytes)))
            }
            #expect(try await api.get("/v1/exports/xlsx").json["code"].string == "export.unknown")
            #expect(try await api.get("/v1/exports/hxl?release=\(Examples.id(1))").status == 404)
        }
        let result = try await Script.run("deploy/lib/exports/check", [folder.path])
        #expect(result.status == 0, "\(result.output)")
        #expect(result.output.contains("valid and alike"))
        // A code that the structure does not know is noticed.
        let structure = folder.path + "/" + ExportFormat.sdmxStructure.fileName
        let whole = try String(contentsOfFile: structure, encoding: .utf8)
        #expect(whole.hasPrefix("{\"meta\":"))
        let broken = whole.replacing("\"id\":\"BEN_ANY\"", with: "\"id\":\"BEN_ALL\"")
        try broken.write(toFile: structure, atomically: true, encoding: .utf8)
        let refused = try await Script.run("deploy/lib/exports/check", [folder.path])
        #expect(refused.status == 1 && refused.output.contains("['BEN_ANY'] are no codes of INDICATOR"))
        try whole.write(toFile: structure, atomically: true, encoding: .utf8)
        // A second reader, which shares no code with the first: the attacker's.
        let attacked = try await Script.run("deploy/lib/attack/run", ["--exports", folder.path])
        #expect(attacked.status == 0, "\(attacked.output)")
    }
}
