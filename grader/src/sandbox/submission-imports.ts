import ts from 'typescript';

export interface Offence {
  /** Offset in the source. */
  readonly at: number;
  readonly message: string;
}

const ALLOWED = '#torch';

/** Everything by which a submission would reach another module than the runtime. */
export function findOffences(file: ts.SourceFile): Offence[] {
  const offences: Offence[] = [];
  const offend = (node: ts.Node, seen: string) => {
    offences.push({
      at: node.getStart(file),
      message: `a submission may import only '${ALLOWED}' (seen: ${seen})`,
    });
  };
  const visit = (node: ts.Node): void => {
    const seen = reachedBy(node);
    if (seen !== undefined) offend(node, seen);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return offences;
}

/** What `node` imports, as the student wrote it; undefined when that is nothing or the runtime. */
function reachedBy(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node)) return other(node.moduleSpecifier);
  if (ts.isExportDeclaration(node)) {
    return node.moduleSpecifier && `export … from ${quoted(node.moduleSpecifier)}`;
  }
  if (ts.isExternalModuleReference(node)) return `import … = require(${quoted(node.expression)})`;
  if (ts.isImportTypeNode(node)) return 'import(…) as a type';
  if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) return 'import.meta';
  if (!ts.isCallExpression(node)) return undefined;
  const { expression, arguments: given } = node;
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return `import(${quoted(given[0])})`;
  if (ts.isIdentifier(expression) && expression.text === 'require') return `require(${quoted(given[0])})`;
  return undefined;
}

function other(specifier: ts.Expression): string | undefined {
  return ts.isStringLiteral(specifier) && specifier.text === ALLOWED ? undefined : quoted(specifier);
}

function quoted(specifier: ts.Expression | undefined): string {
  return specifier && ts.isStringLiteral(specifier) ? `'${specifier.text.slice(0, 80)}'` : '…';
}
