import type { Slot, TemplatePart } from '../form/form.ts';
import { oneLine, termsOf } from '../read/text.ts';
import { fieldKind } from './field-kind.ts';
import { overlap } from './rank.ts';
import { recordsOf } from './records.ts';
import type { Scene } from './scene.ts';

const MARK = /^\s*(?:[-*•]|#?\d+[.):]?)\s+/;

/** A section that is left open: a name, and nothing said of what stands below it. */
const isOpen = (part: TemplatePart): part is Slot =>
  typeof part !== 'string' &&
  !('kind' in part) &&
  part.type === 'string' &&
  part.options === undefined &&
  part.about === '' &&
  fieldKind(part.name) === 'other';

/** Shares what the material lists out among the open sections of a form: each part goes to the section whose name it bears most on. */
export function shareOut(parts: readonly TemplatePart[], { brief }: Scene): ReadonlyMap<TemplatePart, string> {
  const sections = parts.filter((part, at): part is Slot => isOpen(part) && parts[at - 1] === '\n');
  const shared = new Map<TemplatePart, string>();
  const records = sections.length < 2 ? [] : recordsOf(brief, 'items', ['item'], 0).map(({ text }) => text);
  if (records.length < 2) return shared;
  for (const record of records) {
    const text = oneLine(record.replace(MARK, ''));
    const scores = sections.map(({ name }) => overlap(termsOf(name), termsOf(text)));
    const best = scores.indexOf(Math.max(...scores));
    const section = sections[Math.max(0, best)];
    if (section === undefined) continue;
    const line = `- ${text}`;
    shared.set(section, shared.has(section) ? `${shared.get(section) ?? ''}\n${line}` : line);
  }
  return shared;
}
