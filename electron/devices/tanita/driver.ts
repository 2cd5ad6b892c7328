import type { Driver, DriverOutlet } from '../driver.ts';
import { createBraceFramer } from '../framing/brace-framer.ts';
import { createFramedInput } from '../framing/framed-input.ts';
import type { Framed } from '../framing/framer.ts';
import { toWeightReading } from '../scale/weight-reading.ts';
import { decodeTanita } from './frames.ts';

/** Listens to an analyser, which speaks once after each measurement and is never asked anything. */
export function createTanitaDriver(outlet: DriverOutlet): Driver {
  function take(item: Framed<string>): void {
    if (item.type === 'discarded') {
      outlet.discarded(item.reason, item.bytes);
      return;
    }
    const message = decodeTanita(item.frame);
    if (message.type === 'measurement') {
      outlet.reading({ kind: 'body_composition', kg: message.kg, fields: message.fields });
    } else if (message.type === 'weight') {
      const reading = toWeightReading(message, message.stable === true);
      if (reading.ok) outlet.reading(reading.value);
      else outlet.discarded(reading.code, item.frame.length);
    } else if (message.type === 'nothing') outlet.discarded(message.reason, item.frame.length);
  }

  const input = createFramedInput(createBraceFramer(), take);
  return {
    opened: () => outlet.state('ready'),
    received: input.received,
    tick: input.tick,
    closed: input.closed,
  };
}
