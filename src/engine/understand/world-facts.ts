import { findCountry } from './countries.ts';
import type { Country } from './countries.ts';

/** An answer in its shortest form and as a sentence. */
export interface Fact {
  readonly short: string;
  readonly sentence: string;
}

/** words that must all occur | short answer | sentence. The first word is the index key, so it should be a rare one. */
const ROWS = `
planet largest|Jupiter|The largest planet in the solar system is Jupiter.
planet biggest|Jupiter|The biggest planet in the solar system is Jupiter.
planet smallest|Mercury|The smallest planet in the solar system is Mercury.
planet closest sun|Mercury|Mercury is the planet closest to the Sun.
planet red|Mars|Mars is known as the Red Planet because of the iron oxide on its surface.
planets many|8|There are eight planets in the solar system.
moons many mars|2|Mars has two moons, Phobos and Deimos.
ocean largest|the Pacific Ocean|The largest ocean on Earth is the Pacific Ocean.
ocean biggest|the Pacific Ocean|The biggest ocean on Earth is the Pacific Ocean.
mountain highest|Mount Everest|The highest mountain above sea level is Mount Everest, at about 8,849 metres.
mountain tallest|Mount Everest|The tallest mountain above sea level is Mount Everest, at about 8,849 metres.
river longest|the Nile|The Nile, at roughly 6,650 km, is usually listed as the longest river in the world.
desert largest hot|the Sahara|The Sahara is the largest hot desert in the world.
animal largest|the blue whale|The blue whale is the largest animal known to have lived.
animal fastest|the cheetah|The cheetah is the fastest land animal; the peregrine falcon is faster still in a dive.
country largest|Russia|Russia is the largest country in the world by area.
country smallest|Vatican City|Vatican City is the smallest country in the world.
country populous|India|India is the most populous country in the world.
continents many|7|There are seven continents.
water boil|100 °C|Water boils at 100 °C (212 °F) at sea level.
water boiling|100 °C|Water boils at 100 °C (212 °F) at sea level.
water freeze|0 °C|Water freezes at 0 °C (32 °F).
water freezing|0 °C|Water freezes at 0 °C (32 °F).
water chemical|H2O|The chemical formula of water is H2O: two hydrogen atoms and one oxygen atom.
water formula|H2O|The chemical formula of water is H2O: two hydrogen atoms and one oxygen atom.
gold symbol|Au|The chemical symbol for gold is Au.
silver symbol|Ag|The chemical symbol for silver is Ag.
iron symbol|Fe|The chemical symbol for iron is Fe.
light speed|299,792,458 m/s|The speed of light in a vacuum is 299,792,458 metres per second.
sound speed|343 m/s|Sound travels at about 343 metres per second in dry air at 20 °C.
sky color|blue|The sky looks blue in daylight because air scatters short wavelengths most.
sky colour|blue|The sky looks blue in daylight because air scatters short wavelengths most.
days year many|365|There are 365 days in a common year and 366 in a leap year.
days week many|7|There are seven days in a week.
hours day many|24|There are 24 hours in a day.
minutes hour many|60|There are 60 minutes in an hour.
seconds minute many|60|There are 60 seconds in a minute.
months year many|12|There are twelve months in a year.
weeks year many|52|There are 52 weeks in a year, plus a day or two.
legs spider|8|A spider has eight legs.
legs insect|6|Insects have six legs.
legs dog|4|A dog has four legs.
bones human|206|An adult human body has 206 bones.
hamlet wrote|William Shakespeare|Hamlet was written by William Shakespeare, around 1600.
juliet wrote|William Shakespeare|Romeo and Juliet was written by William Shakespeare.
quixote wrote|Miguel de Cervantes|Don Quixote was written by Miguel de Cervantes.
prejudice wrote|Jane Austen|Pride and Prejudice was written by Jane Austen.
1984 wrote|George Orwell|1984 was written by George Orwell.
mona painted|Leonardo da Vinci|The Mona Lisa was painted by Leonardo da Vinci.
starry painted|Vincent van Gogh|The Starry Night was painted by Vincent van Gogh in 1889.
telephone invented|Alexander Graham Bell|Alexander Graham Bell is credited with inventing the telephone.
python created|Guido van Rossum|Python was created by Guido van Rossum and first released in 1991.
javascript created|Brendan Eich|JavaScript was created by Brendan Eich in 1995.
linux created|Linus Torvalds|Linux was created by Linus Torvalds in 1991.
web invented|Tim Berners-Lee|Tim Berners-Lee invented the World Wide Web in 1989.
gravity discovered|Isaac Newton|Isaac Newton formulated the law of universal gravitation.
relativity theory|Albert Einstein|The theory of relativity was developed by Albert Einstein.
penicillin discovered|Alexander Fleming|Penicillin was discovered by Alexander Fleming in 1928.
president first|George Washington|George Washington was the first president of the United States.
moon first walk|Neil Armstrong|Neil Armstrong was the first person to walk on the Moon, on 20 July 1969.
moon first person|Neil Armstrong|Neil Armstrong was the first person to walk on the Moon, on 20 July 1969.
moon first man|Neil Armstrong|Neil Armstrong was the first person to walk on the Moon, on 20 July 1969.
eiffel where|Paris|The Eiffel Tower is in Paris, France.
eiffel tall|330 m|The Eiffel Tower is about 330 metres tall.
colosseum where|Rome|The Colosseum is in Rome, Italy.
machu where|Peru|Machu Picchu is in Peru, in the Andes northwest of Cusco.
taj where|Agra|The Taj Mahal is in Agra, India.
statue liberty where|New York|The Statue of Liberty stands on Liberty Island in New York Harbor.
war world ii end|1945|World War II ended in 1945.
war world 2 end|1945|World War II ended in 1945.
war world i end|1918|World War I ended in 1918.
titanic sink|1912|The Titanic sank on 15 April 1912.
berlin wall fall|1989|The Berlin Wall fell on 9 November 1989.
pi value|3.14159|Pi is approximately 3.14159.
meaning life|42|According to The Hitchhiker's Guide to the Galaxy it is 42. Beyond fiction, people find their own answers.
primes three|2, 3 and 5|The first three prime numbers are 2, 3 and 5.
prime three numbers|2, 3 and 5|The first three prime numbers are 2, 3 and 5.
prime five numbers|2, 3, 5, 7 and 11|The first five prime numbers are 2, 3, 5, 7 and 11.
prime smallest|2|The smallest prime number is 2.
http stand|HyperText Transfer Protocol|HTTP stands for HyperText Transfer Protocol.
html stand|HyperText Markup Language|HTML stands for HyperText Markup Language.
api stand|Application Programming Interface|API stands for Application Programming Interface.
cpu stand|Central Processing Unit|CPU stands for Central Processing Unit.
sql stand|Structured Query Language|SQL stands for Structured Query Language.
dna stand|deoxyribonucleic acid|DNA stands for deoxyribonucleic acid.
nasa stand|National Aeronautics and Space Administration|NASA stands for National Aeronautics and Space Administration.
`;

interface Entry extends Fact {
  readonly needs: readonly string[];
}

let index: ReadonlyMap<string, readonly Entry[]> | undefined;

function buildIndex(): ReadonlyMap<string, readonly Entry[]> {
  const map = new Map<string, Entry[]>();
  for (const row of ROWS.trim().split('\n')) {
    const [words = '', short = '', sentence = ''] = row.split('|');
    const [key = '', ...needs] = words.split(' ');
    const entries = map.get(key) ?? [];
    entries.push({ needs, short, sentence });
    map.set(key, entries);
  }
  return map;
}

/** Words of a question that are looked up. */
const MAX_WORDS = 40;

/** Looks a short question up in the table of general knowledge. `lowerWords` are the words of the question in lower case. */
export function generalFact(lowerWords: readonly string[]): Fact | undefined {
  index ??= buildIndex();
  const words = lowerWords.length > MAX_WORDS ? lowerWords.slice(0, MAX_WORDS) : lowerWords;
  for (const word of words) {
    const entry = index
      .get(word)
      ?.find((candidate) =>
        candidate.needs.every((need) => words.some((w) => w === need || (need.length > 3 && w.startsWith(need)))),
      );
    if (entry !== undefined) return entry;
  }
  return undefined;
}

type Property = 'capital' | 'largest' | 'currency' | 'language' | 'continent';

const QUESTION =
  /\b(capital|largest city|biggest city|currency|official language|language|continent)\b(?: city)?(?: (?:is|do|does))?(?: (?:spoken|used|they speak|people speak))? (?:of|in|is|for) (?:the (?:country of )?)?([a-z][a-z. ]{1,30})/;
const CAPITAL_IN_CHINESE = /([一-鿿]{2,6}?)的?首都/;

const PROPERTIES: Readonly<Record<string, Property>> = {
  capital: 'capital',
  'largest city': 'largest',
  'biggest city': 'largest',
  currency: 'currency',
  'official language': 'language',
  language: 'language',
  continent: 'continent',
};

const withThe = (country: Country): string => (country.the ? `the ${country.name}` : country.name);
const atStart = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function sentenceOf(country: Country, property: Property): string {
  const place = withThe(country);
  switch (property) {
    case 'capital':
      return `The capital of ${place} is ${country.capital}.`.replace('..', '.');
    case 'largest':
      return `The largest city in ${place} is ${country.largest}.`;
    case 'currency':
      return `The currency of ${place} is the ${country.currency}.`;
    case 'language':
      return `${country.language} ${/ and /.test(country.language) ? 'are' : 'is'} spoken in ${place}.`;
    case 'continent':
      return `${atStart(place)} is in ${country.continent}.`;
    default:
      return property satisfies never;
  }
}

/** The longest beginning of `text` that names a country: "france right now" → France. */
function countryAtStart(text: string): Country | undefined {
  const words = text.replace(/[.?! ]+$/, '').split(' ');
  for (let count = Math.min(4, words.length); count > 0; count--) {
    const country = findCountry(words.slice(0, count).join(' '));
    if (country !== undefined) return country;
  }
  return undefined;
}

/** Facts about countries: capital, largest city, currency, language, continent. */
export function countryFact(lower: string): Fact | undefined {
  const chinese = CAPITAL_IN_CHINESE.exec(lower)?.[1];
  if (chinese !== undefined) {
    const country = findCountry(chinese.replace(/^(?:请问|告诉我)/, ''));
    if (country !== undefined)
      return { short: country.zhCapital, sentence: `${country.zh}的首都是${country.zhCapital}。` };
  }
  const match = QUESTION.exec(lower);
  const property = PROPERTIES[match?.[1] ?? ''];
  const country = match?.[2] === undefined ? undefined : countryAtStart(match[2]);
  if (property === undefined || country === undefined) return undefined;
  return { short: country[property], sentence: sentenceOf(country, property) };
}

const CAPITAL_CLAIM =
  /^(?:is|was) ([a-z][a-zéãíáö,. ]{1,30}?) (?:really )?the capital (?:city )?of (?:the )?([a-z][a-z. ]{1,30})/;

/** Judges "Is Berlin the capital of Germany?". */
export function capitalClaim(lower: string): { readonly yes: boolean; readonly sentence: string } | undefined {
  const match = CAPITAL_CLAIM.exec(lower);
  const country = match?.[2] === undefined ? undefined : countryAtStart(match[2]);
  if (country === undefined) return undefined;
  const yes = country.capital.toLowerCase() === match?.[1];
  return { yes, sentence: sentenceOf(country, 'capital') };
}
