const NAMED_KEYS = new Set([
  'Enter',
  'Backspace',
  'Delete',
  'Tab',
  'Escape',
  ' ',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
]);

/** Typing and moving about; nothing with Control, Alt or Meta, no function keys. */
export function isAllowedKey(input: { key: string; control: boolean; alt: boolean; meta: boolean }): boolean {
  if (input.control || input.alt || input.meta) return false;
  return [...input.key].length === 1 || NAMED_KEYS.has(input.key) || input.key === 'Shift';
}
