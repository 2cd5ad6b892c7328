import { AWKWARD_INSTANTS, AWKWARD_ZONES, drawn, isInstant, isZone } from './awkward-times.mjs';

/** What Vitest calls its projects. */
export const PROJECTS = ['unit', 'screens', 'architecture', 'integration'];
export const PARTS = ['static', ...PROJECTS, 'window'];

const USAGE = `npm test                                    everything, at an instant and in a zone that are drawn
npm test -- --at 2028-02-29T22:59:40Z       unit, screen and integration tests as if it were then
npm test -- --at all                        the same at each awkward instant, one after the other
npm test -- --at now --zone Asia/Kathmandu  by the machine's clock, on a machine in that zone
npm test -- unit window                     only these parts: ${PARTS.join(', ')}`;

/**
 * @typedef {{ at: string | null, why: string, zone: string | null }} When
 * @param {readonly string[]} words
 * @returns {{ parts: readonly string[], times: readonly When[] } | { usage: string }}
 */
export function readArguments(words) {
  const parts = [];
  /** @type {{ at?: string, zone?: string }} */
  const said = {};
  for (let i = 0; i < words.length; i += 1) {
    const [, option, inline] = /^--(at|zone)(?:=(.*))?$/.exec(words[i]) ?? [];
    if (option !== undefined) said[option] = inline ?? words[(i += 1)] ?? '';
    else if (PARTS.includes(words[i])) parts.push(words[i]);
    else return { usage: `Unknown: ${words[i]}\n${USAGE}` };
  }
  const { at, zone } = said;
  if (zone !== undefined && !isZone(zone)) return { usage: `No zone: ${zone}\n${USAGE}` };
  if (at !== undefined && at !== 'now' && at !== 'all' && !isInstant(at))
    return { usage: `No instant with an offset: ${at}\n${USAGE}` };
  const usual = at === undefined && zone === undefined ? PARTS : PROJECTS;
  return { parts: parts.length > 0 ? parts : usual, times: listTimes(at, zone) };
}

/** @returns {When[]} */
function listTimes(at, zone) {
  const inZone = (each) => ({ ...each, zone: zone ?? drawn(AWKWARD_ZONES) });
  if (at === 'now') return [{ at: null, why: 'now', zone: zone ?? null }];
  if (at === 'all') return AWKWARD_INSTANTS.map(([instant, why]) => inZone({ at: instant, why }));
  if (at !== undefined) return [inZone({ at, why: 'as asked' })];
  const [instant, why] = drawn(AWKWARD_INSTANTS);
  return [inZone({ at: instant, why })];
}
