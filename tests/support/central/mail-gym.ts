import { randomUUID } from 'node:crypto';
import { noteNotifications } from '../../../central/notifications/note-notifications.ts';
import { createSmtpSender, type LetterSender } from '../../../central/notifications/smtp-sender.ts';
import { createDispatch } from '../../../central/notifications/start-notifications.ts';
import { statement, type CentralDatabase } from '../../../central/store/database.ts';
import { openStore, type StorageChoice } from '../../../central/store/open-store.ts';
import { selectGym, upsertGym } from '../../../central/store/tables/gyms.ts';
import { upsertPreferences } from '../../../central/store/tables/notification-preferences.ts';
import { storeRows } from '../../../central/store/domain-rows.ts';
import { memberRow } from '../../../shared/facts/domain-rows.ts';
import type { MemberId } from '../../../shared/base/ids.ts';
import type { NotificationCandidate } from '../../../shared/domain/notifications/notification.ts';
import { NOTIFICATION_TOPICS } from '../../../shared/domain/notifications/notification.ts';
import type { Language } from '../../../shared/domain/wording/languages.ts';
import { testMember } from '../core/open-test-store.ts';
import { createKeptLog, TEST_GYM, TEST_NOW_MS, type LogLine } from './test-central.ts';
import { signingKeysIn } from './test-secret.ts';

const DAY_MS = 86_400_000;
export const PUBLIC_URL = 'https://gym.example';

/** An achievement of a day ago, worth telling for a week. */
export function news(name: string, nowMs = TEST_NOW_MS): NotificationCandidate {
  return {
    id: `achievement_earned.${name}`,
    topic: 'achievements',
    reason: { kind: 'achievement_earned', achievementType: 'visits_total_100', earnedOn: '2026-10-14' },
    subject: `achievement/${name}`,
    expiresAtMs: nowMs + 5 * DAY_MS,
  };
}

/** Central's storage and its dispatch, with the test in place of the loop. */
export interface MailGym {
  readonly database: CentralDatabase;
  readonly time: { nowMs: number };
  readonly lines: readonly LogLine[];
  /** A member who wants everything by mail. @returns their id */
  addMember(changes?: {
    email?: string | null;
    language?: Language | null;
    wantsMail?: boolean;
  }): Promise<string>;
  note(memberId: string, ...candidates: NotificationCandidate[]): Promise<void>;
  /** Another server on this storage. @returns its next step */
  server(sender?: LetterSender): () => Promise<boolean>;
  /** Lets one server do everything there is to do. */
  settle(sender?: LetterSender): Promise<void>;
  rows<Row extends object>(text: string, ...values: unknown[]): Promise<Row[]>;
}

/** @param zone of the gym, for tests that run by the real clock */
export async function openMailGym(
  storage: StorageChoice,
  smtpUrl: string,
  { zone = 'Europe/Berlin', nowMs = TEST_NOW_MS }: { zone?: string; nowMs?: number } = {},
): Promise<MailGym> {
  const { log, lines } = createKeptLog();
  const time = { nowMs };
  let monotonicMs = 0;
  const clock = { nowMs: () => time.nowMs, monotonicMs: () => (monotonicMs += 60_000) };
  const newId = () => randomUUID();
  const database = await openStore(storage, { log, nowMs });
  await database.query(upsertGym({ id: TEST_GYM, name: 'Gym North', timezone: zone }));
  const signingKeys = signingKeysIn(database, clock.nowMs);
  const times = { connectMs: 2_000, silenceMs: 700, letterMs: 2_000 };
  const smtp = createSmtpSender({ url: smtpUrl, from: 'Gym North <no-reply@gym.example>' }, times);
  let members = 0;

  const gym: MailGym = {
    database,
    time,
    lines,
    async addMember({ email, language = null, wantsMail = true } = {}) {
      members += 1;
      const id = `member-${randomUUID()}`;
      await database.query(
        storeRows(TEST_GYM, 'users', [
          memberRow({ ...testMember(members), id: id as MemberId, firstName: 'Mara' }),
        ]),
      );
      const address = email === undefined ? `${id}@mail.example` : email;
      await database.query(
        statement(
          'insert into contact_settings (gym_id, user_id, email, language, updated_at) values ($1, $2, $3, $4, 0)',
          [TEST_GYM, id, address, language],
        ),
      );
      const choices = NOTIFICATION_TOPICS.toSorted().map((topic) => ({ topic, channel: 'email' as const }));
      await database.query(
        upsertPreferences(
          TEST_GYM,
          choices.map((choice) => ({ ...choice, memberId: id, enabled: wantsMail, decidedAtMs: 0 })),
        ),
      );
      return id;
    },
    async note(memberId, ...candidates) {
      const [row] = await database.query(selectGym(TEST_GYM));
      if (row === undefined) throw new Error('the gym is not there');
      await database.transaction((sql) => noteNotifications(sql, row, memberId, candidates, time.nowMs));
    },
    server: (sender = smtp) =>
      createDispatch(TEST_GYM, {
        database,
        signingKeys,
        clock,
        newId,
        log,
        mail: { sender, publicUrl: PUBLIC_URL },
      }),
    async settle(sender) {
      const step = gym.server(sender);
      while (await step());
    },
    rows: (text, ...values) => database.query(statement(text, values)),
  };
  return gym;
}
