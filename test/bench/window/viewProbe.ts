/**
 * What is put into the curves view's page in a real window before its own script runs: what its callbacks take, what it says to the host, and when
 * what it holds was painted, and how much that is. As text: only the page knows its types.
 */
import { painting } from '../curves/printing.ts';

/** For every page of the window; only a webview's own document is touched. */
export const viewProbe = `
// A webview's document is written into an empty one, which keeps its window.
if (parent !== window && parent.location.pathname.endsWith('/pre/index.html')) {
  ${painting}
  window.work = { ms: 0, longestMs: 0 };
  const counted = (callback) => (...args) => {
    const began = performance.now();
    callback(...args);
    const took = performance.now() - began;
    window.work.ms += took;
    window.work.longestMs = Math.max(window.work.longestMs, took);
  };
  window.countedWork = counted;
  const frame = window.requestAnimationFrame.bind(window);
  window.plainFrame = frame;
  window.requestAnimationFrame = (callback) => frame(counted(callback));
  // A made-up pointer cannot be captured.
  Element.prototype.setPointerCapture = () => {};
  window.view = { writtenMs: NaN, readyMs: NaN, keptToldMs: NaN, keptMs: NaN, age: '', snapshotMs: NaN, watchMs: NaN, windowsMs: NaN, wholeMs: NaN, watched: [], asked: [], askedSeq: 0, drawnSeq: 0, charts: 0, told: 0, drawn: new Set(), held: {}, order: [] };
  const wanted = () => view.watched.map((run) => 'loss ' + run);
  // What is seen whole of a run is told by its first value, in words that are written when its line is drawn.
  const keptLines = (runs) => {
    const plot = document.querySelector('.chart[data-metric=loss] .plot');
    const lines = plot?.getAttribute('aria-label')?.split(', first ').length - 1;
    if (!(lines >= runs)) return plainFrame(() => keptLines(runs));
    const age = plot.closest('.chart').querySelector('.chart-age').textContent;
    painted(() => Object.assign(view, { keptMs: nowMs(), age }));
  };
  let sent = [];
  // With \`holdsUp\` set before the page begins, what the host reads comes only then.
  window.heldUp = [];
  window.release = () => {
    window.holdsUp = false;
    for (const data of heldUp.splice(0)) window.dispatchEvent(new MessageEvent('message', { data }));
  };
  let made;
  Object.defineProperty(window, 'acquireVsCodeApi', {
    configurable: true,
    get: () => made,
    set(acquire) {
      view.writtenMs = nowMs();
      made = () => {
        const api = acquire();
        // Here, because writing the document takes all listeners away that were there before.
        window.addEventListener('message', (event) => {
          const { data } = event;
          if (window.holdsUp && (data.type === 'snapshot' || data.type === 'delta')) {
            event.stopImmediatePropagation();
            heldUp.push(data);
            return;
          }
          view.told += 1;
          if (data.type === 'kept') {
            view.keptToldMs = nowMs();
            plainFrame(() => keptLines(data.charts.find(({ chart }) => chart.metric === 'loss')?.windows.length ?? Infinity));
          }
          if (data.type === 'snapshot') Object.assign(view, { snapshotMs: nowMs(), watchMs: NaN, windowsMs: NaN });
          if (data.windows !== undefined && Number.isNaN(view.windowsMs)) view.windowsMs = nowMs();
          for (const { chart, run, line } of data.windows ?? []) {
            view.held[chart + ' ' + run] = line.data.byteLength;
            view.order.push('window ' + chart + ' ' + run);
          }
          for (const { chart, run } of data.tails ?? []) view.order.push('tail ' + chart + ' ' + run);
          if (view.order.length > 5000) view.order = [];
          if (data.type === 'delta') sent.push({ seq: data.seq, watch: data.windows === undefined ? 0 : data.watch, lines: (data.windows ?? []).map(({ chart, run }) => chart + ' ' + run) });
        });
        window.curvesApi = {
          getState: () => api.getState() ?? { table: { isOpen: false } },
          setState: api.setState,
          postMessage(message) {
            api.postMessage(message);
            if (message.type === 'ready') Object.assign(view, { readyMs: nowMs(), wholeMs: NaN, drawn: new Set() });
            if (message.type === 'watch') {
              if (Number.isNaN(view.watchMs)) view.watchMs = nowMs();
              view.watched = message.charts.find(({ metric }) => metric === 'loss')?.runs ?? [];
              view.charts = message.charts.length;
              Object.assign(view, { asked: message.charts, askedSeq: message.seq });
            }
            if (message.type === 'drawn') {
              for (const { seq, watch, lines } of sent) {
                if (seq > message.seq) continue;
                for (const line of lines) view.drawn.add(line);
                view.drawnSeq = Math.max(view.drawnSeq, watch);
              }
              sent = sent.filter(({ seq }) => seq > message.seq);
              if (Number.isNaN(view.wholeMs) && view.watched.length > 0 && wanted().every((line) => view.drawn.has(line)))
                painted(() => { view.wholeMs = nowMs(); });
            }
            window.posted?.(message);
          },
        };
        return window.curvesApi;
      };
    },
  });
  /** Only these runs are to be shown; \`isShowing\` once they are, and nothing else. */
  window.showOnly = (runs) => {
    Object.assign(view, { wholeMs: NaN, drawn: new Set() });
    curvesApi.postMessage({ type: 'solo', runs });
  };
  window.isShowing = (runs) => [...view.watched].sort().join() === [...runs].sort().join() && runs.every((run) => view.drawn.has('loss ' + run));
}`;
