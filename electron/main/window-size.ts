/** Smallest window that shows a screen at all, and the largest that makes sense, in CSS pixels. */
const SMALLEST = 320;
const LARGEST = 8_192;

/**
 * Reads `KIOSK_WINDOW`, for development and tests: `1080x1920` gives a window of that size.
 * @returns null for the locked full screen, also when the text makes no sense
 */
export function readWindowSize(text: string | undefined): { width: number; height: number } | null {
  const match = /^(\d{3,4})x(\d{3,4})$/.exec(text ?? '');
  if (match === null) return null;
  const [width, height] = [Number(match[1]), Number(match[2])];
  const fits = [width, height].every((side) => side >= SMALLEST && side <= LARGEST);
  return fits ? { width, height } : null;
}
