import type { CheckJson } from '../contract/schema/json-check.ts';
import { answerViolations } from './answer-rules.ts';
import { declaredTools, type DeclaredTool } from './declared-tool.ts';
import { ERROR_STATUS, errorNameOf } from './error-names.ts';
import { choicesOf, mapTexts, templated } from './reply-fields.ts';
import type { RequestFacts } from './request-facts.ts';
import type { Found } from './scenario-set.ts';
import type { Reply, ReplyChoice, ReplyError } from './scenario.ts';
import { scriptedChoice } from './scripted-choice.ts';
import type { ErrorScript, MismatchScript, Script, Violation } from './script.ts';
import { templateRandom, templateView } from './template-view.ts';
import type { Templates } from './template.ts';

/** What replies are resolved with. */
export interface ResolveTools {
  readonly templates: Templates;
  readonly check: CheckJson;
  /** The mock's seed, which templates can read. */
  readonly seed: string;
}

function mismatch({ scenario }: Found, cause: string, violations: readonly Violation[] = []): MismatchScript {
  const ids = [...new Set(violations.map(({ requirement }) => requirement))];
  const remedy = ids.length > 0 ? `. If this is intended, add allow: [${ids.join(', ')}]` : '';
  const message = `Scenario "${scenario.name}" (${scenario.file}) cannot reply to this request: ${cause}${remedy}.`;
  return { kind: 'mismatch', message, violations };
}

/** Thrown and caught within this file: a template deep in a reply has no other way to tell. */
class TemplateMiss extends Error {}

function filled(reply: Reply, found: Found, facts: RequestFacts, { templates, seed }: ResolveTools): Reply {
  if (!reply.template) return reply;
  const view = templateView(facts, seed, found);
  const random = templateRandom(facts, seed, found);
  const fill = (text: string): string => {
    if (!/\{[{%]/.test(text)) return text;
    const result = templates.render(text, view, random);
    if (typeof result === 'string') return result;
    throw new TemplateMiss(result.fault);
  };
  return { ...reply, ...mapTexts(templated(reply), fill) };
}

function errorOf(error: NonNullable<Reply['error']>): ErrorScript['error'] {
  const given: ReplyError =
    typeof error === 'number' ? { status: error } : typeof error === 'string' ? { name: error } : error;
  const status = given.status ?? (given.name === undefined ? 400 : ERROR_STATUS[given.name]);
  const name = given.name ?? errorNameOf(status);
  return { ...given, status, ...(name === undefined ? {} : { name }) };
}

/** A custom tool takes text and a function an object: the other way round nothing would be left to judge. */
function wrongKind(choices: readonly ReplyChoice[], tools: readonly DeclaredTool[]): string | undefined {
  for (const { name, input } of choices.flatMap((choice) => choice.tool_calls ?? [])) {
    const kind = tools.find((tool) => tool.name === name)?.kind;
    if (kind === undefined) continue;
    if (kind === 'custom' && input === undefined) return `${name} is a custom tool: give the call an input`;
    if (kind !== 'custom' && input !== undefined) return `${name} is a function: give the call arguments`;
  }
  return undefined;
}

function answer(reply: Reply, found: Found, facts: RequestFacts, { check }: ResolveTools): Script {
  const { request } = facts;
  const tools = declaredTools(request);
  const given = choicesOf(reply).map(({ choice }) => choice);
  const wrong = wrongKind(given, tools);
  if (wrong !== undefined) return mismatch(found, wrong);
  const own = given.map((choice) => scriptedChoice(choice, tools));
  // Content without `choices` is used for every choice.
  const choices = reply.choices ? own : Array.from({ length: request.n ?? 1 }, () => own).flat();
  const { allow } = found.scenario;
  const violations = answerViolations(choices, { request, tools, check }).filter(
    ({ requirement }) => !allow.has(requirement),
  );
  if (violations.length > 0) {
    const causes = [...new Set(violations.map(({ message }) => message))];
    return mismatch(found, causes.join('; '), violations);
  }
  return { kind: 'answer', choices, ...adjustments(reply) };
}

const adjustments = ({ usage, timing, fault }: Reply): Pick<Reply, 'usage' | 'timing' | 'fault'> => ({
  ...(usage === undefined ? {} : { usage }),
  ...(timing === undefined ? {} : { timing }),
  ...(fault === undefined ? {} : { fault }),
});

function generated(reply: Reply): Script {
  const seed = typeof reply.generate === 'object' ? reply.generate.seed : undefined;
  return { kind: 'generate', ...(seed === undefined ? {} : { seed: String(seed) }), ...adjustments(reply) };
}

function over(found: Found): MismatchScript {
  const { steps } = found.scenario;
  const count = steps.at(-1)?.until ?? 0;
  return mismatch(found, `its sequence ended after ${count === 1 ? 'one reply' : `${count} replies`}`);
}

/**
 * Turns the reply of a scenario into what the mock is to do for this request. A reply that would break the contract
 * without being allowed to gives a `mismatch`, never an answer.
 *
 * @example
 * const found = set.match(facts, state);
 * const script = found && resolveReply(found, facts, tools);
 */
export function resolveReply(found: Found, facts: RequestFacts, tools: ResolveTools): Script {
  if (!found.reply) return over(found);
  try {
    const reply = filled(found.reply, found, facts, tools);
    if (reply.error !== undefined) {
      return { kind: 'error', error: errorOf(reply.error), ...(reply.timing ? { timing: reply.timing } : {}) };
    }
    return choicesOf(reply).length > 0 ? answer(reply, found, facts, tools) : generated(reply);
  } catch (error) {
    if (error instanceof TemplateMiss) return mismatch(found, error.message);
    throw error;
  }
}
