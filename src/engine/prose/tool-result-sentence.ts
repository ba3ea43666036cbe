import type { JsonValue } from '../../contract/api-types.ts';
import type { ToolResult } from '../understand/ask.ts';
import { shorten } from '../understand/extract.ts';
import { capitalise, joinWords, wordsOfName } from './english.ts';
import { listLabels, namedValues, showScalar } from './result-values.ts';
import type { NamedValue } from './result-values.ts';
import { isRecord, scalarOf, subjectOf } from './tool-result-subject.ts';
import type { Voice } from './voice.ts';
import { weather } from './weather-result.ts';

/** Longest text of a result that is quoted, in UTF-16 units. */
export const TEXT_LIMIT = 300;

type JsonRecord = { readonly [key: string]: JsonValue };
/** The tool as the user may know it: its name in code, or just "tool" when the conversation does not tell. */
const toolName = ({ name }: ToolResult): string => (name === '' ? 'tool' : `\`${name}\``);

const pairs = (values: readonly NamedValue[]): string =>
  joinWords(values.map(({ name, value }) => (name === '' ? value : `${name} is ${value}`)));

function fromRecord(result: ToolResult, record: JsonRecord, voice: Voice): string {
  const subject = subjectOf(result);
  const forecast = weather(record, subject, voice);
  if (forecast !== undefined) return forecast;
  const values = namedValues(record as JsonValue);
  if (values.length === 0) return voice.say('[The lookup|The call] returned no [data|details].');
  if (values.length > 4)
    return `${voice.say('[Here is what I found|Here are the details|This is what came back]:')}\n\n${values.map(({ name, value }) => `- **${capitalise(name)}**: ${value}`).join('\n')}`;
  const about = subject === undefined || values.some(({ value }) => value === subject) ? '' : ` for ${subject}`;
  return voice.say(
    [
      '[According to the result|According to the data]{about}, {pairs}.',
      "[Here is what I found|Here's the result]{about}: {pairs}.",
    ],
    { about, pairs: pairs(values) },
  );
}

function fromList(result: ToolResult, values: readonly JsonValue[], voice: Voice): string {
  if (values.length === 0)
    return voice.say('[I found no results|The search returned no results|There were no matches].');
  const labels = listLabels(values, 8);
  const more = values.length - labels.length;
  const subject = subjectOf(result);
  const lead = voice.say(
    ['I found {count}{about}:', "[Here is|Here's] what I found{about}:", 'There {are} {count}{about}:'],
    {
      count: `${values.length} result${values.length === 1 ? '' : 's'}`,
      are: values.length === 1 ? 'is' : 'are',
      about: subject === undefined ? '' : ` for "${subject}"`,
    },
  );
  return `${lead}\n\n${labels.map((label) => `- ${label}`).join('\n')}${more > 0 ? `\n- … and ${more} more` : ''}`;
}

/** A short result such as "sunny" or "22" needs a sentence; a longer text is one. */
function fromText(result: ToolResult, text: string, voice: Voice): string {
  const quoted = shorten(text.replace(/\s+/g, ' ').trim(), TEXT_LIMIT);
  if (quoted === '')
    return voice.say('The {tool} [call|tool] [finished|completed] without [any output|a result].', {
      tool: toolName(result),
    });
  if (/^(?:success|ok|done|true|completed?)\W*$/i.test(quoted))
    return voice.say('[Done|All done]! The {tool} [request|call] was [successful|completed successfully].', {
      tool: toolName(result),
    });
  const subject = subjectOf(result);
  if (quoted.length > 40 || /[.!?]$/.test(quoted)) return /[.!?…。！？]$/.test(quoted) ? quoted : `${quoted}.`;
  // "get_stock_price" names a value, "add" an action whose value has no name.
  const named = /^(?:get|fetch|find|look ?up|search|query|retrieve|read|check|calculate|compute)(?: the)? (.+)$/.exec(
    wordsOfName(result.name),
  );
  const what = named?.[1] ?? '';
  const about = subject === undefined || quoted.includes(subject) ? '' : ` for ${subject}`;
  if (/weather|forecast/.test(result.name))
    return voice
      .say(['The weather{where} is [currently|] {value}.', "It's [currently|now] {value}{where}."], {
        where: about.replace(' for ', ' in '),
        value: quoted,
      })
      .replace(/  +/g, ' ');
  if (what === '') return voice.say(['The result is {value}.', "[The answer is|It's] {value}."], { value: quoted });
  return voice.say(
    ['The {what}{about} is {value}.', '[Based on the result|According to the tool], the {what}{about} is {value}.'],
    { what, about, value: quoted },
  );
}

function fromFailure(result: ToolResult, voice: Voice): string {
  const record = isRecord(result.value) ? result.value : {};
  const inner = record['error'];
  const message =
    (isRecord(inner) ? scalarOf(inner, 'message', 'detail', 'code') : undefined) ??
    scalarOf(record, 'error', 'message', 'detail', 'reason') ??
    shorten(result.text.replace(/\s+/g, ' ').trim(), TEXT_LIMIT);
  const subject = subjectOf(result);
  return voice.say(
    [
      "[Unfortunately,|I'm sorry, but] the {tool} [call|request]{about} [failed|didn't work]: {message}.",
      'I [ran into|got] an error [while running|from] {tool}{about}: {message}. [You may want to try again later.|Would you like me to try again?]',
    ],
    {
      tool: toolName(result),
      about: subject === undefined ? '' : ` for ${subject}`,
      message: message.replace(/[.\s]+$/, ''),
    },
  );
}

/** One result in words. */
export function oneResult(result: ToolResult, voice: Voice): string {
  if (result.failed) return fromFailure(result, voice);
  const { value } = result;
  if (Array.isArray(value)) return fromList(result, value, voice);
  if (isRecord(value)) return fromRecord(result, value, voice);
  return fromText(result, value === null ? '' : typeof value === 'string' ? value : result.text, voice);
}

/** Only the value, for "just the number" and the like. */
export function bareResult({ value, text }: ToolResult): string {
  if (isRecord(value)) return namedValues(value).at(-1)?.value ?? '';
  if (Array.isArray(value)) return joinWords(listLabels(value, 8));
  return value === undefined || value === null ? shorten(text.trim(), TEXT_LIMIT) : showScalar(value);
}
