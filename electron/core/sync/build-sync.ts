import type { Ground } from '../ground.ts';
import { afterTimeout } from '../host/after-timeout.ts';
import { createCentralClient } from './central-client.ts';
import { createCentralFetch } from './central-fetch.ts';
import type { KioskKey } from './kiosk-key.ts';
import { createPull, type Pull } from './pull.ts';
import { createPush, type Push } from './push.ts';

/** The line to central. */
export interface Sync {
  readonly push: Push;
  readonly pull: Pull;
  /** Null where no central server is configured. */
  readonly centralUrl: string | null;
}

/** @param key signs what this kiosk sends */
export function buildSync(ground: Ground, key: KioskKey): Sync {
  const { settings, store, clock, newId, log, changed } = ground;
  const { central_url: url, gym_id: gymId, gym_name: name, pairing_code: code = null } = settings.config;
  const { kioskId } = store.identity;
  const { nowMs } = clock;
  const client =
    url === undefined
      ? null
      : createCentralClient({
          url,
          kioskId,
          gymId,
          key,
          newId,
          nowMs,
          fetch: createCentralFetch(settings.centralTls),
        });
  const push = createPush({
    store,
    client,
    pairing: { code, name },
    nowMs,
    random: Math.random,
    after: afterTimeout,
    log,
    onChange: changed,
  });
  const pull = createPull({
    store,
    client,
    random: Math.random,
    after: afterTimeout,
    log,
    onChange: changed,
  });
  return { push, pull, centralUrl: url ?? null };
}
