/** Last words of what people give a value and ask back: "the code word", "our order number", "the wifi password". */
const HEAD =
  'words?|codewords?|passwords?|passphrases?|passcodes?|passkeys?|codes?|codenames?|numbers?|phrases?|keys?|pins?|ids?|identifiers?|tokens?|secrets?|nicknames?|alias|names?|dates?|deadlines?|colou?rs?|city|animal|address|emails?|phones?|rooms?|flight|budget|version|port|usernames?|logins?|title|topic';
const NAME = `((?:[a-z][a-z'-]{1,20} ){0,3}(?:${HEAD}))`;
/** A quoted text, or words up to the end of the sentence; a dot inside a word ends nothing. */
const VALUE = `(?:["“‘'\`「]([^"”’'\`」\\n]{1,80})["”’'\`」]|((?:[^.,;!?\\n]|[.,;!?](?=[^\\s"”]))(?:[^.,;!?\\n]|[.,;!?](?=[^\\s"”])){0,79}))`;

const pattern = (source: string): RegExp => new RegExp(source, 'gi');

/** Ways to tell what something is. The name is the first group; the value is one of the next two. */
const STATED: readonly RegExp[] = [
  pattern(
    `\\b(?:the|our|my|your|his|her|their|this|today's) ${NAME}(?: (?:for|to|that|i|we|you)\\b[^.,;:!?\\n]{1,40}?)? (?:is|are|was|will be|equals)(?: now| set to| called|:)? ${VALUE}`,
  ),
  pattern(`(?:^|\\n|[.!:] )(?:[-*] )?(?:the |my |our )?${NAME} ?(?:[:=]|->) ?${VALUE}`),
  pattern(
    `\\b(?:remember|memori[sz]e|note(?: down)?|keep in mind|save|store|don't forget|do not forget|here is|here's|use)(?: that| this| down)?[:,]? (?:(?:the|this|my|our|following) )+${NAME}(?: is| =|[:,])? ${VALUE}`,
  ),
];
/** "avocet is the code word". */
const TURNED = pattern(`(?:^|[\\s"“'])([^\\s"“”'.,;:!?]{1,40})["”']? is (?:the|our|my|your) ${NAME}\\b`);
const NO_VALUE =
  /^(?:what|who|which|that|this|it|there|here|not|a|an|the|known|unknown|secret|given|asked|required|wrong|correct|invalid|important|used|missing)(?: |$)/i;

const ZH_NAME =
  '(暗号|密码|口令|密语|代号|暗语|验证码|密钥|单词|数字|词语?|订单号|编号|代码|号码|关键词|房间号|生日|昵称|用户名)';
const ZH_STATED = new RegExp(
  `${ZH_NAME}(?:就)?(?:是|为|：|:|叫)?\\s?[“"「『]?([^，。,！!？?；\\s“”"「」『』]{1,40})`,
  'gu',
);
const ZH_NO_VALUE = /^(?:是|为|什么|多少|啥|哪|谁|的|吗|呢)/;

const normal = (name: string): string =>
  name.toLowerCase().trim().replaceAll('colour', 'color').replaceAll('favour', 'favor');

const tidy = (value: string): string =>
  value
    .replace(/ (?:and|but|so) (?:i|my|the|what|can|please|remember|don't|do not|keep|never|when|if)\b.*$/i, '')
    .trim()
    .toWellFormed();

/**
 * What a text names and tells, added to `facts` under the name in lower case; later statements replace earlier ones.
 *
 * @example readNamedFacts('The secret code word is avocet-5812.', facts) // 'secret code word' → 'avocet-5812'
 */
export function readNamedFacts(text: string, facts: Map<string, string>): void {
  for (const stated of STATED) {
    for (const [, name = '', quoted, plain = ''] of text.matchAll(stated)) {
      const value = quoted ?? tidy(plain);
      if (value !== '' && !NO_VALUE.test(value)) facts.set(normal(name), value);
    }
  }
  for (const [, value = '', name = ''] of text.matchAll(TURNED))
    if (!NO_VALUE.test(value)) facts.set(normal(name), value);
  for (const [, name = '', value = ''] of text.matchAll(ZH_STATED))
    if (!ZH_NO_VALUE.test(value)) facts.set(name, value);
}

const ASKED = new RegExp(
  `\\b(?:what(?:'s|’s| is| was| are| were)?|which|tell me|say|give me|repeat|state|recall|remember|know|reveal|provide|remind me(?: of| what)?|print|output|return|write|reply with|answer with|respond with)\\b[^.?!\\n]{0,24}?\\b(?:the|my|our|your|that) ${NAME}(?=["”']?(?:[?.!,;:\\n]|$)| (?:again|now|please|i|you|we|that|is|was|alone|only|back|and|exactly|from|for|to)\\b)( (?:of|for|to)\\b)?`,
);
const DID = new RegExp(`\\b(?:what|which) (?:was the |is the )?${NAME} (?:did|have|was|were) (?:i|you|we)\\b`);
const ASKS_PAST = / (?:did|have|was|were) (?:i|you|we)\b/;
const ZH_ASKED = new RegExp(
  `${ZH_NAME}(?:是|为|叫)?(?:什么|多少|啥|哪)|(?:说出|告诉我|重复)[^。？?\\n]{0,10}?${ZH_NAME}`,
  'u',
);
/** Most messages name nothing of the kind, and need no other pattern. */
const ANY_NAME = new RegExp(`(?:${HEAD})\\b`);
/** Of a long message, the question is at the end. */
const QUESTION_LIMIT = 300;
/** Names that need a word before them to be more than a common noun, unless they are the user's own. */
const COMMON =
  /^(?:names?|dates?|colou?rs?|city|animal|address|emails?|phones?|rooms?|flight|version|port|title|topic|id|ids)$/;

/**
 * What a question asks back, by its name; `undefined` for questions of another kind. Whether it was ever told is another matter.
 *
 * @param lower the user's words in lower case
 * @example askedName('what is the code word? reply with the word alone.') // 'code word'
 */
export function askedName(lower: string): string | undefined {
  const end = lower.slice(-QUESTION_LIMIT);
  const chinese = /[一-鿿]/.test(end) ? ZH_ASKED.exec(end) : null;
  if (chinese !== null) return chinese[1] ?? chinese[2];
  if (!ANY_NAME.test(end)) return undefined;
  const asked = ASKED.exec(end);
  const name = normal(asked?.[1] ?? (ASKS_PAST.test(end) ? DID.exec(end)?.[1] : undefined) ?? '');
  if (name === '' || (COMMON.test(name) && !new RegExp(`\\bmy ${name}`).test(end))) return undefined;
  // "The number of people", "the word for dog" name other things.
  return asked?.[2] !== undefined && !name.includes(' ') && !name.startsWith('pass') ? undefined : name;
}

const ADJECTIVES = /^(?:(?:secret|magic|special|correct|exact|hidden|right|same|private|agreed|own|very) )+/;
const compact = (name: string): string => name.replaceAll(/[\s'-]/g, '').replace(/s$/, '');

/**
 * The fact that a name means: the name itself, or the end of a longer one, which is how people ask back.
 *
 * @example findFact('code word', new Map([['secret code word', 'avocet-5812']])) // 'avocet-5812'
 */
export function findFact(name: string, facts: ReadonlyMap<string, string>): string | undefined {
  const own = facts.get(name);
  if (own !== undefined) return own;
  const asked = compact(name.replace(ADJECTIVES, ''));
  let found: string | undefined;
  for (const [key, value] of facts) {
    const told = compact(key.replace(ADJECTIVES, ''));
    if (told === asked || (asked.length > 2 && told.endsWith(asked))) found = value;
  }
  return found;
}
