/** By what a kiosk knows its central server. */
export interface CentralTls {
  /** PEM of the one authority that counts; null: those that the system trusts. */
  readonly ca: string | null;
  /** SHA-256 of public keys (SPKI), base64; with none every key of a certificate that fits is taken. */
  readonly pins: readonly string[];
}
