/** Style sheet of the HTML report. Colors come from a few variables, so that a dark page needs no second sheet. */
export const STYLE: string = `
:root { color-scheme: light dark; --bg: #fff; --fg: #1b1f24; --quiet: #59636e; --line: #d1d9e0; --soft: #f6f8fa;
  --pass: #1a7f37; --fail: #cf222e; --warn: #8a5c00; --info: #0969da; }
@media (prefers-color-scheme: dark) { :root { --bg: #0d1117; --fg: #e6edf3; --quiet: #9198a1; --line: #3d444d; --soft: #161b22;
  --pass: #3fb950; --fail: #ff7b72; --warn: #d29922; --info: #58a6ff; } }
* { box-sizing: border-box; }
html { font-size: 15px; scroll-padding-top: 1rem; } @media (min-width: 2200px) { html { font-size: 22px; } }
body { margin: 0 auto; max-width: 72rem; padding: 1.25rem; background: var(--bg); color: var(--fg); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.35rem; margin: 0; } h2 { font-size: 1.15rem; margin: 1.75rem 0 .5rem; } h3 { font-size: 1rem; margin: 0; } p { margin: .4rem 0; }
a { color: var(--info); } a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible { outline: 3px solid var(--info); outline-offset: 2px; }
.skip-link { position: absolute; left: -999rem; } .skip-link:focus { left: 1rem; top: .5rem; background: var(--bg); padding: .3rem .6rem; }
.quiet { color: var(--quiet); }
.verdict { border-left: .4rem solid var(--tone); background: var(--soft); padding: .8rem 1rem; border-radius: 6px; }
.verdict h1 { color: var(--tone); } .failed { --tone: var(--fail); } .passed { --tone: var(--pass); } .unusable, .incomplete, .inconclusive, .interrupted { --tone: var(--warn); }
.first { font-weight: 600; }
.pass { color: var(--pass); } .fail, .error { color: var(--fail); font-weight: 600; } .warn, .inconclusive { color: var(--warn); } .info { color: var(--info); } .skip { color: var(--quiet); }
article { border: 1px solid var(--line); border-radius: 8px; padding: .8rem 1rem; margin: .75rem 0; } article:target, tr:target { outline: 3px solid var(--info); }
h3 .quiet { font-weight: 400; }
dl { display: grid; grid-template-columns: minmax(5.5rem, max-content) minmax(0, 1fr); gap: .15rem 1rem; margin: .5rem 0; } dt { color: var(--quiet); } dd { margin: 0; white-space: pre-wrap; }
@media (max-width: 600px) { body { padding: .75rem; } dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin: 0 0 .4rem; } }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: normal; }
thead th { background: var(--bg); } tbody th { font-weight: normal; min-width: 12rem; } tr.area th { background: var(--soft); font-weight: 600; }
code { font: .87rem ui-monospace, monospace; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: .6rem; margin: .4rem 0; white-space: pre-wrap; font: .8rem/1.45 ui-monospace, monospace; }
.command { position: relative; } .command button { position: absolute; top: .4rem; right: .4rem; }
button, input, select { font: inherit; color: inherit; background: var(--bg); border: 1px solid var(--quiet); border-radius: 6px; padding: .2rem .6rem; } button { cursor: pointer; }
form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: .75rem 0; } input { flex: 1 1 12rem; min-width: 0; }
summary { cursor: pointer; padding: .2rem 0; } [hidden] { display: none !important; }
.timeline { width: 100%; max-width: 600px; height: auto; display: block; } .timeline rect { fill: var(--info); } .timeline line { stroke: var(--line); } .timeline text { fill: var(--quiet); font-size: 9px; }
@media print { form, button, .skip-link, .timeline, #exchanges { display: none; } html { font-size: 11px; } body { max-width: none; padding: 0; } article { break-inside: avoid; } pre { max-height: 12rem; overflow: hidden; } }
`;
