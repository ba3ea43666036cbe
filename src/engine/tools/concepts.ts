import { memoize } from '../values/memoize.ts';
import { splitName, splitWords, stem } from '../values/tokens.ts';

/** Words that say nothing about what a tool or a request is for. */
const SILENT = new Set(
  'a an the and or of to in on at for from by with without as is are was were be been being it its this that these those i me my we us our you your he she they them his her their what which who whom whose when where why how do does did can could will would shall should may might must have has had not no yes if then than so but about into over under up down out any some all each every more most other such only same too very just please get set gets fetch fetches retrieve retrieves return returns returning call calls use uses used using tool tools function functions api data info information current currently given give gives provide provides based like want need know let tell show me like make new now today tomorrow tonight value values result results string number object array list type name parameter optional required e.g example format etc there here also one two three specific specified particular user users your s t m re ll ve d hey hi hello ok okay thanks thank good great nice help ask question answer first last next long much many go going take'
    .split(' ')
    .map(stem),
);

/** Words that mean the same to a tool. The first word of a group is its name. */
const GROUPS = [
  'weather forecast temperature climate rain rainy raining snow snowing sunny wind windy humidity hot cold warm degrees umbrella storm meteo',
  'time clock timezone',
  'calendar event schedule meeting appointment agenda invite',
  'search find look lookup google browse web internet research seek wiki wikipedia duckduckgo tavily serp retrieval knowledge',
  'calculate calculator compute math maths arithmetic evaluate expression equation solve calc',
  'add plus sum addition total',
  'subtract minus difference subtraction',
  'multiply multiplication',
  'divide division quotient',
  'email mail gmail inbox',
  'message sms notify notification whatsapp slack dm',
  'book reserve reservation booking',
  'flight flights fly plane airline airfare',
  'hotel accommodation hostel lodging',
  'stock stocks share shares ticker equity nasdaq',
  'price cost expensive cheap worth',
  'currency exchange forex dollars euros usd eur gbp jpy convert conversion converter',
  'translate translation translator',
  'news headlines headline articles',
  'file files document folder directory path',
  'delete remove erase unlink',
  'create write save generate',
  'order purchase buy checkout',
  'image picture photo draw drawing illustration',
  'restaurant restaurants eat dinner lunch dining',
  'map directions route navigate drive distance',
  'light lights lamp bulb',
  'remind reminder alarm timer',
  'todo task tasks',
  'code python script execute program javascript',
  'database sql query table',
  'customer client account',
  'play music song spotify track',
  'movie film cinema',
  'recipe cook cooking ingredients',
  'person people member employee',
  'summarize summary summarise',
  'record extract log store',
];

const CONCEPT_OF: ReadonlyMap<string, string> = new Map(
  GROUPS.flatMap((group) =>
    group.split(' ').map((word): [string, string] => [stem(word), `~${group.split(' ')[0] ?? ''}`]),
  ),
);

/** Chinese words have no gaps to split at; they are looked for as they stand. */
const CHINESE: readonly (readonly [RegExp, string])[] = [
  [/天气|气温|下雨|下雪|温度|预报/, '~weather'],
  [/时间|几点|时区/, '~time'],
  [/搜索|查找|搜一下|搜一搜/, '~search'],
  [/计算|等于|加上|减去|乘以|除以/, '~calculate'],
  [/邮件|邮箱/, '~email'],
  [/预订|预定|订一/, '~book'],
  [/航班|机票|飞机/, '~flight'],
  [/酒店|宾馆/, '~hotel'],
  [/股票|股价/, '~stock'],
  [/汇率|兑换|换成/, '~currency'],
  [/翻译/, '~translate'],
  [/新闻/, '~news'],
  [/文件/, '~file'],
  [/删除/, '~delete'],
  [/创建|新建/, '~create'],
  [/提醒|闹钟/, '~remind'],
  [/会议|日程|日历/, '~calendar'],
  [/图片|画一/, '~image'],
  [/餐厅|饭店/, '~restaurant'],
  [/灯/, '~light'],
  [/音乐|播放|歌/, '~play'],
  [/价格|多少钱/, '~price'],
  [/订单/, '~order'],
  [/路线|怎么走/, '~map'],
];

/** Characters looked at. */
const TEXT_LIMIT = 6000;

/** Prefix of concepts, to tell them from plain word stems. */
export const isConcept = (token: string): boolean => token.startsWith('~');

function collect(words: readonly string[], text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const word of words) addWord(word, found);
  if (/[\u4e00-\u9fff]/.test(text))
    for (const [pattern, concept] of CHINESE) if (pattern.test(text)) found.add(concept);
  return found;
}

/** Word stems of a text and the concepts they belong to, without words that say nothing. */
export const conceptsOf: (text: string) => ReadonlySet<string> = memoize((text) => {
  const clipped = text.slice(0, TEXT_LIMIT);
  return collect(splitWords(clipped), clipped);
});

/** The same for a name in any case style. */
export const conceptsOfName: (name: string) => ReadonlySet<string> = memoize((name) =>
  collect(name.split(' ').flatMap(splitName), name),
);

function addWord(word: string, found: Set<string>): void {
  const root = stem(word);
  const concept = CONCEPT_OF.get(root);
  if (concept !== undefined) found.add(concept);
  if (!SILENT.has(root) && (root.length > 1 || word > '\u007f')) found.add(root);
}
