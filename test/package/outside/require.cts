// What CommonJS sees of the types.
import { createMock, StarmockError, type Mock, type MockOptions } from 'starmock';
import { transcripts, completion } from 'starmock/fixtures';
import { verify } from 'starmock/verify';
import { handlers } from 'starmock/msw';
const options: MockOptions = { seed: 1 };
const mock: Mock = createMock(options);
const error: StarmockError = new StarmockError('BAD_OPTION', 'x');
const text: string | null | undefined = transcripts.text.body.choices[0]?.message.content;
const all = handlers({});
const run = verify({ baseUrl: 'http://x', apiKey: 'y' });
export const used: readonly unknown[] = [mock, error.code, text, all, run, completion];
// @ts-expect-error no such option
createMock({ nothing: 1 });
