import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODE, ROOT } from '../set-up/paths.mjs';
import { SetUpFailed } from '../set-up/run.mjs';
import { billOfMaterials, licenceTexts } from './bill-of-materials.mjs';
import { listFiles } from './stage-app.mjs';

/** Rooms whose sources the server runs from: Node strips their types when it loads them. */
const ROOMS = ['central', 'shared'];
const IMPORTED = /(?:\bfrom|\bimport\()\s*'((?:@[\w.-]+\/)?[a-z][\w.-]*)(?:\/[^']*)?'/g;
/** Of a package, what is for people and machines that develop it. */
const LEFT_OUT =
  /(?:\.map|\.md|\.[cm]?ts|\.test\.[cm]?js)$|\/(?:tests?|__tests__|docs|examples?|benchmarks?|\.github)\//i;
const LICENCE = /(?:^|\/)(?:licen[cs]e|copying|notice)(?:[.-]\w+)*$/i;

/**
 * Lays out what a machine needs to run the central server, Node included.
 * @param {string} folder emptied first
 * @param {string} version what the server's package calls itself
 * @returns {import('./bill-of-materials.mjs').Part[]} the packages that were laid out
 */
export function stageCentral(folder, version) {
  rmSync(folder, { recursive: true, force: true });
  for (const room of ROOMS)
    cpSync(join(ROOT, room), join(folder, room), {
      recursive: true,
      filter: (path) => !/(?:\.md|tsconfig\.json)$/.test(path),
    });
  const places = installedPlaces(importedPackages(folder));
  for (const place of places) copyPackage(place, folder);
  mkdirSync(join(folder, 'bin'));
  cpSync(NODE, join(folder, 'bin', 'node'), { dereference: true });
  for (const name of ['training-club-central', 'training-club-central-healthy', 'healthy.mjs']) {
    cpSync(join(ROOT, 'resources', 'central', name), join(folder, 'bin', name));
    chmodSync(join(folder, 'bin', name), 0o755);
  }
  for (const name of ['training-club-central.service', 'central.env'])
    cpSync(join(ROOT, 'resources', 'central', name), join(folder, name));
  cpSync(join(ROOT, 'docs', 'central.md'), join(folder, 'INSTALL.md'));
  cpSync(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
  const { license } = readJson(join(ROOT, 'package.json'));
  writeFileSync(
    join(folder, 'package.json'),
    `${JSON.stringify({ name: 'training-club-central', version, license, type: 'module', private: true }, null, 2)}\n`,
  );
  const parts = places.map((place) => {
    const source = join(ROOT, place);
    const manifest = readJson(join(source, 'package.json'));
    return { name: manifest.name, version: manifest.version, folder: source };
  });
  writeFileSync(join(folder, 'LICENCES.txt'), licenceTexts(parts));
  return parts;
}

/**
 * Makes the server's package and the list of what it is made of.
 * @param {string} dist folder for both
 * @returns {{ archive: string, bill: string }} their paths
 */
export function packCentral(dist, version) {
  const { license } = readJson(join(ROOT, 'package.json'));
  const name = `training-club-central-${version}-${process.platform}-${process.arch}`;
  const folder = join(dist, name);
  const parts = stageCentral(folder, version);
  const bill = `${folder}.cdx.json`;
  const product = { name: 'training-club-central', version, licence: license };
  writeFileSync(bill, `${JSON.stringify(billOfMaterials(product, parts), null, 2)}\n`);
  const archive = `${folder}.tar.gz`;
  // The same sources make the same bytes: whoever doubts a package can make it again.
  const same = [
    '--sort=name',
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    '--mtime=@0',
    '--mode=u=rwX,go=rX',
  ];
  execFileSync('tar', [...same, '--use-compress-program=gzip -n', '-cf', archive, '-C', dist, name]);
  rmSync(folder, { recursive: true });
  return { archive, bill };
}

/** Names of the packages that the laid-out sources import. */
function importedPackages(folder) {
  const names = ROOMS.flatMap((room) => listFiles(join(folder, room)).map((file) => join(folder, room, file)))
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(IMPORTED)].map(([, name]) => name));
  return [...new Set(names)].sort();
}

/** Where these packages and all that they need are installed, below the checkout. @returns {string[]} */
function installedPlaces(names) {
  const places = new Set();
  const visit = (name, from, isOptional) => {
    const place = placeOf(name, from);
    if (place === null) {
      if (isOptional) return;
      throw new SetUpFailed(`${name} is not installed: the central server cannot be packed.`);
    }
    if (places.has(place)) return;
    places.add(place);
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = readJson(
      join(ROOT, place, 'package.json'),
    );
    for (const needed of Object.keys(dependencies ?? {}))
      visit(needed, place, needed in (optionalDependencies ?? {}));
    for (const wanted of Object.keys(optionalDependencies ?? {})) visit(wanted, place, true);
    for (const peer of Object.keys(peerDependencies ?? {}))
      if (peerDependenciesMeta?.[peer]?.optional !== true) visit(peer, place, true);
  };
  for (const name of names) visit(name, '', false);
  return [...places].sort((one, other) => (one < other ? -1 : 1));
}

/** As Node looks for a package: beside whoever asks, then further up. */
function placeOf(name, from) {
  for (
    let at = from;
    ;
    at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : ''
  ) {
    const place = [at, 'node_modules', name].filter(Boolean).join('/');
    if (existsSync(join(ROOT, place, 'package.json'))) return place;
    if (at === '') return null;
  }
}

function copyPackage(place, folder) {
  const source = join(ROOT, place);
  const nested = join(source, 'node_modules');
  cpSync(source, join(folder, place), {
    recursive: true,
    filter: (path) => path !== nested && (LICENCE.test(path) || !LEFT_OUT.test(path.slice(source.length))),
  });
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
