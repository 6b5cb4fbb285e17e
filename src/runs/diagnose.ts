/** Says why a run failed, from the end of what it printed and how it ended: cause, fix, and the lines that say so. Pure. */
import { type FoundFailure, failureIn } from './failureTexts.ts';
import { type Frame, innermostOwn, rankedLine, type Traceback, tracebacks } from './tracebacks.ts';

/** Enough for a traceback through a deep stack. */
export const diagnosedLines = 400;
const maxChars = 300;
const maxEvidenceLines = 6;
const maxEvidenceChars = 500;

/** `ValueError: bad`, `torch.OutOfMemoryError: …`, `train.py: error: …` (argparse) */
const error = /^(?:[A-Za-z_][\w.]*(?:Error|Exception|Interrupt|Exit|Group)\b(?::|$)|[^\s:]+: error: )/;

export interface Diagnosis {
  /** One sentence for people. */
  readonly cause: string;
  /** The next step; undefined where nobody knows one. */
  readonly fix?: string;
  /** The error in its own words. */
  readonly error?: string;
  /** Of several processes the one that failed first. */
  readonly rank?: number;
  /** The innermost place in the person's own code. */
  readonly place?: Frame;
  /** The lines that it was concluded from, as they were printed. */
  readonly lines: readonly string[];
}

export interface Ending {
  readonly code: number | null;
  readonly signal: string | null;
  readonly reason?: string | undefined;
}

export interface DiagnosedRun {
  /** The newest lines of the console, oldest first. */
  readonly lines: readonly string[];
  /** Workspace folders: frames in them are the person's own. */
  readonly roots: readonly string[];
  readonly exit?: Ending | undefined;
}

/** Undefined when the run printed nothing and nothing is known of its end. */
export function diagnose({ lines, roots, exit }: DiagnosedRun): Diagnosis | undefined {
  const traceback = firstToFail(lines);
  const known = knownIn(lines, traceback);
  const words = traceback === undefined ? undefined : clip(traceback.error[0] ?? '', maxChars);
  const place = traceback === undefined ? undefined : innermostOwn(traceback.frames, roots);
  const common = {
    ...(words === undefined ? {} : { error: words }),
    ...(traceback?.rank === undefined ? {} : { rank: traceback.rank }),
    ...(place === undefined ? {} : { place }),
  };
  if (known !== undefined) {
    const { failure, line } = known;
    const evidence = [line, ...(traceback === undefined ? [] : traceback.error)];
    return { cause: failure.cause, fix: failure.fix, ...common, lines: shown(evidence) };
  }
  const killed = killedBy(exit);
  if (killed !== undefined && traceback === undefined) return { ...killed, lines: shown(lines.slice(-1)) };
  if (traceback !== undefined && words !== undefined) return { cause: words, ...common, lines: shown(traceback.error) };
  const cause = causeOf(lines) ?? exit?.reason;
  return cause === undefined ? undefined : { cause, lines: shown(lines.slice(-1)) };
}

/** The error that ended it, else its last words; undefined when it printed nothing. `lines` are the newest, oldest first. */
export function causeOf(lines: readonly string[]): string | undefined {
  const raised = firstToFail(lines)?.error[0];
  const cause = raised ?? lines.findLast((line) => error.test(line)) ?? lines.findLast((line) => line.trim() !== '');
  const text = cause?.trim();
  return text === undefined ? undefined : clip(text, maxChars);
}

/** What torchrun says of its children, and a child of its parent: somebody else failed before. */
const echo =
  /ChildFailedError|^torch\.multiprocessing\.spawn\.Process(?:Raised|Exited)|subprocess\.CalledProcessError|^SystemExit\b|^KeyboardInterrupt\b/;

/**
 * Of several ranks the one that failed first: as torchrun names it, else the first that printed a traceback. Of its exceptions
 * the last, which is the one that ended it.
 */
function firstToFail(lines: readonly string[]): Traceback | undefined {
  const all = tracebacks(lines);
  const own = all.filter(({ error }) => !echo.test(error[0] ?? ''));
  const found = own.length > 0 ? own : all;
  const named = rootCauseRank(lines);
  const first = found.find(({ rank }) => rank === named && named !== undefined) ?? found.find(({ rank }) => rank !== undefined) ?? found[0];
  return first === undefined ? undefined : found.findLast(({ rank }) => rank === first.rank);
}

/** `Root Cause (first observed failure):` and below it `rank      : 1 (local_rank: 1)`. */
function rootCauseRank(lines: readonly string[]): number | undefined {
  const at = lines.findIndex((line) => line.includes('Root Cause (first observed failure)'));
  if (at < 0) return undefined;
  const found = lines.slice(at, at + 8).map((line) => /^\s*rank\s*:\s*(\d+)/.exec(rankedLine(line, 0).text)?.[1]);
  const rank = found.find((text) => text !== undefined);
  return rank === undefined ? undefined : Number(rank);
}

interface Known {
  readonly failure: FoundFailure;
  readonly line: string;
}

/** What the error that ended it is known to mean; else the first line that is known, for what follows often only echoes it. */
function knownIn(lines: readonly string[], traceback: Traceback | undefined): Known | undefined {
  const own = firstKnown(traceback?.error ?? []);
  if (own !== undefined && own.failure.text.isVague !== true) return own;
  // An error that is not known by itself is its own cause, but for what it may hide.
  const before = traceback === undefined ? lines : own === undefined ? hidden(lines, traceback) : lines;
  return firstKnown(before) ?? own;
}

/** Around an error that says nothing: the system's and the library's own words. */
function hidden(lines: readonly string[], { error }: Traceback): readonly string[] {
  return echo.test(error[0] ?? '') || /^(?:RuntimeError|Exception|AssertionError|OSError):?\s*$/.test(error[0] ?? '') ? lines : [];
}

function firstKnown(lines: readonly string[]): Known | undefined {
  let vague: Known | undefined;
  for (const line of lines) {
    const { text } = rankedLine(line, 0);
    const failure = failureIn(text.trim());
    if (failure === undefined) continue;
    if (failure.text.isVague !== true) return { failure, line: text };
    vague ??= { failure, line: text };
  }
  return vague;
}

function killedBy(exit: Ending | undefined): Pick<Diagnosis, 'cause' | 'fix'> | undefined {
  if (exit === undefined) return undefined;
  if (exit.signal === 'SIGKILL' || exit.code === 137)
    return {
      cause: 'The system killed it (SIGKILL), as it does when the machine’s memory runs out.',
      fix: 'Use fewer workers and a smaller batch, load the data piece by piece, or give it more memory.',
    };
  if (exit.signal === 'SIGSEGV' || exit.code === 139)
    return {
      cause: 'The process crashed in native code (SIGSEGV).',
      fix: 'Run it with PYTHONFAULTHANDLER=1 to see where; packages built for another version of each other are the usual cause.',
    };
  if (exit.signal === 'SIGBUS' || exit.code === 135)
    return {
      cause: 'The process crashed on a memory that was not there (SIGBUS): shared memory or a mapped file ran out.',
      fix: 'Give the container more shared memory (docker: --shm-size=8g), or use num_workers=0.',
    };
  return undefined;
}

function shown(lines: readonly string[]): readonly string[] {
  return [...new Set(lines.map((line) => clip(line.trim(), maxEvidenceChars)))].filter((line) => line !== '').slice(0, maxEvidenceLines);
}

function clip(text: string, chars: number): string {
  return text.length <= chars ? text : `${text.slice(0, chars - 1)}…`;
}
