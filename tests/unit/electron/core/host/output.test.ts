import { describe, expect, it } from 'vitest';
import { createOutput } from '../../../../../electron/core/host/output.ts';
import type { Settings } from '../../../../../electron/core/host/read-settings.ts';
import type { VisitId } from '../../../../../shared/base/ids.ts';
import { NOON, testMember } from '../../../../support/core/open-test-store.ts';
import { heartRate } from '../../../../support/core/test-floor.ts';

function say(level: Settings['output']): string[] {
  const lines: string[] = [];
  const output = createOutput(level, (line) => void lines.push(line));
  const member = testMember(1);
  const visit = { id: 'visit-1' as VisitId, memberId: member.id, checkedInAtMs: NOON, classId: null };
  const scan = { device: 'reader', at: NOON };
  output.ready({ kiosk_id: 'kiosk-1', gym_id: 'gym-1', epoch: 1 });
  output.reading(heartRate('77', 60, NOON));
  output.discarded({ type: 'discarded', device: 'stick', reason: 'checksum', bytes: 13, at: NOON });
  output.checkIn({ outcome: 'checked_in', member, visit, gymClass: null }, scan);
  output.checkIn({ outcome: 'refused', reason: 'unknown_card' }, scan);
  output.stopped();
  return lines;
}

describe('standard output', () => {
  it('is silent unless asked', () => {
    expect(say('none')).toEqual([]);
  });

  it('tells events, one JSON object a line, without anything but ids', () => {
    expect(say('events')).toEqual([
      '{"event":"ready","kiosk_id":"kiosk-1","gym_id":"gym-1","epoch":1}\n',
      `{"event":"check_in","outcome":"checked_in","device":"reader","at":${NOON},"member_id":"member-1","visit_id":"visit-1"}\n`,
      `{"event":"check_in","outcome":"refused","device":"reader","at":${NOON},"reason":"unknown_card"}\n`,
      '{"event":"stopped"}\n',
    ]);
  });

  it('tells readings and discards too when asked for them', () => {
    const events = say('readings').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events.map(({ event }) => event)).toEqual([
      'ready', 'reading', 'discarded', 'check_in', 'check_in', 'stopped',
    ]); // prettier-ignore
    expect(events[1]).toMatchObject({
      kind: 'heart_rate',
      device: 'stick',
      sensor: '77',
      bpm: 60,
      rr_ms: null,
      at: NOON,
    });
    expect(events[2]).toEqual({
      event: 'discarded',
      device: 'stick',
      reason: 'checksum',
      bytes: 13,
      at: NOON,
    });
  });
});
