/** Who, what and whom of a plain sentence: "Marta teaches chemistry." → Marta, teaches, chemistry. */
export const tripleOf = (text: string): readonly [string, string, string] | undefined => {
  const match =
    /^((?:the |a |an )?\p{Lu}?[\p{L}'-]+(?:\s\p{Lu}[\p{L}'-]+){0,3})\s+((?:is|was|are|were|has|have)?\s?\p{Ll}[\p{L}-]*(?:\s(?:in|at|by|for|of|on|to|from|with))?)\s+(.+?)[.!]?$/u.exec(
      text.trim(),
    );
  return match === null
    ? undefined
    : [match[1] ?? '', (match[2] ?? '').trim(), (match[3] ?? '').replace(/^(?:the|a|an)\s/i, (word) => word)];
};
