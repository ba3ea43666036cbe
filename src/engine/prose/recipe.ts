import type { Ask } from '../understand/ask.ts';
import { capitalise } from './english.ts';
import type { Voice } from './voice.ts';

const INTROS: readonly string[] = [
  "[Here's|Here is] a [simple|classic|reliable] recipe for {name}:",
  '[Sure!|Of course!|Great choice!] This recipe for {name} serves {serves}:',
  'You can make {name} at home with [a few basic ingredients|very little effort]:',
];
const BASICS: readonly string[] = [
  '2 tablespoons olive oil',
  '1 onion, finely chopped',
  '2 cloves garlic',
  '200 g flour',
  '2 eggs',
  '100 g butter, at room temperature',
  '250 ml milk',
  '1 pinch of salt',
  '1 teaspoon sugar',
  'a handful of fresh herbs',
  'juice of half a lemon',
  'black pepper to taste',
];
const STEPS: readonly string[] = [
  'Measure and prepare all the ingredients.',
  'Preheat the oven to 180 °C (350 °F), or warm a pan over medium heat.',
  'Combine the dry ingredients in a large bowl, then stir in the rest until smooth.',
  'Cook for [10 to 12|15|20 to 25] minutes, [stirring from time to time|keeping an eye on the colour].',
  'Taste and adjust the seasoning.',
  'Let it rest for [five|ten] minutes, then serve.',
];
const TIPS: readonly string[] = [
  '**Tip:** it tastes even better [the next day|with fresh herbs on top].',
  'Enjoy your {name}! 😋',
  'Would you like a [vegetarian|quicker|lighter] version?',
];

/** Ingredients and steps for a dish; plausible, never tried. */
export function recipe(ask: Ask, voice: Voice): string {
  const dish = ask.topic.phrase === '' ? 'a simple meal' : ask.topic.phrase;
  const slots = { name: dish, serves: voice.pick(['two', 'four', 'four to six']) };
  const ingredients = voice.sample(BASICS, voice.int(4, 7)).map((line) => `- ${line}`);
  const steps = STEPS.map((step, at) => `${at + 1}. ${voice.say(step)}`);
  return `## ${capitalise(dish)}\n\n${voice.say(INTROS, slots)}\n\n### Ingredients\n\n${ingredients.join('\n')}\n\n### Steps\n\n${steps.join('\n')}\n\n${voice.say(TIPS, slots)}`;
}
