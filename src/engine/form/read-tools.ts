import type { JsonSchema, JsonValue } from '../../contract/api-types.ts';
import type { Brief } from '../read/brief.ts';
import { parseJson } from '../read/tool-result.ts';
import { shapeOfType } from './read-shape.ts';
import { optionOf, splitMembers } from './split-options.ts';

/** A tool that the prompt describes in words. */
export interface TextTool {
  readonly name: string;
  readonly about: string;
  readonly parameters: JsonSchema | undefined;
}

const SIGNATURE =
  /^\s*(?:[-*•]\s+)?`?([A-Za-z_]\w{1,50})\(([^()\n]{0,300})\)`?\s*(?:->\s*[\w[\], ]+)?\s*(?::|-|–|—)?\s*(.*)$/;
const DESCRIBED = /^\s*(?:[-*•]\s+|\d+[.)]\s+)?`?([A-Za-z_]\w{1,50})`?\s*(?::|\s[-–—])\s+(.+)$/;
const ARGS = /,?\s{0,64}(?:args|arguments|parameters|input)\s*:\s*(\{.*\})\s*$/;

const isObject = (value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parameters as a schema, where they are given only by name and type: `{"valve": "string"}`. */
function asSchema(parameters: { readonly [key: string]: JsonValue }): JsonSchema {
  const values = Object.values(parameters);
  if (
    'properties' in parameters ||
    'type' in parameters ||
    !values.every((one) => typeof one === 'string' || isObject(one))
  )
    return { ...parameters, type: 'object' } as JsonSchema;
  const properties = Object.entries(parameters).map(([key, one]): [string, unknown] => [
    key,
    typeof one === 'string' ? (shapeOfType(one, new Map()) ?? { type: 'string', description: one }) : one,
  ]);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: Object.keys(parameters),
  } as JsonSchema;
}

function toolOfJson(value: JsonValue | undefined): TextTool | undefined {
  if (!isObject(value)) return undefined;
  const inner = isObject(value['function']) ? value['function'] : value;
  const { name, description } = inner;
  if (typeof name !== 'string') return undefined;
  const parameters = inner['parameters'] ?? inner['input_schema'] ?? inner['inputSchema'];
  return {
    name,
    about: typeof description === 'string' ? description : '',
    parameters: isObject(parameters) ? asSchema(parameters) : undefined,
  };
}

/** A schema for parameters that are only listed: `city: str, days: int`. */
function schemaOfParameters(list: string): JsonSchema | undefined {
  const names = list
    .split(',')
    .map((part) => /^\s*\*{0,2}([A-Za-z_]\w*)\s*(?::\s*([\w[\]]+))?/.exec(part))
    .filter((match) => match !== null);
  if (names.length === 0) return undefined;
  const typeOf = (type: string | undefined): string =>
    (type ?? '').startsWith('int')
      ? 'integer'
      : /^(?:float|num)/.test(type ?? '')
        ? 'number'
        : (type ?? '').startsWith('bool')
          ? 'boolean'
          : 'string';
  const properties = Object.fromEntries(names.map((match) => [match[1] ?? '', { type: typeOf(match[2]) }]));
  return { type: 'object', properties, required: Object.keys(properties) } as JsonSchema;
}

function toolOfLine(line: string): TextTool | undefined {
  const signed = SIGNATURE.exec(line);
  if (signed !== null)
    return { name: signed[1] ?? '', about: signed[3] ?? '', parameters: schemaOfParameters(signed[2] ?? '') };
  const described = DESCRIBED.exec(line);
  if (described === null) return undefined;
  const args = parseJson(ARGS.exec(described[2] ?? '')?.[1] ?? '');
  const parameters = isObject(args)
    ? ({ type: 'object', properties: args, required: Object.keys(args) } as unknown as JsonSchema)
    : undefined;
  return { name: described[1] ?? '', about: (described[2] ?? '').replace(ARGS, ''), parameters };
}

const BLOCK_NAME =
  /^[\s>*#-]*(?:tool |function |action )?name\s*\**\s{0,64}:\s*[`"*]*([A-Za-z_][\w-]{1,50})[`"*]*\s*$/i;
const BLOCK_ABOUT =
  /^[\s>*#-]*(?:tool |function |action )?(?:description|purpose|about|use)\s*\**\s{0,64}:\s{0,64}(.+)$/i;
const BLOCK_ARGS =
  /^[\s>*#-]*(?:tool |function |action )?(?:args|arguments|parameters|params|input|inputs|schema|input schema)\s*\**\s{0,64}:\s*(\{.*\})\s*$/i;

/** Tools that are described line by line: a name, a description, arguments. */
function toolsOfBlocks(lines: readonly string[]): readonly TextTool[] {
  const tools: { name: string; about: string; parameters: JsonSchema | undefined }[] = [];
  for (const line of lines) {
    const name = BLOCK_NAME.exec(line)?.[1];
    const last = tools.at(-1);
    if (name !== undefined) tools.push({ name, about: '', parameters: undefined });
    else if (last !== undefined) {
      last.about = last.about === '' ? (BLOCK_ABOUT.exec(line)?.[1] ?? '') : last.about;
      const args = parseJson(BLOCK_ARGS.exec(line)?.[1] ?? '');
      if (isObject(args))
        last.parameters = ('properties' in args
          ? { type: 'object', ...args }
          : { type: 'object', properties: args, required: Object.keys(args) }) as unknown as JsonSchema;
    }
  }
  return tools;
}

/** Names that the prompt lists for the tool: "one of [Search, Calculator]". */
function listedNames(text: string): readonly string[] {
  const listed =
    /\b(?:one of|valid "?action"? values:|must be one of)\s*:?\s{0,64}(?:the )?\[?([^\]\n.]{3,300})\]?/i.exec(
      text,
    )?.[1];
  return listed === undefined
    ? []
    : splitMembers(listed)
        .map((member) => optionOf(member).name)
        .filter((name) => /^\w{2,50}$/.test(name));
}

/** A callable within a sentence: `fetch_rate(currency: str) -> float (euros for one unit)`. */
const CALLABLE =
  /(?<![\w.])([a-z]\w*_\w+|[a-z]{3,30})\(([a-z_]\w*(?:\s*:\s*[\w[\]]+)?(?:,\s*[a-z_]\w*(?:\s*:\s*[\w[\]]+)?)*)\)(?:\s*->\s*[\w[\]]+)?(?:\s*(?:\(([^()\n]{1,120})\)|[:–—-]\s*([^.,;\n]{1,120})))?/g;

/** Tools that the prompt describes in its text: by JSON, by signature, by name and description. */
export function textTools(brief: Brief): readonly TextTool[] {
  const tools = new Map<string, TextTool>();
  const add = (tool: TextTool | undefined): void => {
    if (tool !== undefined && !tools.has(tool.name)) tools.set(tool.name, tool);
  };
  const text = `${brief.system}\n${brief.asked.text}`.slice(0, 60_000);
  const lines = text.split('\n');
  for (const line of lines) {
    const trimmed = line.trim();
    if (trimmed.startsWith('{') && trimmed.includes('"name"')) add(toolOfJson(parseJson(trimmed.replace(/,$/, ''))));
    else if (SIGNATURE.test(line) && (/->|\)`?\s*[:–—-]\s*\S/.test(line) || /^\s*[-*•]/.test(line)))
      add(toolOfLine(line));
  }
  for (const tool of toolsOfBlocks(lines)) add(tool);
  for (const segment of brief.segments) {
    const listed = /^\s*\[\s*\{/.test(segment.text) ? parseJson(segment.text.trim()) : undefined;
    if (segment.role !== 'tools' && !(segment.role === 'orders' && Array.isArray(listed))) continue;
    if (Array.isArray(listed)) {
      for (const one of listed) add(toolOfJson(one));
      continue;
    }
    for (const line of segment.text.split('\n')) {
      const tool = toolOfLine(line);
      if (tool !== undefined) add(tool);
      else
        for (const member of splitMembers(line)) {
          const { name, about } = optionOf(member);
          if (/^\w{2,50}$/.test(name)) add({ name, about, parameters: undefined });
        }
    }
  }
  const bracketed =
    /\b(?:tools?|functions?|agents?|workers?)\s*:\s*((?:[a-z]\w{1,40} ?\([^()\n]{3,120}\)[,;. ]*(?:and |or )?){2,20})/i.exec(
      text,
    )?.[1] ?? '';
  for (const [, name = '', about = ''] of bracketed.matchAll(/([a-z]\w{1,40}) ?\(([^()]+)\)/gi))
    if (!tools.has(name) || tools.get(name)?.about === '') tools.set(name, { name, about, parameters: undefined });
  const inline = /\btools?:?\s+((?:[A-Z]\w+)(?:(?:, | and |, and )[A-Z]\w+)+)/.exec(text)?.[1];
  if (inline !== undefined && tools.size === 0)
    for (const name of inline.split(/, and |, | and /)) add({ name, about: '', parameters: undefined });
  if (tools.size === 0)
    for (const [, name = '', parameters = '', about = ''] of brief.system.slice(0, 20_000).matchAll(CALLABLE))
      add({ name, about, parameters: schemaOfParameters(parameters) });
  const names = listedNames(text);
  for (const name of names) {
    const line = lines.find((one) => new RegExp(`^\\s*(?:[-*•]\\s+)?\`?${name}\`?\\s*[:(-]`).test(one));
    add((line === undefined ? undefined : toolOfLine(line)) ?? { name, about: '', parameters: undefined });
  }
  return names.length > 0
    ? names.map((name) => tools.get(name)).filter((tool) => tool !== undefined)
    : [...tools.values()];
}
