/** How a submission of one answer to everything is written. */
export interface Answering {
  /** A function of the arguments, as JavaScript; of a method without arguments the first one is the object itself. */
  readonly answer: string;
  /** What every exported constant is, as JavaScript. */
  readonly constant: string;
  /** What runs once the exports are there, as JavaScript. */
  readonly after?: string;
}

const EXPORT = /^export (?:async )?(?:function\*?|class|const|let) (\w+)/gm;

/**
 * A submission, as JavaScript beside the compiled reference, whose every function and method gives the same answer.
 * In its code `filled(like, value)` has the shape of `like`.
 *
 * @param source the reference solution, for the names of its exports
 * @param compiled the file name of the compiled reference: 'softmax.js'
 */
export function answeringSubmission(
  { answer, constant, after = '' }: Answering,
  source: string,
  compiled: string,
): string {
  const names = [...source.matchAll(EXPORT)].map(([, name]) => name);
  return `import { Tensor, torch } from '#torch';
import * as reference from './${compiled}';
const filled = (like, value) => {
  if (like instanceof Tensor) return torch.zerosLike(like).add(value);
  return Array.isArray(like) ? like.map((item) => filled(item, value)) : value;
};
const answer = ${answer};
const isClass = (exported) => /^class\\b/.test(Function.prototype.toString.call(exported));
function answering(exported) {
  if (typeof exported !== 'function') return ${constant};
  if (!isClass(exported)) return answer;
  const Answering = class extends exported {};
  for (const name of Reflect.ownKeys(exported.prototype)) {
    if (name === 'constructor') continue;
    const value = function (...args) {
      return args.length > 0 ? answer(...args) : answer(this);
    };
    // A getter answers when it is read; assigning to its name would throw.
    const isGetter = Object.getOwnPropertyDescriptor(exported.prototype, name).get !== undefined;
    Object.defineProperty(Answering.prototype, name, isGetter ? { get: value } : { value });
  }
  return Answering;
}
${names.map((name) => `export const ${name} = answering(reference.${name});`).join('\n')}
${after}
`;
}
