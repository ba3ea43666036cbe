import type { Groups, Reading } from './reading.ts';

const CODE_LANGUAGE =
  /\b(python|javascript|typescript|node(?:\.js)?|golang|go|sql|bash|shell|rust|java|c\+\+|c#|ruby|php|html|css|regex|react|swift|kotlin|js|ts|express|flask|fastapi|django)\b(?!\w)/i;
const CODE_NAMES: Readonly<Record<string, string>> = {
  golang: 'go',
  js: 'javascript',
  ts: 'typescript',
  node: 'javascript',
  'node.js': 'javascript',
  shell: 'bash',
  react: 'typescript',
  express: 'javascript',
  flask: 'python',
  fastapi: 'python',
  django: 'python',
};
const CODE_TASK =
  /\b(?:function|script|program|class|method|query|code|snippet|component|regex|algorithm|implementation|command|api|server|endpoint|test)\b/i;
const SURELY_CODE =
  /\b(?:python|javascript|typescript|sql|bash|c\+\+|c#)(?!\w)|\bin (?:go|golang|rust|java|ruby|php|html|css|swift|kotlin|react|js|ts)\b|\bhello,? world\b/i;
const TASK_WORDS =
  /\b(?:function|script|program|class|method|query|code|snippet|component|regex|implementation|command)\b(?: in [\w+#.]+)?(?: called \w+)?(?: (?:that|which|to|for|of|which will|so that it|showing))?(?: (?:can|will|should))? ([^.\n]{2,100})/i;

/** The language that a text names, as the fences of Markdown call it. */
export function namedLanguage(text: string): string | undefined {
  const named = CODE_LANGUAGE.exec(text.slice(0, 300))?.[1]?.toLowerCase();
  return named === undefined ? undefined : (CODE_NAMES[named] ?? named);
}

/** The language of code that the prompt brings along; Python when it brings none, as models do. */
export function languageOfCode(text: string): string {
  if (/\bfunction\s{0,4}\w{0,60}\s{0,4}\(|=>|\b(?:const|let|var) \w{1,60} ?=|console\.log/.test(text))
    return 'javascript';
  if (/\bpublic (?:static|void|class)|System\.out/.test(text)) return 'java';
  if (/#include\b|\bstd::/.test(text)) return 'c++';
  if (/\bfunc \w+\(/.test(text)) return 'go';
  if (/\bfn \w+\(/.test(text)) return 'rust';
  return /\bselect\b.{1,80}\bfrom\b/i.test(text) ? 'sql' : 'python';
}

export function readCode(_: Groups, text: string): Reading | undefined {
  const line = text.slice(0, 300);
  const named = namedLanguage(line);
  // "Go", "swift" and "react" are common words: without a word for code only an unmistakable name counts.
  if (!CODE_TASK.test(line) && !SURELY_CODE.test(line)) return undefined;
  const language = named ?? languageOfCode(line);
  const does =
    TASK_WORDS.exec(line)?.[1] ??
    line
      .replace(
        /^(?:please )?(?:write|create|implement|make|give me|show me|build|generate|code)(?: me)? (?:an? |the |some )?/i,
        '',
      )
      .replace(/ in [\w+#.]+[.!]?$/i, '');
  return { task: { kind: 'code', language, does }, topic: does };
}
