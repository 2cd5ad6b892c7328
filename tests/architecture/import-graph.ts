import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

/** What one file imports: files of this project (by path from its root) and packages (by name). */
export interface Imports {
  readonly files: readonly string[];
  readonly packages: readonly string[];
  /** The same for imports that leave nothing in the running program. */
  readonly typeOnlyFiles: readonly string[];
  /** Files that are loaded only when a line of the program asks for them, by `import()`. */
  readonly onDemandFiles: readonly string[];
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
  const onDemandFiles: string[] = [];
  const add = (specifier: string, list: string[]): void => {
    const isRelative = specifier.startsWith('.');
    if (isRelative) list.push(relative(root, join(root, dirname(file), specifier)).replace(/\?.*$/, ''));
    else if (list !== typeOnlyFiles) packages.push(specifier);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node.moduleSpecifier.text, isTypeOnlyImport(node) ? typeOnlyFiles : files);
    } else if (
      ts.isExportDeclaration(node) &&
      node.moduleSpecifier !== undefined &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      add(node.moduleSpecifier.text, node.isTypeOnly ? typeOnlyFiles : files);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (argument !== undefined && ts.isStringLiteral(argument)) add(argument.text, onDemandFiles);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false));
  return { files, packages, typeOnlyFiles, onDemandFiles };
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
    const imports = graph.get(file);
    for (const next of [...(imports?.files ?? []), ...(imports?.onDemandFiles ?? [])]) {
      if (files.has(next)) continue;
      files.set(next, [...way, next]);
      queue.push(next);
    }
  }
  return { packages, files };
}
