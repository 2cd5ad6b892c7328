/** Exit status of a second kiosk on one account. */
export const EXIT_ALREADY_OPEN = 1;
/** Exit status for a configuration error (EX_CONFIG of sysexits.h): the parent does not try again. */
export const EXIT_CONFIG = 78;
/** Exit status after staff left the kiosk: whoever watches over the app leaves it ended. */
export const EXIT_LEFT = 79;
