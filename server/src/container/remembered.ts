/** Configs have few different keys; a file of nonsense must not fill the memory. */
const mostKept = 2000;

/** A pure question about keys, with the answers of most keys at hand. */
export function remembered<Answer>(answerOf: (key: string) => Answer): (key: string) => Answer {
  const answers = new Map<string, { readonly answer: Answer }>();
  return (key) => {
    const known = answers.get(key);
    if (known) return known.answer;
    const answer = answerOf(key);
    if (answers.size < mostKept) answers.set(key, { answer });
    return answer;
  };
}
