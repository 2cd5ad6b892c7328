import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { ROOT } from '../../scripts/set-up/paths.mjs';
import { LANDSCAPE, launchKiosk, PORTRAIT } from '../e2e/support/launch-kiosk.ts';
import { CHAPTERS } from './chapters.ts';
import { createGuide, type Guide } from './guide.ts';

/**
 * Walks through every screen of the real app, on the demo gym with its simulated devices, and leaves a
 * picture of each, in portrait and in landscape, with `out/tour/index.html` to look through them.
 */
const OUT = join(ROOT, 'out', 'tour');
const WAYS = [
  ['portrait', PORTRAIT],
  ['landscape', LANDSCAPE],
] as const;
/** Nobody listens there: the tour shows a kiosk that works on without its server. */
const NO_SERVER = { KIOSK_CENTRAL_URL: 'http://127.0.0.1:9', KIOSK_PAIRING_CODE: 'TOUR-CODE-0001' };

interface Walk {
  readonly way: string;
  readonly pictures: Guide['pictures'];
  /** Chapters that did not come to their end, and why. */
  readonly failures: readonly string[];
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function walk(way: string, window: string): Promise<Walk> {
  const folder = join(OUT, way);
  mkdirSync(folder, { recursive: true });
  const config = JSON.parse(readFileSync(join(ROOT, 'resources', 'demo-kiosk.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const kiosk = await launchKiosk({ config, window, env: NO_SERVER });
  const guide = createGuide(kiosk, folder, (file) => say(`${way}/${file}`));
  const failures: string[] = [];
  try {
    await expect(guide.screen('preparing')).toBeVisible();
    await guide.shoot('preparing');
    await guide.see('attract');
    for (const { name, tell } of CHAPTERS) {
      try {
        await tell(guide);
      } catch (error) {
        failures.push(`${way}, ${name}: ${String(error).split('\n')[0]}`);
        say(`${failures.at(-1)}`);
        await guide.shoot('broken-off');
      }
      await guide.letGo();
      await guide.leave();
    }
  } finally {
    await kiosk.close();
  }
  return { way, pictures: guide.pictures, failures };
}

/** All pictures on one page. */
function indexPage(walks: readonly Walk[]): string {
  const figures = ({ way, pictures }: Walk): string =>
    pictures
      .map(
        ({ file, title }) =>
          `<figure><a href="${way}/${file}"><img loading="lazy" src="${way}/${file}" alt="${title}"></a><figcaption>${title}</figcaption></figure>`,
      )
      .join('\n');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Tour of the kiosk</title>
<style>body{font:16px system-ui;margin:2rem}section{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0}img{height:22rem;border:1px solid #ccc}</style>
${walks.map((each) => `<h1>${each.way}</h1><section>${figures(each)}</section>`).join('\n')}</html>
`;
}

rmSync(OUT, { recursive: true, force: true });
const walks: Walk[] = [];
for (const [way, window] of WAYS) walks.push(await walk(way, window));
writeFileSync(join(OUT, 'index.html'), indexPage(walks));
say(
  `${walks.reduce((sum, { pictures }) => sum + pictures.length, 0)} pictures; look at ${join(OUT, 'index.html')}`,
);
const failures = walks.flatMap((each) => each.failures);
for (const failure of failures) say(failure);
process.exitCode = failures.length === 0 ? 0 : 1;
