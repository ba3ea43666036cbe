import type { Persona } from './ask.ts';
import { tidyPhrase } from './topic.ts';

export const NO_PERSONA: Persona = {
  name: undefined,
  role: undefined,
  voice: 'plain',
  ending: undefined,
  opening: undefined,
};

const ROLE =
  /\b(?:you are|you're|act as|behave as|play the role of|take the role of|pretend to be) (?:now )?(?:an? |the )?([^.,;:!?\n]{2,80})/i;
const CHINESE_ROLE = /你(?:现在)?是(?:一[个名位只])?([^。，,！!\n]{1,20})/;
const NAME =
  /\b(?:[Yy]our name is|[Yy]ou are called|[Yy]ou're called|named|[Cc]all yourself) ["']?([A-Z][\p{L}\d-]{1,24})/u;
const CHINESE_NAME = /你(?:的名字)?叫(?:做)?([^。，,！!\s]{1,10})/;
const FIXED = /\b(end|finish|close|start|begin)\b[^."'\n]{0,50}?\bwith[^"'\n]{0,30}["'“]([^"'”\n]{1,60})["'”]/i;

const VOICES: ReadonlyArray<readonly [string, Persona['voice']]> = [
  ['pirate', 'pirate'],
  ['shakespear', 'shakespeare'],
  ['poet', 'poet'],
  ['five-year-old', 'child'],
  ['5-year-old', 'child'],
  ['5 year old', 'child'],
  ['five year old', 'child'],
  ['海盗', 'pirate'],
];

/** The manner of speech that a text asks for. */
export function readVoice(text: string): Persona['voice'] {
  const lower = text.toLowerCase();
  for (const [word, voice] of VOICES) if (lower.includes(word)) return voice;
  return 'plain';
}

function readRole(system: string): string | undefined {
  const raw = ROLE.exec(system)?.[1] ?? CHINESE_ROLE.exec(system)?.[1];
  if (raw === undefined) return undefined;
  const role = tidyPhrase(
    raw.replace(/ (?:that|who|which|designed|skilled|called|named|with|and your|trained)\b.*$/i, ''),
  );
  // "You are a helpful assistant" says nothing about who is speaking.
  return role === '' || /\b(?:assistant|ai|chatbot|model|bot|agent)\b|助手|助理|in a|able to|given|going/i.test(role)
    ? undefined
    : role;
}

/**
 * Who the system message makes of the assistant.
 * @example readPersona('You are a pirate named Jack.') // { name: 'Jack', role: 'pirate', voice: 'pirate', … }
 */
export function readPersona(system: string): Persona {
  if (system === '') return NO_PERSONA;
  const fixed = system.includes(' with ') ? FIXED.exec(system) : null;
  const atEnd = fixed !== null && /^(?:end|fin|clo)/i.test(fixed[1] ?? '');
  return {
    name: (/name|call/.test(system) ? NAME.exec(system)?.[1] : undefined) ?? CHINESE_NAME.exec(system)?.[1],
    role: readRole(system),
    voice: readVoice(system),
    ending: atEnd ? fixed[2] : undefined,
    opening: fixed !== null && !atEnd ? fixed[2] : undefined,
  };
}
