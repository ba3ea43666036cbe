import type { Random } from '../random.ts';
import type { Facts } from '../values/facts.ts';
import { generateFromRegex } from '../values/generate-from-regex.ts';
import { matchRegex } from '../values/match-regex.ts';
import { parseRegex } from '../values/parse-regex.ts';
import { describeField } from '../values/field.ts';
import { schemaAt } from '../values/schema.ts';
import type { ToolProfile } from './score-tools.ts';
import { generateFromLark } from './generate-from-lark.ts';
import type { ToolSpec } from './tool-spec.ts';
import { hasAny } from '../has-words.ts';

const quote = (text: string): string => JSON.stringify(text);

function writeSql(facts: Facts): string {
  const table = /\b(?:from|all|list|of|many) (?:the )?([a-z]{3,30}s)\b/.exec(facts.lower)?.[1] ?? 'records';
  return hasAny(facts.lower, 'how_many count number_of')
    ? `SELECT COUNT(*) FROM ${table};`
    : `SELECT * FROM ${table} LIMIT 10;`;
}

function writePython(facts: Facts): string {
  const expression = facts.expression();
  if (expression !== undefined && !expression.includes('=')) return `print(${expression.replaceAll('^', '**')})`;
  return `print(${quote(facts.payload() ?? facts.query() ?? 'done')})`;
}

const WRITERS: readonly (readonly [RegExp, (facts: Facts) => string])[] = [
  [/sql|database/i, writeSql],
  [/python|\bcode|interpreter|exec/i, writePython],
  [/javascript|node\b|\bjs\b/i, (facts) => `console.log(${facts.expression() ?? quote(facts.query() ?? 'done')});`],
  [
    /shell|bash|terminal|command/i,
    (facts) => (facts.paths()[0] === undefined ? 'ls -la' : `cat ${facts.paths()[0] ?? ''}`),
  ],
  [/math|calc|expression/i, (facts) => facts.expression() ?? '1 + 1'],
];

function plainInput(tool: ToolSpec, facts: Facts): string {
  const fenced = facts.fences()[0];
  if (fenced !== undefined) return fenced.trimEnd();
  const writer =
    WRITERS.find(([name]) => name.test(tool.name)) ?? WRITERS.find(([name]) => name.test(tool.description));
  return writer?.[1](facts) ?? facts.quoted()[0] ?? facts.payload() ?? facts.query() ?? (facts.text.trim() || 'ok');
}

function fromWords(definition: string, facts: Facts): string | undefined {
  const pattern = parseRegex(`^(?:${definition})$`);
  if (pattern === undefined) return undefined;
  const candidates = [
    ...facts.quoted(),
    facts.expression() ?? '',
    ...facts.dates(),
    ...facts.text
      .slice(0, 2000)
      .split(/[\s,;!?]+/)
      .slice(0, 60),
  ];
  return candidates.find((candidate) => candidate !== '' && matchRegex(pattern, candidate));
}

/** The program for a tool that runs one, where the words have none themselves. */
export function sourceArgument({ tool }: ToolProfile, facts: Facts): { readonly [name: string]: string } | undefined {
  const properties = tool.properties;
  const place = { path: [tool.name], required: true };
  const [name, more] = tool.required;
  if (name === undefined || more !== undefined) return undefined;
  const { meaning } = describeField(schemaAt(properties, name) ?? true, name, place);
  const known = facts.fences().length > 0 || facts.quoted().length > 0 || facts.expression() === undefined;
  return meaning === 'code' && !known ? { [name]: plainInput(tool, facts) } : undefined;
}

/** Input for a custom tool: free text, or text that its grammar accepts (regex exactly, Lark as far as understood). */
export function writeCustomInput(tool: ToolSpec, facts: Facts, random: Random): string {
  const { grammar } = tool;
  if (grammar?.syntax === 'regex') {
    return (
      fromWords(grammar.definition, facts) ?? generateFromRegex(grammar.definition, random) ?? plainInput(tool, facts)
    );
  }
  if (grammar?.syntax === 'lark') return generateFromLark(grammar.definition, random) ?? plainInput(tool, facts);
  return plainInput(tool, facts);
}
