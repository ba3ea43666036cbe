import type { Language } from './ask.ts';
import { readClassification } from './classify.ts';
import { readRemark } from './follow-up.ts';
import { detectLanguage, LANGUAGE_NAMES } from './language.ts';
import { readPasted } from './read-pasted.ts';
import { readRework, readTextWork } from './read-text-work.ts';
import type { Reading } from './reading.ts';
import type { Scene } from './scene.ts';

/** Work on what the prompt brings along, or on the answer before: classify, rewrite, extract, review. */
export function readWork(
  { text, system, instructions, previous, words, hints }: Scene,
  wantsJson: boolean,
): Reading | undefined {
  if (!wantsJson) {
    const classified = readClassification(text, instructions.classifies ? system : '', hints);
    if (classified !== undefined) return { task: classified };
  }
  const first = words[0] ?? '';
  const detects = words.includes('language') ? DETECT.exec(text) : null;
  const foreign = detects?.[1] ?? detects?.[2];
  if (foreign !== undefined) {
    const name = capitalName(detectLanguage(foreign));
    return { task: { kind: 'fact', short: name, sentence: `The text is in ${name}.` } };
  }
  return (
    readRework(text, previous) ??
    readRemark(text, previous) ??
    (WORKED.has(first) || /[一-鿿]/.test(text) ? readTextWork(text) : undefined) ??
    readPasted(text)
  );
}

const DETECT =
  /^(?:please )?(?:detect|identify|determine|tell me|what is|what's|which is)? ?(?:the |what |which )?language (?:of|is) ?(?:this|the following|the)?(?: text| sentence)?(?: in| written in)?[:?]\s{1,4}["“']?([^\n]{2,400})|^(?:detect|identify)(?: the)? language[: ]\s{0,4}([^\n]{2,400})/i;

const capitalName = (language: Language): string => {
  const [name = 'English'] = [...LANGUAGE_NAMES].find(([, code]) => code === language) ?? [];
  return name.charAt(0).toUpperCase() + name.slice(1);
};

/** First words of requests to work on a text, politeness included. */
const WORKED: ReadonlySet<string> = new Set(
  'please can could help rewrite re-write rephrase paraphrase reword proofread correct improve polish edit simplify shorten condense expand restate fix check make extract find identify list pull get pick'.split(
    ' ',
  ),
);
