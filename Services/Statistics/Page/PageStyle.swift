/// How the page looks: on a screen, a phone and paper, from the left and from the right.
enum PageStyle {
    static let text = """
        :root { --ink: #16262d; --quiet: #45575f; --line: #cfd8dc; --accent: #0b5563; --bar: #2b7a89; --wash: #f4f7f8; }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0; color: var(--ink); background: #fff;
          font: 1rem/1.55 "Noto Sans", "Noto Sans Arabic", "Segoe UI", "Helvetica Neue", "DejaVu Sans", sans-serif; }
        .wrap { max-width: 66rem; margin: 0 auto; padding: 0 1.25rem; }
        a { color: var(--accent); text-underline-offset: .15em; }
        a:focus-visible, [tabindex]:focus-visible { outline: 3px solid #8a4b00; outline-offset: 2px; }
        .skip { position: absolute; inset-inline-start: 1rem; top: -4rem; background: #fff; padding: .6rem 1rem; }
        .skip:focus { top: .5rem; z-index: 1; }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
          white-space: nowrap; }
        header { border-bottom: 1px solid var(--line); background: var(--wash); padding: 1rem 0 1.75rem; }
        header ul, nav.contents ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; }
        header ul { gap: .25rem; justify-content: flex-end; }
        header li a { display: block; padding: .45rem .8rem; min-height: 2.75rem; line-height: 1.85rem; }
        header li a[aria-current] { color: var(--ink); font-weight: 700; text-decoration: none;
          border-bottom: 3px solid var(--accent); }
        h1 { font-size: clamp(1.6rem, 1.1rem + 2.4vw, 2.5rem); line-height: 1.2; margin: .5rem 0 .5rem; }
        .lead { font-size: 1.1rem; max-width: 46rem; margin: 0; color: var(--quiet); }
        h2 { font-size: 1.4rem; line-height: 1.3; margin: 3rem 0 .4rem; }
        h3 { font-size: 1.05rem; margin: 1.5rem 0 .4rem; }
        .note { color: var(--quiet); margin: 0 0 1rem; max-width: 46rem; }
        nav.contents { border-bottom: 1px solid var(--line); }
        nav.contents li a { display: block; padding: .65rem .9rem .65rem 0; }
        [dir=rtl] nav.contents li a { padding: .65rem 0 .65rem .9rem; }
        .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(14.5rem, 1fr)); gap: 1rem;
          list-style: none; margin: 1rem 0 0; padding: 0; }
        .cards li { border: 1px solid var(--line); border-top: 4px solid var(--accent); padding: 1rem 1.1rem; }
        .cards h3 { margin: 0; font-size: 1rem; font-weight: 600; line-height: 1.35; }
        .cards p { margin: .35rem 0 0; font-size: .875rem; color: var(--quiet); }
        .cards .figure { font-size: 2.1rem; line-height: 1.25; font-weight: 700; color: var(--ink);
          font-variant-numeric: tabular-nums; }
        .cards .reported { border-inline-start: 3px solid #9a6a1c; padding-inline-start: .6rem; color: var(--ink); }
        .withheld { font-style: italic; font-weight: 400; color: var(--quiet); font-size: .95em; }
        .cards .withheld { font-size: 1.3rem; }
        .scroll { overflow-x: auto; margin: 1rem 0 1.5rem; }
        table { border-collapse: collapse; width: 100%; }
        caption { text-align: start; font-weight: 600; padding-bottom: .4rem; }
        caption .note { display: block; font-weight: 400; font-size: .875rem; margin: 0; }
        th, td { text-align: start; vertical-align: top; padding: .45rem .6rem; border-bottom: 1px solid var(--line); }
        thead th { font-size: .875rem; color: var(--quiet); border-bottom: 2px solid var(--line); }
        tbody th { font-weight: 400; min-width: 8rem; }
        .number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .small { display: block; font-size: .85rem; color: var(--quiet); white-space: normal; }
        td.bar { width: 40%; vertical-align: middle; }
        svg.bar { display: block; width: 100%; height: .8rem; } svg.bar rect { fill: var(--bar); }
        svg.thin { height: .3rem; margin-top: .25rem; min-width: 3rem; }
        [dir=rtl] svg.bar { transform: scaleX(-1); }
        .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 0 2.5rem; }
        .place { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 0 2.5rem;
          align-items: start; }
        .map { direction: ltr; display: grid; gap: 3px; max-width: 34rem; margin: .5rem 0 1rem; }
        .map { grid-template-columns: repeat(7, 1fr); }
        .tile { aspect-ratio: 1; padding: .15rem .2rem; font-size: .7rem; line-height: 1.15; display: flex; overflow: hidden;
          flex-direction: column; justify-content: space-between; border: 1px solid var(--line); }
        .tile b { font-size: .8rem; font-variant-numeric: tabular-nums; }
        .tile .name { font-size: .66rem; overflow-wrap: anywhere; } .tile .code { display: none; }
        .level-1 { background: #e6f2f4; } .level-2 { background: #c3e0e5; } .level-3 { background: #93c9d2; }
        .level-4 { background: #236b79; color: #fff; } .level-5 { background: #083f4b; color: #fff; }
        .is-withheld { background: repeating-linear-gradient(45deg, #fff 0 5px, #e4e9eb 5px 7px); }
        .is-missing { color: var(--quiet); }
        .legend { display: flex; flex-wrap: wrap; gap: .4rem 1rem; font-size: .85rem; list-style: none; padding: 0; }
        .legend li { display: flex; align-items: center; gap: .3rem; }
        .legend i { display: inline-block; width: 1.1rem; height: 1.1rem; border: 1px solid var(--line); }
        .why { border: 1px solid var(--line); background: var(--wash); padding: .25rem 1.25rem 1rem; margin-top: 3rem; }
        .why h2 { margin-top: 1rem; }
        .files { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem; }
        .files a { display: block; border: 1px solid var(--line); padding: .55rem .9rem; }
        code { font-size: .8rem; overflow-wrap: anywhere; }
        footer { margin: 3rem 0 2rem; }
        @media (max-width: 40rem) {
          .tile .name { display: none; } .tile .code { display: block; } td.bar { width: 25%; }
          th, td { padding: .4rem .4rem; }
        }
        @media print {
          @page { size: A4; margin: 16mm 14mm; }
          html { font-size: 9.5pt; } .wrap { max-width: none; padding: 0; }
          .skip, nav, header ul, .files { display: none; }
          header { background: none; padding: 0 0 3mm; } h2 { margin: 7mm 0 1mm; break-after: avoid; }
          .cards { grid-template-columns: repeat(3, 1fr); gap: 3mm; } .cards li, tr, .map { break-inside: avoid; }
          .cards .figure { font-size: 16pt; } .scroll { overflow: visible; margin: 2mm 0 4mm; }
          caption, thead { break-after: avoid; } .map { max-width: 110mm; }
          .tile, .legend i { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          a { color: inherit; text-decoration: none; }
        }
        """
}
