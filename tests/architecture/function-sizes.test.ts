import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXCEPTIONS } from './function-exceptions.ts';
import { functionSizes, readFunctionSizes } from './function-sizes.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const MOST_LINES = 60;
const MOST_PARAMETERS = 4;

describe('functions of the product', () => {
  const over = new Map(
    readFunctionSizes(ROOT, ['electron', 'central', 'shared', 'renderer', 'scripts'])
      .filter(({ lines, parameters }) => lines > MOST_LINES || parameters > MOST_PARAMETERS)
      .map((one) => [one.id, one]),
  );

  it('have sixty lines and four parameters at most, or stand here with a reason', () => {
    expect([...over.keys()].filter((id) => EXCEPTIONS[id] === undefined).toSorted()).toEqual([]);
  });

  it('that are excepted do not grow', () => {
    const grown = Object.entries(EXCEPTIONS).filter(([id, { lines, parameters }]) => {
      const now = over.get(id);
      return now !== undefined && (now.lines > lines || now.parameters > parameters);
    });
    expect(grown).toEqual([]);
  });

  it('stand among the exceptions only as long as they are one', () => {
    expect(Object.keys(EXCEPTIONS).filter((id) => !over.has(id))).toEqual([]);
  });
});

describe('a function', () => {
  it('is measured from its first line to its last, also inside another', () => {
    const text =
      'export function outer(a: number, b: number) {\n  const inner = () => {\n    return a + b;\n  };\n  return inner();\n}\n';
    expect(functionSizes('x.ts', text)).toEqual([
      { id: 'x.ts#outer', lines: 6, parameters: 2 },
      { id: 'x.ts#inner', lines: 3, parameters: 0 },
    ]);
  });
});
