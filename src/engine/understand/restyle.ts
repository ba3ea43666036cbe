import { correctGrammar } from './grammar.ts';

/** Manners in which a text can be put anew. */
export type Manner = 'grammar' | 'polite' | 'formal' | 'casual' | 'shorter' | 'simpler' | 'anew' | 'longer';

type Swap = readonly [RegExp, string];

const swapsOf = (rows: string): readonly Swap[] =>
  rows
    .trim()
    .split('\n')
    .map((row): Swap => {
      const [from = '', to = ''] = row.split('|');
      return [new RegExp(`\\b${from}\\b`, 'gi'), to];
    });

const FORMAL = swapsOf(`
can't|cannot
won't|will not
n't| not
i'm|I am
i've|I have
i'll|I will
it's|it is
that's|that is
we're|we are
you're|you are
they're|they are
let's|let us
hey|Hello
hi|Hello
guys|everyone
yeah|yes
nope|no
gonna|going to
wanna|want to
gotta|have to
kinda|somewhat
thanks|Thank you
thx|Thank you
asap|as soon as possible
kids|children
lots of|many
a lot of|a great deal of
awesome|excellent
super|very
get in touch|make contact
stuff|items
ok|acceptable
okay|acceptable
find out|determine
look into|investigate
fix|resolve
need|require
buy|purchase
ask for|request
start|begin
tell|inform
sorry|I apologise
`);
const CASUAL = swapsOf(`
do not|don't
cannot|can't
will not|won't
i am|I'm
i have|I've
it is|it's
hello|Hey
dear|Hi
assist|help
require|need
purchase|buy
inform|tell
request|ask for
regarding|about
therefore|so
however|but
sincerely|cheers
approximately|about
utilize|use
utilise|use
commence|start
`);
const SIMPLE = swapsOf(`
utilize|use
utilise|use
approximately|about
commence|start
terminate|end
facilitate|help
subsequently|later
consequently|so
therefore|so
however|but
demonstrate|show
numerous|many
sufficient|enough
purchase|buy
assistance|help
additional|more
prior to|before
in order to|to
due to the fact that|because
regarding|about
individuals|people
obtain|get
require|need
endeavou?r|try
`);
const ANEW = swapsOf(`
quick|fast
fast|quick
big|large
large|big
begin|start
help|assist
important|essential
show|demonstrate
use|make use of
many|numerous
very|highly
buy|purchase
good|solid
great|excellent
bad|poor
happy|pleased
difficult|challenging
hard|difficult
easy|simple
because|since
but|yet
also|as well
however|nevertheless
improve|enhance
allows|enables
need|require
jumps|leaps
love|really enjoy
like|enjoy
think|believe
`);
const FILLERS =
  /\b(?:very|really|actually|basically|just|quite|simply|in order (?=to)|that being said,|as a matter of fact,|at this point in time|it is important to note that|i think that|i believe that|needless to say,|please note that)\s?/gi;

/** Swaps each word once: what a swap put in is not read again. */
function swap(text: string, swaps: readonly Swap[]): string {
  const done: string[] = [];
  let out = text;
  for (const [from, to] of swaps) {
    out = out.replace(from, (word: string) => {
      const cased = /^\p{Lu}/u.test(word) && !/^I\b/.test(to) ? to.charAt(0).toUpperCase() + to.slice(1) : to;
      done.push(cased);
      return `\uE000${done.length - 1}\uE001`;
    });
  }
  return out.replace(/\uE000(\d{1,4})\uE001/g, (_, at: string) => done[Number(at)] ?? '');
}

const HURRY = /,?\s?\b(?:right now|now|immediately|asap|at once|right away|this instant|today)\b[!.]*/gi;
const IMPERATIVE =
  /^(?:please )?(?!(?:i|you|he|she|it|we|they|the|this|that|there|my|your|our|his|her|their|a|an|no|yes|why|what|when|where|how|who|is|are|do|does|did|can|could|will|would)\b)([a-z]+(?: [^.!?]*)?)/i;

function politeSentence(sentence: string): string {
  const bare = sentence.trim().replace(/[.!]+$/, '');
  const question = bare.endsWith('?');
  const hurried = HURRY.test(bare);
  HURRY.lastIndex = 0;
  const calm = bare.replace(HURRY, '').trim();
  if (question)
    return /^(?:why|what|when|where|how|who)\b/i.test(calm)
      ? `Could you please let me know ${calm.charAt(0).toLowerCase()}${calm.slice(1)}`
      : `${calm.replace(/^(?:can|will) you/i, 'Could you please').replace(/please please/i, 'please')}`;
  const order = /^(?:stop|don't|do not|never) (.+)/i.exec(calm);
  if (order !== null) return `I would appreciate it if you could refrain from ${gerundLike(order[1] ?? '')}.`;
  const want = /^i (?:want|need) (?:you to )?(.+)/i.exec(calm);
  if (want !== null)
    return /^i (?:want|need) you to/i.test(calm)
      ? `Could you please ${want[1]}${hurried ? ' as soon as you can' : ''}?`
      : `I would be grateful if I could have ${want[1]}.`;
  const imperative = IMPERATIVE.exec(calm)?.[1];
  if (imperative !== undefined)
    return `Could you please ${imperative.charAt(0).toLowerCase()}${imperative.slice(1)}${hurried ? ' as soon as you can' : ' when you have a moment'}?`;
  return `I'm afraid ${/^I\b/.test(calm) ? calm : calm.charAt(0).toLowerCase() + calm.slice(1)}. Could we look at this together?`;
}

const gerundLike = (phrase: string): string =>
  phrase.replace(/^([a-z]+?)e?(?=\s|$)/i, (_, stem: string) => (stem.endsWith('ing') ? stem : `${stem}ing`));

const SENTENCE = /[^.!?\n]{1,600}[.!?]*/g;

const mapSentences = (text: string, change: (sentence: string) => string): string =>
  (text.match(SENTENCE) ?? [text])
    .map((sentence) => change(sentence.trim()))
    .filter((sentence) => sentence !== '')
    .join(' ');

const clean = (text: string): string =>
  text
    .replace(/ {2,}/g, ' ')
    .replace(/(\w) not\b(?=not)/g, '$1')
    .replace(/\s+([,.!?])/g, '$1')
    .trim()
    .replace(/(^|[.!?]\s)([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());

const ended = (text: string): string => (/[.!?…]["'”]?$/.test(text) ? text : `${text}.`);

const politeChinese = (text: string): string =>
  `麻烦您${text
    .replace(/(?:快点|赶紧|赶快|立刻|马上|立即)/g, '尽快')
    .replace(/(?:你们?)/g, '您')
    .replace(/^请|[。！!]+$/g, '')}，谢谢。`;

/**
 * A text put in another manner, sentence by sentence. Meaning is kept as far as words allow; nothing is invented.
 * @example restyle('Send me the report now.', 'polite') // 'Could you please send me the report as soon as you can?'
 */
export function restyle(text: string, manner: Manner): string {
  const bounded = text.slice(0, 4000).trim();
  switch (manner) {
    case 'grammar':
      return correctGrammar(bounded);
    case 'polite':
      if (/[一-鿿]/.test(bounded)) return politeChinese(bounded);
      return clean(mapSentences(bounded, politeSentence));
    case 'formal':
      return ended(clean(swap(correctGrammar(bounded.replace(/!+/g, '.')), FORMAL)));
    case 'casual':
      return ended(clean(swap(bounded, CASUAL)));
    case 'simpler':
      return ended(clean(swap(bounded, SIMPLE)));
    case 'shorter': {
      const brief = clean(bounded.replace(FILLERS, '').replace(/\s?\([^()]{0,200}\)/g, ''));
      return ended(
        brief.length < 120
          ? brief
          : (brief.match(SENTENCE) ?? [brief])
              .slice(0, Math.max(1, Math.ceil((brief.match(SENTENCE) ?? []).length / 2)))
              .map((one) => one.trim())
              .join(' '),
      );
    }
    case 'anew': {
      const fresh = clean(swap(bounded, ANEW));
      return ended(
        fresh === bounded
          ? `In other words, ${/^(?:I\b|[A-Z]{2})/.test(fresh) ? fresh : fresh.charAt(0).toLowerCase() + fresh.slice(1)}`
          : fresh,
      );
    }
    case 'longer':
      return `${ended(clean(bounded))} In other words, this deserves a closer look: the background, the people involved and what follows from it all matter.`;
    default:
      return manner satisfies never;
  }
}
