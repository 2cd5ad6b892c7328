/**
 * A central server for the push benchmark, in a process of its own: `push-under-measure.ts STORAGE`. Says
 * its address, takes `{ bare: rows }` (the same facts put into a bare table by one statement and
 * committed) and answers with the milliseconds; any other message stops it.
 */
import { once } from 'node:events';
import { v7 as uuidv7 } from 'uuid';
import { statement } from '../../../central/store/database.ts';
import { startCentral } from '../../../central/start-central.ts';
import { TEST_GYM, TEST_NOW_MS, TEST_PAIRING_CODE } from './test-central.ts';

/** Without the columns that central adds: what came, in the order of `WireFact`. */
export interface BareRows {
  readonly bare: readonly (readonly unknown[])[];
}

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const BARE_COLUMNS =
  'kiosk_id text, epoch bigint, seq bigint, id uuid, kind text, version bigint, user_id text, happened_at bigint, zone text, payload text, prev_hash text, hash text';
const INSERT_BARE = `insert into bare select $1, given.* from unnest($2::text[], $3::bigint[], $4::bigint[],
  $5::uuid[], $6::text[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[]) as given`;

const [chosen = ''] = process.argv.slice(2);
const central = await startCentral({
  storage: chosen.startsWith('postgresql:') ? { databaseUrl: chosen } : { directory: chosen },
  gym: { id: TEST_GYM, name: 'Gym North', timezone: 'Europe/Berlin' },
  port: 0,
  pairingCode: TEST_PAIRING_CODE,
  limits: { perAddress: 1_000_000, perKiosk: 1_000_000, perAddressSignIn: 1_000_000 },
  clock: { nowMs: () => TEST_NOW_MS, monotonicMs: () => performance.now() },
  newId: () => uuidv7(),
  log: quiet,
});
await central.store.script(
  `create table bare (gym_id text, ${BARE_COLUMNS}, primary key (gym_id, kiosk_id, epoch, seq), unique (gym_id, id))`,
);
process.send?.(central.url);
for (;;) {
  const [message] = (await once(process, 'message')) as [BareRows | 'stop'];
  if (message === 'stop') break;
  const startedAt = performance.now();
  await central.store.transaction((sql) =>
    sql.query(statement(INSERT_BARE, [TEST_GYM, ...message.bare])).then(() => undefined),
  );
  process.send?.(performance.now() - startedAt);
}
await central.close();
process.disconnect();
