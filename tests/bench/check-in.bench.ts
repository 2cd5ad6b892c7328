import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchKiosk, type RunningKiosk } from '../e2e/support/launch-kiosk.ts';
import { createPseudoTerminal, type PseudoTerminal } from '../support/pseudo-terminal.ts';
import { comparePairs } from './pairs.ts';
import type { BenchOptions, BenchTable } from './report.ts';

/** Check-ins, each of another member. */
const PAIRS = { quick: 100, long: 400 };
const STARTED_WITHIN_MS = 300_000;
const FIRST_TAG = 1_000_000;
/** A small log record; the least that makes a check-in durable. */
const COMMIT_BYTES = 4_096;

/**
 * From the last byte of a card's frame on the wire to the greeting painted, committed in between;
 * beside the least that does the same visible work: one durable write and one painted change of text.
 */
export async function checkInToGreeting({ long }: BenchOptions): Promise<BenchTable> {
  const pairs = long ? PAIRS.long : PAIRS.quick;
  const folder = mkdtempSync(join(tmpdir(), 'bench-check-in-'));
  const reader = await createPseudoTerminal(folder, 'tty');
  // One more, who comes before anything is measured: the first dashboard loads what all later ones have.
  const kiosk = await launchKiosk({ config: gymOf(pairs + 1, reader.path) });
  try {
    await kiosk.page.getByText('Tap your card').waitFor({ timeout: STARTED_WITHIN_MS });
    await timeCheckIn(kiosk, reader, pairs, STARTED_WITHIN_MS);
    return await comparePairs({
      title: 'Card to greeting on screen, check-ins of different members',
      note: 'Floor: 4 KiB appended and fdatasynced, then one text changed and painted (two frames) in the same window.',
      names: { floor: 'floor: bare commit + paint', product: 'card frame to greeting painted' },
      pairs,
      floor: () => timeFloor(kiosk, folder),
      product: (limitMs, pair) => timeCheckIn(kiosk, reader, pair, limitMs),
    });
  } finally {
    await kiosk.close();
    await reader.unplug();
    rmSync(folder, { recursive: true, force: true });
  }
}

function gymOf(members: number, readerPath: string): Record<string, unknown> {
  return {
    gym_id: 'bench',
    devices: [{ id: 'door', family: 'rdm6300', transport: { type: 'serial', path: readerPath } }],
    members: Array.from({ length: members }, (_unused, index) => ({
      member_number: String(index + 1),
      first_name: `Runner${index}`,
      cards: [String(FIRST_TAG + index).padStart(10, '0')],
    })),
  };
}

/** The bytes a reader sends for a tag: STX, ten hex digits, their XOR, ETX. */
function tagFrame(number: number): Buffer {
  const tag = [0, number >>> 24, (number >>> 16) & 0xff, (number >>> 8) & 0xff, number & 0xff];
  const check = tag.reduce((sum, byte) => sum ^ byte, 0);
  const hex = [...tag, check].map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');
  return Buffer.from(`\u0002${hex}\u0003`, 'latin1');
}

async function timeCheckIn(
  { page }: RunningKiosk,
  reader: PseudoTerminal,
  member: number,
  limitMs: number,
): Promise<number> {
  const limit = { timeout: limitMs };
  await page.getByTestId('screen-attract').waitFor(limit);
  await page.evaluate(() => performance.clearMarks('screen:welcome'));
  // The same clock as the page's: milliseconds since the epoch with a fraction.
  const sentMs = performance.timeOrigin + performance.now();
  reader.write(tagFrame(FIRST_TAG + member));
  const painted = await page.waitForFunction(
    () =>
      performance
        .getEntriesByName('screen:welcome')
        .map(({ startTime }) => performance.timeOrigin + startTime)[0],
    undefined,
    limit,
  );
  const paintedMs = Number(await painted.jsonValue());
  await page.getByTestId('screen-dashboard').waitFor(limit);
  await page.getByTestId('done').click(limit);
  // Neither measurement may begin while the screen of the other is still on its way.
  await page.getByTestId('screen-attract').waitFor(limit);
  return paintedMs - sentMs;
}

async function timeFloor({ page }: RunningKiosk, folder: string): Promise<number> {
  const startedAt = performance.now();
  const file = openSync(join(folder, 'log'), 'a');
  writeSync(file, Buffer.alloc(COMMIT_BYTES));
  fdatasyncSync(file);
  closeSync(file);
  const committedMs = performance.now() - startedAt;
  const paintMs = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const from = performance.now();
        document.querySelector('h1')!.textContent += '\u200b';
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - from)));
      }),
  );
  return committedMs + paintMs;
}
