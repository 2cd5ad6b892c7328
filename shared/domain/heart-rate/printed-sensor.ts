/** Device numbers of ANT+ straps have 20 bits; the lower 16 are printed on the strap. */
const LONGEST_DEVICE_NUMBER = 0xf_ffff;
const PRINTED_BITS = 0xffff;

/**
 * What is printed on the strap that a sensor's id tells apart: the one number of it that people are
 * shown. What is no device number stands for itself.
 */
export function printedSensor(sensorId: string): string {
  const number = /^\d{1,7}$/.test(sensorId) ? Number(sensorId) : Number.POSITIVE_INFINITY;
  return number <= LONGEST_DEVICE_NUMBER ? String(number & PRINTED_BITS) : sensorId;
}
