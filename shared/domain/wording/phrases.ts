import { isolateText } from './isolate-text.ts';

/** One sentence per kind of a finding; the compiler names a language that lacks one. */
export type Phrases<Finding extends { readonly kind: string }> = {
  readonly [Kind in Finding['kind']]: (finding: Extract<Finding, { readonly kind: Kind }>) => string;
};

/** The sentence for a finding. */
export function phraseOf<Finding extends { readonly kind: string }>(
  phrases: Phrases<Finding>,
  finding: Finding,
): string {
  // The table pairs every kind with a phrase for exactly that kind, which the type system cannot follow through an index.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const phrase = phrases[finding.kind as Finding['kind']] as (of: Finding) => string;
  return phrase(isolated(finding));
}

/** Names in a finding, each in a direction of its own. */
function isolated<Finding extends object>(finding: Finding): Finding {
  const isolate = (value: unknown): unknown =>
    typeof value === 'string' ? isolateText(value) : Array.isArray(value) ? value.map(isolate) : value;
  // Texts stay texts and everything else stays as it was.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(Object.entries(finding).map(([key, value]) => [key, isolate(value)])) as Finding;
}
