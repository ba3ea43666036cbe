/** A country with what quizzes and tests ask about it. `the` marks names that take the article. */
export interface Country {
  readonly name: string;
  readonly the: boolean;
  readonly capital: string;
  readonly largest: string;
  readonly currency: string;
  readonly language: string;
  readonly continent: string;
  readonly zh: string;
  readonly zhCapital: string;
}

/** name | capital | largest city, where another | currency | language | continent | Chinese name | Chinese capital; "*" before a name that takes "the". */
const ROWS = `
Argentina|Buenos Aires||Argentine peso|Spanish|South America|阿根廷|布宜诺斯艾利斯
Australia|Canberra|Sydney|Australian dollar|English|Oceania|澳大利亚|堪培拉
Austria|Vienna||euro|German|Europe|奥地利|维也纳
Bangladesh|Dhaka||taka|Bengali|Asia|孟加拉国|达卡
Belgium|Brussels|Antwerp|euro|Dutch and French|Europe|比利时|布鲁塞尔
Bolivia|Sucre|Santa Cruz de la Sierra|boliviano|Spanish|South America|玻利维亚|苏克雷
Brazil|Brasília|São Paulo|Brazilian real|Portuguese|South America|巴西|巴西利亚
Bulgaria|Sofia||euro|Bulgarian|Europe|保加利亚|索非亚
Cambodia|Phnom Penh||riel|Khmer|Asia|柬埔寨|金边
Canada|Ottawa|Toronto|Canadian dollar|English and French|North America|加拿大|渥太华
Chile|Santiago||Chilean peso|Spanish|South America|智利|圣地亚哥
China|Beijing|Shanghai|renminbi|Mandarin Chinese|Asia|中国|北京
Colombia|Bogotá||Colombian peso|Spanish|South America|哥伦比亚|波哥大
Costa Rica|San José||colón|Spanish|North America|哥斯达黎加|圣何塞
Croatia|Zagreb||euro|Croatian|Europe|克罗地亚|萨格勒布
Cuba|Havana||Cuban peso|Spanish|North America|古巴|哈瓦那
*Czech Republic|Prague||Czech koruna|Czech|Europe|捷克|布拉格
Denmark|Copenhagen||Danish krone|Danish|Europe|丹麦|哥本哈根
Ecuador|Quito|Guayaquil|US dollar|Spanish|South America|厄瓜多尔|基多
Egypt|Cairo||Egyptian pound|Arabic|Africa|埃及|开罗
Estonia|Tallinn||euro|Estonian|Europe|爱沙尼亚|塔林
Ethiopia|Addis Ababa||birr|Amharic|Africa|埃塞俄比亚|亚的斯亚贝巴
Finland|Helsinki||euro|Finnish and Swedish|Europe|芬兰|赫尔辛基
France|Paris||euro|French|Europe|法国|巴黎
Germany|Berlin||euro|German|Europe|德国|柏林
Ghana|Accra||cedi|English|Africa|加纳|阿克拉
Greece|Athens||euro|Greek|Europe|希腊|雅典
Hungary|Budapest||forint|Hungarian|Europe|匈牙利|布达佩斯
Iceland|Reykjavík||Icelandic króna|Icelandic|Europe|冰岛|雷克雅未克
India|New Delhi|Mumbai|Indian rupee|Hindi and English|Asia|印度|新德里
Indonesia|Jakarta||rupiah|Indonesian|Asia|印度尼西亚|雅加达
Iran|Tehran||rial|Persian|Asia|伊朗|德黑兰
Iraq|Baghdad||Iraqi dinar|Arabic and Kurdish|Asia|伊拉克|巴格达
Ireland|Dublin||euro|English and Irish|Europe|爱尔兰|都柏林
Israel|Jerusalem||shekel|Hebrew|Asia|以色列|耶路撒冷
Italy|Rome||euro|Italian|Europe|意大利|罗马
Jamaica|Kingston||Jamaican dollar|English|North America|牙买加|金斯敦
Japan|Tokyo||yen|Japanese|Asia|日本|东京
Kenya|Nairobi||Kenyan shilling|Swahili and English|Africa|肯尼亚|内罗毕
Malaysia|Kuala Lumpur||ringgit|Malay|Asia|马来西亚|吉隆坡
Mexico|Mexico City||Mexican peso|Spanish|North America|墨西哥|墨西哥城
Mongolia|Ulaanbaatar||tögrög|Mongolian|Asia|蒙古|乌兰巴托
Morocco|Rabat|Casablanca|Moroccan dirham|Arabic and Berber|Africa|摩洛哥|拉巴特
Nepal|Kathmandu||Nepalese rupee|Nepali|Asia|尼泊尔|加德满都
*Netherlands|Amsterdam||euro|Dutch|Europe|荷兰|阿姆斯特丹
New Zealand|Wellington|Auckland|New Zealand dollar|English and Māori|Oceania|新西兰|惠灵顿
Nigeria|Abuja|Lagos|naira|English|Africa|尼日利亚|阿布贾
North Korea|Pyongyang||North Korean won|Korean|Asia|朝鲜|平壤
Norway|Oslo||Norwegian krone|Norwegian|Europe|挪威|奥斯陆
Pakistan|Islamabad|Karachi|Pakistani rupee|Urdu|Asia|巴基斯坦|伊斯兰堡
Peru|Lima||sol|Spanish|South America|秘鲁|利马
*Philippines|Manila|Quezon City|Philippine peso|Filipino and English|Asia|菲律宾|马尼拉
Poland|Warsaw||złoty|Polish|Europe|波兰|华沙
Portugal|Lisbon||euro|Portuguese|Europe|葡萄牙|里斯本
Qatar|Doha||Qatari riyal|Arabic|Asia|卡塔尔|多哈
Romania|Bucharest||leu|Romanian|Europe|罗马尼亚|布加勒斯特
Russia|Moscow||rouble|Russian|Europe|俄罗斯|莫斯科
Saudi Arabia|Riyadh||Saudi riyal|Arabic|Asia|沙特阿拉伯|利雅得
Serbia|Belgrade||Serbian dinar|Serbian|Europe|塞尔维亚|贝尔格莱德
Singapore|Singapore||Singapore dollar|English, Malay, Mandarin and Tamil|Asia|新加坡|新加坡
Slovakia|Bratislava||euro|Slovak|Europe|斯洛伐克|布拉迪斯拉发
South Africa|Pretoria|Johannesburg|rand|Zulu, Xhosa, Afrikaans and English|Africa|南非|比勒陀利亚
South Korea|Seoul||South Korean won|Korean|Asia|韩国|首尔
Spain|Madrid||euro|Spanish|Europe|西班牙|马德里
Sweden|Stockholm||Swedish krona|Swedish|Europe|瑞典|斯德哥尔摩
Switzerland|Bern|Zurich|Swiss franc|German, French and Italian|Europe|瑞士|伯尔尼
Thailand|Bangkok||baht|Thai|Asia|泰国|曼谷
Tunisia|Tunis||Tunisian dinar|Arabic|Africa|突尼斯|突尼斯
Turkey|Ankara|Istanbul|Turkish lira|Turkish|Asia|土耳其|安卡拉
Ukraine|Kyiv||hryvnia|Ukrainian|Europe|乌克兰|基辅
*United Arab Emirates|Abu Dhabi|Dubai|UAE dirham|Arabic|Asia|阿联酋|阿布扎比
*United Kingdom|London||pound sterling|English|Europe|英国|伦敦
*United States|Washington, D.C.|New York City|US dollar|English|North America|美国|华盛顿
Uruguay|Montevideo||Uruguayan peso|Spanish|South America|乌拉圭|蒙得维的亚
Venezuela|Caracas||bolívar|Spanish|South America|委内瑞拉|加拉加斯
Vietnam|Hanoi|Ho Chi Minh City|đồng|Vietnamese|Asia|越南|河内
`;

function readRow(row: string): Country {
  const [raw = '', capital = '', largest = '', currency = '', language = '', continent = '', zh = '', zhCapital = ''] =
    row.split('|');
  const the = raw.startsWith('*');
  return {
    name: the ? raw.slice(1) : raw,
    the,
    capital,
    largest: largest || capital,
    currency,
    language,
    continent,
    zh,
    zhCapital,
  };
}

const ALIASES: ReadonlyArray<readonly [string, string]> = [
  ['usa', 'united states'],
  ['us', 'united states'],
  ['u.s', 'united states'],
  ['america', 'united states'],
  ['united states of america', 'united states'],
  ['uk', 'united kingdom'],
  ['great britain', 'united kingdom'],
  ['england', 'united kingdom'],
  ['britain', 'united kingdom'],
  ['uae', 'united arab emirates'],
  ['korea', 'south korea'],
  ['holland', 'netherlands'],
  ['czechia', 'czech republic'],
];

let index: ReadonlyMap<string, Country> | undefined;

function buildIndex(): ReadonlyMap<string, Country> {
  const map = new Map<string, Country>();
  for (const row of ROWS.trim().split('\n')) {
    const country = readRow(row);
    map.set(country.name.toLowerCase(), country).set(country.zh, country);
  }
  for (const [alias, name] of ALIASES) {
    const country = map.get(name);
    if (country !== undefined) map.set(alias, country);
  }
  return map;
}

/**
 * A country by its English name (any case, with or without "the") or its Chinese one.
 * @example findCountry('the UK')?.capital // 'London'
 */
export function findCountry(name: string): Country | undefined {
  // Built at the first question about a country, so that the start of the program does not pay for it.
  index ??= buildIndex();
  return index.get(name.trim().toLowerCase().replace(/^the /, ''));
}

/** All countries, each once. */
export function allCountries(): readonly Country[] {
  index ??= buildIndex();
  return [...new Set(index.values())];
}
