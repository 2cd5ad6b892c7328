import { describe, expect, it } from 'vitest';
import { TEXT_SCALE_LINES } from '../../../support/devices/device-fixtures.ts';

describe.each(TEXT_SCALE_LINES.map(([, lines]) => [lines.title, lines] as const))(
  '%s',
  (_title, { decode, weighs, noWeight, replies = [] }) => {
    it.each(weighs)('%j weighs %d kg', (line, kg, value, unit, stable, negative) => {
      expect(decode(line)).toEqual({ type: 'weight', kg, value, unit, stable, negative });
    });

    it.each(noWeight)('%j gives no weight: %s', (line, reason) => {
      expect(decode(line)).toEqual({ type: 'nothing', reason });
    });

    it.each(replies)('%j is part of the dialogue: %s', (line, reply) => {
      expect(decode(line)).toEqual({ type: 'reply', reply });
    });
  },
);
