// promptfoo: assertions that a model grades, one that holds and one that does not.
import assert from 'node:assert/strict';
import promptfoo from 'promptfoo';

const grader = 'openai:chat:gpt-4o-mini';
const summary = await promptfoo.evaluate(
  {
    prompts: ['Repeat exactly: {{words}}'],
    providers: [grader],
    tests: [
      {
        vars: { words: 'The ferry leaves at nine.' },
        assert: [
          { type: 'contains', value: 'nine' },
          { type: 'llm-rubric', value: 'says when the ferry leaves', provider: grader },
        ],
      },
      {
        vars: { words: 'The soup is cold.' },
        assert: [{ type: 'llm-rubric', value: 'names the capital of Norway', provider: grader }],
      },
    ],
    writeLatestResults: false,
  },
  { maxConcurrency: 1, cache: false },
);
const { results } = (await summary.toEvaluateSummary?.()) ?? summary;
assert.deepEqual(
  results.map(({ success }) => success),
  [true, false],
);
assert.equal(results[0].response.output, 'The ferry leaves at nine.');
