import { hashRequest } from '../engine/canonical-hash.ts';
import { createRandom, type Random } from '../engine/random.ts';
import type { CompiledScenario } from './compiled-scenario.ts';
import { messageText, type RequestFacts, type ToolResultFact } from './request-facts.ts';

/** What a template can read. */
export interface TemplateView {
  readonly model: string;
  /** The last user message. */
  readonly user: string;
  /** The first system or developer message. */
  readonly system: string;
  readonly turn: number;
  /** How often the scenario has answered before, in this session. */
  readonly use: number;
  /** State of the session. */
  readonly state: string;
  readonly seed: string;
  readonly messages: readonly { readonly role: string; readonly text: string }[];
  readonly tools: readonly string[];
  /** The last tool result, `json` being its text as JSON and `arguments` what the tool was called with. */
  readonly result: ResultView | undefined;
  readonly results: readonly ResultView[];
  /** Groups of the scenario's regular expressions: by number those of the first one, by name those of all. */
  readonly captures: Readonly<Record<string, string>>;
  /** Any value of the body. */
  readonly request: unknown;
  /** Headers by lower-case name; only those that templates read. */
  readonly headers: Readonly<Record<string, string>>;
  /** ISO 8601. */
  readonly now: string;
  /** Drawn from the seed, and the same wherever a reply names it. */
  readonly uuid: string;
}

/** Names that a template can read. */
export const VIEW_NAMES: readonly (keyof TemplateView)[] = [
  'model',
  'user',
  'system',
  'turn',
  'use',
  'state',
  'seed',
  'messages',
  'tools',
  'result',
  'results',
  'captures',
  'request',
  'headers',
  'now',
  'uuid',
];

interface ResultView {
  readonly tool: string;
  readonly id: string;
  readonly text: string;
  readonly json: unknown;
  readonly arguments: unknown;
}

const viewOfResult = ({ tool, id, text, value, arguments: given }: ToolResultFact): ResultView => ({
  tool,
  id,
  text,
  json: value,
  arguments: given,
});

/** Templates name headers in lower case; whichever they name is looked up. */
function headersOf(facts: RequestFacts): Record<string, string> {
  const valueOf = (name: string | symbol): string | undefined =>
    typeof name === 'string' ? facts.header(name) : undefined;
  return new Proxy<Record<string, string>>(
    {},
    {
      has: (_target, name) => valueOf(name) !== undefined,
      get: (_target, name) => valueOf(name),
      // Only own properties are read.
      getOwnPropertyDescriptor: (_target, name) =>
        valueOf(name) === undefined ? undefined : { configurable: true, enumerable: true, value: valueOf(name) },
    },
  );
}

function capturesOf({ conditions }: CompiledScenario, facts: RequestFacts): Record<string, string> {
  const all = conditions.map(({ captures }) => captures?.(facts));
  return Object.assign({}, ...all.toReversed()) as Record<string, string>;
}

function uuidFrom(random: Random): string {
  const digits = Array.from({ length: 32 }, () => random.int(0, 15).toString(16));
  digits[12] = '4';
  digits[16] = random.pick(['8', '9', 'a', 'b']);
  return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** A reply in the making. */
export interface Making {
  readonly scenario: CompiledScenario;
  /** How often the scenario has answered before. */
  readonly use: number;
}

/** What is random in a reply depends on the seed, the scenario, how often it has answered, and the request. */
export function templateRandom({ request }: RequestFacts, seed: string, { scenario, use }: Making): Random {
  return createRandom(`${seed}/template/${scenario.id}/${use}/${hashRequest(request)}`);
}

export function templateView(facts: RequestFacts, seed: string, making: Making): TemplateView {
  const results = facts.results().map(viewOfResult);
  return {
    model: facts.model,
    user: facts.texts('user', 'last')[0]?.whole ?? '',
    system: facts.texts('system', 'first')[0]?.whole ?? '',
    turn: facts.turn,
    use: making.use,
    state: facts.state,
    seed,
    messages: facts.request.messages.map((message) => ({ role: message.role, text: messageText(message) })),
    tools: [...facts.tools()],
    result: results.at(-1),
    results,
    captures: capturesOf(making.scenario, facts),
    request: facts.request,
    headers: headersOf(facts),
    now: new Date(facts.now).toISOString(),
    get uuid() {
      return uuidFrom(templateRandom(facts, seed, making).fork('uuid'));
    },
  };
}
