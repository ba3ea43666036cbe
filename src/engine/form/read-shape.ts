import type { JsonSchema } from '../../contract/api-types.ts';
import { bareHint, slotOfHint } from './read-hint.ts';
import type { Slot } from './form.ts';

type Shape = Readonly<Record<string, unknown>>;
/** Named shapes that others may speak of. */
export type Named = ReadonlyMap<string, Shape>;

/** The schema for a single value. */
export function schemaOfSlot({ about, type, options, min, max, nullable, limits }: Slot): Shape {
  const description = about === '' ? {} : { description: about };
  const bounds = { ...(min === undefined ? {} : { minimum: min }), ...(max === undefined ? {} : { maximum: max }) };
  const base =
    options === undefined ? {} : { enum: [...options.map(({ name }) => name), ...(nullable === true ? [null] : [])] };
  const types = nullable === true ? [type, 'null'] : type;
  return {
    ...(type === 'any' ? {} : { type: types }),
    ...bounds,
    ...base,
    ...description,
    ...(limits === undefined ? {} : { 'x-limits': limits }),
  };
}

const TYPE_WORDS: Readonly<Record<string, Shape>> = {
  string: { type: 'string' },
  str: { type: 'string' },
  text: { type: 'string' },
  int: { type: 'integer' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  float: { type: 'number' },
  bool: { type: 'boolean' },
  boolean: { type: 'boolean' },
  null: { type: 'null' },
  none: { type: 'null' },
  date: { type: 'string', description: 'date' },
  datetime: { type: 'string', description: 'date and time' },
  object: { type: 'object' },
  dict: { type: 'object' },
  any: {},
};

/** A type as programs write it: `string[]`, `list[str]`, `"a" | "b"`, `Line`. */
export function shapeOfType(text: string, named: Named): Shape | undefined {
  const plain = text.trim().replace(/[;,]$/, '').trim();
  const union = plain.split(/\s{0,64}\|\s*/);
  if (union.length > 1) return shapeOfUnion(union, named);
  const list =
    /^(?:list|array|sequence|set|tuple|iterable)\s?(?:\[|<|\s+of\s+)\s*(.+?)s?[\]>]?$/i.exec(plain)?.[1] ??
    /^(.+?)\[\s*\]$/.exec(plain)?.[1];
  if (list !== undefined) {
    const item = shapeOfType(list, named) ?? shapeOfType(list.replace(/s$/, ''), named);
    return item === undefined ? undefined : { type: 'array', items: item };
  }
  if (/^(?:list|array)$/i.test(plain)) return { type: 'array', items: { type: 'string' } };
  const optional = /^optional\s?[[<]\s*(.+?)\s*[\]>]$/i.exec(plain)?.[1];
  if (optional !== undefined) return orNull(shapeOfType(optional, named));
  const literal = /^literal\s?\[(.+)\]$/i.exec(plain)?.[1];
  if (literal !== undefined) return { type: 'string', enum: literal.split(',').map((one) => bareHint(one)) };
  if (/^"[^"]*"$|^'[^']*'$/.test(plain)) return { enum: [plain.slice(1, -1)] };
  return TYPE_WORDS[plain.toLowerCase()] ?? named.get(plain);
}

const orNull = (shape: Shape | undefined): Shape | undefined =>
  shape === undefined
    ? undefined
    : Array.isArray(shape['enum'])
      ? { enum: [...(shape['enum'] as unknown[]), null] }
      : { ...shape, type: [shape['type'], 'null'] };

function shapeOfUnion(members: readonly string[], named: Named): Shape | undefined {
  const shapes = members.map((member) => shapeOfType(member, named));
  const solid = shapes.filter((shape) => shape !== undefined && shape['type'] !== 'null');
  const nullable = solid.length < shapes.length && shapes.every((shape) => shape !== undefined);
  if (solid.length > 0 && solid.every((shape) => Array.isArray(shape?.['enum'])))
    return { enum: [...solid.flatMap((shape) => shape?.['enum'] as unknown[]), ...(nullable ? [null] : [])] };
  if (solid.length === 1 && nullable) return orNull(solid[0]);
  if (members.every((member) => /^(?:true|false)$/i.test(member.trim()))) return { type: 'boolean' };
  return undefined;
}

/** Reads what looks like JSON, with types, placeholders and remarks in the place of values. */
class Reader {
  at = 0;
  readonly #text: string;
  readonly #named: Named;
  /** Remark that stands before the next key. */
  #remark = '';

  constructor(text: string, from: number, named: Named) {
    this.#text = text;
    this.at = from;
    this.#named = named;
  }

  #space(): void {
    for (;;) {
      while (/\s/.test(this.#text.charAt(this.at)) && this.at < this.#text.length) this.at++;
      if (this.#text.startsWith('//', this.at) || this.#text.charAt(this.at) === '#') {
        const end = this.#text.indexOf('\n', this.at);
        const stop = end < 0 ? this.#text.length : end;
        this.#remark = this.#text
          .slice(this.at, stop)
          .replace(/^(?:\/\/|#)\s*/, '')
          .trim();
        this.at = stop;
      } else if (this.#text.startsWith('/*', this.at)) {
        const end = this.#text.indexOf('*/', this.at);
        this.#remark = this.#text.slice(this.at + 2, end < 0 ? undefined : end).trim();
        this.at = end < 0 ? this.#text.length : end + 2;
      } else return;
    }
  }

  value(key: string, depth: number): Shape | undefined {
    this.#space();
    if (depth > 12) return undefined;
    const c = this.#text.charAt(this.at);
    if (c === '{' && !/^\{+\s?[A-Za-z_ ]{1,40}\s?\}+/.test(this.#text.slice(this.at, this.at + 60)))
      return this.#listed(this.#object(depth));
    if (c === '[') return this.#array(key, depth);
    const generic = /^(?:readonly\s+)?(?:Array|ReadonlyArray|List|list|Set|Sequence)\s*[<[]\s*(?=\{)/.exec(
      this.#text.slice(this.at, this.at + 40),
    );
    if (generic !== null) {
      this.at += generic[0].length;
      const items = this.#object(depth + 1);
      this.#space();
      this.at++;
      return items === undefined ? undefined : { type: 'array', items };
    }
    return this.#scalar(key);
  }

  /** An object with `[]` behind it is one of several. */
  #listed(shape: Shape | undefined): Shape | undefined {
    if (shape === undefined || !this.#text.startsWith('[]', this.at)) return shape;
    this.at += 2;
    return { type: 'array', items: shape };
  }

  #object(depth: number): Shape | undefined {
    const properties: Record<string, Shape> = {};
    const required: string[] = [];
    this.at++;
    for (let turn = 0; turn < 200; turn++) {
      this.#remark = '';
      this.#space();
      const before = this.#remark;
      const c = this.#text.charAt(this.at);
      if (c === '}') {
        this.at++;
        return { type: 'object', properties, required, additionalProperties: false };
      }
      if (c === ',' || c === ';') {
        this.at++;
        continue;
      }
      const key = this.#key();
      if (key === undefined) {
        if (!this.#text.startsWith('...', this.at) && c !== '…') return undefined;
        this.at += c === '…' ? 1 : 3;
        continue;
      }
      const shape = this.value(key.name, depth + 1);
      if (shape === undefined) return undefined;
      const nullable = /^\s*(?:or|\|)\s*null\b/i.exec(this.#text.slice(this.at, this.at + 20));
      if (nullable !== null) this.at += nullable[0].length;
      const remark = this.#trailing() || before;
      properties[key.name] = describe(shape, remark, key.name);
      if (!key.optional) required.push(key.name);
    }
    return undefined;
  }

  #key(): { readonly name: string; readonly optional: boolean } | undefined {
    const match =
      /^(?:readonly\s+)?(?:"([^"\n]{1,80})"|'([^'\n]{1,80})'|([\p{L}_$][\p{L}\p{N}_$-]{0,60}))(\?)?\s*(?::|=>)\s*/u.exec(
        this.#text.slice(this.at, this.at + 140),
      );
    if (match === null) return undefined;
    this.at += match[0].length;
    return { name: match[1] ?? match[2] ?? match[3] ?? '', optional: match[4] !== undefined };
  }

  #array(key: string, depth: number): Shape | undefined {
    // `["query 1", "query 2"]`: what stands for the items names them.
    const named = /^\[\s*["'“](\p{L}[\p{L}_ ]{1,30}?)[ _]?1["'”]/u.exec(this.#text.slice(this.at, this.at + 60))?.[1];
    this.at++;
    const items: Shape[] = [];
    for (let turn = 0; turn < 200; turn++) {
      this.#space();
      const c = this.#text.charAt(this.at);
      if (c === ']') {
        this.at++;
        return named !== undefined && items[0]?.['type'] === 'string'
          ? { type: 'array', items: { type: 'string', description: named }, 'x-shown': items.length }
          : { type: 'array', items: items[0] ?? { type: ['string', 'integer'] }, 'x-shown': items.length };
      }
      if (c === ',' || this.#text.startsWith('...', this.at) || c === '…') {
        this.at += c === '.' ? 3 : 1;
        continue;
      }
      if (c === '') return undefined;
      const shape = this.value(key, depth + 1);
      if (shape === undefined) return undefined;
      items.push(shape);
    }
    return undefined;
  }

  /** A remark behind a value, on the same line: `string // the name`, `string \ the name`. */
  #trailing(): string {
    const line = /^[ \t]*,?[ \t]{0,64}(?:\/\/|#|\\)[ \t]*([^\n]*)/.exec(this.#text.slice(this.at, this.at + 400));
    if (line === null) return '';
    this.at += line[0].length;
    return (line[1] ?? '')
      .replace(/^[\\\s]+/, '')
      .replace(/[\s,]{0,64}\}?\s{0,64}$/, '')
      .trim();
  }

  #scalar(key: string): Shape | undefined {
    const start = this.at;
    let depth = 0;
    for (; this.at < this.#text.length; this.at++) {
      const c = this.#text.charAt(this.at);
      if (c === '"' || c === '“') {
        const end = this.#text.indexOf(c === '“' ? '”' : '"', this.at + 1);
        if (end < 0) return undefined;
        this.at = end;
      } else if ('([{<'.includes(c)) depth++;
      else if (')]}>'.includes(c)) {
        if (depth === 0) break;
        depth--;
      } else if (depth === 0 && (c === ',' || c === ';' || c === '\n' || c === '\\')) break;
      else if (
        depth === 0 &&
        (this.#text.startsWith('//', this.at) || /\s#/.test(this.#text.slice(this.at - 1, this.at + 1)))
      )
        break;
    }
    const raw = this.#text.slice(start, this.at).trim();
    return raw === '' ? undefined : scalarShape(key, raw, this.#named);
  }
}

function scalarShape(key: string, raw: string, named: Named): Shape | undefined {
  if (/^-?\d+(?:\.\d+)?$/.test(raw)) return { type: raw.includes('.') ? 'number' : 'integer', 'x-shown': Number(raw) };
  if (raw === 'true' || raw === 'false') return { type: 'boolean' };
  if (raw === 'null') return { type: ['string', 'null'] };
  if (/^\W{0,2}(?:an? )?(?:json )?(?:dict(?:ionary)?|object|mapping)\b/i.test(raw)) return { type: 'object' };
  // A quoted name of a type stands for a value of it: "number or null".
  const [, type = '', none] = /^"(?:an? )?(int|integer|number|float|decimal)(\s+(?:or|\|)\s+null)?"$/i.exec(raw) ?? [];
  if (type !== '') {
    const shape = { type: /^int/i.test(type) ? 'integer' : 'number' };
    return none === undefined ? shape : (orNull(shape) ?? shape);
  }
  const nullable = /\s(?:or|\|)\s*null\b/.exec(raw);
  const typed = shapeOfType(raw, named) ?? (/^"[^"]*"$/.test(raw) ? shapeOfType(raw.slice(1, -1), named) : undefined);
  if (typed !== undefined && !(Array.isArray(typed['enum']) && typed['enum'].length === 1)) return typed;
  const slot = slotOfHint(key, nullable === null ? raw : raw.slice(0, nullable.index));
  const literal = /^"([^"]*)"$/.exec(raw)?.[1];
  const shape = schemaOfSlot(
    literal !== undefined && slot.type === 'number' && !/^\{+\w+\}+\s*(?:#|\/\/)/.test(literal)
      ? { ...slot, type: 'string' }
      : slot,
  );
  if (/^"-?\d+(?:\.\d+)?\s?[-–]\s?\d/.test(raw)) return { ...shape, type: slot.type };
  return nullable === null ? shape : (orNull(shape) ?? shape);
}

/** Adds a remark to a shape: it may list the values that are allowed. */
export function describe(shape: Shape, remark: string, key: string): Shape {
  if (remark === '') return shape;
  const slot = slotOfHint(key, remark);
  const named = schemaOfSlot(slot);
  if (shape['type'] === 'string' && slot.options !== undefined && !('enum' in shape))
    return { ...shape, enum: named['enum'], description: remark };
  if ((shape['type'] === 'number' || shape['type'] === 'integer') && slot.min !== undefined)
    return { ...shape, minimum: slot.min, maximum: slot.max, description: remark };
  return { ...shape, description: remark };
}

/** The shape that begins at a bracket of a text, and where it ends. */
export function shapeAt(
  text: string,
  at: number,
  named: Named = new Map(),
): { readonly shape: JsonSchema; readonly end: number } | undefined {
  const reader = new Reader(text, at, named);
  const shape = reader.value('', 0);
  return shape === undefined ? undefined : { shape: shape as JsonSchema, end: reader.at };
}
