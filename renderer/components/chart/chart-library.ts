import ApexCharts from 'apexcharts';
// oxlint-disable-next-line import/no-unassigned-import -- a style sheet has no value
import 'apexcharts/dist/apexcharts.css';

/** The element in which ApexCharts looks for its own styles before it writes a `<style>` of its own. */
const STYLE_MARK_ID = 'apexcharts-css';

/**
 * The page's Content-Security-Policy refuses a `<style>` written by script, and the same rules come
 * from the style sheet imported above: an empty element with the expected id keeps the library from
 * trying.
 */
function markStylesAsPresent(): void {
  if (document.getElementById(STYLE_MARK_ID) !== null) return;
  const mark = document.createElement('meta');
  mark.id = STYLE_MARK_ID;
  document.head.append(mark);
}

interface Legend {
  readonly legendHelpers: { appendToForeignObject(): void };
}

/**
 * A chart without the `<style>` that the library (4.7.0) puts into each for its own legend, which the
 * kiosk never shows. The library assigns a new legend whenever it draws, and null when it is done.
 */
class KioskChart extends ApexCharts {
  declare private ownLegend: Legend | null;

  get legend(): Legend | null {
    return this.ownLegend;
  }

  set legend(legend: Legend | null) {
    if (legend !== null) legend.legendHelpers.appendToForeignObject = () => undefined;
    this.ownLegend = legend;
  }
}

export interface DrawnChart {
  destroy(): void;
}

/** Draws a chart into an element of the page. */
export function drawChart(host: HTMLElement, options: ApexCharts.ApexOptions): DrawnChart {
  markStylesAsPresent();
  const chart = new KioskChart(host, options);
  void chart.render();
  return chart;
}
