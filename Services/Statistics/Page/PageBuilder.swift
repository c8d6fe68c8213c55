import Events

/// Makes the page from what is published.
struct PageBuilder {
    let figures: PageFigures
    let releases: [SnapshotPublished]
    let names: PageNames

    private var language: PageLanguage { names.language }

    /// The page.
    var page: PublicPage {
        PublicPage(
            language: language.rawValue,
            direction: language.direction,
            languages: PageLanguage.allCases.map {
                PublicPage.Language(code: $0.rawValue, name: $0.ownName, isCurrent: $0 == language)
            },
            headlines: headlines,
            comparisons: figures.reported.map(comparison),
            time: time,
            people: (tables(by: .sex) + tables(by: .age)).filter(\.isTold),
            peopleGrids: grids.filter(\.isTold),
            places: places.filter(\.table.isTold),
            peopleWithheld: withheld(tables(by: .sex) + tables(by: .age)),
            placesWithheld: withheld(places.map(\.table)),
            agreements: agreements,
            agreementTables: [
                table(.commitments, by: .status, title: language.words(.byStatus)),
                table(.commitments, by: .party, title: language.words(.byParty)),
            ].compactMap { $0 },
            others: others,
            threshold: figures.all.compactMap { $0.isProtected ? $0.threshold : nil }.max().map(language.text) ?? "",
            withheldLabel: language.pair(language.words(.whyCount), ""),
            withheldCount: withheldCount,
            releases: releases.map(release),
            files: files
        )
    }

    /// The titles of tables of which nothing is told.
    private func withheld(_ tables: [PublicPage.Table]) -> String {
        var titles: [String] = []
        for table in tables where !table.isTold && !titles.contains(table.title) { titles.append(table.title) }
        return titles.isEmpty ? "" : language.list(titles)
    }

    // MARK: Cells

    /// A value, with its bar beside one of `longest`.
    func cell(_ figure: StatisticUpdated?, longest: Int = 0) -> PublicPage.Cell {
        guard let figure else { return PublicPage.Cell(text: language.words(.notShown), isMissing: true) }
        guard let value = figure.value else {
            return PublicPage.Cell(text: language.words(.withheld), isWithheld: true)
        }
        return PublicPage.Cell(
            text: language.text(value),
            width: longest > 0 ? max(value > 0 ? 1 : 0, value * 100 / longest) : 0
        )
    }

    /// `up to 31 December 2020`.
    func until(_ figure: StatisticUpdated) -> String {
        language.text(PublishedPeriod(figure.period), asOf: figure.asOf)
    }

    /// `more than 320`.
    private func stated(_ figure: StatisticUpdated) -> String {
        let number = figure.value.map(language.text) ?? language.words(.withheld)
        return switch figure.qualifier {
        case .gt: "\(language.words(.moreThan)) \(number)"
        case .about: "\(language.words(.about)) \(number)"
        case .eq, nil: number
        }
    }

    // MARK: At a glance

    private static let headlineCodes: [IndicatorCode] = [
        .beneficiariesAny, .literacyCertified, .beneficiariesPsychosocial, .beneficiariesVocational,
        .beneficiariesMedical, .beneficiariesReintegration, .beneficiariesLegal, .kitPersons, .returns,
        .trainingParticipants, .institutionsReached, .commitments,
    ]

    private var headlines: [PublicPage.Headline] {
        Self.headlineCodes.compactMap { code in
            let counted = figures.latest(code).first
            let statements = figures.reported.filter { $0.indicator == code && $0[.sex] == nil }
            let reported = statements.map {
                language.pair(language.words(.reported), language.list([stated($0), until($0)]))
            }
            guard let counted else {
                guard let first = statements.first else { return nil }
                return PublicPage.Headline(
                    title: names.indicator(code),
                    cell: PublicPage.Cell(text: stated(first)),
                    note: language.list([language.words(.onlyReported), until(first)]),
                    reported: first.sourceRef.map {
                        [language.pair(language.words(.source), PageLanguage.isolated($0))]
                    } ?? []
                )
            }
            let doubt = counted.mayDoubleCount == true ? language.words(.doubleCount) : ""
            return PublicPage.Headline(
                title: names.indicator(code),
                cell: cell(counted),
                note: language.list([language.words(.countedFrom), until(counted), doubt]),
                reported: reported
            )
        }
    }

    private func comparison(_ statement: StatisticUpdated) -> PublicPage.Comparison {
        let counted = figures.counterpart(of: statement)
        let scope = statement.dimensions.sorted { $0.key < $1.key }.compactMap { name, value in
            Dimension(rawValue: name).map { names.value(value, of: $0) }
        }
        var cell = cell(counted)
        if counted == nil { cell.text = language.words(.notPublished) }
        return PublicPage.Comparison(
            title: names.indicator(statement.indicator),
            scope: language.list(scope),
            counted: cell,
            countedNote: counted.map {
                language.list([until($0), isOfTheSame($0, statement) ? "" : language.words(.whole)])
            }
                ?? "",
            reported: stated(statement),
            reportedNote: until(statement),
            source: statement.sourceRef ?? ""
        )
    }

    /// Whether both are about the same cell; a statement about one place may have the whole count beside it only.
    private func isOfTheSame(_ counted: StatisticUpdated, _ statement: StatisticUpdated) -> Bool {
        counted.dimensions == statement.dimensions
    }

    // MARK: The foot

    private var withheldCount: String {
        let protected = figures.all.filter(\.isProtected)
        let withheld = protected.count { $0.value == nil }
        return "\(language.text(withheld)) \(language.words(.of)) \(language.text(protected.count))"
    }

    private func release(_ manifest: SnapshotPublished) -> PublicPage.Release {
        PublicPage.Release(
            cutoff: language.text(manifest.cutoff),
            policy: manifest.policyVersion,
            figures: language.text(manifest.figureCount),
            fingerprint: manifest.figuresHash,
            href: "/v1/releases/\(manifest.releaseId)"
        )
    }

    private var files: [PublicPage.File] {
        [
            PublicPage.File(name: "CSV + HXL", href: "/v1/exports/hxl"),
            PublicPage.File(name: "SDMX-CSV 2.0", href: "/v1/exports/sdmx-csv"),
            PublicPage.File(name: "SDMX-JSON 2.0", href: "/v1/exports/sdmx-json"),
            PublicPage.File(name: "DHIS2", href: "/v1/exports/dhis2"),
            PublicPage.File(name: "CSV (CTDC)", href: "/v1/exports/ctdc"),
            PublicPage.File(name: "JSON", href: "/v1/figures"),
        ]
    }
}
