import type { ReportedExchange } from '../report/report.ts';
import { html, type Markup } from './html-text.ts';
import { counted, duration } from './words.ts';

const WIDTH = 600;
const HEIGHT = 40;
const AXIS = 30;

/**
 * When the bytes of an answer came, as a picture: a bar for each read, the higher the more bytes it had (by the logarithm, so that a
 * token and a whole body can stand side by side).
 */
export function timeline({ timeline: reads, ms, end }: ReportedExchange): Markup {
  if (reads.length === 0) return html`<p class="quiet">Nothing of a body came (${end}).</p>`;
  const span = Math.max(ms, reads.at(-1)?.[0] ?? 0, 1);
  const most = Math.log2(Math.max(...reads.map(([, bytes]) => bytes), 1) + 1);
  const bars = reads.map(([at, bytes]) => {
    const height = Math.max(2, (Math.log2(bytes + 1) / most) * (AXIS - 4));
    const x = ((at / span) * (WIDTH - 4)).toFixed(1);
    return html`<rect x="${x}" y="${(AXIS - height).toFixed(1)}" width="2" height="${height.toFixed(1)}"
      ><title>${duration(at)}: ${counted(bytes, 'byte')}</title></rect
    >`;
  });
  const label = `${counted(reads.length, 'read')} in ${duration(span)}`;
  return html`<svg class="timeline" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">
    <line x1="0" y1="${AXIS}" x2="${WIDTH}" y2="${AXIS}" />
    ${bars}
    <text x="0" y="${HEIGHT}">0</text>
    <text x="${WIDTH}" y="${HEIGHT}" text-anchor="end">${duration(span)}</text>
  </svg>`;
}
