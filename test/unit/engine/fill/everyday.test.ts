// Proves src/engine/fill, src/engine/form: what people type first, in few words and in any order of them.
import { describe, expect, test } from 'vitest';
import { sayTo, type Said } from '../../../support/form-answers.ts';

type Holds = (answer: string, prompt: string) => void;

const ask = (text: string): Said => [['user', text]];
const count = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;
const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '');

const has =
  (...parts: readonly (string | RegExp)[]): Holds =>
  (answer) => {
    for (const part of parts) expect(answer).toMatch(part);
  };
const lacks =
  (...parts: readonly (string | RegExp)[]): Holds =>
  (answer) => {
    for (const part of parts) expect(answer).not.toMatch(part);
  };
const words =
  (least: number, most: number): Holds =>
  (answer) => {
    expect(count(answer)).toBeGreaterThanOrEqual(least);
    expect(count(answer)).toBeLessThanOrEqual(most);
  };
const inLines =
  (number: number): Holds =>
  (answer) =>
    expect(lines(answer)).toHaveLength(number);
const all =
  (...rest: readonly Holds[]): Holds =>
  (answer, prompt) =>
    rest.forEach((holds) => holds(answer, prompt));
const json =
  (value: unknown): Holds =>
  (answer) =>
    expect(JSON.parse(answer.replace(/^```json\n|\n```$/g, ''))).toMatchObject(value as object);
/** At most half of the text behind the first colon. */
const half: Holds = (answer, prompt) =>
  expect(answer.length).toBeLessThanOrEqual(prompt.slice(prompt.search(/[:：\n]/) + 1).length / 2 + 8);
/** Short prose that does not give the prompt back. */
const natural: Holds = (answer, prompt) => {
  expect(answer).toMatch(/[.!?。！？」]$/);
  expect(count(answer)).toBeLessThanOrEqual(80);
  const plain = prompt.replace(/[.?!？。]+$/, '');
  if (plain.length > 24) expect(answer.toLowerCase()).not.toContain(plain.toLowerCase());
  expect(answer).not.toMatch(
    /\b(?:about|for|of|on|with) (?:how|what|why|when|is|are|can|do|does|my|i|our|write|give|compare|explain)\b/i,
  );
};
/** A headline of few words that has some of these. */
const headline = (part: RegExp): Holds => all(words(2, 8), has(part), lacks(/\b(?:title|headline|post|give)\b|[.]$/i));

const SPRINT =
  'The team met on Monday to plan the sprint. Anna will rewrite the login page before Friday. Ben found that the cache returns stale prices. Nobody could say why the nightly job was slow. They agreed to measure it first. Lunch was late.';

const TABLE: readonly (readonly [string, Holds])[] = [
  // Translation.
  ['Translate "thank you" into German', all(has(/^danke$/i))],
  ['"good night" in Spanish', has(/^buenas noches/i)],
  ['How do you say "friend" in Italian?', has(/amico/i)],
  ['What is "water" in French?', has(/eau/i)],
  ['Translate to Spanish: good morning', has(/^buenos días$/i)],
  ['In German please: the moon', has(/Mond/)],
  ['translate this into Portuguese: bread', has(/^pão$/i)],
  ['Please translate "The invoice is overdue" to Japanese', lacks(/translate|please/i)],
  ['Translate the word house to Italian', has(/^casa$/i)],
  ['Say hello in Japanese', has(/こんにちは/)],
  // Summaries and shortenings.
  [`Summarize: ${SPRINT}`, all(half, words(3, 30))],
  [`Summarise this in one sentence: ${SPRINT}`, all(half, words(3, 30))],
  [`tl;dr\n${SPRINT}`, all(half, words(3, 30))],
  [`Shorten this: ${SPRINT}`, all(half, words(3, 30))],
  [`Make this shorter:\n\n${SPRINT}`, all(half, words(3, 30))],
  [
    'Summarize: The bakery opens at six. It sells bread, rolls and cakes until noon, when the oven is cleaned.',
    all(half, words(2, 12)),
  ],
  // Titles.
  ['Give me a title for a blog post about sourdough', headline(/Sourdough/)],
  ['Headline for an article on night trains', headline(/Night Trains/)],
  ['Suggest a title for my talk about database indexes', headline(/Database Indexes/)],
  ['I need a catchy title for a story about two foxes', headline(/Foxes/)],
  [`Title for this text: ${SPRINT}`, words(2, 8)],
  ['Write a headline about the new bike lanes', headline(/Bike Lanes/)],
  // Verse.
  ['Write a haiku about rivers', all(inLines(3), has(/river/i))],
  ['haiku: winter', all(inLines(3), has(/winter/i))],
  ['Compose a limerick about a cat', all(inLines(5), has(/cat/i))],
  ['A four-line poem about rain', all(inLines(4), has(/rain/i))],
  ['Write a poem about the sea in 6 lines', all(inLines(6), has(/sea/i))],
  ['Write me a short poem about friendship', all(has(/friendship/i), words(10, 80))],
  // Lists.
  ['List 4 advantages of trains', all(inLines(4), has(/train/i), lacks(/patience/i))],
  ['Name five animals', inLines(5)],
  ['Give me 3 reasons to learn Rust', all(inLines(3), has(/rust/i))],
  ['Three tips for better sleep', all(inLines(3), has(/sleep/i))],
  ['What are 3 uses of vinegar?', all(inLines(3), has(/vinegar/i))],
  ['Top 5 risks of remote work', all(inLines(5), has(/remote work/i))],
  // JSON.
  ['As JSON: Laura is 41', json({ name: 'Laura', age: 41 })],
  ['JSON please: country Peru, capital Lima', json({ country: 'Peru', capital: 'Lima' })],
  ['Give the JSON for a user called Otto aged 12', json({ name: 'Otto', age: 12 })],
  ['json: title Dune, pages 412', json({ title: 'Dune', pages: 412 })],
  ['Tim is 22 and lives in Oslo. In JSON.', json({ name: 'Tim', age: 22, city: 'Oslo' })],
  ['Turn this into JSON: color red, size 42, price 19.5', json({ color: 'red', size: 42, price: 19.5 })],
  ['Return a JSON object for a product named Lamp with price 30', json({ name: 'Lamp', price: 30 })],
  ['Make JSON of this: name = Ida; role = editor; active = true', json({ name: 'Ida', role: 'editor', active: true })],
  ['host: db1, port: 5432 as json', json({ host: 'db1', port: 5432 })],
  [
    'Convert to JSON: Mona is 28 and Erik is 35',
    json([
      { name: 'Mona', age: 28 },
      { name: 'Erik', age: 35 },
    ]),
  ],
  // Code.
  ['Write a python function that multiplies two numbers', has(/def multiply\w*\(a, b\):/, /return a \* b/)],
  ['Write a function add in JavaScript taking x and y', has(/function add\(x, y\)/, /return x \+ y/)],
  ['python function to reverse a string', has(/def reverse\w*\(text\):/)],
  [
    'Write a JavaScript function that takes a list and returns the largest number',
    has(/function \w+\((?:items|list)\)/),
  ],
  ['Write a python function that divides three numbers', has(/def divide\w*\(a, b, c\):/)],
  [
    'Write a TypeScript function to check whether a number is even',
    has(/\((?:n|number): number\): boolean/, /% 2 === 0/),
  ],
  // Yes and no.
  ['Is 13 a prime number?', has(/^Yes\b.*13/)],
  ['Is 21 prime?', has(/^No\b.*21/)],
  ['Is 8 greater than 12?', has(/^No\b/)],
  ['Is 3.5 less than 4?', has(/^Yes\b/)],
  ['Does "banana" contain the letter a?', has(/^Yes\b/)],
  ['Does the word "table" contain "z"?', has(/^No\b/)],
  ['Is 18 even?', has(/^Yes\b/)],
  ['Is 45 divisible by 7?', has(/^No\b/)],
  ['Is it a good idea to rewrite everything in one weekend?', natural],
  // Arithmetic in words.
  ['What is twelve plus thirty?', has(/42/)],
  ['seven times eight', has(/56/)],
  ['What is half of 90?', has(/45/)],
  ['Add nine and four', has(/13/)],
  ["What's 144 divided by 12?", has(/12$|12\.$/)],
  ['twenty-five minus six', has(/19/)],
  // Plain talk, where nothing is known.
  ['Our tests are flaky, what should we do about it?', natural],
  ['Describe the plot of Moby Dick', natural],
  ['Compare Postgres and MySQL', natural],
  ['Why does my container exit with code 137?', natural],
  ['How do I center a div?', natural],
  ['Explain closures to a junior developer', natural],
  ['I cannot decide between a van and a train for our trip next month', natural],
  ['What would you cook with leeks, cream and two eggs?', natural],
  ['Fix this: prnt("hello")', natural],
  ['Should I use tabs or spaces?', natural],
  ['My laptop gets hot when I compile, any ideas?', natural],
  ['Tell me about volcanoes', all(natural, has(/volcanoes/i))],
  ['Can you help me prepare for an interview tomorrow?', natural],
  ['Write an email to my landlord about the broken heating', all(words(20, 160), has(/heating/i))],
  // Chinese.
  ['用一句话介绍黄河', all(has(/黄河/), lacks(/用一句话|你问的是/))],
  ['把“谢谢”翻译成英文', has(/^thank/i)],
  ['“早上好”用法语怎么说？', has(/bonjour/i)],
  ['给一篇关于蜜蜂的文章起个标题', all(has(/蜜蜂/), lacks(/标题|起个/))],
  ['写一首关于秋天的五行诗', all(inLines(5), has(/秋天/))],
  ['列出三个喝茶的好处', all(inLines(3), has(/茶/))],
  ['以JSON格式：小明今年12岁', json({ age: 12 })],
  ['17是质数吗？', has(/^是/)],
  ['三加五等于几？', has(/8/)],
  ['为什么天空是蓝色的？', has(/[。]$/)],
  ['总结：会议在周一举行。大家讨论了新的登录页面和缓存问题。安娜负责登录页面，本负责缓存。午饭吃得很晚。', half],
  ['怎样让构建更快？', all(has(/。$|？$/), lacks(/怎样让构建更快/))],
  // Short forms of the other languages.
  ['Quelle heure est-il à Lyon ?', all(natural, lacks(/Quelle heure/))],
  ['Traduis « merci » en anglais', has(/^thank(?:s| you)$/i)],
  ['Übersetze „Hund“ ins Englische', has(/^dog$/i)],
  ['Traduce "gato" al inglés', has(/^cat$/i)],
  ['Traduci "acqua" in inglese', has(/^water$/i)],
  ['Traduza "livro" para o inglês', has(/^book$/i)],
  ['「ありがとう」を英語に翻訳して', has(/^thank/i)],
  ['Écris un haïku sur la mer', all(inLines(3), has(/mer/i))],
  ['Nenne drei Vorteile von Zügen', all(inLines(3), has(/Zügen/))],
  ['Wie mache ich unsere Tests schneller?', all(natural, lacks(/Wie mache ich/))],
  ['Dame un título para un artículo sobre abejas', all(words(1, 8), has(/abejas/i), lacks(/dame|título/i))],
  ['¿Es 7 un número primo?', has(/^Sí/)],
  ['Ist 10 eine Primzahl?', has(/^Nein\b/)],
];

const EARLIER: readonly (readonly [string, string, RegExp])[] = [
  ['We ship on Thursdays.', 'What did I say first?', /Thursdays/],
  ['My name is Greta.', 'What is my name?', /Greta/],
  ['I am allergic to walnuts.', 'What am I allergic to?', /walnuts/],
  ['Please draft a note about parking.', 'What was my first message?', /parking/],
  ['Our server is called Falcon.', 'What is our server called?', /Falcon/],
  ['我叫李雷。', '我叫什么名字？', /李雷/],
];

describe('everyday requests', () => {
  test.each(TABLE)('answers %j as it is asked', (prompt, holds) => {
    expect.hasAssertions();
    holds(sayTo(ask(prompt)), prompt);
  });

  test.each(EARLIER)('remembers %j when asked %j', (said, question, part) => {
    expect(
      sayTo([
        ['user', said],
        ['assistant', 'Noted.'],
        ['user', question],
      ]),
    ).toMatch(part);
  });

  test('says that nothing was said before the first message', () => {
    expect(sayTo(ask('What did I say first?'))).toMatch(/first message|nothing|this conversation/i);
  });

  test.each(['Write an essay about glaciers', 'Explain in detail how bread rises', 'Write a story about a lost key'])(
    'writes at length for %j',
    (prompt) => {
      expect(count(sayTo(ask(prompt)))).toBeGreaterThan(130);
    },
  );
});
