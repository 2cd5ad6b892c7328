import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PackageKind {
  /** `test`: made around another Electron than the pinned one, and no package for a gym floor. */
  readonly kind: 'release' | 'test';
  readonly because?: string;
}

/**
 * What kind of package this is, as packing wrote it beside the archive.
 * @param resources Electron's `process.resourcesPath`
 * @returns `test` where it does not say: nothing passes for a release by leaving a file out
 */
export function readPackageKind(resources: string): PackageKind {
  try {
    const said = JSON.parse(readFileSync(join(resources, 'package-kind.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    if (said['kind'] === 'release') return { kind: 'release' };
    return { kind: 'test', ...(typeof said['because'] === 'string' ? { because: said['because'] } : {}) };
  } catch {
    return { kind: 'test', because: 'package-kind.json cannot be read' };
  }
}
