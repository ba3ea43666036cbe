/** Style sheet of the HTML report. Colours come from a few variables, so that a dark page needs no second sheet. */
export const STYLE: string = `
:root { color-scheme: light dark; --bg: #fff; --fg: #1b1f24; --quiet: #656d76; --line: #d8dee4; --soft: #f6f8fa;
  --pass: #1a7f37; --fail: #cf222e; --warn: #9a6700; --info: #0969da; }
@media (prefers-color-scheme: dark) { :root { --bg: #0d1117; --fg: #e6edf3; --quiet: #8d96a0; --line: #30363d; --soft: #161b22;
  --pass: #3fb950; --fail: #f85149; --warn: #d29922; --info: #4493f8; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: var(--bg); color: var(--fg); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
.quiet { color: var(--quiet); } .score { font-size: 1.1rem; margin: .5rem 0; }
.scroll { overflow-x: auto; }
#troubles { list-style: none; padding: 0; } #troubles li { margin: .15rem 0; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { position: sticky; top: 0; background: var(--bg); } tbody th { font-weight: normal; }
tr.area th { background: var(--soft); font-weight: 600; }
code { font: 13px ui-monospace, monospace; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: .6rem; overflow-x: auto; white-space: pre-wrap; word-break: break-all; font: 12px/1.45 ui-monospace, monospace; }
.cell { border: 0; background: none; color: inherit; font: inherit; padding: 0; cursor: pointer; text-decoration: underline dotted; text-underline-offset: 3px; }
.cell:focus-visible { outline: 2px solid var(--info); outline-offset: 2px; }
.pass { color: var(--pass); } .fail, .error { color: var(--fail); font-weight: 600; } .warn, .inconclusive { color: var(--warn); } .info { color: var(--info); } .skip { color: var(--quiet); }
[popover] { width: min(56rem, 94vw); max-height: 88vh; overflow: auto; border: 1px solid var(--line); border-radius: 8px; padding: 1.25rem; background: var(--bg); color: var(--fg); }
[popover]::backdrop { background: rgb(0 0 0 / 40%); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0; } dt { color: var(--quiet); } dd { margin: 0; }
.timeline { width: 100%; max-width: 600px; height: auto; display: block; } .timeline rect { fill: var(--info); } .timeline line { stroke: var(--line); } .timeline text { fill: var(--quiet); font-size: 9px; }
@media print { [popover] { display: block; position: static; max-height: none; width: auto; } }
`;
