const set = (text: string): ReadonlySet<string> => new Set(text.split('|'));

/** Well-known cities, lower case, so that "weather in tokyo" needs no capital. */
export const CITIES: ReadonlySet<string> = set(
  'tokyo|london|paris|new york|new york city|nyc|los angeles|san francisco|chicago|boston|seattle|miami|austin|dallas|houston|denver|atlanta|portland|philadelphia|phoenix|las vegas|washington|washington dc|san diego|san jose|toronto|vancouver|montreal|ottawa|mexico city|cdmx|buenos aires|rio de janeiro|sao paulo|são paulo|lima|bogota|santiago|berlin|munich|hamburg|frankfurt|cologne|vienna|zurich|geneva|amsterdam|rotterdam|brussels|madrid|barcelona|lisbon|porto|rome|milan|florence|venice|naples|athens|istanbul|ankara|moscow|kyiv|warsaw|krakow|prague|budapest|bucharest|sofia|stockholm|oslo|copenhagen|helsinki|reykjavik|dublin|edinburgh|glasgow|manchester|liverpool|birmingham|oxford|cambridge|cairo|lagos|nairobi|johannesburg|cape town|casablanca|accra|dubai|abu dhabi|doha|riyadh|tel aviv|jerusalem|tehran|karachi|mumbai|delhi|new delhi|bangalore|bengaluru|chennai|kolkata|hyderabad|dhaka|bangkok|singapore|kuala lumpur|jakarta|manila|hanoi|ho chi minh city|hong kong|taipei|shanghai|beijing|shenzhen|guangzhou|chengdu|hangzhou|seoul|busan|osaka|kyoto|sapporo|nagoya|yokohama|sydney|melbourne|brisbane|perth|auckland|wellington|honolulu',
);

/** Regions that follow a city after a comma: "Paris, France", "Boston, MA". */
export const REGIONS: ReadonlySet<string> = set(
  'california|texas|florida|ohio|georgia|illinois|massachusetts|washington|oregon|nevada|colorado|arizona|michigan|virginia|new jersey|pennsylvania|ontario|quebec|british columbia|england|scotland|wales|bavaria|catalonia|al|ak|az|ar|ca|co|ct|de|fl|ga|hi|id|il|in|ia|ks|ky|la|me|md|ma|mi|mn|ms|mo|mt|ne|nv|nh|nj|nm|ny|nc|nd|oh|ok|or|pa|ri|sc|sd|tn|tx|ut|vt|va|wa|wv|wi|wy|dc|on|bc|qc|nsw',
);

export const COUNTRIES: ReadonlySet<string> = set(
  'usa|us|u.s.|united states|united states of america|america|uk|u.k.|united kingdom|great britain|britain|england|scotland|wales|ireland|canada|mexico|brazil|argentina|chile|peru|colombia|france|germany|spain|portugal|italy|switzerland|austria|belgium|netherlands|the netherlands|luxembourg|denmark|sweden|norway|finland|iceland|poland|czech republic|czechia|slovakia|hungary|romania|bulgaria|greece|turkey|ukraine|russia|estonia|latvia|lithuania|croatia|serbia|slovenia|egypt|morocco|tunisia|nigeria|kenya|ghana|ethiopia|south africa|israel|jordan|saudi arabia|qatar|uae|united arab emirates|iran|iraq|india|pakistan|bangladesh|sri lanka|nepal|china|japan|south korea|korea|north korea|taiwan|vietnam|thailand|malaysia|singapore|indonesia|philippines|australia|new zealand|cuba|jamaica',
);

export const LANGUAGES: ReadonlySet<string> = set(
  'english|french|german|spanish|portuguese|italian|dutch|danish|swedish|norwegian|finnish|icelandic|polish|czech|slovak|hungarian|romanian|bulgarian|greek|turkish|ukrainian|russian|arabic|hebrew|persian|hindi|urdu|bengali|tamil|chinese|mandarin|cantonese|japanese|korean|vietnamese|thai|malay|indonesian|tagalog|latin|swahili',
);

/** ISO 639-1 codes for languages asked for by code. */
export const LANGUAGE_CODES: Readonly<Record<string, string>> = {
  english: 'en',
  french: 'fr',
  german: 'de',
  spanish: 'es',
  portuguese: 'pt',
  italian: 'it',
  dutch: 'nl',
  danish: 'da',
  swedish: 'sv',
  norwegian: 'no',
  finnish: 'fi',
  polish: 'pl',
  czech: 'cs',
  greek: 'el',
  turkish: 'tr',
  ukrainian: 'uk',
  russian: 'ru',
  arabic: 'ar',
  hebrew: 'he',
  hindi: 'hi',
  chinese: 'zh',
  mandarin: 'zh',
  japanese: 'ja',
  korean: 'ko',
  vietnamese: 'vi',
  thai: 'th',
  英语: 'en',
  英文: 'en',
  中文: 'zh',
  汉语: 'zh',
  日语: 'ja',
  日文: 'ja',
  法语: 'fr',
  法文: 'fr',
  德语: 'de',
  德文: 'de',
  西班牙语: 'es',
  韩语: 'ko',
  俄语: 'ru',
  意大利语: 'it',
  葡萄牙语: 'pt',
  阿拉伯语: 'ar',
};

/** ISO 3166-1 codes for countries asked for by code. */
export const COUNTRY_CODES: Readonly<Record<string, string>> = {
  usa: 'US',
  us: 'US',
  'united states': 'US',
  uk: 'GB',
  'united kingdom': 'GB',
  england: 'GB',
  canada: 'CA',
  mexico: 'MX',
  brazil: 'BR',
  argentina: 'AR',
  france: 'FR',
  germany: 'DE',
  spain: 'ES',
  portugal: 'PT',
  italy: 'IT',
  switzerland: 'CH',
  austria: 'AT',
  belgium: 'BE',
  netherlands: 'NL',
  denmark: 'DK',
  sweden: 'SE',
  norway: 'NO',
  finland: 'FI',
  poland: 'PL',
  greece: 'GR',
  turkey: 'TR',
  russia: 'RU',
  ukraine: 'UA',
  egypt: 'EG',
  'south africa': 'ZA',
  israel: 'IL',
  india: 'IN',
  china: 'CN',
  japan: 'JP',
  'south korea': 'KR',
  korea: 'KR',
  singapore: 'SG',
  thailand: 'TH',
  vietnam: 'VN',
  australia: 'AU',
  'new zealand': 'NZ',
  ireland: 'IE',
  中国: 'CN',
  美国: 'US',
  日本: 'JP',
  英国: 'GB',
  法国: 'FR',
  德国: 'DE',
  韩国: 'KR',
};

export const CURRENCY_CODES: ReadonlySet<string> = set(
  'USD|EUR|GBP|JPY|CNY|CHF|CAD|AUD|NZD|SEK|NOK|DKK|INR|KRW|BRL|MXN|SGD|HKD|TRY|ZAR|PLN|CZK|HUF|THB|RUB|RMB|BTC|ETH',
);

export const CURRENCY_WORDS: Readonly<Record<string, string>> = {
  dollar: 'USD',
  dollars: 'USD',
  buck: 'USD',
  bucks: 'USD',
  euro: 'EUR',
  euros: 'EUR',
  pound: 'GBP',
  pounds: 'GBP',
  yen: 'JPY',
  yuan: 'CNY',
  renminbi: 'CNY',
  franc: 'CHF',
  francs: 'CHF',
  rupee: 'INR',
  rupees: 'INR',
  won: 'KRW',
  peso: 'MXN',
  pesos: 'MXN',
  bitcoin: 'BTC',
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'CNY',
  美元: 'USD',
  欧元: 'EUR',
  英镑: 'GBP',
  日元: 'JPY',
  人民币: 'CNY',
  元: 'CNY',
};

export const CHINESE_PLACES: readonly string[] =
  '北京|上海|广州|深圳|杭州|成都|重庆|南京|武汉|西安|天津|苏州|长沙|青岛|大连|厦门|香港|澳门|台北|东京|大阪|京都|首尔|新加坡|曼谷|吉隆坡|雅加达|马尼拉|河内|新德里|孟买|迪拜|伊斯坦布尔|莫斯科|伦敦|巴黎|柏林|慕尼黑|罗马|米兰|马德里|巴塞罗那|里斯本|阿姆斯特丹|布鲁塞尔|维也纳|苏黎世|日内瓦|斯德哥尔摩|奥斯陆|哥本哈根|赫尔辛基|雅典|开罗|纽约|洛杉矶|旧金山|芝加哥|波士顿|西雅图|华盛顿|多伦多|温哥华|墨西哥城|悉尼|墨尔本|奥克兰'.split(
    '|',
  );

export const CHINESE_COUNTRIES: readonly string[] =
  '中国|美国|英国|法国|德国|日本|韩国|俄罗斯|意大利|西班牙|加拿大|澳大利亚|印度|巴西|泰国|越南|新加坡|荷兰|瑞士|瑞典'.split(
    '|',
  );

/** IANA zones of cities that people ask the time of. */
export const TIMEZONES: Readonly<Record<string, string>> = {
  tokyo: 'Asia/Tokyo',
  osaka: 'Asia/Tokyo',
  london: 'Europe/London',
  paris: 'Europe/Paris',
  berlin: 'Europe/Berlin',
  munich: 'Europe/Berlin',
  madrid: 'Europe/Madrid',
  rome: 'Europe/Rome',
  amsterdam: 'Europe/Amsterdam',
  vienna: 'Europe/Vienna',
  zurich: 'Europe/Zurich',
  stockholm: 'Europe/Stockholm',
  oslo: 'Europe/Oslo',
  copenhagen: 'Europe/Copenhagen',
  moscow: 'Europe/Moscow',
  istanbul: 'Europe/Istanbul',
  dubai: 'Asia/Dubai',
  mumbai: 'Asia/Kolkata',
  delhi: 'Asia/Kolkata',
  'new delhi': 'Asia/Kolkata',
  bangkok: 'Asia/Bangkok',
  singapore: 'Asia/Singapore',
  'hong kong': 'Asia/Hong_Kong',
  shanghai: 'Asia/Shanghai',
  beijing: 'Asia/Shanghai',
  taipei: 'Asia/Taipei',
  seoul: 'Asia/Seoul',
  sydney: 'Australia/Sydney',
  melbourne: 'Australia/Melbourne',
  auckland: 'Pacific/Auckland',
  cairo: 'Africa/Cairo',
  'new york': 'America/New_York',
  nyc: 'America/New_York',
  boston: 'America/New_York',
  chicago: 'America/Chicago',
  denver: 'America/Denver',
  'los angeles': 'America/Los_Angeles',
  'san francisco': 'America/Los_Angeles',
  seattle: 'America/Los_Angeles',
  toronto: 'America/Toronto',
  'mexico city': 'America/Mexico_City',
  'sao paulo': 'America/Sao_Paulo',
  东京: 'Asia/Tokyo',
  伦敦: 'Europe/London',
  巴黎: 'Europe/Paris',
  北京: 'Asia/Shanghai',
  上海: 'Asia/Shanghai',
  纽约: 'America/New_York',
};

/** First names, lower case, to tell "John" from "Berlin". */
export const FIRST_NAMES: ReadonlySet<string> = set(
  'john|jane|mary|james|robert|michael|david|william|richard|joseph|thomas|charles|daniel|matthew|anthony|mark|paul|steven|andrew|kevin|brian|george|edward|peter|henry|adam|nathan|alice|bob|carol|eve|anna|emma|olivia|sophia|isabella|mia|amelia|charlotte|emily|sarah|laura|lisa|linda|susan|karen|nancy|julia|kate|rachel|hannah|grace|chloe|lucy|ada|alan|albert|marie|isaac|max|leo|noah|liam|lucas|ethan|oliver|jack|harry|oscar|sam|tom|tim|ben|alex|chris|pat|maria|jose|juan|carlos|luis|ana|elena|sofia|pierre|jean|hans|klaus|anja|yuki|hiroshi|kenji|wei|li|ming|priya|raj|amit|fatima|omar|ali|ahmed|ivan|olga|dmitri|natasha|jacob|mia|ella|victor|walter|frank|simon|steve|bill|jeff|elon|tim|satya',
);

export const COMPANIES: ReadonlySet<string> = set(
  'apple|google|microsoft|amazon|tesla|openai|meta|netflix|nvidia|ibm|intel|amd|oracle|salesforce|adobe|spotify|uber|airbnb|sony|samsung|toyota|bmw|siemens|sap|nike|starbucks|walmart|disney|acme|alphabet|facebook|twitter|paypal|shopify|anthropic|alibaba|tencent|huawei|boeing|airbus',
);

/** Ticker symbols of companies asked for by name. */
export const TICKERS: Readonly<Record<string, string>> = {
  apple: 'AAPL',
  google: 'GOOGL',
  alphabet: 'GOOGL',
  microsoft: 'MSFT',
  amazon: 'AMZN',
  tesla: 'TSLA',
  meta: 'META',
  facebook: 'META',
  netflix: 'NFLX',
  nvidia: 'NVDA',
  ibm: 'IBM',
  intel: 'INTC',
  amd: 'AMD',
  oracle: 'ORCL',
  salesforce: 'CRM',
  adobe: 'ADBE',
  spotify: 'SPOT',
  uber: 'UBER',
  airbnb: 'ABNB',
  sony: 'SONY',
  toyota: 'TM',
  nike: 'NKE',
  starbucks: 'SBUX',
  walmart: 'WMT',
  disney: 'DIS',
  alibaba: 'BABA',
  bitcoin: 'BTC',
  ethereum: 'ETH',
};
