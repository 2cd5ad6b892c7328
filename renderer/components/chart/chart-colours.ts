/** The tokens a chart draws with; SVG gradients need the colours themselves, not their variables. */
export interface ChartColours {
  readonly line: string;
  readonly soft: string;
  readonly faint: string;
  readonly grid: string;
  readonly goal: string;
}

/** Reads the colours from `theme/tokens.css`. */
export function readChartColours(): ChartColours {
  const tokens = getComputedStyle(document.documentElement);
  const read = (name: string) => tokens.getPropertyValue(name).trim();
  return {
    line: read('--brand'),
    soft: read('--text-soft'),
    faint: read('--text-faint'),
    grid: read('--line'),
    goal: read('--good'),
  };
}

/** One rem in CSS pixels: the chart library thinks in pixels, the screens in rem. */
export function remPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}
