"""How an HTML report looks: on a screen, in print, and in a simple viewer."""

PAGE = """
:root { --accent: #1F4E79; --ink: #1F2933; --quiet: #52606D; --line: #DDE2E7; --wash: #F4F6F8; }
* { box-sizing: border-box; }
body { font: 16px/1.55 "Noto Sans", "Segoe UI", "Helvetica Neue", Arial, "Noto Sans Arabic",
  "Noto Sans SC", "Microsoft YaHei", sans-serif; color: var(--ink); margin: 0; background: #fff; }
main, nav { max-width: 60rem; margin: 0 auto; padding: 0 1.5rem; }
header.cover { background: var(--accent); color: #fff; padding: 5rem 1.5rem 4rem; }
header.cover div { max-width: 57rem; margin: 0 auto; }
header.cover h1 { font-size: 2.6rem; line-height: 1.15; margin: 0 0 .4rem; }
header.cover p { margin: .2rem 0; font-size: 1.15rem; }
header.cover .country { font-size: 1.5rem; font-weight: 600; }
nav ol { list-style: none; padding: 0; columns: 2 20rem; }
nav li { margin: .25rem 0; break-inside: avoid; }
a { color: #1F4E79; text-decoration: none; } a:hover, a:focus { text-decoration: underline; }
section.chapter { margin-top: 4rem; }
h1, h2, h3, h4 { line-height: 1.25; } h2, h3 { color: var(--chapter, var(--accent)); }
.band { color: #fff; padding: 1.4rem 1.5rem; border-radius: 4px; display: flex; gap: 1.2rem;
  align-items: center; }
.band h1 { margin: 0; font-size: 1.7rem; } .band .number { font-size: 2.6rem; font-weight: 700; }
.keys { width: 100%; border-spacing: .75rem 0; margin: 1.2rem -.75rem; table-layout: fixed; }
.key { border-inline-start: 4px solid var(--chapter, var(--accent)); padding: .2rem .8rem;
  vertical-align: top; font-size: .9rem; }
.key .value { font-size: 1.7rem; font-weight: 700; color: var(--chapter, var(--accent)); }
.key .period, .source, .notes { color: var(--quiet); font-size: .82rem; }
.wide { overflow-x: auto; }
table.data { border-collapse: collapse; width: 100%; margin: 1.2rem 0 .5rem; font-size: .86rem; }
table.data caption, .caption { text-align: start; font-weight: 600; padding: .3rem 0; margin: 0;
  caption-side: top; }
table.data th, table.data td { padding: .35rem .5rem; border-bottom: 1px solid var(--line);
  vertical-align: top; text-align: start; }
table.data thead th { border-bottom: 2px solid var(--chapter, var(--accent)); }
table.data tbody th { font-weight: 400; } table.data tr.group th { font-weight: 600;
  background: var(--wash); } table.data tr.quiet th { font-weight: 400; color: var(--quiet); }
table.data .end { text-align: end; font-variant-numeric: tabular-nums; }
table.data td.end { white-space: nowrap; }
table.data .center { text-align: center; }
.label { color: var(--chapter, var(--accent)); }
.tile { display: inline-block; min-width: 1.9em; text-align: center; border-radius: 3px;
  font-weight: 700; }
.box { background: var(--wash); border-inline-start: 5px solid var(--chapter, var(--accent));
  padding: .6rem 1.1rem; margin: 1.3rem 0; } .box-title { font-weight: 700; }
blockquote { margin: 1.2rem 2rem; font-style: italic; color: var(--quiet); }
figure { margin: 1.5rem 0; break-inside: avoid; } figure img, figure svg { max-width: 100%;
  height: auto; display: block; } figure svg { font-family: inherit; width: 100%; }
.missing { border: 1px dashed var(--quiet); padding: 1rem; color: var(--quiet); }
.notes { border-top: 1px solid var(--line); margin-top: 2rem; } .notes p { margin: .25rem 0; }
.signature { margin: 3rem 0; border-top: 1px solid var(--ink); width: 20rem; padding-top: .5rem; }
.terms { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.5rem; }
.terms dt { font-weight: 600; } .terms dd { margin: 0; }
@media print {
  @page { size: A4; margin: 20mm 18mm; } @page wide { size: A4 landscape; }
  body { font-size: 10pt; } main, nav { max-width: none; padding: 0; }
  nav, section.chapter { break-before: page; margin-top: 0; } section.landscape { page: wide; }
  header.cover, .band, .tile, table.data tr.group th, .box { print-color-adjust: exact;
    -webkit-print-color-adjust: exact; }
  thead { display: table-header-group; } tr, .key { break-inside: avoid; }
  h1, h2, h3, h4, caption { break-after: avoid; } .wide { overflow: visible; } a { color: inherit; }
}
"""

SIMPLE = """
p.source, div.notes p, span.period { color: #52606D; font-size: small; }
p.caption, caption { font-weight: 600; }
p.box-title { font-weight: 600; }
span.label { color: #1F4E79; }
span.value { font-size: x-large; font-weight: 600; }
table.data th { font-weight: 600; }
table.data td, table.data th { border-bottom: 1px solid #DDE2E7; padding: 4px; }
table.data tr.group th { background-color: #EEF1F4; color: #1F2933; }
"""
