import { readCode } from './read-code.ts';
import { compare, LANG, readCount, readLetters, readRandom, transform, translate } from './read-small-requests.ts';
import { about, plain, type Rule } from './reading.ts';
import { EXPLAIN, MAKE, NAMING } from './rules-making.ts';

/** Rules for small talk, orders and requests, by their first word. */
export const DOING: Readonly<Record<string, readonly Rule[]>> = {
  eli5: [[/^eli5[:,]? (?:what is |how )?([^.?!\n]{2,80})/i, about('explain')]],
  'hi hello hey hiya howdy greetings yo sup morning good ping test testing': [
    [/^(?:good ?night|goodbye|good bye)\b/i, plain('goodbye')],
    [
      /^\w+(?: (?:there|again|everyone|all|bot|assistant|friend|world|morning|afternoon|evening|day|chatgpt|to you))*[\s!.,?]*(?:\p{Extended_Pictographic}\s*)*$/iu,
      plain('greeting'),
    ],
    [/^\w+(?: there)?[,!. ]+how(?: are|'s| is) (?:you|it|things)/i, plain('feeling')],
  ],
  'thanks thank thx cheers ty great perfect awesome nice cool': [
    [
      /^(?:thanks|thank you|thx|cheers|ty|(?:great|perfect|awesome|nice|cool)[,!. ]+(?:thanks|thank you)|(?:great|perfect|awesome|nice|cool)[!. ]*$)/i,
      plain('thanks'),
    ],
  ],
  'bye goodbye farewell': [[/^\w+/, plain('goodbye')]],
  'continue go keep more and another elaborate': [
    [
      /^(?:continue|go on|keep going|more(?: please| examples?| details?)?|and(?: then| what else)?|another(?: one)?|elaborate|go ahead)(?: (?:on that|please|from where you (?:left off|stopped)|your (?:answer|response)))?[\s.!?]*$/i,
      plain('continue'),
    ],
  ],
  count: [
    [
      /^count (?:the )?(?:number of )?(?:letter )?["']?([a-z])["']?(?:'s|s)? in (?:the word )?["']?(\p{L}+)/iu,
      readLetters,
    ],
    [/^count (?:for me )?(?:down |backwards? )?(?:from (\w+) )(?:down |up )?to (\w+)(?: by (\w+)s?)?/i, readCount],
    [/^count (?:up )?to (\w+)/i, readCount],
  ],
  translate: [
    [
      new RegExp(
        `^translate (?:the (?:following|word|phrase|sentence|text)[^:"'\\n]{0,40}?:? ?)?["'“]?([^"”\\n]{1,300}?)["'”]? (?:in)?to (${LANG})\\b`,
        'i',
      ),
      translate,
    ],
    [
      new RegExp(`^translate[^:\\n]{0,60}?(?:in)?to (${LANG})\\b[^:\\n]{0,20}[:\\n]\\s*["'“]?([^"”]{1,300})`, 'i'),
      (groups) => translate([groups[0], groups[2], groups[1]]),
    ],
  ],
  'summarize summarise summary': [
    [/^\w+ (?:of |the following:? |for me |briefly )*([^.?!\n]{2,100})/i, about('explain')],
  ],
  'plan book schedule order send delete remove open close turn set add update cancel buy remind call invite organize organise record save arrange reserve move rename run deploy play convert':
    [
      [
        /^(\w+) (?:me |us |my )?([^.?!\n]{2,100})/i,
        (m) => ({ task: { kind: 'action', verb: (m[1] ?? '').toLowerCase() }, topic: m[2] }),
      ],
    ],
  'think come find': [NAMING],
  'pick choose roll invent imagine': [
    [/^./s, readRandom],
    NAMING,
    [/^\w+ (?:me |us |that )?([^.?!\n]{2,100})/i, about('explain')],
  ],
  'hola bonjour salut coucou ciao olá oi buenos buenas guten hallo moin servus': [[/^[^\n]{1,60}$/, plain('greeting')]],
  'reverse uppercase capitalize capitalise lowercase': [
    [
      /^reverse (?:the (?:string|word|text|letters (?:of|in)))?:? ?["'“]?([^"”\n]{1,300}?)["'”]?[.!]?$/i,
      transform('reverse'),
    ],
    [
      /^(?:uppercase|capitali[sz]e)(?: the (?:string|word|text))?:? ?["'“]?([^"”\n]{1,300}?)["'”]?[.!]?$/i,
      transform('upper'),
    ],
    [/^lowercase(?: the (?:string|word|text))?:? ?["'“]?([^"”\n]{1,300}?)["'”]?[.!]?$/i, transform('lower')],
  ],
  'compare contrast': [
    [
      /^(?:compare|contrast)(?: and contrast)? (.{2,60}?) (?:and|with|to|vs\.?|against|versus) (.{2,60}?)(?:[.?!,\n]|$| (?:in|for|as|using|with)\b)/i,
      compare,
    ],
  ],
  'write create compose draft generate make give build implement code show list name suggest recommend produce design develop provide propose brainstorm prepare':
    MAKE,
  'tell explain describe discuss teach analyze analyse define elaborate introduce talk sing': EXPLAIN,
  'fix debug refactor optimize optimise': [[/^./s, readCode]],
  say: [
    [/^say something (?:\w+ )?(?:about|to|for) ([^.?!\n]{2,100})/i, about('explain')],
    [new RegExp(`^say ["'“]?([^"”\\n]{1,100}?)["'”]? in (${LANG})\\b`, 'i'), translate],
  ],
};
