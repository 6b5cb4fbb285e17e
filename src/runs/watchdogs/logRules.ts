import { hideSecrets } from '../../base/redact.ts';
import { visibleText } from '../capture/segments.ts';
import { failureIn } from '../failureTexts.ts';
import { rankedLine } from '../tracebacks.ts';
import type { Finding } from './finding.ts';

/** Of a line without an end more is not kept: what is looked for stands near its start, or near the start of what was added. */
const maxCarryBytes = 16 * 1024;
const maxEvidenceChars = 600;
/** A longer line is a dump; what is said of a failure stands at its end. */
const maxLineChars = 8 * 1024;
const maxNewestBytes = 2048;

/** Without one of these no line is looked at: finding them in bytes costs a hundredth of what the patterns cost. */
const signs = [
  'rror',
  'ut of memory',
  'Watchdog',
  'Signal 9',
  'exitcode',
  'DataLoader',
  '_STATUS_',
  'find an engine',
  'restricted',
  'gated repo',
  'No space left',
  'unexpected pos',
  'nvalid loss',
  'NaN',
  'bad_alloc',
  'loss scale',
].map((sign) => Buffer.from(sign));
const sign =
  /rror|ut of memory|Watchdog|Signal 9|exitcode|DataLoader|_STATUS_|find an engine|restricted|gated repo|No space left|unexpected pos|nvalid loss|NaN|bad_alloc|loss scale/;

/** Reads console bytes, in any chunks, for the texts of `failureTexts`. */
export class LogRules {
  #chunks: Buffer[] = [];
  #carried = 0;
  /** The end of what was printed whole. */
  #newest: Buffer = Buffer.alloc(0);
  #isCarryRead = true;

  /** The newest line that was printed, whole or not. */
  get lastLine(): string {
    if (this.#carried > 0) {
      const line = newestLine(Buffer.concat(this.#chunks));
      if (line !== '') return line;
    }
    return newestLine(this.#newest);
  }

  push(bytes: Buffer): readonly Finding[] {
    const end = Math.max(bytes.lastIndexOf(0x0a), bytes.lastIndexOf(0x0d)) + 1;
    if (end === 0) {
      this.#carry(bytes);
      return [];
    }
    const head = bytes.subarray(0, end);
    const whole = this.#carried === 0 ? head : Buffer.concat([...this.#chunks, head]);
    this.#chunks = [];
    this.#carried = 0;
    if (end < bytes.length) this.#carry(bytes.subarray(end));
    if (whole.length > 1) this.#newest = Buffer.from(whole.subarray(Math.max(0, whole.length - maxNewestBytes)));
    return find(whole);
  }

  /** A last word without a newline is read once it is clear that no more follows. */
  tick(): readonly Finding[] {
    if (this.#isCarryRead || this.#carried === 0) return [];
    this.#isCarryRead = true;
    return find(Buffer.concat(this.#chunks));
  }

  #carry(bytes: Buffer): void {
    this.#isCarryRead = false;
    if (this.#carried + bytes.length > maxCarryBytes) {
      const all = Buffer.concat([...this.#chunks, bytes]);
      this.#chunks = [Buffer.from(all.subarray(all.length - maxCarryBytes / 2))];
      this.#carried = maxCarryBytes / 2;
      return;
    }
    this.#chunks.push(Buffer.from(bytes));
    this.#carried += bytes.length;
  }
}

function find(bytes: Buffer): readonly Finding[] {
  if (!signs.some((one) => bytes.includes(one))) return [];
  const findings: Finding[] = [];
  for (const raw of bytes.toString('utf8').split(/[\r\n]+/)) {
    if (!sign.test(raw)) continue;
    const line = hideSecrets(visibleText(raw.slice(-maxLineChars)).trim());
    const finding = findingIn(line);
    if (finding !== undefined) findings.push(finding);
  }
  return findings;
}

function findingIn(line: string): Finding | undefined {
  const found = failureIn(rankedLine(line, 0).text);
  const rule = found?.text.rule;
  if (found === undefined || rule === undefined) return undefined;
  return {
    rule,
    level: 'error',
    title: found.cause.replace(/[.\s]+$/, ''),
    evidence: [line.length > maxEvidenceChars ? `${line.slice(0, maxEvidenceChars)}…` : line],
    suggestion: found.fix,
  };
}

function newestLine(bytes: Buffer): string {
  const text = bytes.subarray(Math.max(0, bytes.length - maxNewestBytes)).toString('utf8');
  return hideSecrets(visibleText(text.split(/[\r\n]+/).findLast((line) => line.trim() !== '') ?? ''));
}
