/** Values for the slots of a template: a fixed text, or several of which each use takes the next. */
export type Slots = Readonly<Record<string, string | readonly string[]>>;

/** Draws for one template: an index below `count`, and the next value of a list. */
export interface Draw {
  index(count: number): number;
  next(key: string, values: readonly string[]): string;
}

interface Slot {
  readonly key: string;
  /** The value gets a capital. */
  readonly upper: boolean;
}

/** A template taken apart: literal text, slots, and choices between templates. */
type Part = string | Slot | readonly Template[];
type Template = readonly Part[];

/** Templates are constants of this program, so this holds each once; the bound is for the case that one is not. */
const CACHE_LIMIT = 4096;
const cache = new Map<string, Template>();

function slotOf(name: string): Slot {
  const first = name.charCodeAt(0);
  const upper = first >= 65 && first <= 90;
  return { key: upper ? name.charAt(0).toLowerCase() + name.slice(1) : name, upper };
}

function parse(template: string): Template {
  const parts: Part[] = [];
  let from = 0;
  for (let i = 0; i < template.length; i++) {
    const open = template.charAt(i);
    if (open !== '{' && open !== '[') continue;
    const end = template.indexOf(open === '{' ? '}' : ']', i);
    if (end < 0) throw new Error(`Failed to read a template: no end of "${open}" in "${template}"`);
    if (i > from) parts.push(template.slice(from, i));
    const inner = template.slice(i + 1, end);
    parts.push(open === '{' ? slotOf(inner) : inner.split('|').map(parse));
    from = end + 1;
    i = end;
  }
  if (from < template.length) parts.push(template.slice(from));
  return parts;
}

function compiled(template: string): Template {
  const known = cache.get(template);
  if (known !== undefined) return known;
  const fresh = parse(template);
  if (cache.size < CACHE_LIMIT) cache.set(template, fresh);
  return fresh;
}

function slotText({ key, upper }: Slot, slots: Slots, base: Slots, draw: Draw): string {
  const value = slots[key] ?? base[key];
  // A template that names an unknown slot is a mistake in this program; the tests fill every template.
  if (value === undefined) throw new Error(`Failed to fill a template: no slot "${key}"`);
  const text = typeof value === 'string' ? value : draw.next(key, value);
  return upper ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

const isChoice = (part: Slot | readonly Template[]): part is readonly Template[] => Array.isArray(part);

function render(template: Template, slots: Slots, base: Slots, draw: Draw): string {
  let out = '';
  for (const part of template) {
    if (typeof part === 'string') out += part;
    else if (isChoice(part)) out += render(part[draw.index(part.length)] ?? [], slots, base, draw);
    else out += slotText(part, slots, base, draw);
  }
  return out;
}

/**
 * Fills a template in one pass: `{topic}` is a slot (`{Topic}` the same with a capital), `[big|great|]` a choice, which may hold
 * slots but no further choice. Values are not read again, so braces in the user's words do no harm.
 * @param base slots that hold where `slots` has none of the name.
 * @example fill('[Hi|Hello], {name}!', { name: 'Ana' }, draw) // 'Hello, Ana!'
 */
export function fill(template: string, slots: Slots, draw: Draw, base: Slots = slots): string {
  return render(compiled(template), slots, base, draw);
}
