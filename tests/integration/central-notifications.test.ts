import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { LEASE_MS, RETRY_AFTER_MS } from '../../central/notifications/send-next-message.ts';
import { startCentralProcess } from '../support/central/central-process.ts';
import { startMailServer, type MailServer } from '../support/central/mail-server.ts';
import { news, openMailGym, PUBLIC_URL, type MailGym } from '../support/central/mail-gym.ts';
import { leftOutStorage, storagesUnderTest, TEST_GYM, TEST_NOW_MS } from '../support/central/test-central.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

interface MessageRow {
  state: string;
  code: string;
  attempts: number;
}

describe.each(storagesUnderTest())('the mail of a gym on $name', (storage) => {
  let opened: Awaited<ReturnType<typeof storage.open>>;
  let mail: MailServer;
  let gym: MailGym;

  beforeAll(async () => {
    opened = await storage.open();
    mail = await startMailServer();
    gym = await openMailGym(opened.storage, mail.url);
  });
  afterAll(async () => {
    await gym.database.close();
    await mail.close();
    await opened.remove();
  });
  beforeEach(() => {
    mail.behave({ does: 'accept' });
    gym.time.nowMs = TEST_NOW_MS;
  });

  /** A member with news that are ripe to be sent. */
  const memberWithNews = async (...names: string[]): Promise<string> => {
    const member = await gym.addMember();
    await gym.note(member, ...names.map((name) => news(name)));
    gym.time.nowMs += 10 * MINUTE_MS;
    return member;
  };
  const lettersTo = (member: string) =>
    mail.letters.filter((letter) => JSON.stringify(letter.to).includes(member));
  const messagesOf = (member: string) =>
    gym.rows<MessageRow>(
      'select state, code, attempts from notification_messages where gym_id = $1 and user_id = $2 order by created_at',
      TEST_GYM,
      member,
    );
  const deliveriesOf = (member: string) =>
    gym.rows<{ outcome: string; code: string; due_at: number | null }>(
      `select outcome, code, due_at from notification_deliveries
       where gym_id = $1 and user_id = $2 and channel = 'email' order by notification_id`,
      TEST_GYM,
      member,
    );

  test('reaches a member who asked for it, with a way to end it', async () => {
    const member = await memberWithNews('one');
    await gym.settle();
    const [letter] = lettersTo(member);
    expect(letter?.subject).toBe('Gym North: 1 message for you');
    expect(letter?.text).toContain('Hi Mara,\n\nYou earned an achievement: 100 visits.');
    expect(letter?.text).toContain(`${PUBLIC_URL}/unsubscribe/`);
    const header = (name: string) => letter?.headerLines.find(({ key }) => key === name)?.line;
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(header('list-unsubscribe')?.replaceAll(/\s+/g, ' ')).toContain(`<${PUBLIC_URL}/api/unsubscribe/`);
    expect(header('auto-submitted')).toBe('Auto-Submitted: auto-generated');
    expect(await messagesOf(member)).toEqual([{ state: 'sent', code: 'accepted', attempts: 1 }]);
  });

  test('speaks the member’s language', async () => {
    const german = await gym.addMember({ language: 'de' });
    const spanish = await gym.addMember({ language: 'es' });
    await gym.note(german, news('one'));
    await gym.note(spanish, news('one'));
    gym.time.nowMs += 10 * MINUTE_MS;
    await gym.settle();
    expect(lettersTo(german)[0]?.text).toContain('Neuer Erfolg: 100 Besuche.');
    expect(lettersTo(spanish)[0]?.text).toContain('Has conseguido un logro: 100 visitas.');
  });

  test('makes one letter of everything that waits', async () => {
    const member = await memberWithNews('one', 'two', 'three');
    await gym.settle();
    expect(lettersTo(member)).toHaveLength(1);
    expect(lettersTo(member)[0]?.text?.match(/100 visits/g)).toHaveLength(3);
    expect((await deliveriesOf(member)).map(({ outcome, code }) => `${outcome} ${code}`)).toEqual([
      'send digest',
      'send digest',
      'send digest',
    ]);
  });

  test('says the same thing once, whoever notices it and however often', async () => {
    const member = await memberWithNews('one');
    await gym.note(member, news('one'));
    await gym.settle();
    await gym.note(member, news('one'));
    gym.time.nowMs += DAY_MS;
    await gym.settle();
    expect(lettersTo(member)).toHaveLength(1);
  });

  test('lets members sleep, and comes in the morning', async () => {
    gym.time.nowMs = Date.parse('2026-10-15T20:30:00Z');
    const member = await memberWithNews('one');
    await gym.settle();
    const morningMs = Date.parse('2026-10-16T06:00:00Z');
    expect(await deliveriesOf(member)).toEqual([{ outcome: 'hold', code: 'quiet_hours', due_at: morningMs }]);
    gym.time.nowMs = morningMs;
    await gym.settle();
    expect(lettersTo(member)).toHaveLength(1);
  });

  test('comes four times a week and not a fifth', async () => {
    const member = await gym.addMember();
    for (const day of [0, 1, 2, 3, 4]) {
      gym.time.nowMs = TEST_NOW_MS + day * DAY_MS;
      await gym.note(member, news(`day-${day}`, gym.time.nowMs));
      gym.time.nowMs += 10 * MINUTE_MS;
      await gym.settle();
    }
    expect(lettersTo(member)).toHaveLength(4);
    expect((await deliveriesOf(member)).at(-1)).toMatchObject({ outcome: 'hold', code: 'weekly_cap' });
    gym.time.nowMs = TEST_NOW_MS + 7 * DAY_MS + 20 * MINUTE_MS;
    await gym.settle();
    expect(lettersTo(member)).toHaveLength(5);
  });

  test.each([
    ['did not ask for it', { wantsMail: false }, 'not_opted_in'],
    ['left no address', { email: null }, 'no_address'],
  ])('does not come to a member who %s, and why is kept', async (_, changes, code) => {
    const member = await gym.addMember(changes);
    await gym.note(member, news('one'));
    gym.time.nowMs += 10 * MINUTE_MS;
    await gym.settle();
    expect(await deliveriesOf(member)).toEqual([{ outcome: 'drop', code, due_at: null }]);
    expect(lettersTo(member)).toEqual([]);
  });

  test('tries a server again that says "later", less and less often, and at last gives up', async () => {
    const member = await memberWithNews('one');
    mail.behave({ does: 'refuse', code: 451, at: 'address' });
    await gym.settle();
    expect(await messagesOf(member)).toEqual([{ state: 'queued', code: 'smtp_451', attempts: 1 }]);
    gym.time.nowMs += RETRY_AFTER_MS[0] - 1;
    await gym.settle();
    expect((await messagesOf(member))[0]?.attempts).toBe(1);
    for (const afterMs of RETRY_AFTER_MS) {
      gym.time.nowMs += afterMs;
      await gym.settle();
    }
    expect(await messagesOf(member)).toEqual([
      { state: 'dead', code: 'smtp_451', attempts: RETRY_AFTER_MS.length + 1 },
    ]);
    expect(mail.attempts.filter((address) => address.startsWith(member))).toHaveLength(
      RETRY_AFTER_MS.length + 1,
    );
  });

  test('comes with the second try to a server that greets strangers with "later"', async () => {
    const member = await memberWithNews('one');
    mail.behave({ does: 'refuse', code: 450, at: 'letter' });
    await gym.settle();
    mail.behave({ does: 'accept' });
    gym.time.nowMs += RETRY_AFTER_MS[0];
    await gym.settle();
    expect(lettersTo(member)).toHaveLength(1);
    expect(await messagesOf(member)).toEqual([{ state: 'sent', code: 'accepted', attempts: 2 }]);
  });

  test.each(['address', 'letter'] as const)('gives a refused %s up at once', async (at) => {
    const member = await memberWithNews('one');
    mail.behave({ does: 'refuse', code: 550, at });
    await gym.settle();
    gym.time.nowMs += DAY_MS;
    await gym.settle();
    expect(await messagesOf(member)).toEqual([{ state: 'dead', code: 'smtp_550', attempts: 1 }]);
  });

  test('is sent again under the same Message-ID where the answer was lost', async () => {
    const member = await memberWithNews('one');
    mail.behave({ does: 'take_and_drop' });
    await gym.settle();
    expect((await messagesOf(member))[0]).toMatchObject({ state: 'queued', attempts: 1 });
    mail.behave({ does: 'accept' });
    gym.time.nowMs += RETRY_AFTER_MS[0];
    await gym.settle();
    expect(new Set(lettersTo(member).map(({ messageId }) => messageId)).size).toBe(1);
    expect(lettersTo(member)).toHaveLength(2);
    expect((await messagesOf(member))[0]).toMatchObject({ state: 'sent' });
  });

  test('does not wait for ever for a server that says nothing', async () => {
    const member = await memberWithNews('one');
    mail.behave({ does: 'take_and_wait' });
    await gym.settle();
    expect((await messagesOf(member))[0]).toMatchObject({ state: 'queued', attempts: 1 });
    mail.release();
  });

  test('keeps its tries while the mail server is away', async () => {
    const away = await openAwayServer();
    const member = await memberWithNews('one');
    for (let minutes = 0; minutes < 30; minutes += 3) {
      await gym.settle(away);
      gym.time.nowMs += 3 * MINUTE_MS;
    }
    expect(await messagesOf(member)).toEqual([{ state: 'queued', code: 'esocket', attempts: 0 }]);
    await gym.settle();
    expect(lettersTo(member)).toHaveLength(1);
  });

  test('leaves one letter to one of two servers', async () => {
    const members = await Promise.all(Array.from({ length: 25 }, () => gym.addMember()));
    for (const member of members) await gym.note(member, news('one'), news('two'));
    gym.time.nowMs += 10 * MINUTE_MS;
    const run = async (step: () => Promise<boolean>): Promise<void> => {
      while (await step());
    };
    await Promise.all([run(gym.server()), run(gym.server()), run(gym.server())]);
    await gym.settle();
    expect(members.map((member) => lettersTo(member).length)).toEqual(members.map(() => 1));
  });

  test('is left to another server when one dies over it, and only after a while', async () => {
    const member = await memberWithNews('one');
    const died = new Error('the process ended here');
    await expect(gym.settle({ send: () => Promise.reject(died) })).rejects.toBe(died);
    await gym.settle();
    expect(lettersTo(member)).toEqual([]);
    gym.time.nowMs += LEASE_MS;
    await gym.settle();
    expect(lettersTo(member)).toHaveLength(1);
  });

  test('is withdrawn when the member switches it off before it is sent', async () => {
    const member = await memberWithNews('one');
    mail.behave({ does: 'refuse', code: 451, at: 'address' });
    await gym.settle();
    await gym.rows(
      'update notification_preferences set enabled = false where gym_id = $1 and user_id = $2',
      TEST_GYM,
      member,
    );
    mail.behave({ does: 'accept' });
    gym.time.nowMs += RETRY_AFTER_MS[0];
    await gym.settle();
    expect(lettersTo(member)).toEqual([]);
    expect((await messagesOf(member))[0]).toMatchObject({ state: 'dead', code: 'nothing_left' });
  });

  test('leaves no address in the log, whatever the server answers', () => {
    const said = JSON.stringify(
      gym.lines.map(({ fields, message }) => [fields, message, String(fields['err'])]),
    );
    expect(gym.lines.length).toBeGreaterThan(0);
    expect(said).not.toMatch(/@|mail\.example/);
  });
});

/** A sender whose server nobody listens at. */
async function openAwayServer() {
  const { createSmtpSender } = await import('../../central/notifications/smtp-sender.ts');
  const gone = await startMailServer();
  await gone.close();
  return createSmtpSender({ url: gone.url, from: 'no-reply@gym.example' });
}

describe('a server that is killed while it sends', () => {
  test('leaves the letter to the next one, under the same Message-ID', async () => {
    const [storage] = storagesUnderTest();
    const { storage: choice, remove } = await storage!.open();
    const mail = await startMailServer();
    const folder = mkdtempSync(join(tmpdir(), 'kiosk-mail-'));
    onTestFinished(async () => {
      rmSync(folder, { recursive: true, force: true });
      await mail.close();
      await remove();
    });
    if (!('directory' in choice)) throw new Error('the first storage is the embedded one');
    // It runs by the real clock, so its gym lies where it is noon now.
    const hoursToNoon = 12 - new Date().getUTCHours();
    const zone =
      hoursToNoon === 0 ? 'Etc/UTC' : `Etc/GMT${hoursToNoon > 0 ? '-' : '+'}${Math.abs(hoursToNoon)}`;
    const startedMs = Date.now();
    const before = await openMailGym(choice, mail.url, { zone, nowMs: startedMs - 20 * MINUTE_MS });
    const member = await before.addMember();
    await before.note(member, news('one', startedMs));
    await before.database.close();

    const configPath = join(folder, 'config.json');
    writeFileSync(configPath, JSON.stringify({ gym_id: TEST_GYM, gym_name: 'Gym North', timezone: zone }));
    mail.behave({ does: 'take_and_wait' });
    const taken = mail.nextLetter();
    const central = await startCentralProcess({
      KIOSK_CENTRAL_DATA_DIR: choice.directory,
      KIOSK_CONFIG: configPath,
      SMTP_URL: mail.url,
      MAIL_FROM: 'Gym North <no-reply@gym.example>',
      PUBLIC_URL,
    });
    await taken;
    expect(await central.end('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });

    mail.behave({ does: 'accept' });
    const after = await openMailGym(choice, mail.url, { zone, nowMs: Date.now() });
    const message = () =>
      after.rows<MessageRow>('select state, attempts from notification_messages where user_id = $1', member);
    await after.settle();
    expect(await message()).toEqual([{ state: 'queued', attempts: 1 }]);
    after.time.nowMs += LEASE_MS;
    await after.settle();
    expect(await message()).toEqual([{ state: 'sent', attempts: 2 }]);
    await after.database.close();
    expect(mail.letters).toHaveLength(2);
    expect(new Set(mail.letters.map(({ messageId }) => messageId)).size).toBe(1);
  });
});

const leftOut = leftOutStorage();
if (leftOut !== null) test(leftOut, () => expect(storagesUnderTest()).toHaveLength(1));
