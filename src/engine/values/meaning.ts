import type { JsonType } from './schema.ts';
import { memoize } from './memoize.ts';
import { splitName } from './tokens.ts';

/** What a property is about, guessed from its name, description and format. */
export type Meaning =
  | 'address'
  | 'age'
  | 'airport'
  | 'answer'
  | 'author'
  | 'boolean'
  | 'category'
  | 'city'
  | 'code'
  | 'color'
  | 'command'
  | 'company'
  | 'confidence'
  | 'country'
  | 'country-code'
  | 'currency'
  | 'date'
  | 'date-time'
  | 'day'
  | 'description'
  | 'distance'
  | 'duration'
  | 'email'
  | 'event'
  | 'expression'
  | 'file'
  | 'first-name'
  | 'food'
  | 'gender'
  | 'hour'
  | 'humidity'
  | 'id'
  | 'job'
  | 'language'
  | 'last-name'
  | 'latitude'
  | 'limit'
  | 'location'
  | 'longitude'
  | 'message'
  | 'minute'
  | 'month'
  | 'name'
  | 'note'
  | 'number'
  | 'operand'
  | 'percentage'
  | 'person'
  | 'phone'
  | 'population'
  | 'price'
  | 'product'
  | 'quantity'
  | 'query'
  | 'rating'
  | 'reason'
  | 'repository'
  | 'sentiment'
  | 'size'
  | 'sku'
  | 'state'
  | 'status'
  | 'street'
  | 'subject'
  | 'summary'
  | 'tag'
  | 'temperature'
  | 'text'
  | 'ticker'
  | 'time'
  | 'timestamp'
  | 'timezone'
  | 'title'
  | 'topic'
  | 'unit'
  | 'unknown'
  | 'url'
  | 'username'
  | 'version'
  | 'weather'
  | 'weight'
  | 'year'
  | 'zip';

const LISTS: readonly (readonly [Meaning, string])[] = [
  ['address', 'address addr shippingaddress billingaddress mailingaddress'],
  ['age', 'age years yearsold'],
  ['airport', 'airport airportcode iata'],
  ['answer', 'answer finalanswer response reply result output conclusion solution verdict'],
  ['author', 'author writer artist director composer creator'],
  ['boolean', 'enabled disabled active available verified'],
  ['category', 'category kind type genre class group department section tone style level difficulty priority severity'],
  ['city', 'city town destination origin departurecity arrivalcity hometown birthplace capital cityname from to'],
  ['code', 'code sourcecode snippet script program'],
  ['color', 'color colour'],
  ['command', 'command cmd shell bash'],
  [
    'company',
    'company organization organisation employer vendor supplier manufacturer brand business merchant companyname',
  ],
  ['confidence', 'confidence probability likelihood certainty confidencescore'],
  ['country', 'country nation nationality countryname'],
  ['country-code', 'countrycode'],
  ['currency', 'currency currencycode fromcurrency tocurrency basecurrency targetcurrency'],
  ['date', 'date startdate enddate duedate deadline birthday birthdate dob checkin checkout departuredate returndate'],
  ['date-time', 'datetime createdat updatedat starttime endtime start end scheduledat publishedat expiresat when'],
  ['day', 'dayofmonth day days numdays forecastdays'],
  ['description', 'description details detail about bio overview synopsis'],
  ['distance', 'distance radius miles kilometers km meters'],
  ['duration', 'duration length runtime durationminutes durationseconds'],
  ['email', 'email mail emailaddress recipient cc bcc'],
  ['event', 'event eventname meeting appointment'],
  ['expression', 'expression equation formula calculation mathexpression'],
  ['file', 'file path filename filepath directory folder dir'],
  ['first-name', 'firstname givenname forename'],
  ['last-name', 'lastname surname familyname'],
  ['food', 'food dish meal ingredient ingredients recipe cuisine fruit'],
  ['gender', 'gender sex'],
  ['hour', 'hour hours'],
  ['humidity', 'humidity'],
  [
    'id',
    'id uuid identifier key reference ref number orderid userid ordernumber invoicenumber invoiceid accountnumber',
  ],
  ['job', 'job occupation profession role jobtitle position career'],
  ['language', 'language lang locale targetlanguage sourcelanguage'],
  ['latitude', 'latitude lat'],
  ['limit', 'limit topk topn maxresults numresults pagesize perpage top maxitems resultcount'],
  ['location', 'location place where area region venue locations'],
  ['longitude', 'longitude lon lng long'],
  ['message', 'message body content msg emailbody messagebody smstext'],
  ['minute', 'minute minutes'],
  ['month', 'month months'],
  ['name', 'name fullname'],
  ['note', 'note notes comment comments remark remarks memo feedback instructions'],
  ['number', 'value index position rank seed offset page'],
  [
    'operand',
    'a b x y z n num1 num2 number1 number2 first second firstnumber secondnumber left right operand operand1 operand2 operands numbers dividend divisor base exponent',
  ],
  ['percentage', 'percent percentage tip tippercent tippercentage discount rate taxrate interestrate'],
  [
    'person',
    'person customer user client patient employee student contact attendee attendees participant participants guest assignee owner sender character customername names people persons contactname speaker',
  ],
  ['phone', 'phone phonenumber telephone mobile tel fax cell'],
  ['population', 'population inhabitants employees followers views'],
  [
    'price',
    'price amount total cost subtotal fee salary budget balance revenue income payment maxprice minprice principal totalamount',
  ],
  ['product', 'product item productname itemname items products'],
  [
    'quantity',
    'quantity count qty numberof tickets guests passengers adults children seats rooms partysize nights copies servings stock units calories',
  ],
  ['query', 'query q search searchquery searchterm keyword keywords term queries question prompt input'],
  ['rating', 'rating stars score grade'],
  ['reason', 'reason explanation rationale reasoning justification thought thoughts analysis'],
  ['repository', 'repo repository reponame'],
  ['sentiment', 'sentiment mood emotion polarity'],
  ['size', 'width height depth size'],
  ['sku', 'sku barcode partnumber'],
  ['state', 'state province'],
  ['status', 'status'],
  ['street', 'street streetaddress addressline addressline1 line1'],
  ['subject', 'subject emailsubject headline'],
  ['summary', 'summary abstract tldr'],
  ['tag', 'tag tags labels label hashtags'],
  ['temperature', 'temperature temp celsius fahrenheit kelvin high low tempc tempf'],
  ['text', 'text paragraph sentence poem joke story phrase quote lyrics task instruction step'],
  ['ticker', 'ticker symbol stocksymbol tickersymbol stock'],
  ['time', 'time departuretime arrivaltime timeofday'],
  ['timestamp', 'timestamp epoch unixtime'],
  ['timezone', 'timezone tz'],
  ['title', 'title heading booktitle movietitle'],
  ['topic', 'topic theme subjectmatter concept'],
  ['unit', 'unit temperatureunit measurement fromunit tounit'],
  ['url', 'url uri link website webpage homepage site imageurl href'],
  ['username', 'username login handle nickname screenname'],
  ['version', 'version release'],
  ['weather', 'weather condition conditions forecast'],
  ['weight', 'weight mass'],
  ['year', 'year'],
  ['zip', 'zip zipcode postcode postalcode'],
];

const BY_NAME: ReadonlyMap<string, Meaning> = new Map(
  LISTS.flatMap(([meaning, names]) => names.split(' ').map((name): [string, Meaning] => [name, meaning])),
);

const BY_FORMAT: Readonly<Record<string, Meaning>> = {
  email: 'email',
  date: 'date',
  time: 'time',
  'date-time': 'date-time',
  uri: 'url',
  url: 'url',
  uuid: 'id',
};

/** What the object around a bare `name` or `title` tells: a `company.name` is no person. */
const NAME_OF: readonly (readonly [RegExp, Meaning])[] = [
  [/\b(?:compan|organi[sz]|vendor|employer|brand|store|restaurant|hotel)/, 'company'],
  [/\b(?:cit(?:y|ies)|town|place|location|destination)\b/, 'city'],
  [/\b(?:countr|nation)/, 'country'],
  [/\b(?:event|meeting|appointment|calendar)/, 'event'],
  [/\b(?:food|dish|meal|recipe|ingredient|fruit|cuisine)/, 'food'],
  [/\b(?:product|item|sku|article)\b/, 'product'],
  [/\b(?:file|document|path)\b/, 'file'],
];

/** Descriptions that say more than the name does. */
const BY_DESCRIPTION: readonly (readonly [RegExp, Meaning])[] = [
  [/\b(?:city|town)\b/, 'city'],
  [/\bemail\b/, 'email'],
  [/\b(?:location|place)\b/, 'location'],
  [/\bcountry\b/, 'country'],
  [/\bcurrency\b/, 'currency'],
  [/\b(?:ticker|stock symbol)\b/, 'ticker'],
  [/\b(?:search|query)\b/, 'query'],
  [/\b(?:math|arithmetic)[a-z]* expression\b/, 'expression'],
  [/\bdate\b/, 'date'],
  [/\bphone\b/, 'phone'],
  [/\b(?:url|link)\b/, 'url'],
  [/\b(?:file|path)\b/, 'file'],
  [/\b(?:person|people|customer|user)\b/, 'person'],
  [/\b(?:price|amount|cost)\b/, 'price'],
  [/\bsentence|summary\b/, 'summary'],
];

const singular = (word: string): string =>
  word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word;

function byWords(words: readonly string[]): Meaning | undefined {
  const last = words.at(-1) ?? '';
  const found =
    BY_NAME.get(words.join('')) ??
    (words.length > 1 ? BY_NAME.get(`${words.at(-2) ?? ''}${last}`) : undefined) ??
    BY_NAME.get(last) ??
    BY_NAME.get(singular(last));
  if (found !== undefined) return found;
  for (const word of words) {
    const meaning = BY_NAME.get(word) ?? BY_NAME.get(singular(word));
    if (meaning !== undefined && word.length > 2) return meaning;
  }
  return undefined;
}

function nameMeaning(words: readonly string[], description: string, path: readonly string[]): Meaning {
  const around = `${words.slice(0, -1).join(' ')} ${path.slice(-2).flatMap(splitName).join(' ')}`;
  const text = around.trim() === '' ? description : around;
  for (const [pattern, meaning] of NAME_OF) if (pattern.test(text) || pattern.test(description)) return meaning;
  return 'person';
}

/**
 * What a property means. `name` may be in any case style; the path tells whose name a `name` is.
 *
 * @example
 * meaningOf('departureCity', '', '', []); // 'city'
 */
export const meaningOf = (name: string, description: string, format: string, path: readonly string[]): Meaning =>
  remembered([name, format, path.slice(-2).join('.'), description].join('\n'));

const remembered = memoize((key): Meaning => {
  const [name = '', format = '', path = '', ...description] = key.split('\n');
  return guess(name, description.join('\n'), format, path.split('.'));
});

function guess(name: string, description: string, format: string, path: readonly string[]): Meaning {
  const byFormat = BY_FORMAT[format];
  const words = splitName(name);
  const last = words.at(-1) ?? '';
  if (byFormat !== undefined && byFormat !== 'time') return byFormat;
  if (words.length === 1 && last === 'number') return 'operand';
  const lower = description.toLowerCase();
  if (last === 'name' || last === 'names') {
    const whole = BY_NAME.get(words.join(''));
    return whole !== undefined && whole !== 'name' ? whole : nameMeaning(words, lower, path);
  }
  if (words.length > 1 && (last === 'currency' || words[0] === 'currency')) return 'currency';
  if (words.length > 1 && (words[0] === 'is' || words[0] === 'has' || words[0] === 'include')) return 'boolean';
  const found = byWords(words);
  if (found !== undefined) return refine(found, lower, words);
  for (const [pattern, meaning] of BY_DESCRIPTION) if (pattern.test(lower)) return meaning;
  return 'unknown';
}

/** `to` and `recipient` are mailboxes in a mail tool and places in a travel tool: the description decides. */
function refine(found: Meaning, description: string, words: readonly string[]): Meaning {
  const only = words.length === 1 ? words[0] : undefined;
  if (only === 'to' || only === 'from') {
    if (/mail|recipient|sender/.test(description)) return 'email';
    if (/currency/.test(description)) return 'currency';
    if (/language/.test(description)) return 'language';
    if (/\bunit\b/.test(description)) return 'unit';
  }
  if (found === 'ticker' && only === 'symbol' && /\b(?:chemical|currency)\b/.test(description)) return 'unknown';
  return found;
}

const NUMERIC = new Set<Meaning>(
  'age confidence day distance duration hour humidity latitude limit longitude minute month number operand percentage population price quantity rating size temperature timestamp weight year'.split(
    ' ',
  ) as Meaning[],
);
const WHOLE = new Set<Meaning>(
  'age day hour humidity limit minute month number population quantity timestamp year'.split(' ') as Meaning[],
);

/** The type a value of this meaning has where the schema leaves it open. */
export function typeOfMeaning(meaning: Meaning): JsonType {
  if (meaning === 'boolean') return 'boolean';
  if (!NUMERIC.has(meaning)) return 'string';
  return WHOLE.has(meaning) ? 'integer' : 'number';
}
