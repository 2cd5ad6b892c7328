import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** One function of the product and how much of it there is. */
export interface FunctionSize {
  /** `file#name`; what has no name of its own is called by what it is given to. */
  readonly id: string;
  /** From its first line to its last, comments before it left out. */
  readonly lines: number;
  readonly parameters: number;
}

/** Every function, method and component in these folders, those inside others included. */
export function readFunctionSizes(root: string, folders: readonly string[]): FunctionSize[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(tsx?|mjs)$/.test(name) && !name.endsWith('.d.ts'))
      .flatMap((name) => {
        const file = join(folder, name);
        return functionSizes(file, readFileSync(join(root, file), 'utf8'));
      }),
  );
}

/** The functions of one file, given its text. */
export function functionSizes(file: string, text: string): FunctionSize[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: FunctionSize[] = [];
  const lineOf = (position: number): number => source.getLineAndCharacterOfPosition(position).line;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      found.push({
        id: `${file}#${nameOf(node)}`,
        lines: lineOf(node.getEnd()) - lineOf(node.getStart(source)) + 1,
        parameters: node.parameters.length,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (node.name !== undefined) return node.name.getText();
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.name.getText();
  if (ts.isCallExpression(parent)) return `${parent.expression.getText().replace(/[\s(].*$/s, '')}(…)`;
  if (ts.isJsxExpression(parent) && ts.isJsxElement(parent.parent))
    return `<${parent.parent.openingElement.tagName.getText()}>`;
  return 'a function without a name';
}
