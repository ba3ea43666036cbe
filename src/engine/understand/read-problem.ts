import type { Reading } from './reading.ts';
import { tidyPhrase } from './topic.ts';

/** What programs print when they fail: a type of error with a message, a code of the system or of HTTP. */
const MESSAGE =
  /\b([A-Z]\w{0,40}(?:Error|Exception|Warning|Fault)\b(?::\s?[^\n]{1,160})?)|\b((?:error|fatal|panic|uncaught|cannot|npm ERR!|ERROR)\b ?:\s?[^\n]{3,160})|\b(E(?:CONN\w{3,12}|NOENT|ACCES|ADDRINUSE|TIMEDOUT|PERM|PIPE)\b[^\n]{0,120})|((?:cannot read propert(?:y|ies)|undefined is not|segmentation fault|null ?pointer|stack overflow|out of memory|no module named|module not found|permission denied|connection refused|access denied|cors)\b[^\n?]{0,120})/i;
const STATUS =
  /\b(?:http |status |error |a |an )?([45]\d\d)\b(?: (?:error|status|response|internal server error|not found|forbidden|unauthorized))?/i;

const ASKS_MEANING =
  /\b(?:what (?:does|do|is|causes|'s)|explain|meaning of|mean|why (?:do|am|does|is)|how (?:do|can|to) (?:i )?(?:fix|solve|resolve|debug)|getting|get|got|keep|help|see|throws?|fails?|fix|receive|encounter\w*|running into|ran into)\b/i;
const TROUBLE =
  /\b(?:my|our|the) ([\w./-]+(?: [\w./-]+){0,3}?) (?:is |are |keeps? |just |always |suddenly |sometimes )*(crash(?:es|ed|ing)?|freez(?:es|ing)|froze|hangs?|hanging|fails?|failed|failing|throws?|threw|broke|breaks|stopped working|(?:doesn't|does not|isn't|won't|don't|not|can't|cannot) (?:work|start|load|compile|run|build|open|respond|connect|boot|turn on|update|working|loading|running|starting|building|responding)\w*|(?:is |are |so |very |really |too )*slow|not responding|leak(?:s|ing) memory|returns? (?:an? )?(?:error|null|undefined|nothing|empty))\b/i;
const I_GET =
  /\b(?:i|we)(?:'m| am|'re| are)? (?:keep |always |just |sometimes )?(?:get|gets|got|getting|see|seeing|have|having|receive|encounter\w*|run into|ran into)\b[^.\n]{0,30}\b(?:error|exception|crash|issue with|problem with|failure|timeout|warning|bug|trouble with)\b/i;

/** One pass that lets most prompts go: none of the patterns fits a text without one of these. */
const HINT =
  /err|exception|warning|fault|fatal|panic|uncaught|cannot|can't|n't |undefined|null|memory|module|permission|refused|denied|cors|crash|fr[eo]+z|hang|fail|thr[eo]w|br[eo]+k|stop|not (?:work|start|load|respond|compil|run|open|connect)|slow|leak|return|[45]\d\d|trouble|issue|problem|bug|timeout|econn|enoent|eacc|eaddr|eperm|epipe|etimed/;

/** The clause turned to the reader: "my app crashes when I open it" becomes "your app crashes when you open it". */
export function facing(clause: string): string {
  return clause
    .replace(/\bI'm\b|\bI am\b/g, 'you are')
    .replace(/\b[Ww]e\b|\bI\b/g, 'you')
    .replace(/\b[Mm]y\b|\b[Oo]ur\b/g, 'your')
    .replace(/\bme\b|\bus\b/g, 'you')
    .replace(/\bmyself\b/g, 'yourself');
}

function occasion(text: string): string {
  const when =
    /\b((?:when(?:ever)?|after|while|as soon as|every time|on startup|if|since) [^.!?\n]{3,80})/i.exec(text)?.[1] ?? '';
  return facing(tidyPhrase(when.replace(/,? (?:help|please|any ideas?|what should).*$/i, '')));
}

/**
 * Reports of something that does not work, and questions about error messages.
 * @example readProblem('What does this error mean: TypeError: undefined is not a function')?.topic // 'TypeError: undefined is not a function'
 */
export function readProblem(text: string, lower: string): Reading | undefined {
  const head = text.slice(0, 1200);
  if (!HINT.test(lower.slice(0, 1200))) return undefined;
  const trouble = TROUBLE.exec(head);
  const message = MESSAGE.exec(head);
  const printed = (message?.[1] ?? message?.[2] ?? message?.[3] ?? message?.[4])
    ?.replace(/,? (?:help|please)\b.*$/i, '')
    .replace(/[\s?!.,'"`]+$/, '');
  if (printed !== undefined && (ASKS_MEANING.test(head) || printed.length > head.length * 0.5))
    return {
      task: { kind: 'problem', error: printed, what: '', when: occasion(head.replace(printed, '')) },
      topic: tidyPhrase(printed),
    };
  const status = /\b(?:error|status|http|getting|get|got|returns?|response)\b/i.test(head)
    ? STATUS.exec(head)?.[1]
    : undefined;
  if (status !== undefined && (ASKS_MEANING.test(head) || trouble !== null))
    return { task: { kind: 'problem', error: status, what: '', when: occasion(head) }, topic: `${status} error` };
  if (trouble?.[1] === undefined)
    return I_GET.test(head)
      ? { task: { kind: 'problem', error: '', what: '', when: occasion(head) }, topic: 'error' }
      : undefined;
  const what = `your ${trouble[1]} ${trouble[2] ?? ''}`;
  return { task: { kind: 'problem', error: '', what, when: occasion(head) }, topic: `your ${trouble[1]}` };
}
