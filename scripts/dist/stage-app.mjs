import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../set-up/paths.mjs';
import { SetUpFailed } from '../set-up/run.mjs';
import { NATIVE_PACKAGES } from './native-packages.mjs';

/** Of a build, what runs: code, pages and what pages show. */
const BUILD_PARTS = ['main', 'preload', 'renderer'];
const LICENCE = /^(?:licen[cs]e|copying|notice)(?:[.-]\w+)*$/i;
/** Of a package's own description, what Node reads. */
const MANIFEST_KEYS = ['name', 'version', 'license', 'main', 'type', 'exports', 'browser'];

/**
 * Lays out exactly what the archive is to hold: the build, and of the native packages the files that run.
 * @param {string} folder emptied first
 * @param {import('./native-packages.mjs').Target} target
 * @param {string} version what the app calls itself
 * @returns {{ native: { name: string, folder: string }[] }} the packages laid out beside the bundle
 */
export function stageApp(folder, target, version) {
  rmSync(folder, { recursive: true, force: true });
  for (const part of BUILD_PARTS) {
    cpSync(join(ROOT, 'out', part), join(folder, 'out', part), {
      recursive: true,
      filter: (path) => !path.endsWith('.map'),
    });
  }
  const native = NATIVE_PACKAGES.map((entry) => stagePackage(entry, join(folder, 'node_modules'), target));
  const { name, description, author, license, main } = readJson(join(ROOT, 'package.json'));
  writeJson(join(folder, 'package.json'), {
    name,
    version,
    description,
    author,
    license,
    main,
    dependencies: Object.fromEntries(native.map((entry) => [entry.name, entry.version])),
  });
  return { native };
}

/** @param {import('./native-packages.mjs').NativePackage} entry */
function stagePackage({ name, from = name, files }, nodeModules, target) {
  const source = join(ROOT, 'node_modules', from);
  const paths = listOwnFiles(source);
  const wanted = files(target).flatMap((file) => {
    const found = paths.filter((path) => (typeof file === 'string' ? path === file : file.test(path)));
    if (found.length === 0)
      throw new SetUpFailed(
        `${name} has no file ${file} for ${target.platform}-${target.arch}: it cannot be packed.`,
      );
    return found;
  });
  const licences = paths.filter((path) => LICENCE.test(path));
  for (const path of [...wanted, ...licences]) {
    mkdirSync(dirname(join(nodeModules, name, path)), { recursive: true });
    cpSync(join(source, path), join(nodeModules, name, path));
  }
  const manifest = readJson(join(source, 'package.json'));
  writeJson(
    join(nodeModules, name, 'package.json'),
    Object.fromEntries(MANIFEST_KEYS.flatMap((key) => (key in manifest ? [[key, manifest[key]]] : []))),
  );
  return { name, version: manifest.version, folder: source };
}

/** Every file below a folder, as paths with slashes. @returns {string[]} */
export function listFiles(folder) {
  return walk(folder, () => true);
}

/** Every file of a package but those of packages nested in it. */
function listOwnFiles(folder) {
  return walk(folder, (name) => name !== 'node_modules');
}

function walk(folder, isWanted, at = '') {
  return readdirSync(join(folder, at), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${at}${entry.name}`;
      if (entry.isDirectory()) return isWanted(entry.name) ? walk(folder, isWanted, `${path}/`) : [];
      return entry.isFile() ? [path] : [];
    })
    .sort((one, other) => (one < other ? -1 : 1));
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function writeJson(path, value) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}
