/** What stands in the place of an answer that has not been given yet. `task` is its id and name. */
export class NotFilled {
  readonly task: string;

  constructor(task: string) {
    this.task = task;
  }

  toString(): string {
    return `${this.task}: not filled in yet`;
  }
}

/**
 * A marker for a constant that the student is to give, typed as the answer will be so that the file compiles.
 *
 * ```ts
 * const answer = notFilled<number>('A03.8 shiftPredictions');
 * isNotFilled(answer); // → true
 * ```
 */
export function notFilled<T>(task: string): T {
  const marker: unknown = new NotFilled(task);
  // The one deliberate lie about a type: a file with open answers must still compile.
  return marker as T;
}

export function isNotFilled(value: unknown): value is NotFilled {
  return value instanceof NotFilled;
}
