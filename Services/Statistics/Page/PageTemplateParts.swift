/// The sections of the page.
enum PageTemplateParts {
    static let contents = """
        <nav class="contents" aria-label="{{words.contents}}"><div class="wrap"><ul>
        <li><a href="#at-a-glance">{{words.headlines}}</a></li>
        {{#hasComparisons}}<li><a href="#beside">{{words.compare}}</a></li>{{/hasComparisons}}
        {{#hasTime}}<li><a href="#time">{{words.time}}</a></li>{{/hasTime}}
        {{#hasPeople}}<li><a href="#people">{{words.people}}</a></li>{{/hasPeople}}
        <li><a href="#places">{{words.places}}</a></li>
        <li><a href="#agreements">{{words.agreements}}</a></li>
        <li><a href="#why">{{words.why}}</a></li>
        </ul></div></nav>
        """

    static let headlines = """
        <section aria-labelledby="at-a-glance">
        <h2 id="at-a-glance">{{words.headlines}}</h2>
        {{^hasHeadlines}}<p>{{words.nothing}}</p>{{/hasHeadlines}}
        {{#hasHeadlines}}<ul class="cards">{{#page.headlines}}<li>
        <h3>{{title}}</h3>
        <p class="figure">\(text("cell."))</p>
        <p>{{note}}</p>
        {{#reported}}<p class="reported" dir="auto">{{.}}</p>{{/reported}}
        </li>{{/page.headlines}}</ul>{{/hasHeadlines}}
        </section>
        """

    static let comparisons = """
        {{#hasComparisons}}<section aria-labelledby="beside">
        <h2 id="beside">{{words.compare}}</h2>
        <p class="note">{{words.compareNote}}</p>
        <div class="scroll" role="group" aria-labelledby="beside" tabindex="0"><table>
        <thead><tr><th scope="col">{{words.what}}</th><th scope="col" class="number">{{words.counted}}</th>
        <th scope="col" class="number">{{words.reported}}</th><th scope="col">{{words.source}}</th></tr></thead>
        <tbody>{{#page.comparisons}}<tr>
        <th scope="row">{{title}}<span class="small">{{scope}}</span></th>
        <td class="number">\(text("counted."))<span class="small">{{countedNote}}</span></td>
        <td class="number">{{reported}}<span class="small">{{reportedNote}}</span></td>
        <td><bdi>{{source}}</bdi></td>
        </tr>{{/page.comparisons}}</tbody></table></div>
        </section>{{/hasComparisons}}
        """

    static let time = """
        {{#hasTime}}<section aria-labelledby="time">
        <h2 id="time">{{words.time}}</h2>
        \(grids("page.time", withBars: true))
        </section>{{/hasTime}}
        """

    static let people = """
        {{#hasPeople}}<section aria-labelledby="people">
        <h2 id="people">{{words.people}}</h2>
        <p class="note">{{words.peopleNote}} <a href="#why">{{words.why}}</a></p>
        <div class="pair">\(tables("page.people"))</div>
        \(grids("page.peopleGrids", withBars: false))
        {{#hasPeopleWithheld}}<p>{{words.allWithheld}} {{page.peopleWithheld}}</p>{{/hasPeopleWithheld}}
        </section>{{/hasPeople}}
        """

    static let places = """
        <section aria-labelledby="places">
        <h2 id="places">{{words.places}}</h2>
        <p class="note">{{words.placeNote}}</p>
        {{#page.places}}<div class="place"><div>
        {{#maps}}<h3>{{title}}</h3>
        <div class="map" role="img" aria-label="{{title}}. {{words.mapLabel}}">{{#tiles}}\
        <div class="tile {{look}}" style="grid-column:{{column}};grid-row:{{row}}"><span class="name" dir="auto">{{name}}\
        </span><span class="code">{{code}}</span><b>{{text}}</b></div>{{/tiles}}</div>{{/maps}}
        <ul class="legend"><li><i class="level-1"></i>{{words.mapFew}}</li><li><i class="level-3"></i></li>\
        <li><i class="level-5"></i>{{words.mapMany}}</li><li><i class="is-withheld"></i>{{words.withheld}}</li>\
        <li><i class="is-missing"></i>{{words.notShown}}</li></ul>
        </div>\(table(in: "table."))</div>{{/page.places}}
        {{#hasPlacesWithheld}}<p>{{words.allWithheld}} {{page.placesWithheld}}</p>{{/hasPlacesWithheld}}
        {{#hasNoPlaces}}<p>{{words.noPlaces}}</p>{{/hasNoPlaces}}
        </section>
        """

    static let agreements = """
        <section aria-labelledby="agreements">
        <h2 id="agreements">{{words.agreements}}</h2>
        {{^hasAgreements}}<p>{{words.noAgreements}}</p>{{/hasAgreements}}
        {{#hasAgreements}}<div class="scroll" role="group" aria-labelledby="agreements" tabindex="0"><table>
        <thead><tr><th scope="col">{{words.agreement}}</th><th scope="col" class="number">{{words.commitments}}</th>
        <th scope="col" class="number">{{words.delivered}}</th><th scope="col" class="number">{{words.regions}}</th></tr>
        </thead><tbody>{{#page.agreements}}<tr><th scope="row" dir="auto">{{name}}</th>
        <td class="number">\(text("commitments."))</td>
        <td class="number">\(text("delivered."))\(bar("delivered.", "bar thin"))</td>
        <td class="number">\(text("regions."))</td></tr>{{/page.agreements}}</tbody></table></div>{{/hasAgreements}}
        <div class="pair">\(tables("page.agreementTables"))</div>
        </section>
        """

    static let others = """
        {{#hasOthers}}<section aria-labelledby="others">
        <h2 id="others">{{words.otherFigures}}</h2>
        <div class="pair">\(tables("page.others"))</div>
        </section>{{/hasOthers}}
        """

    static let why = """
        <section class="why" aria-labelledby="why">
        <h2 id="why">{{words.why}}</h2>
        {{#hasThreshold}}<p>{{words.whySmall}} <strong>{{page.threshold}}</strong>.</p>{{/hasThreshold}}
        <p>{{words.whyZero}}</p><p>{{words.whyOthers}}</p><p>{{words.whySame}}</p>
        <p>{{page.withheldLabel}}<strong>{{page.withheldCount}}</strong></p>
        </section>
        """

    static let foot = """
        <section aria-labelledby="releases">
        <h2 id="releases">{{words.releases}}</h2>
        <p class="note">{{words.releasesNote}}</p>
        {{#hasReleases}}<div class="scroll" role="group" aria-labelledby="releases" tabindex="0"><table>
        <thead><tr><th scope="col">{{words.cutoff}}</th><th scope="col">{{words.policy}}</th>
        <th scope="col" class="number">{{words.figures}}</th><th scope="col">{{words.fingerprint}}</th></tr></thead>
        <tbody>{{#page.releases}}<tr><th scope="row"><a href="{{href}}">{{cutoff}}</a></th><td>{{policy}}</td>
        <td class="number">{{figures}}</td><td><code dir="ltr">{{fingerprint}}</code></td></tr>{{/page.releases}}</tbody>
        </table></div>{{/hasReleases}}
        {{^hasReleases}}<p>{{words.nothing}}</p>{{/hasReleases}}
        </section>
        <section aria-labelledby="files">
        <h2 id="files">{{words.files}}</h2>
        <p><a href="/data-dictionary?lang={{page.language}}">{{words.dictionary}}</a></p>
        <ul class="files">{{#page.files}}<li><a href="{{href}}"><bdi>{{name}}</bdi></a></li>{{/page.files}}</ul>
        </section>
        """

    // MARK: Parts of sections

    /// A value, or that it is withheld.
    private static func text(_ path: String) -> String {
        "{{#\(path)isWithheld}}<span class=\"withheld\">{{\(path)text}}</span>{{/\(path)isWithheld}}"
            + "{{^\(path)isWithheld}}{{\(path)text}}{{/\(path)isWithheld}}"
    }

    private static func bar(_ path: String, _ look: String) -> String {
        "<svg class=\"\(look)\" aria-hidden=\"true\" focusable=\"false\"><rect width=\"{{\(path)width}}%\" "
            + "height=\"100%\"/></svg>"
    }

    private static func tables(_ list: String) -> String { "{{#\(list)}}\(table(in: ""))\n{{/\(list)}}" }

    private static func table(in path: String) -> String {
        """
        <div class="scroll" role="group" aria-labelledby="{{\(path)id}}" tabindex="0"><table>
        <caption id="{{\(path)id}}">{{\(path)title}}<span class="note">{{\(path)note}}</span></caption>
        <thead><tr><th scope="col">{{\(path)heading}}</th><th scope="col" class="number">{{words.number}}</th>
        <th scope="col"><span class="unseen">{{words.share}}</span></th></tr></thead>
        <tbody>{{#\(path)rows}}<tr><th scope="row"><bdi>{{name}}</bdi></th><td class="number">\(text("cell."))</td>
        <td class="bar">\(bar("cell.", "bar"))</td></tr>{{/\(path)rows}}</tbody></table></div>
        """
    }

    private static func grids(_ list: String, withBars: Bool) -> String {
        """
        {{#\(list)}}<div class="scroll" role="group" aria-labelledby="{{id}}" tabindex="0"><table>
        <caption id="{{id}}">{{title}}<span class="note">{{note}}</span></caption>
        <thead><tr><th scope="col">{{heading}}</th>{{#columns}}<th scope="col" class="number">{{.}}</th>{{/columns}}</tr>
        </thead><tbody>{{#rows}}<tr><th scope="row">{{name}}</th>{{#cells}}<td class="number">\(text(""))\
        \(withBars ? bar("", "bar thin") : "")</td>{{/cells}}</tr>{{/rows}}</tbody></table></div>{{/\(list)}}
        """
    }
}
