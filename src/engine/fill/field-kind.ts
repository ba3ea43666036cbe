import { splitName } from '../values/tokens.ts';

/** What a field of an answer asks for, by its name and what is said of it. */
export type FieldKind =
  | 'answer'
  | 'reason'
  | 'summary'
  | 'title'
  | 'keywords'
  | 'query'
  | 'question'
  | 'step'
  | 'score'
  | 'sql'
  | 'citation'
  | 'language'
  | 'translation'
  | 'tool'
  | 'toolInput'
  | 'key'
  | 'code'
  | 'other';

const NAMES: ReadonlyArray<readonly [FieldKind, string]> = [
  [
    'reason',
    'reason reasoning rationale explanation explain feedback justification why thought thoughts analysis thinking scratchpad evaluation comment comments evidence assessment chain critique begründung raison',
  ],
  ['score', 'score rating grade relevance confidence probability likelihood points rate severity strength'],
  [
    'answer',
    'answer response result reply output final solution finalanswer conclusion verdict antwort réponse respuesta resposta',
  ],
  ['summary', 'summary abstract overview tldr synopsis gist zusammenfassung résumé'],
  ['title', 'title headline subject heading name titel überschrift titre título titulo titolo betreff asunto'],
  ['keywords', 'keywords keyword tags tag topics themes labels hashtags facts keyphrases'],
  ['query', 'query queries search searchquery searchterm input nextinputs'],
  ['question', 'question questions followups followup subquestion subquestions'],
  ['step', 'schritte schritt étapes pasos passaggi passos steps step subtasks subtask tasks todo plan actions task'],
  ['sql', 'sql sqlquery'],
  ['citation', 'citations citation sources source cited ids references reference quotes'],
  ['language', 'language lang locale'],
  ['translation', 'translation translated value'],
  ['tool', 'action tool toolname toolcall destination'],
  ['toolInput', 'actioninput toolinput arguments args parameters'],
  ['key', 'key'],
  ['code', 'code script program'],
];
const BY_NAME: ReadonlyMap<string, FieldKind> = new Map(
  NAMES.flatMap(([kind, names]) => names.split(' ').map((name): [string, FieldKind] => [name, kind])),
);

/** Reads the kind of a field out of its name; of several words, the whole, then the last, then the first. */
export function fieldKind(name: string): FieldKind {
  const words = splitName(name);
  for (const key of [words.join(''), words.at(-1) ?? '', words[0] ?? '']) {
    const kind = BY_NAME.get(key);
    if (kind !== undefined && !(kind === 'title' && key === 'name')) return kind;
  }
  return 'other';
}
