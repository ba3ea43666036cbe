import type { Ask, Task } from '../understand/ask.ts';
import { capitalise } from './english.ts';
import type { Voice } from './voice.ts';

type Plan = Extract<Task, { kind: 'plan' }>;

/** What fills the parts of a day, or a whole one. Choices in brackets are drawn. */
const PARTS: Readonly<
  Record<
    Plan['of'],
    {
      readonly unit: string;
      readonly days: number;
      readonly entries: readonly string[];
      readonly tips: readonly string[];
    }
  >
> = {
  trip: {
    unit: 'Day',
    days: 3,
    entries: [
      'arrive, check in and [take a first walk through the centre|stroll around the neighbourhood]; dinner at a small local place',
      'the main sights in the morning, before the crowds; [a museum|a market] in the afternoon; a viewpoint at sunset',
      'a day trip by train to [a nearby town|the countryside]; a quiet evening',
      'a food tour or a cooking class; time for [shopping|a long walk] in the afternoon',
      'a slow morning in a café, [a park or garden|a temple, church or gallery] after lunch, and a show or live music in the evening',
      'nature: [a hike|a boat trip|a bike ride], with a picnic from the market',
      'buy the last souvenirs, revisit a favourite corner and leave in good time for the airport',
    ],
    tips: [
      'Book flights and the first night early; the rest can stay flexible.',
      'Check the visa rules and the season before you fix the dates.',
      'Group the sights by neighbourhood to save time on the way.',
      'Get a transport card on the first day.',
      'Keep one afternoon free for surprises.',
    ],
  },
  workout: {
    unit: 'Day',
    days: 4,
    entries: [
      'full-body strength: squats, push-ups and rows, 3 sets of 10',
      '30 minutes of easy cardio: [running|cycling|swimming]',
      'rest or a walk, with 10 minutes of stretching',
      'upper body and core: presses, pull-ups and planks, 3 sets each',
      'intervals: 6 × 1 minute fast, 2 minutes easy',
      'lower body: lunges, deadlifts and calf raises, 3 sets of 12',
      'rest, and look back at the week',
    ],
    tips: [
      'Warm up for five minutes.',
      'Add a little weight or time each week.',
      'Stop if something hurts.',
      'Sleep and food matter as much as the training.',
    ],
  },
  meals: {
    unit: 'Day',
    days: 3,
    entries: [
      'oats with fruit, [lentil soup|a chickpea salad], baked salmon with vegetables',
      'yoghurt with nuts, a wrap with hummus, [stir-fried tofu|chicken] with rice',
      'eggs on toast, leftovers, pasta with tomatoes and spinach',
      'a smoothie, a quinoa bowl, vegetable curry',
      'muesli, a baked potato with beans, fish tacos',
      'pancakes, a big salad, homemade pizza',
      'fruit salad, soup with bread, roast vegetables with [feta|chicken]',
    ],
    tips: [
      'Cook double portions and freeze half.',
      'Write one shopping list for the week.',
      'Keep a quick meal in reserve.',
      'Swap days as you like.',
    ],
  },
  study: {
    unit: 'Week',
    days: 4,
    entries: [
      'get an overview and set a goal; list what you know already',
      'the fundamentals: 30 minutes a day, with notes in your own words',
      'exercises on each topic; repeat what was hard after two days',
      'a small project or past paper that uses it all',
      'close the gaps, then a mock exam under real conditions',
      'review with flash cards and teach it to somebody',
      'rest, a last look at the notes, and the exam',
    ],
    tips: [
      'Test yourself instead of rereading.',
      'Short daily sessions beat one long one.',
      'Plan a free day a week.',
      'Keep a log of mistakes.',
    ],
  },
  project: {
    unit: 'Phase',
    days: 4,
    entries: [
      'agree on the goal, the budget and who decides',
      'collect requirements and sketch two or three options',
      'choose one, split it into tasks and give each an owner',
      'build a first version and show it to a few people',
      'test, fix and prepare the launch',
      'launch, watch the numbers and answer feedback',
      'look back: what to keep, what to change',
    ],
    tips: [
      'Write the goal in one sentence.',
      'Keep a buffer of 20 % for surprises.',
      'Meet once a week, briefly.',
      'Decide what you will not do.',
    ],
  },
};
const INTROS: readonly string[] = [
  "[Here's|Here is] a [simple|possible|first] plan for {what}:",
  "[Sure!|Happy to help!|I'd love to help!] [This could work|Here's a draft] for {what}:",
];
const ENDS: readonly string[] = [
  'If you tell me your [budget|dates|level] and [what you enjoy|your preferences], I can [adjust|refine] it.',
  'Would you like me to [adjust|refine|extend] it?',
];

const NAMES: Readonly<Record<Plan['of'], string>> = {
  trip: 'your trip',
  workout: 'your training',
  meals: 'your meals',
  study: 'your studies',
  project: 'your project',
};

/** A plan by days, weeks or phases, with a few tips. */
export function plan(task: Plan, ask: Ask, voice: Voice): string {
  const { unit, days, entries, tips } = PARTS[task.of];
  const weeks = task.of === 'study' && task.days >= 7;
  const count =
    task.of === 'project' || (task.of === 'study' && !weeks)
      ? days
      : weeks
        ? Math.max(1, Math.round(task.days / 7))
        : task.days === 0
          ? days
          : task.days;
  const what = task.where === '' ? NAMES[task.of] : `your trip to ${task.where}`;
  const lines = Array.from({ length: Math.min(count, 14) }, (_, at) => {
    // The first entry begins a plan and the last one ends it; those between come round again in a long one.
    const last = count > 1 && at === count - 1;
    const entry = last ? entries.at(-1) : at === 0 ? entries[0] : entries[1 + ((at - 1) % (entries.length - 2))];
    return `- **${unit} ${at + 1}:** ${capitalise(voice.say(entry ?? ''))}.`;
  });
  const advice = voice.sample(tips, voice.int(2, 3)).map((tip) => `- ${tip}`);
  const body = `${voice.say(INTROS, { what })}\n\n${lines.join('\n')}\n\n**Tips**\n\n${advice.join('\n')}`;
  const free = ask.wanted.length.unit === 'normal' || ask.wanted.length.unit === 'detailed';
  return free ? `${body}\n\n${voice.say(ENDS)}` : body;
}
