import type { Brief } from '../read/brief.ts';
import { numberOf, oneLine, overlapOf, termsOf, unquote, withoutEnd, wordsOf } from '../read/text.ts';
import { recordsOf } from './records.ts';
import { WORDS, wordSet } from '../words.ts';
import { createFacts } from '../values/facts.ts';
import { splitName } from '../values/tokens.ts';
import { overlap } from './rank.ts';
import { hasAny } from '../has-words.ts';

const FUNCTIONS: Readonly<Record<string, string>> = WORDS.code.functions;
const BODIES = WORDS.code.bodies.map((row) => row.split('|'));
const SHELL = WORDS.code.shell.map((row): readonly [string, string] => [
  row.slice(0, row.indexOf('|')),
  row.slice(row.indexOf('|') + 1),
]);

interface Signature {
  readonly name: string;
  readonly params: readonly string[];
  /** The head as it is given, where it is. */
  readonly given: string;
}

const CALL = /`?\b([A-Za-z_]\w{1,40})\(([A-Za-z_][\w:,\s=\][]*)?\)/;
const NAMED =
  /\b(?:(?:function|method|test|procedure|class)\s+)?(?:named|called|function|method)\s+(?!named|called|that|which|to\b|takes)[`"']?([A-Za-z_]\w*)[`"']?/i;
const GIVEN = /^(?:def|function|async function|fn|func|public|export function)\s+.*$/m;
const TAKES =
  /\b(?:tak(?:es?|ing)|of|with|given|accept(?:s|ing)?)\s+(?:an?\s+|the\s+|two\s+)?(?:number|string|list|int|integer|array|text|value)?s?\s{0,64}[`"']?([a-z_]\w*)[`"']?(?:\s+and\s+[`"']?([a-z_]\w*)[`"']?)?/i;
const NO_NAME = wordSet(WORDS.fill.codeNoName);

function signatureOf(text: string): Signature {
  const given = GIVEN.exec(text)?.[0] ?? '';
  const call = CALL.exec(given === '' ? text : given);
  const named = NAMED.exec(text)?.[1];
  const listed = (call?.[2] ?? '')
    .split(',')
    .map((part) => /^\s*([A-Za-z_]\w*)/.exec(part)?.[1] ?? '')
    .filter((part) => part !== '');
  const takes = TAKES.exec(text);
  const params =
    listed.length > 0
      ? listed
      : [takes?.[1], takes?.[2]].filter((one): one is string => one !== undefined && !NO_NAME.has(one));
  const name =
    call?.[1] ?? (named !== undefined && !NO_NAME.has(named.toLowerCase()) ? named : undefined) ?? nameFor(text);
  return { name, params: params.length > 0 ? params : describedParams(text), given };
}

const PARAMETERS: ReadonlyArray<readonly [RegExp, readonly string[]]> = [
  [/\b(?:three|3) (?:\w+ )?(?:numbers|integers|strings|values)\b/i, ['a', 'b', 'c']],
  [/\b(?:two|2) (?:\w+ )?(?:numbers|integers|strings|lists|arrays|values|words)\b/i, ['a', 'b']],
  [/\b(?:an?|the) (?:\w+ )?(?:list|array)\b|\blist of\b/i, ['items']],
  [/\b(?:an?|the) (?:\w+ )?(?:string|text|sentence|word)\b/i, ['text']],
  [/\b(?:an?|the) (?:\w+ )?(?:number|integer)\b/i, ['number']],
];

/** Parameters that the words only describe: "two numbers" are a and b. */
const describedParams = (text: string): readonly string[] =>
  PARAMETERS.find(([pattern]) => pattern.test(text))?.[1] ?? ['value'];

/** A name out of the task: "a function that reverses a string" → reverse_string. */
function nameFor(text: string): string {
  const tested = /\b(?:whether|if) (?:an?|the) \w+ is (?:an? )?([a-z]+)/i.exec(text)?.[1];
  if (tested !== undefined) return `is_${tested.toLowerCase()}`;
  const task =
    /\breturns? (?:the )?([a-z ]{3,60})/i.exec(text)?.[1] ??
    /\b(?:that|to|which|for)\s+([a-z ]{3,60})/i.exec(text)?.[1] ??
    text;
  const words = wordsOf(task)
    .filter((word) => /^[a-z]+$/.test(word) && termsOf(word).size > 0 && numberOf(word) === undefined)
    .slice(0, 2);
  return words.length === 0
    ? 'solve'
    : words.map((word, at) => (at === 0 ? word.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '') : word)).join('_');
}

function bodyFor(signature: Signature, text: string, language: string): string {
  const terms = termsOf(`${splitName(signature.name).join(' ')} ${text.slice(0, 400)}`);
  const name = termsOf(splitName(signature.name).join(' '));
  const row = BODIES.map((one) => ({
    one,
    score: overlapOf(termsOf(one[0] ?? ''), name) * 4 + overlap(termsOf(one[0] ?? ''), terms),
  })).toSorted((a, b) => b.score - a.score)[0];
  const [first = 'value', second = first, third = second] = signature.params;
  const usual =
    row === undefined || row.score < 1 ? '{first}' : ((language === 'python' ? row.one[1] : row.one[2]) ?? '{first}');
  // What joins two numbers joins three.
  const sign = /^\{first\} ([-+*/]) \{second\}$/.exec(usual)?.[1];
  const form = sign !== undefined && signature.params.length > 2 ? signature.params.join(` ${sign} `) : usual;
  return form
    .replaceAll('{first}', first)
    .replaceAll('{second}', second)
    .replaceAll('{third}', third)
    .replaceAll('{name}', signature.name);
}

const joined = (params: readonly string[], map: (name: string) => string): string => params.map(map).join(', ');

const TYPED: Readonly<Record<string, RegExp>> = {
  python: /\b[a-z_]\w*\([a-z_]\w*: [^()\n]+\)(?: -> [\w[\], |]{1,40})?/,
  go: /\b[A-Za-z_]\w*\([a-z]\w*(?:, [a-z]\w*)* \w[^()\n]*\) ?[\w[\]*.]*/,
  rust: /\b[a-z_]\w*\([a-z_]\w*: [^()\n]+\)(?: -> [\w<>&]+)?/,
  typescript: /\b[a-z_$]\w*\([a-z_$]\w*\??: [^()\n]+\)(?:: [\w[\]<>]+)?/i,
  kotlin: /\b[a-z]\w*\([a-z]\w*: [^()\n]+\)(?:: \w+)?/,
  swift: /\b[a-z]\w*\(_? ?[a-z]\w*: [^()\n]+\)(?: -> \w+)?/,
  java: /\b(?:\w+ )?[a-z]\w*\((?:int|long|double|String|boolean|List<\w+>) \w[^()\n]*\)/,
};
const HEADS: Readonly<Record<string, readonly [string, string]>> = {
  python: ['def ', ':\n    return {body}'],
  go: ['func ', ' {\n\treturn {body}\n}'],
  rust: ['fn ', ' {\n    {body}\n}'],
  typescript: ['export function ', ' {\n  return {body};\n}'],
  kotlin: ['fun ', ' = {body}'],
  swift: ['func ', ' {\n    return {body}\n}'],
  java: ['public static ', ' {\n    return {body};\n}'],
};

/** A function whose head the prompt writes with its types: they are kept as they are. */
function typedFunction(language: string, text: string, body: string): string | undefined {
  const head = TYPED[language]?.exec(text)?.[0].trim();
  const [before, after] = HEADS[language] ?? [];
  return head === undefined || before === undefined || after === undefined
    ? undefined
    : `${before}${head}${after.replace('{body}', () => body)}`;
}

function functionIn(language: string, signature: Signature, body: string): string {
  const template = FUNCTIONS[language] ?? FUNCTIONS['javascript'] ?? '';
  const { name, params } = signature;
  const slots: Readonly<Record<string, string>> = {
    name,
    body,
    params: params.join(', '),
    typed: joined(
      params,
      (one) =>
        `${one}: ${one === 'items' ? 'number[]' : /^(?:[a-cnxy]|.*(?:celsius|value|low|high|count|number|width|height).*)$/i.test(one) ? 'number' : 'string'}`,
    ),
    type: /===|!==|&&/.test(body) ? 'boolean' : /^\w+ [-+*/]|Math\.|\.length$|\d$/.test(body) ? 'number' : 'string',
    javaParams: joined(params, (one) => `Object ${one}`),
    goParams: joined(params, (one) => `${one} any`),
    rustParams: joined(params, (one) => `${one}: i64`),
    phpParams: joined(params, (one) => `$${one}`),
    phpBody: `$${params[0] ?? 'value'}`,
    cppParams: joined(params, (one) => `auto ${one}`),
    csParams: joined(params, (one) => `object ${one}`),
    ktParams: joined(params, (one) => `${one}: Any`),
    swiftParams: joined(params, (one) => `_ ${one}: Any`),
  };
  return template.replaceAll(/\{(\w+)\}/g, (whole, key: string) => slots[key] ?? whole);
}

/** A test of a function: named as asked, with a call and an assertion. */
function testIn(text: string): string | undefined {
  const test = /\b(test_\w+)\b/.exec(text)?.[1];
  const call = [...text.matchAll(/\b([A-Za-z_]\w*)\(([\w, ]*)\)/g)].find((match) => match[1] !== test);
  if (test === undefined) return undefined;
  const [name, params] = [call?.[1] ?? test.replace(/^test_/, ''), (call?.[2] ?? 'a').split(',')];
  const values = params.map((_, at) => at + 2);
  const sum = /add|sum|plus/i.test(name) ? values.reduce((a, b) => a + b, 0) : undefined;
  return `from app import ${name}\n\n\ndef ${test}():\n    result = ${name}(${values.join(', ')})\n    assert result ${sum === undefined ? 'is not None' : `== ${sum}`}`;
}

/** The command of a shell for a wish, one line for each part of it. */
export function shellFor(text: string): string {
  const facts = createFacts(text);
  const parts = text.split(/\s{1,64}and\s+(?=[a-z]+s?\b)|,\s+then\s+/i);
  const commands = parts.map((part) => {
    const sought =
      /\b(?:word|string|text|term|phrase)\s+[`"']?\w+/i.test(part) && hasAny(part, 'files file lines line');
    const row = SHELL.map(([words, command]) => ({
      command,
      score: overlap(termsOf(words), termsOf(part)) + (sought && command.startsWith('grep') ? 3 : 0),
    })).toSorted((a, b) => b.score - a.score)[0];
    return row === undefined || row.score === 0 ? undefined : row.command;
  });
  const named = [
    ...text.matchAll(/\b(?:named|called|into|folder|directory|word|string|text|term)\s+[`"']?(?=([\w./-]+))/gi),
  ].find(([, word = '']) => !/^(?:named|called|it|the|an?|that|of|in)$/i.test(word))?.[1];
  const slots: Readonly<Record<string, string>> = {
    path:
      /(?<![\w.])(?:~?\/[\w./-]{0,64}\w|\.\.?\/[\w./-]+|[\w-]{1,64}\/(?![\w]*>)[\w./-]*)/.exec(text)?.[0] ??
      facts.paths()[0] ??
      '.',
    name: named !== undefined ? named : (facts.quoted()[0] ?? 'backup'),
    glob: /[\w*]{0,64}\*[.\w*]+/.exec(text)?.[0] ?? '*',
    count: String(
      wordsOf(text)
        .map(numberOf)
        .find((value) => value !== undefined && value > 1) ?? 10,
    ),
  };
  const lines = commands
    .filter((command) => command !== undefined)
    .map((command) =>
      command.replaceAll(/\{(\w+)\}/g, (whole, key: string) => slots[key] ?? whole).replaceAll('\n', '\\n'),
    );
  return lines.length === 0 ? 'ls -la' : lines.join('\n');
}

/** Python's own way to begin a body that is given with its head. */
function completed(signature: Signature, text: string, body: string): string {
  const doc = /^\s{1,64}("""[^"]*""")\s*$/m.exec(text)?.[1];
  return `${signature.given.trimEnd()}\n${doc === undefined ? '' : `    ${doc}\n`}    return ${body}`;
}

/** A program for what the prompt asks: the function with its name and parameters, and a plain body. */
export function writeCode(language: string, fenced: boolean, brief: Brief): string {
  const text =
    brief.input === brief.asked.text || brief.orders.includes(brief.input)
      ? brief.asked.text
      : `${brief.orders}\n${brief.input}\n${brief.asked.text}`;
  const own = brief.asked.author === 'user' ? brief.asked.text : text;
  const code = programFor(language, own, brief);
  return fenced ? `\`\`\`${language}\n${code}\n\`\`\`` : code;
}

/** A regular expression for what a text gives as an example, its digits and letters as classes. */
function patternOf(text: string): string {
  const example = createFacts(text).quoted()[0] ?? /\b(?:such as|like|e\.g\.|example:?)\s+(\S*[\w)])/i.exec(text)?.[1];
  if (example === undefined)
    return hasAny(text, 'email e-mail emails e-mails') ? '[\\w.+-]+@[\\w-]+\\.[\\w.]+' : '\\d+';
  return example.replaceAll(/\d+|[A-Z]+|[a-z]+|[^\w\s]/g, (run) =>
    /\d/.test(run)
      ? `\\d{${run.length}}`
      : /[A-Z]/.test(run)
        ? `[A-Z]{${run.length}}`
        : /[a-z]/.test(run)
          ? '[a-z]+'
          : /[.*+?^$()|[\]{}\\]/.test(run)
            ? `\\${run}`
            : run,
  );
}

/** Boxes with arrows between them: one for every thing that the material tells, in its order. */
function diagramOf(brief: Brief): string {
  const told = recordsOf(brief, 'steps', ['step'], 0).map(({ text }) => text);
  const texts = (told.length > 1 ? told : ['Start', brief.input]).map((text) =>
    withoutEnd(oneLine(text))
      .replaceAll(/["[\](){}|<>]/g, '')
      .slice(0, 60),
  );
  const steps = texts.slice(1).map((text, at): readonly [string, string] => [texts[at] ?? '', text]);
  const head = /\b(?:graph|flowchart) (?:TD|TB|LR|RL|BT)\b/.exec(brief.orders)?.[0] ?? 'flowchart TD';
  return `${head}\n${texts.map((text, at) => `    N${at + 1}["${text}"]`).join('\n')}\n${steps.map((_, at) => `    N${at + 1} --> N${at + 2}`).join('\n')}`;
}

function programFor(language: string, own: string, brief: Brief): string {
  if (language === 'bash') return shellFor(unquote(own));
  if (language === 'regex') return patternOf(own);
  if (language === 'mermaid') return diagramOf(brief);
  const test = language === 'python' ? testIn(own) : undefined;
  if (test !== undefined) return test;
  if (language === 'html') return '<!DOCTYPE html>\n<html>\n<body>\n</body>\n</html>';
  const signature = signatureOf(own);
  const body = bodyFor(signature, `${own} ${brief.input}`, language);
  if (language === 'python' && signature.given.startsWith('def ')) return completed(signature, own, body);
  return typedFunction(language, own, body) ?? functionIn(language, signature, body);
}
