import type { JsonValue } from '../../contract/api-types.ts';
import type { ActionStyle } from '../form/form.ts';
import { partsOfElement } from '../form/read-tags.ts';
import { textTools, type TextTool } from '../form/read-tools.ts';
import { oneLine, termsOf, wordsOf } from '../read/text.ts';
import { createFacts } from '../values/facts.ts';
import { generateValue } from '../values/generate-value.ts';
import { isRecord } from '../values/schema.ts';
import { splitName } from '../values/tokens.ts';
import { answerQuestion, asSentence } from './answer.ts';
import { overlap, rank } from './rank.ts';
import { shellFor } from './write-code.ts';
import type { Scene } from './scene.ts';
import { searchQuery } from './write-text.ts';
import { topicOf } from './topic.ts';

/** The next step of an agent. */
export interface Step {
  readonly final: boolean;
  readonly finalName: string;
  readonly answer: string;
  readonly tool: string;
  /** What the tool is given, as words. */
  readonly text: string;
  /** The same as an object, where the tool names its parameters. */
  readonly json: JsonValue | undefined;
  readonly asObject: boolean;
}

const OBSERVED =
  /(?:^|\n)\**(?:Observation|Result|Output|Tool output)(?: \d+)?\**\s*:\s*(?!\s|(?:the|what) (?:result|output|tool|response)|\.\.\.)([\s\S]*)$/i;
const RESULT_LINE = /^\s*\[[\w]+ for .*?\] Result:\s*([\s\S]*)$/;

/** A call as assistants write it: an element, a name with brackets, JSON, a labelled line or a program. */
const CALLS =
  /<\/[\w-]{1,40}>|^\W{0,4}action {0,4}:|"(?:action|tool|name|command)" {0,4}:|```|^\w{1,40}\([^\n()]{0,400}\)$/im;

/** What the last tool gave, where the conversation writes it as text. */
function observation({ brief }: Scene): string | undefined {
  const { text } = brief.asked;
  const match = RESULT_LINE.exec(text) ?? lastObservation(text);
  const said = match?.[1]?.replace(/\n\**Thought(?: \d+)?\**\s*:\s*$/i, '').trim();
  if (said !== undefined && said !== '') return said;
  // What follows a call of the assistant is what the tool gave.
  const before = brief.turns.findLast(({ message }) => message < brief.asked.message);
  return before?.author === 'assistant' && CALLS.test(before.text) ? brief.input.trim() : undefined;
}

function lastObservation(text: string): RegExpExecArray | null {
  const at = Math.max(
    text.lastIndexOf('\nObservation:'),
    text.search(/\nObservation \d+:(?![\s\S]*\nObservation \d+:)/),
    text.startsWith('Observation:') ? 0 : -1,
    text.lastIndexOf('\n**Observation**'),
    text.lastIndexOf('\nResult:'),
  );
  return at < 0 ? null : OBSERVED.exec(text.slice(at));
}

/** The question that the agent works on. */
function goal({ brief }: Scene): string {
  const tagged = brief.segments.findLast(
    ({ label, role, author }) =>
      /^(?:task|question|objective|goal)$/i.test(label) && role !== 'template' && author === 'user',
  )?.text;
  const first = brief.turns.find(({ author }) => author === 'user')?.text ?? '';
  return tagged ?? (brief.question === '' ? first : brief.question);
}

/** The tool that a goal speaks of most. */
function toolFor(tools: readonly TextTool[], wish: string): TextTool | undefined {
  const usable = tools.filter(({ name }) => !/^(?:final_?answer|attempt_completion|finish|done)$/i.test(name));
  return rank(
    usable,
    ({ name, about }) => `${splitName(name).join(' ')} ${splitName(name).join(' ')} ${about}`,
    termsOf(wish),
  )[0]?.item;
}

function argumentsFor(tool: TextTool | undefined, wish: string, scene: Scene): JsonValue | undefined {
  if (tool?.parameters === undefined) return undefined;
  const value =
    scene.fillArguments?.(tool.parameters, `${tool.name} ${tool.about}`, wish) ??
    generateValue(tool.parameters, {
      random: scene.random.fork(tool.name),
      words: createFacts(wish),
      name: tool.name,
      optional: 0.1,
    });
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

/** Words of the goal that a tool is given: without what only names the tool. */
const wordsFor = (wish: string): string => searchQuery(wish, 12) || oneLine(wish);

const WANTS_OBJECT = /\bjson\b|\bkwargs\b|args: \{/i;

/** Decides the next step: use of the tool that fits, or the answer once a tool has given what it takes. */
export function act(scene: Scene): Step {
  const { brief } = scene;
  const seen = observation(scene);
  const tools = textTools(brief);
  const wish = goal(scene);
  const tool = toolFor(tools, wish);
  const json = argumentsFor(tool, wish, scene);
  const named = /"?(Final Answer)"?/.exec(`${brief.system}\n${brief.asked.text}`)?.[1] ?? 'final_answer';
  const answered = seen === undefined ? answerQuestion({ ...scene })?.text : asSentence(oneLine(seen));
  const idle =
    tools.length > 0 &&
    wordsOf(wish).length < 8 &&
    !/[?？]/.test(wish) &&
    tools.every(({ name, about }) => overlap(termsOf(`${splitName(name).join(' ')} ${about}`), termsOf(wish)) === 0);
  const final = seen !== undefined || brief.results.length > 0 || idle;
  const values = isRecord(json) ? Object.values(json) : [];
  const only =
    values.length === 1 && (typeof values[0] === 'string' || typeof values[0] === 'number')
      ? String(values[0])
      : undefined;
  return {
    final,
    finalName: named,
    answer: answered ?? asSentence(topicOf(brief)),
    tool: tool?.name ?? '',
    text: only !== undefined && overlap(termsOf(only), termsOf(wish)) > 0 ? only : wordsFor(wish),
    json: json ?? (WANTS_OBJECT.test(`${brief.system}\n${brief.asked.text}`) ? { input: wordsFor(wish) } : undefined),
    asObject: WANTS_OBJECT.test(`${brief.system}\n${brief.asked.text}`),
  };
}

function writeLabels(style: Extract<ActionStyle, { how: 'labels' }>, scene: Scene): string {
  const step = act(scene);
  const begun =
    scene.brief.slot !== '' && style.thought !== '' && scene.brief.slot.toLowerCase() === style.thought.toLowerCase();
  const thought = step.final ? 'I know the answer now.' : `I use ${step.tool} for this.`;
  const head = style.thought === '' ? '' : `${begun ? '' : `${style.thought}: `}${thought}\n`;
  if (step.final) return `${head}${style.final}: ${step.answer}`;
  const input = step.asObject && step.json !== undefined ? JSON.stringify(step.json) : step.text;
  return `${head}${style.action}: ${step.tool}\n${style.input}: ${input}`;
}

const ENDS_TASK = /complet|finish|final|done|answer|result/i;

function writeElement(elements: readonly string[], scene: Scene): string {
  const step = act(scene);
  const wish = goal(scene);
  const nameOf = (element: string): string => /^<([\w-]+)/.exec(element)?.[1] ?? '';
  const ending = elements.find((element) => ENDS_TASK.test(nameOf(element)));
  const chosen = step.final
    ? ending
    : nearestElement(
        elements.filter((element) => element !== ending),
        wish,
        scene,
      );
  const element = chosen ?? elements[0] ?? '';
  return partsOfElement(element)
    .map((part) => {
      if (typeof part === 'string') return part;
      if (step.final) return step.answer;
      if (part.type === 'boolean' || /true or false/i.test(part.about)) return 'false';
      return parameter(part.name, wish, scene);
    })
    .join('');
}

function nearestElement(elements: readonly string[], wish: string, { brief }: Scene): string | undefined {
  const wanted = `${wish} ${/\.\w{1,5}\b/.test(wish) ? 'file read' : ''}`;
  return rank(
    elements,
    (element) => {
      const name = /^<([\w-]+)/.exec(element)?.[1] ?? '';
      const at = brief.system.indexOf(`## ${name}`);
      return `${splitName(name).join(' ')} ${at < 0 ? '' : brief.system.slice(at, at + 200)}`;
    },
    termsOf(wanted),
  )[0]?.item;
}

function parameter(name: string, wish: string, scene: Scene): string {
  const facts = createFacts(wish);
  if (/path|file|dir|folder/i.test(name))
    return facts.paths()[0] ?? /(?:[\w.-]{1,64}\/)+[\w.-]+/.exec(wish)?.[0] ?? '.';
  if (/regex|pattern|query|search/i.test(name)) {
    const named = facts.quoted()[0] ?? /(?<![\p{L}\p{N}])[A-Z][A-Z_]{2,20}(?![\p{L}\p{N}])/u.exec(wish)?.[0];
    if (named !== undefined) return named;
  }
  const value = generateValue({ type: 'string' }, { random: scene.random.fork(name), words: facts, name });
  const spoken = typeof value === 'string' && wish.toLowerCase().includes(value.toLowerCase());
  return spoken ? value : wordsFor(wish);
}

function writeCall(style: Extract<ActionStyle, { how: 'call' }>, scene: Scene): string {
  const step = act(scene);
  if (step.final) return step.answer;
  const value = { [style.nameKey]: step.tool, [style.argsKey]: step.json ?? {} };
  return `<${style.element}>\n${JSON.stringify(value)}\n</${style.element}>`;
}

/** A call as a program writes it. */
function writeNotation({ open, close }: Extract<ActionStyle, { how: 'calls' }>, scene: Scene): string {
  const step = act(scene);
  if (step.final) return step.answer;
  const given = isRecord(step.json)
    ? Object.entries(step.json).map(
        ([key, value]) => `${key}=${typeof value === 'boolean' ? (value ? 'True' : 'False') : JSON.stringify(value)}`,
      )
    : [];
  return `${open}${step.tool}(${given.join(', ')})${close}`;
}

function writeProgram(style: Extract<ActionStyle, { how: 'program' }>, scene: Scene): string {
  const step = act(scene);
  const quote = (value: JsonValue): string =>
    typeof value === 'boolean' ? (value ? 'True' : 'False') : JSON.stringify(value);
  const given = isRecord(step.json)
    ? Object.entries(step.json)
        .map(([key, value]) => `${key}=${quote(value as JsonValue)}`)
        .join(', ')
    : JSON.stringify(step.text);
  if (style.language === 'bash' || style.language.startsWith('sh'))
    return `${style.thought}: I look at what the command shows.\n\n\`\`\`${style.language}\n${shellFor(goal(scene))}\n\`\`\``;
  const body = step.final
    ? `final_answer(${JSON.stringify(step.answer)})`
    : `result = ${step.tool}(${given})\nprint(result)`;
  const thought = step.final ? 'I know the answer now.' : `I call ${step.tool} for this.`;
  if (style.element !== '') return `${style.thought}: ${thought}\n<${style.element}>\n${body}\n</${style.element}>`;
  return `${style.thought}: ${thought}\n${style.code === '' ? '' : `${style.code}:`}\n\`\`\`${style.language}\n${body}\n\`\`\`${style.end}`;
}

function writeBrackets(style: Extract<ActionStyle, { how: 'brackets' }>, scene: Scene): string {
  const { brief } = scene;
  const ending = style.tools.find(({ name }) => ENDS_TASK.test(name));
  const seen = observation(scene);
  const wish = goal(scene);
  const usable = style.tools.filter((tool) => tool !== ending);
  const tool =
    rank(usable, ({ name, about }) => `${splitName(name).join(' ')} ${about}`, termsOf(wish))[0]?.item ?? usable[0];
  const number =
    /\d{1,64}$/.exec(brief.slot)?.[0] ?? String([...brief.asked.text.matchAll(/^Observation/gm)].length + 1);
  const label = (name: string): string => `${name}${style.numbered ? ` ${number}` : ''}:`;
  const final = seen !== undefined && ending !== undefined;
  const material = {
    role: 'material',
    kind: 'words',
    label: '',
    text: seen ?? '',
    lang: '',
    author: 'user',
    message: brief.asked.message,
  } as const;
  const answer = answerQuestion({
    ...scene,
    brief: { ...brief, question: wish, segments: [material], input: seen ?? '' },
  });
  const names = createFacts(wish)
    .names()
    .map(({ text }) => text);
  const given = final ? (answer?.short ?? oneLine(seen)) : (names[0] ?? wordsFor(wish));
  const name = final ? ending.name : (tool?.name ?? '');
  const thought = final ? 'The observation gives the answer.' : `I use ${name} for this.`;
  const begun = style.thought !== '' && brief.slot.startsWith(style.thought);
  const head = style.thought === '' ? '' : `${begun ? '' : `${label(style.thought)} `}${thought}\n`;
  return `${head}${label(style.action)} ${name}${style.open}${given}${style.close}`;
}

function writeInvoke(style: Extract<ActionStyle, { how: 'invoke' }>, scene: Scene): string {
  const step = act(scene);
  if (step.final) return step.answer;
  const given = isRecord(step.json) ? Object.entries(step.json) : [];
  const lines = given.map(
    ([key, value]) =>
      `<${style.parameter} ${style.key}="${key}">${typeof value === 'string' ? value : JSON.stringify(value)}</${style.parameter}>`,
  );
  return `${style.before}<${style.call} ${style.name}="${step.tool}">\n${lines.join('\n')}\n</${style.call}>${style.after}`;
}

/** Writes the step in the form that the prompt shows. */
export function writeAction(style: ActionStyle, scene: Scene): string {
  switch (style.how) {
    case 'labels':
      return writeLabels(style, scene);
    case 'elements':
      return writeElement(style.elements, scene);
    case 'calls':
      return writeNotation(style, scene);
    case 'call':
      return writeCall(style, scene);
    case 'brackets':
      return writeBrackets(style, scene);
    case 'invoke':
      return writeInvoke(style, scene);
    default:
      return writeProgram(style, scene);
  }
}
