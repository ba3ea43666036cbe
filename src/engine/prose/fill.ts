/** Values for the slots of a template: a fixed text, or several of which each use takes the next. */
export type Slots = Readonly<Record<string, string | readonly string[]>>;

/** Draws for one template: an index below `count`, and the next value of a list. */
export interface Draw {
  index(count: number): number;
  next(key: string, values: readonly string[]): string;
}

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function slotValue(key: string, slots: Slots, draw: Draw): string {
  const first = key.charCodeAt(0);
  const upper = first >= 65 && first <= 90;
  const lower = upper ? key.charAt(0).toLowerCase() + key.slice(1) : key;
  const value = slots[lower];
  // A template that names an unknown slot is a mistake in this program; the tests fill every template.
  if (value === undefined) throw new Error(`Failed to fill a template: no slot "${key}"`);
  const text = typeof value === 'string' ? value : draw.next(lower, value);
  return upper ? capitalise(text) : text;
}

/**
 * Fills a template in one pass: `{topic}` is a slot (`{Topic}` the same with a capital), `[big|great|]` a choice, which may hold
 * slots but no further choice. Values are not read again, so braces in the user's words do no harm.
 * @example fill('[Hi|Hello], {name}!', { name: 'Ana' }, draw) // 'Hello, Ana!'
 */
export function fill(template: string, slots: Slots, draw: Draw): string {
  let out = '';
  let from = 0;
  for (let i = 0; i < template.length; i++) {
    const code = template.charCodeAt(i);
    if (code !== 123 && code !== 91) continue;
    const end = template.indexOf(code === 123 ? '}' : ']', i);
    out += template.slice(from, i);
    const inner = template.slice(i + 1, end);
    if (code === 123) out += slotValue(inner, slots, draw);
    else {
      const options = inner.split('|');
      const option = options[draw.index(options.length)] ?? '';
      out += option.includes('{') ? fill(option, slots, draw) : option;
    }
    from = end + 1;
    i = end;
  }
  return from === 0 ? template : out + template.slice(from);
}
