/** Who may import whom. A room is the first entry whose pattern fits a file; order matters. */
export interface Room {
  readonly name: string;
  readonly files: RegExp;
  /** Rooms this one may import, itself included only if listed. */
  readonly mayImport: readonly string[];
  /** Rooms this one may load when it is told to, by `import()`, and never at its start. */
  readonly mayLoadOnDemand?: readonly string[];
  /** npm packages and Node modules this room may import; transitively too, through the rooms it may import. */
  readonly packages: readonly RegExp[];
  /** What must not be reachable at all, however many steps away. */
  readonly mustNotReach?: readonly RegExp[];
}

const NODE = /^node:/;
const NO_ELECTRON = /^electron$/;
const NATIVE = /^(better-sqlite3|serialport|@serialport\/.*|node-hid)$/;

const SHARED = ['shared/base', 'shared/domain', 'shared/contract'];
/** Rooms that store facts know what each kind says and does. */
const SHARED_WITH_FACTS = [...SHARED, 'shared/facts'];

/** Which nouns of core each may import, beside itself; a handler knows the parts of all through the types in `screen`. */
const NOUNS = {
  screen: [
    'check-in',
    'demo',
    'devices',
    'heart-rate',
    'jobs',
    'members',
    'progress',
    'staff',
    'sync',
    'weigh-in',
  ],
  devices: ['check-in', 'heart-rate', 'weigh-in', 'staff'],
  members: ['check-in', 'progress', 'screen'],
  staff: ['check-in', 'devices', 'heart-rate', 'members', 'screen', 'sync'],
  'check-in': ['devices', 'members', 'progress', 'screen', 'staff'],
  'heart-rate': ['devices', 'progress', 'screen'],
  'weigh-in': ['devices', 'progress', 'screen'],
  progress: ['notifications', 'screen'],
  goals: ['progress', 'screen'],
  notifications: ['screen'],
  jobs: ['devices', 'progress', 'screen', 'sync', 'weigh-in'],
  sync: [],
  demo: ['devices', 'members', 'screen'],
} as const;

/** What a noun may import beside other nouns. */
const PACKAGES_OF_NOUNS: Readonly<Record<string, readonly RegExp[]>> = {
  jobs: [/^croner$/, /^zod$/],
  sync: [NODE, /^jose$/, /^zod$/],
  demo: [NODE, /^@orpc\/server$/],
};

const CORE_NOUNS: readonly Room[] = Object.entries(NOUNS).map(([noun, others]) => ({
  name: `core/${noun}`,
  files: new RegExp(`^electron/core/${noun}/`),
  mayImport: [
    ...[noun, ...others, 'ground', 'secrets', 'store', 'host'].map((room) => `core/${room}`),
    ...(noun === 'demo' ? ['shared/demo'] : []),
    ...SHARED_WITH_FACTS,
  ],
  packages: PACKAGES_OF_NOUNS[noun] ?? [/^@orpc\/server$/],
  mustNotReach: [NO_ELECTRON],
}));

export const ROOMS: readonly Room[] = [
  {
    name: 'shared/base',
    files: /^shared\/base\//,
    mayImport: ['shared/base'],
    packages: [],
  },
  {
    name: 'shared/domain',
    files: /^shared\/domain\//,
    mayImport: ['shared/base', 'shared/domain'],
    packages: [/^any-ascii$/],
    mustNotReach: [NODE, NO_ELECTRON, NATIVE],
  },
  {
    name: 'shared/contract',
    files: /^shared\/contract\//,
    mayImport: SHARED,
    packages: [/^zod$/, /^@orpc\/contract$/],
    mustNotReach: [NODE, NO_ELECTRON, NATIVE],
  },
  {
    name: 'shared/facts',
    files: /^shared\/facts\//,
    mayImport: SHARED_WITH_FACTS,
    packages: [/^zod$/],
    mustNotReach: [NODE, NO_ELECTRON, NATIVE],
  },
  {
    name: 'shared/demo',
    files: /^shared\/demo\//,
    mayImport: ['shared/base', 'shared/domain', 'shared/demo'],
    packages: [],
    mustNotReach: [NODE, NO_ELECTRON, NATIVE],
  },
  {
    name: 'electron/process',
    files: /^electron\/process\//,
    mayImport: ['electron/process', ...SHARED],
    packages: [],
    mustNotReach: [NO_ELECTRON, NATIVE],
  },
  {
    name: 'electron/launcher',
    files: /^electron\/launcher\//,
    mayImport: ['electron/launcher', 'electron/process', 'shared/base', 'shared/contract'],
    packages: [NODE, /^zod$/],
    mustNotReach: [NO_ELECTRON, NATIVE],
  },
  {
    name: 'electron/preload',
    files: /^electron\/preload\//,
    mayImport: ['electron/preload', ...SHARED],
    packages: [NO_ELECTRON, /^@orpc\/(client|contract)(\/.*)?$/],
    mustNotReach: [NODE, NATIVE],
  },
  {
    name: 'electron/main',
    files: /^electron\/main\//,
    mayImport: ['electron/main', 'electron/process', 'shared/base', 'shared/contract'],
    packages: [NO_ELECTRON, NODE, /^electron-log\/main$/, /^electron-updater$/],
    mustNotReach: [NATIVE],
  },
  {
    name: 'devices/pure',
    files:
      /^electron\/devices\/(framing\/.*|scale\/.*|[^/]+\/(frames|machine|[a-z-]+-profile)|([a-z0-9-]+)\/\3)\.ts$/,
    mayImport: ['devices/pure', 'devices', 'shared/base', 'shared/domain', 'shared/contract'],
    packages: [],
    mustNotReach: [NODE, NO_ELECTRON, NATIVE],
  },
  {
    name: 'devices',
    files: /^electron\/devices\//,
    mayImport: ['devices', 'devices/pure', 'electron/process', ...SHARED],
    packages: [NODE, NATIVE, /^ble-host$/, /^zod$/],
    mustNotReach: [
      NO_ELECTRON,
      /^(pg|fastify|better-sqlite3|@electric-sql\/pglite|node:https?|node:net|node:tls)$/,
    ],
  },
  {
    name: 'core/store',
    files: /^electron\/core\/store\//,
    mayImport: ['core/store', ...SHARED_WITH_FACTS],
    packages: [NODE, /^better-sqlite3$/],
    mustNotReach: [NO_ELECTRON],
  },
  {
    name: 'core/secrets',
    files: /^electron\/core\/(members\/(member-pins|pin-hash)|staff\/staff-accounts)\.ts$/,
    mayImport: ['core/secrets', ...SHARED],
    packages: [NODE],
    mustNotReach: [NO_ELECTRON],
  },
  ...CORE_NOUNS,
  {
    name: 'core/ground',
    files: /^electron\/core\/ground\.ts$/,
    mayImport: ['core/host', 'core/store', ...SHARED],
    packages: [],
    mustNotReach: [NO_ELECTRON],
  },
  {
    name: 'core/host',
    files: /^electron\/core\/host\//,
    mayImport: ['core/host', 'core/check-in', 'electron/process', ...SHARED],
    packages: [NODE, /^zod$/, /^@orpc\/client\/message-port$/],
    mustNotReach: [NO_ELECTRON],
  },
  {
    name: 'core',
    files: /^electron\/core\/[^/]+\.ts$/,
    mayImport: [
      'core',
      'core/ground',
      'core/store',
      'core/secrets',
      'core/host',
      ...Object.keys(NOUNS).map((noun) => `core/${noun}`),
      'electron/process',
      ...SHARED,
    ],
    packages: [NODE, /^@orpc\/server(\/.*)?$/, /^pino$/, /^uuid$/],
    mustNotReach: [NO_ELECTRON],
  },
  {
    name: 'renderer/preview',
    files: /^renderer\/(preview\/|vite\.preview\.config\.ts$)/,
    mayImport: ['renderer/preview', 'renderer', ...SHARED],
    packages: [NODE, /^react(-dom)?(\/.*)?$/, /^vite(\/.*)?$/, /^@vitejs\//],
    mustNotReach: [NO_ELECTRON, NATIVE],
  },
  {
    name: 'renderer',
    files: /^renderer\//,
    mayImport: ['renderer', ...SHARED],
    packages: [
      /^react(-dom)?(\/.*)?$/,
      /^@mantine\//,
      /^@tabler\//,
      /^@tanstack\/react-query$/,
      /^apexcharts(\/.*)?$/,
      /^@fontsource/,
    ],
    mustNotReach: [NODE, NO_ELECTRON, NATIVE],
  },
  {
    name: 'central/demo',
    files: /^central\/demo\//,
    mayImport: ['central/demo', 'central', 'shared/demo', ...SHARED_WITH_FACTS],
    packages: [NODE],
    mustNotReach: [NO_ELECTRON, NATIVE],
  },
  {
    name: 'central/imports',
    files: /^central\/imports\//,
    mayImport: ['central/imports', 'central', ...SHARED_WITH_FACTS],
    packages: [NODE, /^csv-parse$/, /^hucre(\/xlsx)?$/],
    mustNotReach: [NO_ELECTRON, NATIVE],
  },
  {
    name: 'central',
    files: /^central\//,
    mayImport: ['central', 'central/imports', ...SHARED_WITH_FACTS],
    mayLoadOnDemand: ['central/demo'],
    packages: [
      NODE,
      /^@orpc\//,
      /^fastify$/,
      /^@fastify\//,
      /^pg$/,
      /^@electric-sql\/pglite$/,
      /^jose$/,
      /^pino$/,
      /^uuid$/,
      /^zod$/,
      /^nodemailer$/,
      /^otpauth$/,
      /^web-push$/,
      /^pg-boss$/,
      /^croner$/,
      /^hucre\/csv$/,
      /^rrule-temporal$/,
      /^temporal-polyfill$/,
    ],
    mustNotReach: [NO_ELECTRON, NATIVE],
  },
  { name: 'tests', files: /^tests\//, mayImport: ['*'], packages: [/.*/] },
];

export const roomOf = (file: string): Room | undefined => ROOMS.find((room) => room.files.test(file));
