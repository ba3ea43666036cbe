import type { AskedKey } from './find-keys.ts';

/** What people expect in an object about a thing, by the word for the thing. */
const ENTITIES: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:user|person|people|profile|customer|employee|character|student|contact)\b|用户|人物/i,
    'id name email age:integer city',
  ],
  [/\b(?:product|item)\b|产品|商品/i, 'id name description price:number currency in_stock:boolean'],
  [/\bbook\b|书/i, 'title author year:integer genre'],
  [/\b(?:movie|film)\b|电影/i, 'title director year:integer rating:number'],
  [/\brecipe\b|菜谱|食谱/i, 'title ingredients:array steps:array minutes:integer'],
  [/\b(?:event|meeting|appointment)\b|会议|活动/i, 'title date time location participants:array'],
  [/\b(?:company|business|startup)\b|公司/i, 'company industry city employees:integer website'],
  [/\b(?:order|invoice)\b|订单|发票/i, 'order_id customer total:number currency status'],
  [/\b(?:weather|forecast)\b|天气/i, 'location temperature_celsius:integer conditions humidity:integer'],
  [/\baddress\b|地址/i, 'street city zip_code country'],
  [/\b(?:car|vehicle)\b|汽车/i, 'brand model year:integer color price:number'],
];
const ASKS =
  /\b(?:describing|describe|representing|generate|create|make|produce|example|sample|random|fake|mock|dummy|profile|data for|record|weather|forecast|invent)\b|生成|创建|示例|天气/i;

/** Keys for "a JSON object describing a book"; `undefined` where the text asks for no such object. */
export function describeEntity(text: string): readonly AskedKey[] | undefined {
  const clipped = text.slice(0, 1000);
  if (!ASKS.test(clipped)) return undefined;
  const keys = ENTITIES.find(([pattern]) => pattern.test(clipped))?.[1];
  return keys?.split(' ').map((key) => {
    const [name = '', type] = key.split(':');
    return { name, type };
  });
}
