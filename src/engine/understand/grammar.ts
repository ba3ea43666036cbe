/** Verb forms that do not follow the rule, third person singular. */
const IRREGULAR: Readonly<Record<string, string>> = {
  have: 'has',
  do: 'does',
  be: 'is',
  are: 'is',
  "don't": "doesn't",
  were: 'was',
};
/** Words after "he", "she" and "it" that are no verbs in the base form, or stay as they are. */
const NO_VERB = new Set(
  "is was has had does did can could will would shall should may might must and or but also always never often usually really just not who that which to in on at for of as went goes said made took came got gave saw knew thought ran ate drank wrote read put cut let hit cost told felt found left kept lost won met sat stood fell grew flew began became broke chose drove forgot slept spoke swam woke wore won't can't couldn't wouldn't shouldn't isn't wasn't hasn't hadn't doesn't didn't ain't all both each then than so very too only still already yesterday today now here there with from by about".split(
    ' ',
  ),
);
const PAST: Readonly<Record<string, string>> = {
  go: 'went',
  goes: 'went',
  eat: 'ate',
  eats: 'ate',
  see: 'saw',
  sees: 'saw',
  buy: 'bought',
  buys: 'bought',
  come: 'came',
  take: 'took',
  make: 'made',
  have: 'had',
  has: 'had',
  is: 'was',
  are: 'were',
  run: 'ran',
  write: 'wrote',
  meet: 'met',
  get: 'got',
  give: 'gave',
  do: 'did',
  say: 'said',
  find: 'found',
};
const SPELLING: Readonly<Record<string, string>> = {
  teh: 'the',
  recieve: 'receive',
  recieved: 'received',
  definately: 'definitely',
  seperate: 'separate',
  occured: 'occurred',
  untill: 'until',
  becuase: 'because',
  becasue: 'because',
  wich: 'which',
  thier: 'their',
  alot: 'a lot',
  tommorow: 'tomorrow',
  tomorow: 'tomorrow',
  freind: 'friend',
  beleive: 'believe',
  adress: 'address',
  accomodate: 'accommodate',
  neccessary: 'necessary',
  begining: 'beginning',
  goverment: 'government',
  enviroment: 'environment',
  wierd: 'weird',
  truely: 'truly',
  writting: 'writing',
  sentance: 'sentence',
  grammer: 'grammar',
  mistke: 'mistake',
  speling: 'spelling',
  didnt: "didn't",
  dont: "don't",
  doesnt: "doesn't",
  cant: "can't",
  wont: "won't",
  isnt: "isn't",
  wasnt: "wasn't",
  im: "I'm",
  ive: "I've",
  i: 'I',
  "i'm": "I'm",
  "i've": "I've",
  "i'll": "I'll",
  u: 'you',
  ur: 'your',
  pls: 'please',
  thx: 'thanks',
  realy: 'really',
  happend: 'happened',
  experiance: 'experience',
  childs: 'children',
  mans: 'men',
  peoples: 'people',
  informations: 'information',
  advices: 'advice',
};

const third = (verb: string): string => {
  const known = IRREGULAR[verb];
  if (known !== undefined) return known;
  if (/(?:s|x|z|ch|sh|o)$/.test(verb)) return `${verb}es`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
};

const like = (original: string, word: string): string =>
  /^\p{Lu}/u.test(original) ? word.charAt(0).toUpperCase() + word.slice(1) : word;

function agree(text: string): string {
  return text
    .replace(
      /\b(he|she|it) (don't|do|have|[a-z]{2,14})(?=[ .,!?]|$)/gi,
      (whole: string, subject: string, verb: string, at: number) => {
        // "make it work", "did she go": the base form is right after a verb that takes it.
        if (
          /(?:make|makes|made|let|lets|help|helps|see|saw|to|did|does|do|can|could|will|would|should|didn't|doesn't|if|and) $/i.test(
            text.slice(Math.max(0, at - 9), at),
          )
        )
          return whole;
        const lower = verb.toLowerCase();
        return NO_VERB.has(lower) || /(?:s|ed|ing|ly)$/.test(lower) ? whole : `${subject} ${third(lower)}`;
      },
    )
    .replace(/\b(I|you|we|they) (?:has)\b/gi, (_, subject: string) => `${subject} have`)
    .replace(/\b(I) (?:is|are)\b/gi, 'I am')
    .replace(/\b(you|we|they) (?:is|am)\b/gi, (_, subject: string) => `${subject} are`)
    .replace(/\b(you|we|they) was\b/gi, (_, subject: string) => `${subject} were`)
    .replace(/\b(you|we|they|I) doesn't\b/gi, (_, subject: string) => `${subject} don't`)
    .replace(
      /\b(did|didn't|does|doesn't) (went|ate|saw|bought|came|took|made|had|goes|has|likes|wants|needs|knew|got|gave|did)\b/gi,
      (_, helper: string, verb: string) => {
        const lower = verb.toLowerCase();
        const base =
          Object.entries(PAST).find(([, past]) => past === lower)?.[0] ??
          (lower === 'knew' ? 'know' : lower === 'has' ? 'have' : lower.replace(/e?s$/, lower === 'goes' ? '' : ''));
        return `${helper} ${base}`;
      },
    );
}

function tense(text: string): string {
  if (!/\b(?:yesterday|last (?:night|week|month|year|\w+day)|ago)\b/i.test(text)) return text;
  return text.replace(
    /\b(I|you|he|she|it|we|they) ([a-z]{2,6})\b/gi,
    (whole: string, subject: string, verb: string) => {
      const past = PAST[verb.toLowerCase()];
      return past === undefined ? whole : `${subject} ${past}`;
    },
  );
}

function articles(text: string): string {
  return text
    .replace(/\b([Aa]) (?=[aeiou](?!ni[^m]|se|ne\b|u))(?=\w)/g, '$1n ')
    .replace(/\b([Aa])n (?=[bcdfgjklmnpqrstvwxyz])/g, '$1 ');
}

const phrases = (text: string): string =>
  text
    .replace(/\b(should|could|would|must) of\b/gi, '$1 have')
    .replace(/\bmore (better|worse|easier|faster|bigger|smaller|cheaper)\b/gi, '$1')
    .replace(/\bme and (\w+) (?=\w)/gi, (_, other: string) => `${other} and I `)
    .replace(/\byour (welcome|right|wrong|the best|going|doing|so)\b/gi, "you're $1")
    .replace(/\btheir (is|are|was|were)\b/gi, 'there $1')
    .replace(/\b(bigger|better|more|less|rather|other|faster|smaller|older|worse) then\b/gi, '$1 than')
    .replace(/\bcould you borrow me\b/gi, 'could you lend me')
    .replace(/\bits (?=(?:a|an|the|not|been|going|very|too|so|raining|cold|hot|late)\b)/gi, "it's ");

/** Longest text that is corrected. */
const LIMIT = 3000;

/**
 * A text with its common mistakes of grammar and spelling put right, as far as rules can: agreement, articles, spelling, capitals.
 * @example correctGrammar('he go to school') // 'He goes to school.'
 */
export function correctGrammar(text: string): string {
  const spelt = text
    .slice(0, LIMIT)
    .trim()
    .replace(/[A-Za-z']+/g, (word) => (word === 'I' ? word : like(word, SPELLING[word.toLowerCase()] ?? word)))
    .replace(/ {2,}/g, ' ')
    .replace(/ ([,.!?;:])/g, '$1');
  const whole = articles(agree(tense(phrases(spelt))));
  const capital = whole.replace(
    /(^|[.!?]\s{1,3})([a-z])/g,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
  if (/[.!?…:]["'”]?$/.test(capital)) return capital;
  return /^(?:what|who|where|when|why|how|is|are|do|does|did|can|could|will|would|has|have) /i.test(capital)
    ? `${capital}?`
    : `${capital}.`;
}
