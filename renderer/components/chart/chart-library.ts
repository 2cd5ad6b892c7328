import ApexCharts from 'apexcharts';
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

export interface DrawnChart {
  destroy(): void;
}

/** Draws a chart into an element of the page. */
export function drawChart(host: HTMLElement, options: ApexCharts.ApexOptions): DrawnChart {
  markStylesAsPresent();
  const chart = new ApexCharts(host, options);
  void chart.render();
  return chart;
}
