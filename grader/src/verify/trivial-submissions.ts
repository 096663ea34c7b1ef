/** Answers that take no thought. `first` is the first argument, for a method without one the object itself. */
const ANSWERS = {
  zeros: '(first) => filled(first, 0)',
  ones: '(first) => filled(first, 1)',
  echo: '(first) => first',
} as const;

export type TrivialAnswer = keyof typeof ANSWERS;
export const TRIVIAL_ANSWERS = Object.keys(ANSWERS) as TrivialAnswer[];

const EXPORT = /^export (?:async )?(?:function\*?|class|const|let) (\w+)/gm;

/**
 * A submission, as JavaScript beside the compiled reference, whose every function and method gives such an answer, and
 * whose every constant is 0.
 *
 * @param source the reference solution, for the names of its exports
 * @param compiled the file name of the compiled reference: 'softmax.js'
 */
export function trivialSubmission(answer: TrivialAnswer, source: string, compiled: string): string {
  const names = [...source.matchAll(EXPORT)].map(([, name]) => name);
  return `import { Tensor, torch } from '#torch';
import * as reference from './${compiled}';
const filled = (like, value) => {
  if (like instanceof Tensor) return torch.zerosLike(like).add(value);
  return Array.isArray(like) ? like.map((item) => filled(item, value)) : value;
};
const answer = ${ANSWERS[answer]};
const isClass = (exported) => /^class\\b/.test(Function.prototype.toString.call(exported));
function trivial(exported) {
  if (typeof exported !== 'function') return 0;
  if (!isClass(exported)) return answer;
  const Trivial = class extends exported {};
  for (const name of Reflect.ownKeys(exported.prototype)) {
    if (name === 'constructor') continue;
    const value = function (...args) {
      return answer(args.length > 0 ? args[0] : this);
    };
    // A getter answers when it is read; assigning to its name would throw.
    const isGetter = Object.getOwnPropertyDescriptor(exported.prototype, name).get !== undefined;
    Object.defineProperty(Trivial.prototype, name, isGetter ? { get: value } : { value });
  }
  return Trivial;
}
${names.map((name) => `export const ${name} = trivial(reference.${name});`).join('\n')}
`;
}
