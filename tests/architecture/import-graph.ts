import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

/** What one file imports: files of this project (by path from its root) and packages (by name). */
export interface Imports {
  readonly files: readonly string[];
  readonly packages: readonly string[];
  /** The same for imports that leave nothing in the running program. */
  readonly typeOnlyFiles: readonly string[];
}

/** Every source file's imports, read with TypeScript's own parser: static, dynamic and re-exports. */
export function readImportGraph(root: string, folders: readonly string[]): Map<string, Imports> {
  const graph = new Map<string, Imports>();
  for (const folder of folders) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(name) || name.includes('node_modules')) continue;
      const file = join(folder, name);
      graph.set(file, readImports(root, file, readFileSync(join(root, file), 'utf8')));
    }
  }
  return graph;
}

/** The imports of one file, given its text. */
export function readImports(root: string, file: string, text: string): Imports {
  const files: string[] = [];
  const packages: string[] = [];
  const typeOnlyFiles: string[] = [];
  const add = (specifier: string, isTypeOnly: boolean): void => {
    const isRelative = specifier.startsWith('.');
    if (isRelative) {
      const target = relative(root, join(root, dirname(file), specifier)).replace(/\?.*$/, '');
      (isTypeOnly ? typeOnlyFiles : files).push(target);
    } else if (!isTypeOnly) packages.push(specifier);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node.moduleSpecifier.text, isTypeOnlyImport(node));
    } else if (
      ts.isExportDeclaration(node) &&
      node.moduleSpecifier !== undefined &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      add(node.moduleSpecifier.text, node.isTypeOnly);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (argument !== undefined && ts.isStringLiteral(argument)) add(argument.text, false);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false));
  return { files, packages, typeOnlyFiles };
}

function isTypeOnlyImport(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause;
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  return (
    clause.name === undefined &&
    bindings !== undefined &&
    ts.isNamedImports(bindings) &&
    bindings.elements.length > 0 &&
    bindings.elements.every((element) => element.isTypeOnly)
  );
}

/** Everything reachable from a file while the program runs, with the way to it. */
export function reach(
  graph: ReadonlyMap<string, Imports>,
  from: string,
): { packages: Map<string, string[]>; files: Map<string, string[]> } {
  const files = new Map<string, string[]>([[from, [from]]]);
  const packages = new Map<string, string[]>();
  const queue = [from];
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    const way = files.get(file) ?? [];
    for (const name of graph.get(file)?.packages ?? [])
      if (!packages.has(name)) packages.set(name, [...way, name]);
    for (const next of graph.get(file)?.files ?? []) {
      if (files.has(next)) continue;
      files.set(next, [...way, next]);
      queue.push(next);
    }
  }
  return { packages, files };
}
