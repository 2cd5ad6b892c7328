import type { Ground } from '../ground.ts';
import { createKeypad, type Keypad } from './keypad.ts';
import { createLatest, type Latest } from './latest.ts';
import { createMemberSessions, type MemberSessions } from './member-session.ts';
import { createRecentMembers, type RecentMembers } from './recent-members.ts';

/** Who has the screen, apart from staff: they stand on this. */
export interface Screen {
  readonly sessions: MemberSessions;
  readonly keypad: Keypad;
  readonly recentMembers: RecentMembers;
  /** Counts up once a second, for whoever shows live numbers. */
  readonly seconds: Latest<number>;
  /** Whether no member is being served. */
  isIdle(): boolean;
  /** Somebody else takes the screen over: whoever was there is gone. */
  clear(): void;
  /** Looks who is there. */
  noticeMember(): void;
  /** Ends what has run out. */
  tick(): void;
}

export function buildScreen({ store, newId, clock, changed }: Ground): Screen {
  const { nowMs, monotonicMs } = clock;
  const sessions = createMemberSessions({ newId, nowMs, monotonicMs });
  store.onChange((memberId) => {
    if (sessions.noteChange(memberId)) changed();
  });
  const keypad = createKeypad({ newId, nowMs, monotonicMs, onChange: changed });
  const recentMembers = createRecentMembers();
  const noticeMember = (): void => recentMembers.notice(sessions.memberId(), nowMs());
  return {
    sessions,
    keypad,
    recentMembers,
    seconds: createLatest(0),
    isIdle: () => sessions.current() === null && keypad.current() === null,
    clear() {
      sessions.end();
      keypad.end();
    },
    noticeMember,
    tick() {
      noticeMember();
      if (sessions.tick()) changed();
      keypad.tick();
    },
  };
}
