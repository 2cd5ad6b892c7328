import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ROOT } from '../set-up/paths.mjs';

/**
 * @typedef {{ name: string, version: string, folder?: string, licence?: string }} Part a package as it is shipped;
 *   `folder`: where its licence and its entry in the lock file are found
 */

/**
 * What a package is made of, in CycloneDX 1.6 (ECMA-424). The same parts give the same text.
 * @param {{ name: string, version: string, licence: string }} product
 * @param {readonly Part[]} parts
 * @returns {object}
 */
export function billOfMaterials(product, parts) {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  const components = distinct(parts).map(({ name, version, folder, licence }) => {
    const locked = folder === undefined ? undefined : lock[relative(ROOT, folder).split(sep).join('/')];
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    return {
      type: 'library',
      'bom-ref': purl,
      name,
      version,
      purl,
      licenses: licenceOf(licence ?? locked?.license ?? manifestLicence(folder)),
      ...(locked?.integrity === undefined ? {} : { hashes: [sha512(locked.integrity)] }),
    };
  });
  const self = `${product.name}@${product.version}`;
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': self,
        name: product.name,
        version: product.version,
        licenses: licenceOf(product.licence),
      },
    },
    components,
    dependencies: [{ ref: self, dependsOn: components.map((component) => component['bom-ref']) }],
  };
}

/** The licence texts of all parts, one after the other: most of them ask to be passed on with the code. */
export function licenceTexts(parts) {
  const rule = '-'.repeat(80);
  return distinct(parts)
    .map(({ name, version, folder }) => {
      const files = folder === undefined ? [] : readdirSync(folder).filter((file) => LICENCE_FILE.test(file));
      const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
      const text =
        texts.length > 0 ? texts.join('\n\n') : `Licence: ${manifestLicence(folder) ?? 'see its project'}`;
      return `${rule}\n${name} ${version}\n${rule}\n\n${text}\n`;
    })
    .join('\n');
}

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-]\w+)*$/i;

/** @param {readonly Part[]} parts */
function distinct(parts) {
  const byKey = new Map(parts.map((part) => [`${part.name}@${part.version}`, part]));
  return [...byKey.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, part]) => part);
}

function manifestLicence(folder) {
  if (folder === undefined) return undefined;
  const { license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return typeof license === 'string' ? license : license?.type;
}

function licenceOf(text) {
  if (text === undefined) return [];
  return /^[\w.+-]+$/.test(text) ? [{ license: { id: text } }] : [{ expression: text }];
}

/** npm writes hashes as base64, CycloneDX as hexadecimal. */
function sha512(integrity) {
  const content = Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex');
  return { alg: 'SHA-512', content };
}
