/** Questions and tools that the tests of all client libraries share, so that they can be compared. */

/** A red dot of 5 × 5 pixels. */
export const RED_DOT =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==';

export const WEATHER_QUESTION = "What's the weather in Tokyo?";

/** What the weather tool of the tests returns: words and figures that no answer has by chance. */
export const WEATHER_RESULT = { location: 'Tokyo', temperature: 23.5, unit: 'celsius', condition: 'drizzle' } as const;

/** An answer that has used {@link WEATHER_RESULT}. */
export const USES_WEATHER: RegExp = /23\.5[\s\S]*drizzle|drizzle[\s\S]*23\.5/i;

export const PERSON_PROMPT = 'Extract info as JSON: John is 30 years old and lives in Berlin';
