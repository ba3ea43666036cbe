import { faker } from '@faker-js/faker/locale/en';
import type { JsonValue } from '../../contract/api-types.ts';
import type { Random } from '../random.ts';
import type { Meaning } from './meaning.ts';

type Draw = () => string;

/** One realistic text a meaning. Dates are not here: faker reads the clock for them. */
const DRAWS: Partial<Record<Meaning, Draw>> = {
  address: () => `${faker.location.streetAddress()}, ${faker.location.city()}`,
  airport: () => faker.airline.airport().iataCode,
  author: () => faker.person.fullName(),
  category: () => faker.commerce.department(),
  city: () => faker.location.city(),
  color: () => faker.color.human(),
  command: () => faker.helpers.arrayElement(['ls -la', 'git status', 'npm test', 'df -h', 'uname -a']),
  company: () => faker.company.name(),
  country: () => faker.location.country(),
  'country-code': () => faker.location.countryCode(),
  currency: () => faker.helpers.arrayElement(['USD', 'EUR', 'GBP', 'JPY', 'CNY', 'CHF']),
  email: () => faker.internet.email({ provider: 'example.com' }).toLowerCase(),
  event: () =>
    faker.helpers.arrayElement(['Team meeting', 'Project review', 'Product launch', 'Design workshop', 'Client call']),
  expression: () => `${faker.number.int({ min: 2, max: 40 })} * ${faker.number.int({ min: 2, max: 40 })}`,
  file: () => faker.helpers.arrayElement(['notes.txt', 'report.md', 'data/input.csv', 'src/main.py', 'README.md']),
  'first-name': () => faker.person.firstName(),
  food: () => faker.food.dish(),
  gender: () => faker.helpers.arrayElement(['female', 'male']),
  id: () => faker.string.alphanumeric({ length: 8, casing: 'upper' }),
  job: () => faker.person.jobTitle(),
  language: () => faker.helpers.arrayElement(['English', 'French', 'German', 'Spanish', 'Japanese', 'Chinese']),
  'last-name': () => faker.person.lastName(),
  location: () => `${faker.location.city()}, ${faker.location.country()}`,
  name: () => faker.person.fullName(),
  person: () => faker.person.fullName(),
  phone: () => faker.phone.number({ style: 'international' }),
  product: () => faker.commerce.productName(),
  repository: () => `${faker.internet.username().toLowerCase()}/${faker.word.noun()}`,
  sentiment: () => faker.helpers.arrayElement(['positive', 'neutral', 'negative']),
  sku: () => `${faker.string.alpha({ length: 3, casing: 'upper' })}-${faker.string.numeric(4)}`,
  state: () => faker.location.state(),
  status: () => faker.helpers.arrayElement(['active', 'pending', 'completed', 'open']),
  street: () => faker.location.streetAddress(),
  tag: () => faker.word.noun(),
  ticker: () => faker.helpers.arrayElement(['AAPL', 'MSFT', 'GOOGL', 'AMZN', 'NVDA', 'TSLA']),
  timezone: () => faker.location.timeZone(),
  unit: () => faker.helpers.arrayElement(['celsius', 'kg', 'km', 'units']),
  url: () => `https://example.com/${faker.word.noun()}`,
  username: () => faker.internet.username().toLowerCase(),
  version: () => faker.system.semver(),
  weather: () => faker.helpers.arrayElement(['sunny', 'partly cloudy', 'light rain', 'overcast', 'clear']),
  zip: () => faker.location.zipCode('#####'),
};

/**
 * A realistic text for a meaning, or `undefined` where faker has nothing fitting. The shared instance is seeded anew from
 * `random` each time, so the value depends on nothing else.
 */
export function fakeValue(meaning: Meaning, random: Random): JsonValue | undefined {
  const draw = DRAWS[meaning];
  if (draw === undefined) return undefined;
  faker.seed(random.int(0, 0x7fffffff));
  return draw();
}
