import type { Random } from '../random.ts';

/** Things people ask mock lists of. */
const KINDS: Readonly<Record<string, string>> = {
  fruits: 'apple|banana|orange|mango|strawberry|grape|pineapple|kiwi|peach|pear',
  vegetables: 'carrot|broccoli|spinach|tomato|cucumber|onion|pepper|zucchini',
  colors: 'red|blue|green|yellow|purple|orange|teal|black|white|pink',
  animals: 'dog|cat|elephant|tiger|giraffe|penguin|dolphin|fox|owl|bear',
  countries: 'France|Japan|Brazil|Canada|Kenya|Germany|India|Australia|Mexico|Norway',
  cities: 'Paris|Tokyo|New York|London|Sydney|Rome|Cairo|Toronto|Berlin|Singapore',
  languages: 'Python|JavaScript|Go|Rust|Java|TypeScript|C++|Ruby',
  planets: 'Mercury|Venus|Earth|Mars|Jupiter|Saturn|Uranus|Neptune',
  names: 'Alice|Bob|Carla|David|Elena|Frank|Grace|Hiro|Isabel|Jonas',
  movies: 'The Godfather|Casablanca|Inception|Spirited Away|Parasite|Amélie|Jaws|Alien',
  books: 'Pride and Prejudice|1984|Moby-Dick|Dune|Frankenstein|Ulysses|Middlemarch',
  sports: 'football|basketball|tennis|swimming|cycling|volleyball|rowing',
  foods: 'pizza|sushi|tacos|pasta|curry|salad|ramen|falafel',
  instruments: 'piano|guitar|violin|drums|flute|cello|trumpet',
  flowers: 'rose|tulip|daisy|lily|orchid|sunflower|iris',
  elements: 'hydrogen|helium|carbon|nitrogen|oxygen|iron|copper|gold',
  days: 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday',
  months: 'January|February|March|April|May|June|July|August|September|October|November|December',
  水果: '苹果|香蕉|橙子|芒果|草莓|葡萄|西瓜|桃子',
  颜色: '红色|蓝色|绿色|黄色|紫色|黑色|白色',
  城市: '北京|上海|广州|深圳|杭州|成都|西安',
  动物: '狗|猫|大象|老虎|熊猫|企鹅|兔子',
  国家: '中国|法国|日本|巴西|加拿大|德国|印度',
};
const ORDERED = new Set(['planets', 'days', 'months']);
const NUMBER_WORDS: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  十: 10,
};
const ASKED =
  /\b(?:(?:list|array|names?|give me|name|generate|suggest|return|create|provide)(?: (?:of|me|us|the|a list of|an array of|names of))*) (?:(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten) )?(?:[a-z]+ ){0,2}?([a-z]{4,20}s|[a-z]+ies)\b/i;
const CHINESE_ASKED = /([两三四五十]|\d{1,2})\s?[个种座只]([\u4e00-\u9fff]{2})/;

/** A list the prompt asks for: its plural name and how many things. */
export interface AskedList {
  readonly kind: string;
  readonly count: number | undefined;
}

const countOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : (NUMBER_WORDS[text.toLowerCase()] ?? Number(text));

/** "a JSON list of 3 fruits" → fruits, 3. Only for a number, a known kind, or the word list. */
export function findAskedList(text: string): AskedList | undefined {
  const chinese = CHINESE_ASKED.exec(text);
  if (chinese !== null && Object.hasOwn(KINDS, chinese[2] ?? ''))
    return { kind: chinese[2] ?? '', count: countOf(chinese[1]) };
  const match = ASKED.exec(text.slice(0, 2000));
  if (match === null) return undefined;
  const kind = (match[2] ?? '').toLowerCase();
  const clear = match[1] !== undefined || Object.hasOwn(KINDS, kind) || /\b(?:list|array) of\b/i.test(match[0]);
  return clear && !/^(?:keys|fields|properties|details|this|results|objects|users)$/.test(kind)
    ? { kind, count: countOf(match[1]) }
    : undefined;
}

/** Things of a kind, or numbered ones where the kind is unknown. */
export function listThings({ kind, count }: AskedList, random: Random): string[] {
  const wanted = Math.min(count ?? 5, 20);
  const table = Object.hasOwn(KINDS, kind) ? (KINDS[kind] ?? '').split('|') : [];
  const known = ORDERED.has(kind) ? table : random.shuffle(table);
  const singular = kind.endsWith('ies') ? `${kind.slice(0, -3)}y` : kind.replace(/s$/, '');
  const name = singular.charAt(0).toUpperCase() + singular.slice(1);
  return Array.from({ length: wanted }, (_, i) => known[i] ?? `${name} ${i + 1}`);
}
