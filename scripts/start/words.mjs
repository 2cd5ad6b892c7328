/**
 * What a person at the terminal reads of a kiosk that was started there: a few plain lines. Everything
 * else is in the log.
 */

/**
 * What a kiosk's window says of itself, in words.
 * @param {{ event: string, code?: string, message?: string }} said one line of its standard output
 * @param {{ isDemo: boolean, logPath: string }} start
 * @returns {string[]} lines; none for what nobody need know
 */
export function linesOfEvent({ event, code, message }, { isDemo, logPath }) {
  if (event === 'already_open')
    return ['The kiosk is already open: this account runs one at a time. Close that one first.'];
  if (event === 'gave_up') return [`The kiosk cannot start: ${code}: ${message}`];
  if (event !== 'open') return [];
  return [
    ...(isDemo
      ? [
          'Demo gym: touch "Demo" on the screen to hold a card to the reader, step on the scale or put a strap on.',
        ]
      : []),
    `The log is in ${logPath}`,
    'The kiosk is open. Press Ctrl-C here to close it.',
  ];
}

/** What a person should see of a log line, in one line; null for most. */
export function errorOfLogLine(line) {
  const entry = parseLine(line);
  if (typeof entry?.level === 'number') {
    if (entry.level < 50) return null;
    const why = entry.err?.message ?? entry.err?.code;
    return why === undefined ? entry.msg : `${entry.msg} (${String(why).split('\n')[0]})`;
  }
  const plain = /^(central cannot start: .+|\[error\] .+)$/.exec(line)?.[1];
  return plain === undefined ? null : plain.replace('[error] ', '');
}

/** A line of JSON, or null for any other. */
export function parseLine(line) {
  if (!line.startsWith('{')) return null;
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
