import ts from 'typescript';
import type { Mutation } from './mutations.ts';

/** Methods whose names are what operators are for plain numbers. */
const METHODS: Readonly<Record<string, string>> = {
  ...{ add: 'sub', sub: 'add', mul: 'div', div: 'mul' },
  ...{ add_: 'sub_', sub_: 'add_', mul_: 'div_', div_: 'mul_' },
  ...{ sum: 'mean', mean: 'sum', argmax: 'argmin', argmin: 'argmax' },
  ...{ gt: 'ge', ge: 'gt', lt: 'le', le: 'lt', eq: 'ne', ne: 'eq' },
  ...{ floor: 'ceil', ceil: 'floor', zerosLike: 'onesLike', onesLike: 'zerosLike' },
};

/** Names of modules and classes: what a call of theirs leaves when it is not there is no value. */
const NAMESPACES = /^(?:torch|nn|F|optim|data|np|sk|Math|Number|Array|Object|String|console)$/;

/**
 * What no mutator for plain JavaScript knows of: a tensor operation that becomes its opposite (`add` → `sub`), a step of
 * a chain that is left out (`x.exp().sum()` → `x.sum()`), and another number (an axis, a constant).
 */
export function tensorMutations(source: string, file: string): Mutation[] {
  const mutations: Mutation[] = [];
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2023, true);
  const replace = (start: number, end: number, replacement: string) =>
    mutations.push({ start, end, replacement });
  const visit = (node: ts.Node): void => {
    // No suite grades the words of an error, and types are gone when it runs.
    if (ts.isThrowStatement(node) || ts.isTypeNode(node)) return;
    if (ts.isNumericLiteral(node)) {
      replace(node.getStart(tree), node.getEnd(), otherNumber(Number(node.text)));
    }
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression: receiver, name } = node.expression;
      const opposite = Object.hasOwn(METHODS, name.text) ? METHODS[name.text] : undefined;
      if (opposite !== undefined) replace(name.getStart(tree), name.getEnd(), opposite);
      if (isValue(receiver)) replace(receiver.getEnd(), node.getEnd(), '');
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return mutations;
}

const otherNumber = (number: number): string => String(number === 1 ? 0 : number + 1);

/** Whether something is left to go on with when the call of its method is not there. */
function isValue(receiver: ts.Expression): boolean {
  let root = receiver;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  if (root.kind === ts.SyntaxKind.SuperKeyword) return false;
  if (root.kind === ts.SyntaxKind.ThisKeyword) return root !== receiver;
  return !(ts.isIdentifier(root) && NAMESPACES.test(root.text));
}
