/** Exact: the international avoirdupois pound of 1959. */
export const KG_PER_POUND = 0.453_592_37;
