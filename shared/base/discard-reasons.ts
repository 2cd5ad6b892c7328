/** Why bytes or a decoded value were not passed on. Counted per device, shown to staff, never silent. */
export const DISCARD_REASONS = [
  /** The frame's own check value does not fit its bytes. */
  'checksum',
  /** Bytes that belong to no frame, or a frame whose inside breaks its protocol. */
  'framing',
  /** It arrived whole and clean, and says nothing that this family can name. */
  'not_understood',
  /** Longer than the protocol's longest frame. */
  'overlong',
  /** A frame that stopped half way. */
  'timeout',
  /** Well formed, but no person or scale can have said it. */
  'implausible',
  /** A strap that is not on skin. */
  'no_contact',
  'unstable',
  /** No unit, or one that is no weight. */
  'unit',
  'overload',
  'underload',
  /** The device reports its own error. */
  'fault',
  /** A report left over from before the device was opened. */
  'stale',
  /** The same tag or code again while it is held in the field. */
  'repeat',
  /** A queue was at its bound. */
  'buffer_full',
  /** A valid message of a kind this driver does not use. */
  'unsupported',
] as const;

export type DiscardReason = (typeof DISCARD_REASONS)[number];
