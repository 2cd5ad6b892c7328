import { describe, expect, it } from 'vitest';
import { memberOrder, nameOrder } from '../../../../../shared/domain/members/compare-names.ts';

describe('names in a list', () => {
  it('are in the order in which people sort them, whatever their case and marks', () => {
    // Signal-Android#5144: by code point all of these came behind Zimmer.
    const names = ['Zimmer', 'de Vries', 'Öztürk', 'adams', 'Otto', 'Ünal', 'Ärlich'];
    expect(names.toSorted(nameOrder('de'))).toEqual([
      'adams', 'Ärlich', 'de Vries', 'Otto', 'Öztürk', 'Ünal', 'Zimmer',
    ]); // prettier-ignore
  });

  it('follow the gym’s language: ñ comes behind all n in Spanish', () => {
    expect(['ñandú', 'nube', 'naranja'].toSorted(nameOrder('es'))).toEqual(['naranja', 'nube', 'ñandú']);
    expect(['ñandú', 'nube', 'naranja'].toSorted(nameOrder('en'))).toEqual(['ñandú', 'naranja', 'nube']);
  });

  it('are by last name, first name and id, and by the only name of whoever has one', () => {
    const member = (id: string, firstName: string, lastName: string) => ({ id, firstName, lastName });
    const members = [
      member('b', 'Ada', 'Osei'),
      member('a', 'Ada', 'Osei'),
      member('c', 'Nele', ''),
      member('d', 'Äda', 'Osei'),
    ];
    expect(members.toSorted(memberOrder('en')).map(({ id }) => id)).toEqual(['c', 'a', 'b', 'd']);
  });
});
