import type { Module } from './module.ts';
import { ownChildren } from './module-members.ts';

/** A module as Python prints it: its class, what it is made with, and its children below, indented. */
export function moduleText(module: Module): string {
  const name = module.constructor.name;
  const extra = module.extraRepr();
  const children = ownChildren(module).map(([child, inner]) => `(${child}): ${indented(String(inner))}`);
  if (children.length === 0) return `${name}(${extra.includes('\n') ? `\n  ${indented(extra)}\n` : extra})`;
  const lines = extra === '' ? children : [indented(extra), ...children];
  return `${name}(\n  ${lines.join('\n  ')}\n)`;
}

/** Every line but the first two columns further in. */
function indented(text: string): string {
  return text.replaceAll('\n', '\n  ');
}
