/** Calls back once after so many milliseconds. @returns how to cancel */
export function afterTimeout(delayMs: number, work: () => void): () => void {
  const timer = setTimeout(work, delayMs);
  return () => clearTimeout(timer);
}
