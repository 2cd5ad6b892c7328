import { cannotBeTwoCards, cardKey, cardNumbers } from '../domain/cards/card-identity.ts';
import { memberNumberKey } from '../domain/members/member-number.ts';

/** What of a configuration names somebody or something, and so may be there once. */
interface KeyedConfig {
  readonly devices: readonly {
    readonly id: string;
    readonly transport: { readonly type: string; readonly path?: string | undefined };
    readonly options: {
      readonly straps?: Readonly<Record<string, string>> | undefined;
      readonly loan_straps?: readonly string[] | undefined;
      readonly ant_numbers?: Readonly<Record<string, string>> | undefined;
    };
  }[];
  readonly members: readonly { readonly member_number: string; readonly cards: readonly string[] }[];
  readonly staff: readonly { readonly name: string; readonly cards: readonly string[] }[];
}

export type KeyPath = readonly (string | number)[];

/** A key that came before. Says where, never which: a line about it stays free of secrets. */
export interface RepeatedKey {
  readonly path: KeyPath;
  readonly message: string;
}

interface Named {
  readonly key: string;
  readonly path: KeyPath;
  /** The same owner may name a key twice: it changes nothing. */
  readonly owner: string;
}

interface Card extends Named {
  readonly text: string;
}

/** `members[1].cards[0]` */
function written(path: KeyPath): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}

function firstRepeated(what: string, named: readonly Named[]): RepeatedKey | null {
  const before = new Map<string, Named>();
  for (const each of named) {
    const first = before.get(each.key);
    if (first !== undefined && first.owner !== each.owner)
      return { path: each.path, message: `the same ${what} as ${written(first.path)}` };
    before.set(each.key, first ?? each);
  }
  return null;
}

/** Every one belongs to nobody but itself. */
function each<Item>(
  list: string,
  items: readonly Item[],
  key: (item: Item) => string,
  field: string,
): Named[] {
  return items.map((item, index) => ({
    key: key(item),
    path: [list, index, field],
    owner: `${list} ${index}`,
  }));
}

function cardsOf(list: 'members' | 'staff', people: KeyedConfig['members' | 'staff']): Card[] {
  return people.flatMap(({ cards }, person) =>
    cards.map((card, index) => ({
      text: card,
      key: cardKey(card),
      path: [list, person, 'cards', index],
      owner: `${list} ${person}`,
    })),
  );
}

/** A card that is, or may be, one that somebody else has, in whatever form either is written. */
function firstSharedCard(cards: readonly Card[]): RepeatedKey | null {
  const before = new Map<string | number, Card[]>();
  for (const card of cards) {
    const { text, owner, path } = card;
    const places = [cardKey(text), ...cardNumbers(text)].map((key) => {
      const place = before.get(key) ?? [];
      before.set(key, place);
      return place;
    });
    const other = places.flat().find((first) => first.owner !== owner && cannotBeTwoCards(first.text, text));
    if (other !== undefined) {
      const message =
        other.key === card.key
          ? `the same card as ${written(other.path)}`
          : `may be the same card as ${written(other.path)}, written in another form; a number in ten digits is only that number`;
      return { path, message };
    }
    for (const place of places) place.push(card);
  }
  return null;
}

/** ANT+ numbers with and without zeros in front are one; Bluetooth names and addresses are written in either case. */
const strapKey = (sensor: string): string =>
  /^\d{1,7}$/.test(sensor) ? String(Number(sensor)) : sensor.trim().toUpperCase();

/** Straps of members, and those that the gym lends, which are nobody's. */
function strapsOf({ devices }: KeyedConfig): Named[] {
  return devices.flatMap(({ options }, device) => [
    ...Object.entries(options.straps ?? {}).map(([sensor, memberNumber]) => ({
      key: strapKey(sensor),
      path: ['devices', device, 'options', 'straps', sensor],
      owner: `member ${memberNumberKey(memberNumber)}`,
    })),
    ...(options.loan_straps ?? []).map((sensor, index) => ({
      key: strapKey(sensor),
      path: ['devices', device, 'options', 'loan_straps', index],
      owner: 'lent',
    })),
  ]);
}

/** What a Bluetooth strap sends on the other radio is one strap's. */
function antNumbersOf({ devices }: KeyedConfig): Named[] {
  return devices.flatMap(({ options }, device) =>
    Object.entries(options.ant_numbers ?? {}).map(([sensor, antNumber]) => ({
      key: strapKey(antNumber),
      path: ['devices', device, 'options', 'ant_numbers', sensor],
      owner: strapKey(sensor),
    })),
  );
}

/** A port is opened by one device. There is one keyboard; without a path any free port of its kind will do. */
function portsOf({ devices }: KeyedConfig): Named[] {
  return devices.flatMap(({ id, transport: { type, path } }, device) =>
    path === undefined && type !== 'keyboard'
      ? []
      : [{ key: `${type} ${path ?? ''}`, path: ['devices', device, 'transport'], owner: id }],
  );
}

/** Names are compared as people do: without blanks around them or twice within, whichever way letters and case are written. */
const nameKey = (name: string): string => name.trim().replaceAll(/\s+/g, ' ').normalize('NFKC').toLowerCase();

/** The first key that is there twice, each compared in its canonical form; null where all differ. */
export function findRepeatedKey(config: KeyedConfig): RepeatedKey | null {
  return (
    firstRepeated(
      'device id',
      each('devices', config.devices, ({ id }) => id.toLowerCase(), 'id'),
    ) ??
    firstRepeated(
      'member number',
      each('members', config.members, (member) => memberNumberKey(member.member_number), 'member_number'),
    ) ??
    firstRepeated(
      'name',
      each('staff', config.staff, ({ name }) => nameKey(name), 'name'),
    ) ??
    firstSharedCard([...cardsOf('members', config.members), ...cardsOf('staff', config.staff)]) ??
    firstRepeated('strap', strapsOf(config)) ??
    firstRepeated('ANT+ number', antNumbersOf(config)) ??
    firstRepeated('port', portsOf(config))
  );
}
