import packageInfo from '../package.json' with { type: 'json' };
import { SECOND_MS, type Clock } from '../shared/base/clock.ts';
import type { GymId, NewId } from '../shared/base/ids.ts';
import type { Log } from '../shared/base/log.ts';
import { reviewStamp } from '../shared/domain/progress/review-member.ts';
import { createPasswordVerifier } from './auth/password-verifier.ts';
import { createPinVerifier } from './auth/pin-verifier.ts';
import { createSignInThrottle } from './auth/sign-in-throttle.ts';
import { createReplayGuard } from './auth/replay-guard.ts';
import { keptSecret } from './auth/kept-secret.ts';
import { createSigningKeys, prepareSigningKeys, type SigningKeys } from './auth/signing-keys.ts';
import { createVault, type Vault } from './auth/vault.ts';
import { bringFeedBack } from './store/tables/feed.ts';
import { createFeedWatch } from './sync/feed-watch.ts';
import { createCommunityReader } from './flows/gym-community.ts';
import { issuePairingCode, needsFirstPairingCode, type IssuedPairingCode } from './flows/pairing-codes.ts';
import { startTimetables } from './flows/keep-timetable.ts';
import { startReviewSweep } from './flows/review-sweep.ts';
import { openOperatorDoor } from './operator/operator-door.ts';
import { createSmtpSender } from './notifications/smtp-sender.ts';
import { startNotifications, type MailSettings } from './notifications/start-notifications.ts';
import type { DemoProgress, DemoSize } from './demo-options.ts';
import { createHttpServer, DEFAULT_RATE_LIMITS, type RateLimits } from './http/http-server.ts';
import { createRouter } from './http/router.ts';
import type { CentralDatabase } from './store/database.ts';
import { openStore, type StorageChoice } from './store/open-store.ts';
import { noteReviewStamp, upsertGym, type GymSettings } from './store/tables/gyms.ts';
import { startReadingParked } from './sync/read-parked.ts';

export interface MailOptions {
  /** `smtp://user:password@host:port`, or `smtps://…`. */
  readonly smtpUrl: string;
  /** Address, with or without a name, that letters come from. */
  readonly from: string;
  /** Where members reach this server, for the links in letters. */
  readonly publicUrl: string;
}

export interface CentralOptions {
  readonly storage: StorageChoice;
  /** What keys are wrapped with in the store; beside an embedded one it is made and kept where it is not given. */
  readonly secret?: string;
  /** Where operators of this machine find the server while it runs; without it they do not. */
  readonly doorDirectory?: string;
  /** The gym this server is set up for; created or renamed at start. */
  readonly gym: GymSettings;
  /** Address and port to listen on; port 0 takes a free one. Default 127.0.0.1:8707. */
  readonly host?: string;
  readonly port?: number;
  /** Who may tell the client's address in X-Forwarded-For: how many proxies, or which. Default nobody. */
  readonly trustProxy?: number | string[] | false;
  /** One-time code for the gym's next kiosk. Without it, an unpaired gym gets a random one. */
  readonly pairingCode?: string;
  /** Fills an empty store with a generated gym. */
  readonly demo?: DemoSize;
  /** How members are written to; without it nothing is sent. */
  readonly mail?: MailOptions;
  readonly limits?: Partial<RateLimits>;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  /** Whoever wants the start given up aborts it; looked at while a demo gym is made, which takes a while. */
  readonly signal?: AbortSignal;
  /** Called with how far a demo gym has got. */
  readonly onDemoProgress?: (progress: DemoProgress) => void;
}

export interface Central {
  /** Base address, for example `http://127.0.0.1:8707`. */
  readonly url: string;
  readonly store: CentralDatabase;
  /** The code that a first kiosk can pair with, when one was made up at this start. */
  readonly pairingCode: IssuedPairingCode | null;
  /** Stops listening, lets running requests finish (at most 10 s), closes the storage. */
  close(): Promise<void>;
}

export const DEFAULT_PORT = 8707;
const DEFAULT_HOST = '127.0.0.1';

/** Requests still running this long after `close` are cut off. */
const CLOSE_GRACE_MS = 10 * SECOND_MS;

async function prepareGym(database: CentralDatabase, options: CentralOptions): Promise<void> {
  const { gym, demo, clock, log } = options;
  await database.query(upsertGym(gym));
  await database.query(noteReviewStamp(gym.id, reviewStamp({ zone: gym.timezone, language: gym.language })));
  if (demo !== undefined) {
    // Loaded only where a demo is configured: a real gym's server starts without the generator.
    const { seedDemoGym } = await import('./demo/seed-demo-gym.ts');
    await seedDemoGym(
      { gymId: gym.id, zone: gym.timezone, ...demo },
      { database, clock, log, onProgress: options.onDemoProgress, signal: options.signal },
    );
  }
  if (options.pairingCode !== undefined)
    await issuePairingCode({ gymId: gym.id, code: options.pairingCode }, { database, clock });
}

/** A code for an unpaired gym: made once the server is there, or nobody would ever be told. */
async function issueFirstCode(
  database: CentralDatabase,
  { gym, clock, pairingCode }: CentralOptions,
): Promise<IssuedPairingCode | null> {
  const isNeeded = pairingCode === undefined && (await needsFirstPairingCode(gym.id, { database, clock }));
  return isNeeded ? issuePairingCode({ gymId: gym.id }, { database, clock }) : null;
}

/** A server without this door still serves: its operator is told, and can open a PostgreSQL store. */
async function openDoor(database: CentralDatabase, options: CentralOptions): Promise<() => Promise<void>> {
  const { doorDirectory, gym, clock, log } = options;
  if (doorDirectory === undefined) return async () => undefined;
  try {
    return await openOperatorDoor(doorDirectory, { database, clock, log, gymId: gym.id });
  } catch (error) {
    log.warn({ err: error, doorDirectory }, 'operators of this machine cannot reach the server');
    return async () => undefined;
  }
}

async function listen(
  database: CentralDatabase,
  { vault, signingKeys }: Secrets,
  options: CentralOptions,
): Promise<{ url: string; close(): Promise<void> }> {
  const { clock, newId, log } = options;
  const feedWatch = createFeedWatch({ database, log });
  const replayGuard = createReplayGuard({ clock, database });
  const router = createRouter({
    database,
    feedWatch,
    clock,
    newId,
    log,
    signingKeys,
    vault,
    pinVerifier: createPinVerifier(),
    passwordVerifier: createPasswordVerifier(),
    throttle: createSignInThrottle({ database, clock, vault }),
    replayGuard,
    readCommunity: createCommunityReader({ database }),
    version: packageInfo.version,
  });
  const app = await createHttpServer({
    router,
    log,
    version: packageInfo.version,
    limits: { ...DEFAULT_RATE_LIMITS, ...options.limits },
    trustProxy: options.trustProxy ?? false,
    unsubscribing: { database, clock, signingKeys },
    callers: { database, clock, signingKeys, replayGuard },
  });
  const url = await app.listen({ host: options.host ?? DEFAULT_HOST, port: options.port ?? DEFAULT_PORT });
  return {
    url,
    async close() {
      feedWatch.stop();
      const cutOff = setTimeout(() => app.server.closeAllConnections(), CLOSE_GRACE_MS);
      await app.close();
      clearTimeout(cutOff);
    },
  };
}

interface Secrets {
  readonly vault: Vault;
  readonly signingKeys: SigningKeys;
}

/** Proves at the start, and not at the first sign-in, that the secret is the one the keys were wrapped with. */
async function openSecrets(
  database: CentralDatabase,
  { storage, secret, gym, clock, newId }: CentralOptions,
): Promise<Secrets> {
  const given = secret ?? ('directory' in storage ? await keptSecret(storage.directory) : null);
  if (given === null) throw new TypeError('a secret is needed with a database of its own');
  const vault = createVault(given);
  await prepareSigningKeys({ database, vault });
  const signingKeys = createSigningKeys({ database, vault, clock, newId });
  await signingKeys.current(gym.id);
  return { vault, signingKeys };
}

function mailSettings(mail: MailOptions | undefined): MailSettings | null {
  if (mail === undefined) return null;
  const sender = createSmtpSender({ url: mail.smtpUrl, from: mail.from });
  return { sender, publicUrl: mail.publicUrl.replace(/\/+$/, '') };
}

/**
 * Starts the central server in this process.
 * @throws SchemaMismatch, DirectoryLocked, WrongSecret, StorageUnavailable, or the system's error when the port is taken
 */
export async function startCentral(options: CentralOptions): Promise<Central> {
  const database = await openStore(options.storage, { log: options.log, nowMs: options.clock.nowMs() });
  try {
    await database.query(bringFeedBack());
    await prepareGym(database, options);
    const secrets = await openSecrets(database, options);
    const server = await listen(database, secrets, options);
    const pairingCode = await issueFirstCode(database, options);
    const shutDoor = await openDoor(database, options);
    const stopSweep = startReviewSweep(options.gym.id as GymId, {
      database,
      clock: options.clock,
      log: options.log,
    });
    const stopReading = startReadingParked(options.gym.id as GymId, {
      database,
      clock: options.clock,
      log: options.log,
    });
    const stopTimetables = startTimetables({ database, clock: options.clock, log: options.log });
    const stopNotifications = startNotifications(options.gym.id, {
      database,
      signingKeys: secrets.signingKeys,
      clock: options.clock,
      newId: options.newId,
      log: options.log,
      mail: mailSettings(options.mail),
    });
    return {
      url: server.url,
      store: database,
      pairingCode,
      async close() {
        await shutDoor();
        await server.close();
        await Promise.all([stopSweep(), stopReading(), stopTimetables(), stopNotifications()]);
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
