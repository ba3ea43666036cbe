import type { EngineRequest } from '../engine/request.ts';
import type { EngineScript } from '../engine/script.ts';
import { declaredTools } from '../scenarios/declared-tool.ts';
import { replyOfAnswer } from '../scenarios/reply-of-answer.ts';
import { scriptedChoice } from '../scenarios/scripted-choice.ts';

/** What was recorded as a script of the engine; `undefined` where it is no answer of a model. */
export function recordedScript(answer: unknown, request: EngineRequest): EngineScript | undefined {
  const reply = replyOfAnswer(answer);
  if (!reply) return undefined;
  const tools = declaredTools(request);
  const { usage, choices = [reply] } = reply;
  return { choices: choices.map((choice) => scriptedChoice(choice, tools)), ...(usage && { usage }) };
}
