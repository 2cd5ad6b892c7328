/** Exit status of a second kiosk on one account. */
export const EXIT_ALREADY_OPEN = 1;
/** Exit status for a configuration error (EX_CONFIG of sysexits.h): the parent does not try again. */
export const EXIT_CONFIG = 78;
/** Exit status after staff left the kiosk: whoever watches over the app leaves it ended. */
export const EXIT_LEFT = 79;
/** Exit status of a kiosk that found another one at work in its data folder. */
export const EXIT_IN_USE = 80;

/** What core says when another kiosk has its data folder. */
export const DATA_IN_USE = 'data_in_use';

/** The status that a process leaves with which says that starting it again is pointless. */
export function exitStatusOf(code: string): number {
  return code === DATA_IN_USE ? EXIT_IN_USE : EXIT_CONFIG;
}
