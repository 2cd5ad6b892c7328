/** One sentence per kind of a finding; the compiler names a language that lacks one. */
export type Phrases<Finding extends { readonly kind: string }> = {
  readonly [Kind in Finding['kind']]: (finding: Extract<Finding, { readonly kind: Kind }>) => string;
};

/** The sentence for a finding. */
export function say<Finding extends { readonly kind: string }>(
  phrases: Phrases<Finding>,
  finding: Finding,
): string {
  // The table pairs every kind with a phrase for exactly that kind, which the type system cannot follow through an index.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const phrase = phrases[finding.kind as Finding['kind']] as (of: Finding) => string;
  return phrase(finding);
}
