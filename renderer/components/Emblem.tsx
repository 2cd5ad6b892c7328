interface EmblemProps {
  /** Grey and still: nothing can be tapped just now. */
  readonly calm: boolean;
}

/** The contactless mark of the start screen; the same markup as in `index.html`. */
export function Emblem({ calm }: EmblemProps) {
  return (
    <div className="emblem" data-calm={calm ? '' : undefined}>
      <span className="emblem-ring" />
      <span className="emblem-ring" />
      <span className="emblem-ring" />
      <span className="emblem-disc" />
      <svg
        className="emblem-sign"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        aria-hidden="true"
      >
        <path d="M6 9.2a4.6 4.6 0 0 1 0 5.6M9.6 6.6a9 9 0 0 1 0 10.8M13.2 4a13.4 13.4 0 0 1 0 16M16.9 1.6a17.6 17.6 0 0 1 0 20.8" />
      </svg>
    </div>
  );
}
