/** The member's own straps first; otherwise in the order they came in, strongest first. */
export function strapsInOrder<Strap extends { readonly is_mine: boolean }>(
  straps: readonly Strap[],
): readonly Strap[] {
  return [...straps.filter((strap) => strap.is_mine), ...straps.filter((strap) => !strap.is_mine)];
}

/** Weakest signal for one to four bars, dBm: across the room, a few steps, arm's length, at the kiosk. */
const BAR_FLOORS_DBM = [-95, -82, -70, -58] as const;

/** How many of four bars a signal strength is worth; at least one, since the strap is being heard. */
export function signalBars(rssiDbm: number): number {
  return Math.max(1, BAR_FLOORS_DBM.filter((floor) => rssiDbm >= floor).length);
}
