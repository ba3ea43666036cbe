import type { SecretForm } from './secret-forms.ts';

/** A part of a text, from `start` up to before `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Shorter than half of the shortest run that counts, so that such a run always holds a whole block. */
const BLOCK = 4;

interface Place {
  readonly form: SecretForm;
  readonly at: number;
}

function placesOfBlocks(forms: readonly SecretForm[]): ReadonlyMap<string, readonly Place[]> {
  const places = new Map<string, Place[]>();
  for (const form of forms) {
    for (let at = 0; at + BLOCK <= form.text.length; at += BLOCK) {
      const block = form.text.slice(at, at + BLOCK);
      const known = places.get(block);
      if (known) known.push({ form, at });
      else places.set(block, [{ form, at }]);
    }
  }
  return places;
}

/** How far a text goes on like a form, to both sides of a block that they share. */
function runAround(text: string, index: number, { form, at }: Place): Span {
  let before = 0;
  while (before < Math.min(index, at) && text[index - before - 1] === form.text[at - before - 1]) before++;
  let after = BLOCK;
  const most = Math.min(text.length - index, form.text.length - at);
  while (after < most && text[index + after] === form.text[at + after]) after++;
  return { start: index - before, end: index + after };
}

/** Only of letters whose length does not change with their case. */
const inLowerCase = (text: string): string => text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/**
 * Makes a search for runs of characters that give away a secret: whole forms of it, and parts that are long enough.
 *
 * The forms are cut into blocks; one regular expression finds blocks, and around each the text is compared with the form. That is
 * linear in the text, however many forms there are. Letter case is ignored.
 *
 * @returns spans in order of their ends; they may overlap
 */
export function createSecretFinder(forms: readonly SecretForm[]): (text: string) => readonly Span[] {
  const places = placesOfBlocks(forms.map(({ text, least }) => ({ text: inLowerCase(text), least })));
  if (places.size === 0) return () => [];
  const blocks = new RegExp([...places.keys()].map(escaped).join('|'), 'g');
  return (written) => {
    const text = inLowerCase(written);
    const spans: Span[] = [];
    blocks.lastIndex = 0;
    for (let match = blocks.exec(text); match; match = blocks.exec(text)) {
      const { index } = match;
      let next = index + 1;
      for (const place of places.get(match[0]) ?? []) {
        const run = runAround(text, index, place);
        if (run.end - run.start < place.form.least) continue;
        spans.push(run);
        // What begins inside of a run and reaches beyond it is found by a block at its end.
        next = Math.max(next, run.end - BLOCK + 1);
      }
      blocks.lastIndex = next;
    }
    return spans;
  };
}
