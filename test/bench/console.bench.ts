/** Console bytes to points: processor time for 25 MB of what several trainers print, beside regular expressions alone in the same process. */
import { StringDecoder } from 'node:string_decoder';
import { Capture } from '../../src/runs/capture/capture.ts';
import { mulberry32 } from '../random.ts';
import { bench, median } from './bench.ts';

const bytesWanted = 25 * 1024 * 1024;
const chunkBytes = 64 * 1024;
const rounds = 5;

/** Bars, dicts, lines with names, means over epochs, and what is no measurement, as they alternate in a long run. */
function makeLog(): Buffer {
  const random = mulberry32(20_261_121);
  const value = (): string => (random() * 3).toFixed(4);
  const parts: string[] = [];
  let length = 0;
  for (let step = 1; length < bytesWanted; step++) {
    const cells = '\u2588'.repeat(step % 11);
    const bar = `\r ${String(step % 100).padStart(2)}%|${cells.padEnd(10)}| ${step}/900000 [12:31<48:02, 3.61it/s]`;
    const part = [
      bar.repeat(3),
      `\r${' '.repeat(60)}\r{'loss': ${value()}, 'grad_norm': ${value()}, 'learning_rate': ${(random() * 1e-4).toExponential(3)}, 'epoch': ${(step / 1000).toFixed(2)}}\n${bar}`,
      `\nEpoch ${(step / 50) | 0}:  12%|#2        | ${step % 50}/50 [00:00<00:00, 31.95it/s, v_num=2, train_loss=${value()}]\r`,
      `\niter ${step}: loss ${value()}, time ${(random() * 200).toFixed(2)}ms, mfu ${(random() * 60).toFixed(2)}%\n`,
      `[titan] 2026-02-24 19:46:17,508 - root - INFO - step: ${step}  loss:  ${value()}  grad_norm: ${value()}  memory: 66.91GiB(37.51%)  tps: 10,050\n`,
      `\r\u001b[1m${step % 50}/50\u001b[0m \u001b[32m${'\u2501'.repeat(20)}\u001b[0m \u001b[1m0s\u001b[0m 57ms/step - loss: ${value()} - mae: ${value()}`,
      `\n2026-02-24 19:46:18,112 - data.loader - INFO - worker ${step % 8} read shard_${step}.tar (${(random() * 1e9) | 0} bytes)\n`,
      '/usr/lib/python3.12/site-packages/torch/utils/data/dataloader.py:759: UserWarning: pinned memory will not be used.\n',
    ].join('');
    parts.push(part);
    length += Buffer.byteLength(part);
  }
  return Buffer.from(parts.join(''));
}

const number = String.raw`[-+]?(?:\d[\d,]*\.?\d*(?:e[-+]?\d+)?|nan|inf)`;
const entry = new RegExp(`['"]([^'"]+)['"]\\s*:\\s*['"]?(${number})`, 'gi');
const pair = new RegExp(`([A-Za-z_][\\w./-]*)\\s*[:= ]\\s*(${number})(?![\\w:])`, 'gi');
const metric = /loss|acc|lr|grad|mae|mfu/i;
/** One for each family of formats that the reader knows: where training is, and how the rest of the line is read. */
const families: readonly { readonly line: RegExp; readonly values: RegExp }[] = [
  { line: /\d{1,3}%\|[^|]*\|\s*(\d+)\/\d+\s\[[^\]]*\]/, values: pair },
  { line: /^[^{]*\{(?:\s*['"][^'"]+['"]\s*:\s*['"]?[^,'"}]+['"]?,?)+\}$/, values: entry },
  { line: /^(?:Epoch|Validation)\s.*?\u2501+\s*(\d+)\/\d+ .*?it\/s/, values: pair },
  { line: /^\s*(\d+)\/\d+ (?:\u2501+|\[[=>.]*\]|-) .*?\/step - /, values: pair },
  { line: /^step:?\s+(\d+).*\bloss:/, values: pair },
  { line: /^iter (\d+): loss/, values: pair },
  { line: /^\s*iteration\s+(\d+)\/\s*\d+ \|/, values: pair },
  { line: /Epoch\((?:train|val)\)\s+\[\d+\]\[\s*(\d+)\/\d+\]/, values: pair },
  { line: /^\[(\d+)\]\t/, values: pair },
  { line: /^(\d+):\tlearn:/, values: pair },
  { line: /^\|\s+([\w/]+)\s+\|\s+([-+.\de]+)\s+\|$/, values: pair },
  { line: /\b(?:step|iter|iteration|epoch|batch)\s*[:=]?\s*[[(]?(\d+)/i, values: pair },
];
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const escapes = /\u001b\[[0-?]*[ -/]*[@-~]/g;
const rank = /^\[?(?:rank|default)?\d+\]:\s*/;
const head = /^(?:\[[a-z]+\] )?\d{4}-\d\d-\d\d[ T][\d:,.]+(?: - [\w.]+)* - (?:INFO|WARNING) - /;

/** What one writes first: decode, split, strip, and try one expression after the other on every line. */
function readWithExpressions(log: Buffer): number {
  const decoder = new StringDecoder('utf8');
  let points = 0;
  let carry = '';
  for (let at = 0; at < log.length; at += chunkBytes) {
    const lines = (carry + decoder.write(log.subarray(at, at + chunkBytes))).split(/[\r\n]/);
    carry = lines.pop() ?? '';
    for (const raw of lines) {
      const line = raw.replace(escapes, '').replace(rank, '').replace(head, '');
      const family = families.find((each) => each.line.test(line));
      if (family === undefined) continue;
      for (const [, name = '', spelt = ''] of line.matchAll(family.values)) {
        if (metric.test(name) && !Number.isNaN(Number(spelt.replaceAll(',', '')))) points++;
      }
    }
  }
  return points;
}

function readWithCapture(log: Buffer): number {
  const capture = new Capture();
  let points = 0;
  for (let at = 0; at < log.length; at += chunkBytes) points += capture.push(log.subarray(at, at + chunkBytes), 0).length;
  return points + capture.end(0).length;
}

const log = makeLog();
const megabytes = log.length / 1e6;

function cpuMs(work: () => number): number {
  const before = process.cpuUsage();
  if (work() === 0) throw new Error('Nothing was read.');
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** By turns, after one round that counts for nothing, so that both meet the same machine. */
const times = { capture: [] as number[], expressions: [] as number[] };
for (let round = 0; round <= rounds; round++) {
  const expressions = cpuMs(() => readWithExpressions(log));
  const capture = cpuMs(() => readWithCapture(log));
  if (round === 0) continue;
  times.expressions.push(expressions);
  times.capture.push(capture);
}

// shows: console-speed
await bench('25 MB of console output, processor time', async () => ({
  value: median(times.capture),
  unit: 'ms',
  goal: median(times.expressions) / 1.5,
  samples: times.capture,
  peer: { name: 'regular expressions alone', value: median(times.expressions) },
}));
const [own, plain] = [median(times.capture), median(times.expressions)].map((ms) => megabytes / (ms / 1000));
console.log(
  `console parsing: ${own?.toFixed(0)} MB/s (aim 100), expressions alone ${plain?.toFixed(0)} MB/s: ${(median(times.expressions) / median(times.capture)).toFixed(2)} times (goal 1.5)`,
);
