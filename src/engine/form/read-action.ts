import type { Brief } from '../read/brief.ts';
import { termsOf } from '../read/text.ts';
import { parseJson } from '../read/tool-result.ts';
import type { Form } from './form.ts';
import { textTools } from './read-tools.ts';
import { shownLabels } from './read-shown.ts';
import { hasAny } from '../has-words.ts';

const ACTION = /^\**(?:action|tool|act|command|call|function|tool name|tool to use)\**$/i;
const INPUT = /\b(?:input|arguments|args|parameters|params)\**$/i;
const THOUGHT = /^\**(?:thought|thinking|reasoning|think)s?\**$/i;
const OBSERVED = /^\**(?:observation|result|output|tool output|question)\**$/i;
const FINAL = /\bfinal\b|^\**(?:answer|response)\**$/i;
const INLINE = /\b(Thought)\b[\s\S]{0,80}?\b(Action)\b[\s\S]{0,120}?\b(Action Input)\b/;

/** Labels of an agent's step, from a shown form or from a sentence that lists them. */
function readLabels(brief: Brief): Form | undefined {
  const labels = shownLabels(brief);
  const text = `${brief.system}\n${brief.asked.text}`;
  const action = labels.find((label) => ACTION.test(label));
  const input = labels.find((label) => INPUT.test(label));
  const inline = INLINE.exec(text);
  if ((action === undefined || input === undefined) && inline === null) return undefined;
  const final =
    labels.find((label) => FINAL.test(label)) ??
    labels.findLast((label) => ![ACTION, INPUT, THOUGHT, OBSERVED].some((one) => one.test(label))) ??
    (/\bFinal Answer\b/.test(text) ? 'Final Answer' : 'Answer');
  const thought = labels.find((label) => THOUGHT.test(label)) ?? (inline === null ? '' : 'Thought');
  return {
    kind: 'action',
    style: { how: 'labels', thought, action: action ?? 'Action', input: input ?? 'Action Input', final },
  };
}

const CALL =
  /<([\w-]+)>\s*\{[^<>{}]*?"(name|tool|function|action)"\s*:\s*[^,{}]+,\s*"(arguments|args|parameters|input|params)"\s*:/i;
const ELEMENT = /<([a-z]\w*_\w+|[a-z]+)>\s*\n\s*<([\w-]+)>[\s\S]*?<\/\1>/g;

function readElements(brief: Brief): Form | undefined {
  const { system } = brief;
  if (!hasAny(system, 'tools tool')) return undefined;
  const elements = [...system.matchAll(ELEMENT)].map(([element]) => element);
  return elements.length < 2 ? undefined : { kind: 'action', style: { how: 'elements', elements } };
}

function readCall(brief: Brief): Form | undefined {
  const match = CALL.exec(`${brief.system}\n${brief.asked.text}`);
  if (match === null) return undefined;
  return {
    kind: 'action',
    style: { how: 'call', element: match[1] ?? '', nameKey: match[2] ?? 'name', argsKey: match[3] ?? 'arguments' },
  };
}

const NOTATION = /(\[?)\b[A-Za-z_]\w*\(\s*[A-Za-z_]\w*\s?=[^()\n]{0,120}\)/;

/** Calls in the notation of a program: `[func(x=1), other(y="a")]`. */
function readCalls(brief: Brief): Form | undefined {
  const shown = NOTATION.exec(brief.orders);
  if (
    shown === null ||
    !hasAny(brief.orders, 'call calls invoke function functions tools tool') ||
    textTools(brief).length === 0
  )
    return undefined;
  // "CALL name(x=1)": a word before the call on its line belongs to it.
  const prefix = /^\s{0,64}([A-Z][A-Z_]{1,12}[: ]\s?)[A-Za-z_]\w*\(/m.exec(brief.orders)?.[1] ?? '';
  if (prefix !== '') return { kind: 'action', style: { how: 'calls', open: prefix, close: '' } };
  const boxed = shown[1] === '[' || hasAny(brief.orders, 'square_brackets');
  return { kind: 'action', style: { how: 'calls', open: boxed ? '[' : '', close: boxed ? ']' : '' } };
}

const PROGRAM = /(Thoughts?):[\s\S]{0,400}?\n(Code|Python|Program):?[ \t]*\n```(\w*)\n[\s\S]*?\n```[ \t]*(<[\w/]+>)?/;

/** A thought behind a label, and below it a program in an element, or a command in a fence. */
const IN_ELEMENT = /^\**(Thoughts?|Thinking|Reasoning|Plan)\**:[^\n]{0,200}\n+<(code|python|py|script|program)>/im;
const IN_FENCE =
  /^\**(Thoughts?|Thinking|Reasoning|Discussion|Plan)\**:[^\n]{0,200}\n+```(bash|sh|shell|python)\n[\s\S]*?\n```/im;

const BRACKETED =
  /(?<![\p{L}\d])(\p{Lu}[A-Za-z_]{2,30}|(?<=^(?:[-*] )?)[a-z][A-Za-z_]{2,30})([[(])([a-z][\w ]{0,30})([\])])(.*)$/gmu;
const ACTING = /\b(Action|Act|Step)(?:\s+(?:\d+|[nNi]\b|<[^<>]+>|\{[^{}]+\}))?:/;

/** Tools that the prompt shows with their input in brackets: `Search[entity]`. */
function readBrackets(brief: Brief): Form | undefined {
  const text = `${brief.system}\n${brief.asked.text}`.slice(0, 40_000);
  const shown = [...text.matchAll(BRACKETED)].filter(([, , open]) => open === '[');
  const tools = new Map(
    shown.toReversed().map(([, name = '', , , , about = '']) => [name, { name, about: about.trim() }]),
  );
  if (tools.size < 2 || !/\bAct(?:ion)?s?\b/.test(text)) return undefined;
  const thought = /\b(Thought|Thinking|Reasoning)\b/.exec(text)?.[1] ?? '';
  const numbered = /\b(?:Thought|Action|Act|Observation)\s+(?:\d+|[nNi])\b|\bnumbered\b/.test(text);
  return {
    kind: 'action',
    style: {
      how: 'brackets',
      thought,
      action: ACTING.exec(text)?.[1] ?? 'Action',
      numbered,
      tools: [...tools.values()].toReversed(),
      open: '[',
      close: ']',
    },
  };
}

const INVOKE =
  /((?:<[\w:-]+>\s*)?)<([\w:-]+)\s+(\w+)="[$<{\w]?[^"<>]*"\s*>\s*<([\w:-]+)\s+(\w+)="[^"<>]*"\s*>[^<]*<\/\4>[\s\S]{0,200}?<\/\2>(\s*(?:<\/[\w:-]+>)?)/;

/** An element that names a tool, with an element for each parameter, which the instructions show. */
function readInvoke({ system }: Brief): Form | undefined {
  const match = hasAny(system, 'tool* function* call* invoke*') ? INVOKE.exec(system) : null;
  if (match === null) return undefined;
  const [, before = '', call = '', name = '', parameter = '', key = '', after = ''] = match;
  const closes = after.trim() !== '' && before.trim() !== '';
  return {
    kind: 'action',
    style: { how: 'invoke', before: closes ? before : '', after: closes ? after : '', call, name, parameter, key },
  };
}

const NO_TOOL =
  /\b(?:if|when|where) (?:none|no (?:tool|function)|neither|nothing|no other tool)\b[^{}\n]{0,80}?(?:reply|respond|return|answer|output|print|say|write)\w*(?: only| exactly| just)*(?: with)?:?\s*(\{[^\n]*\})/i;

/** The answer that the orders give for a message that needs none of the tools. */
function readNoTool(brief: Brief): Form | undefined {
  const given = NO_TOOL.exec(brief.orders)?.[1];
  if (given === undefined || parseJson(given) === undefined) return undefined;
  const wish = termsOf(brief.asked.text);
  const tools = textTools(brief);
  const wanted = tools.some(({ name, about }) =>
    [...termsOf(`${name.replaceAll('_', ' ')} ${about}`)].some((term) => wish.has(term)),
  );
  return wanted || brief.asked.author !== 'user' ? undefined : { kind: 'exact', text: given };
}

function readProgram(brief: Brief): Form | undefined {
  const match = PROGRAM.exec(brief.system);
  if (match !== null) {
    const [, thought = '', code = '', language = '', end = ''] = match;
    return { kind: 'action', style: { how: 'program', thought, code, language, end, element: '' } };
  }
  const inElement = IN_ELEMENT.exec(brief.system);
  if (inElement !== null) {
    const [, thought = '', element = ''] = inElement;
    return { kind: 'action', style: { how: 'program', thought, code: '', language: 'python', end: '', element } };
  }
  const inFence = IN_FENCE.exec(brief.system);
  if (inFence === null) return undefined;
  const [, thought = '', language = ''] = inFence;
  return { kind: 'action', style: { how: 'program', thought, code: '', language, end: '', element: '' } };
}

/** The step of an agent whose tools are described in the text, in the form that the text shows. */
export const readAction = (brief: Brief): Form | undefined =>
  readNoTool(brief) ??
  readInvoke(brief) ??
  readBrackets(brief) ??
  readCall(brief) ??
  readProgram(brief) ??
  readCalls(brief) ??
  readElements(brief) ??
  readLabels(brief);
