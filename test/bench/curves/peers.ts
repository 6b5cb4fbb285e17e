/**
 * Other chart libraries on the same points, each as it is meant to be used with many of them. uPlot is a dependency of the project; the others are
 * installed into the cache folder, once per machine.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { root } from '../../../scripts/package.ts';

const cache = process.env['PRACTICUM_CACHE'] ?? path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'practicum');
const folder = path.join(cache, 'curves-peers');
const packages = ['chart.js@4.5.1', 'echarts@6.0.0'];

export interface Peer {
  readonly name: string;
  readonly script: string;
  /** Makes the chart of `steps` and `lines`, and answers what each gesture does: of hovering, a share of the width; else a range of x. */
  readonly make: string;
}

export function peers(): readonly Peer[] {
  const uplot = { name: 'uPlot', script: path.join(root, 'node_modules/uplot/dist/uPlot.iife.min.js'), make: uplotPage };
  if (!isInstalled()) {
    console.log('  Chart.js and ECharts could not be installed, so they are not measured beside.');
    return [uplot];
  }
  const installed = path.join(folder, 'node_modules');
  return [
    uplot,
    { name: 'ECharts', script: path.join(installed, 'echarts/dist/echarts.min.js'), make: echartsPage },
    { name: 'Chart.js', script: path.join(installed, 'chart.js/dist/chart.umd.min.js'), make: chartJsPage },
  ];
}

function isInstalled(): boolean {
  if (existsSync(path.join(folder, 'node_modules/echarts')) && existsSync(path.join(folder, 'node_modules/chart.js'))) return true;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}\n');
  const npm = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--silent', ...packages], { cwd: folder, encoding: 'utf8' });
  return npm.status === 0;
}

const uplotPage = `
const plot = new uPlot({ width: 1200, height: 300, scales: { x: { time: false } },
  series: [{}, ...lines.map((_, run) => ({ label: 'run ' + run, stroke: color(run) }))] }, [steps, ...lines], document.body);
return {
  hover: (share) => plot.setCursor({ left: plot.bbox.width * share, top: 100 }),
  see: (from, to) => plot.setScale('x', { min: from, max: to }),
};`;

const echartsPage = `
const place = document.body.appendChild(document.createElement('div'));
const chart = echarts.init(place, null, { renderer: 'canvas', width: 1200, height: 300 });
const pairs = (ys) => { const all = new Float64Array(2 * ys.length); for (let at = 0; at < ys.length; at++) { all[2 * at] = steps[at]; all[2 * at + 1] = ys[at]; } return all; };
chart.setOption({ animation: false, tooltip: { trigger: 'axis' }, xAxis: { type: 'value', max: steps.length }, yAxis: { type: 'value' }, dataZoom: [{ type: 'inside', filterMode: 'none' }],
  series: lines.map((ys, run) => ({ type: 'line', name: 'run ' + run, showSymbol: false, sampling: 'minmax', dimensions: ['x', 'y'], data: pairs(ys) })) });
return {
  hover: (share) => chart.dispatchAction({ type: 'showTip', x: 1200 * share, y: 100 }),
  see: (from, to) => chart.dispatchAction({ type: 'dataZoom', startValue: from, endValue: to }),
};`;

const chartJsPage = `
const canvas = document.body.appendChild(document.createElement('canvas'));
canvas.width = 1200;
canvas.height = 300;
const chart = new Chart(canvas, { type: 'line', data: { datasets: lines.map((ys, run) => ({ label: 'run ' + run, borderColor: color(run), borderWidth: 1, pointRadius: 0,
  data: Array.from(ys, (y, x) => ({ x, y })) })) },
  options: { animation: false, responsive: false, parsing: false, normalized: true, interaction: { mode: 'nearest', axis: 'x', intersect: false },
    plugins: { decimation: { enabled: true, algorithm: 'min-max' } }, scales: { x: { type: 'linear' } } } });
return {
  hover: (share) => canvas.dispatchEvent(new MouseEvent('mousemove', { clientX: canvas.getBoundingClientRect().left + 1200 * share, clientY: 100 })),
  see: (from, to) => { chart.options.scales.x.min = from; chart.options.scales.x.max = to; chart.update('none'); },
};`;
