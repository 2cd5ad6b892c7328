import type { Driver, DriverOutlet } from '../driver.ts';
import { toWeightReading } from '../scale/weight-reading.ts';
import { decodeHidReport } from './frames.ts';

/** Listens to a USB scale; the transport hands over one report at a time, so there is nothing to frame. */
export function createHidScaleDriver(outlet: DriverOutlet): Driver {
  let fresh = false;
  return {
    opened() {
      fresh = false;
      outlet.state('ready');
    },
    received(report) {
      const message = decodeHidReport(report);
      if (message.type === 'nothing') outlet.discarded(message.reason, report.length);
      if (message.type !== 'weight') return;
      // The first report after opening can be the last person's weight, kept by the scale.
      if (!fresh) {
        fresh = true;
        outlet.discarded('stale', report.length);
        return;
      }
      const reading = toWeightReading(message, message.stable === true);
      if (reading.ok) outlet.reading(reading.value);
      else outlet.discarded(reading.code, report.length);
    },
    tick() {
      // Reports come by themselves; a scale that switches itself off leaves the bus.
    },
    closed() {
      fresh = false;
    },
  };
}
