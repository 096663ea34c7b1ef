import { floatText } from '../core/python.ts';
import { pythonText } from '../tensor/python-text.ts';

/** An optimizer as Python prints it: its groups, their options by PyTorch's names in alphabetical order. */
export function optimizerText(name: string, groups: readonly object[], floats: ReadonlySet<string>): string {
  const blocks = groups.map((group, i) => {
    const lines = Object.entries(group)
      .filter(([key]) => key !== 'params')
      .map(([key, value]) => `    ${snakeCase(key)}: ${valueText(value, isFloat(group, key, floats))}\n`);
    return `Parameter Group ${i}\n${lines.sort().join('')}`;
  });
  return `${name} (\n${blocks.join('\n')})`;
}

/** Those that were given as floats. What a scheduler has set is the result of a computation, a float even if whole. */
function isFloat(group: object, key: string, floats: ReadonlySet<string>): boolean {
  if (key === 'initialLr') return floats.has('lr');
  return floats.has(key) || (key === 'lr' && 'initialLr' in group);
}

function valueText(value: unknown, isFloat: boolean): string {
  if (isFloat && typeof value === 'number') return floatText(value);
  // Python's tuples are the frozen arrays of the defaults.
  const isTuple = Array.isArray(value) && Object.isFrozen(value);
  return isTuple ? `(${value.map(pythonText).join(', ')})` : pythonText(value);
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
