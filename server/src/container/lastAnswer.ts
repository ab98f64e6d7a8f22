/**
 * A pure question that keeps its last answer. Hundreds of rules ask the same few questions about one container before the next one's turn comes, so
 * one place is enough; and unlike the entries of a WeakMap, what it holds is gone with the next small garbage collection.
 */
export function lastAnswer<Subject extends object, Answer>(
  answerOf: (subject: Subject) => Answer,
): (subject: Subject) => Answer {
  let last: { readonly subject: Subject; readonly answer: Answer } | undefined;
  return (subject) => {
    if (last?.subject !== subject) last = { subject, answer: answerOf(subject) };
    return last.answer;
  };
}
