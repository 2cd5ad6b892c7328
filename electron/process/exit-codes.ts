/** Exit status for a configuration error (EX_CONFIG of sysexits.h): the parent does not try again. */
export const EXIT_CONFIG = 78;
