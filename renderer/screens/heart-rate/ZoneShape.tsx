import type { ZoneNumber } from './zones.ts';

/**
 * A shape for each zone, with one more corner as it gets harder, so that the zones can be told apart
 * without seeing colours: line, circle, triangle, square, pentagon, star.
 */
const PATHS: Readonly<Record<ZoneNumber, string>> = {
  0: 'M4 10.2h16v3.6H4z',
  1: 'M12 2.6a9.4 9.4 0 1 1 0 18.8a9.4 9.4 0 0 1 0-18.8z',
  2: 'M12 2.4L22.6 21H1.4z',
  3: 'M3.4 3.4h17.2v17.2H3.4z',
  4: 'M12 1.8l10.6 7.7-4 12.4H5.4l-4-12.4z',
  5: 'M12 .8l3.3 7.3 8 .9-6 5.4 1.7 7.9-7-4-7 4 1.7-7.9-6-5.4 8-.9z',
};

interface ZoneShapeProps {
  readonly zone: ZoneNumber;
  readonly className?: string | undefined;
}

/** The shape of a zone, in the colour of the text around it. */
export function ZoneShape({ zone, className }: ZoneShapeProps) {
  return (
    <svg className={className} viewBox="0 0 24 24" fill="currentColor" aria-hidden="true" data-shape={zone}>
      <path d={PATHS[zone]} />
    </svg>
  );
}
