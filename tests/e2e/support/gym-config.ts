/** Card printed 0008075634 and the bytes an RDM6300 sends for it (EEVblog forum, card and frame published together). */
export const ADA_CARD = '0008075634';
export const ADA_CARD_FRAME = Buffer.from('0236463030374233393732354603', 'hex');
/** A card nobody enrolled: 0006547886 (Arduino forum, topic 251993). */
export const STRANGER_CARD_FRAME = Buffer.from('0230313030363345394145323503', 'hex');

/** A gym of one member with everything the formulas need. */
export const ADA = {
  member_number: '1001',
  first_name: 'Ada',
  last_name: 'Osei',
  cards: [ADA_CARD],
  sex: 'female',
  birth_date: '1991-04-02',
  weight_kg: 65,
} as const;

/** The reader on a serial port, a stick with one strap around it. */
export function gymConfig(readerPath: string, extra: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    gym_id: 'gym-one',
    gym_name: 'Iron Yard',
    timezone: 'Europe/Berlin',
    devices: [
      { id: 'door', family: 'rdm6300', transport: { type: 'serial', path: readerPath } },
      {
        id: 'straps',
        family: 'ant',
        transport: { type: 'simulated', scenario: { straps: [{ sensor: 25170, bpm: 128 }] } },
        options: { network_key: '0908070605040302' },
      },
    ],
    members: [ADA],
    ...extra,
  };
}
