/**
 * Little that lies on a local disk is read several times faster at once than with a promise for each step of it, which goes through the
 * system's threads and waits for its turn behind all else. A disk that makes one wait, as those of a network do, is asked without waiting for
 * it: whoever else has work here is not held up.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { readFile, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { systemErrorCode } from './errors.ts';

/** A disk that needs longer for a small thing, again and again, is slow. */
const slowMs = 2;
/** One that is held up by other programs once is not. */
const countedMs = 2 * slowMs;
const newestShare = 0.2;
const slowForMs = 10_000;
/** So long others wait at most in one go, where each thing by itself would be quick. */
const goMs = 8;

/** More than this is not little. */
export const littleBytes = 1 << 16;

/** Of Linux, linux/magic.h: file systems that may wait for another machine. Hosts and buckets are mounted by FUSE. */
const remoteTypes: ReadonlySet<number> = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB 2
  0x65735546, // FUSE
  0x00c36400, // Ceph
  0x0bd00bd0, // Lustre
  0x47504653, // GPFS
  0x19830326, // BeeGFS
  0x5346414f, // AFS
  0x6b414653, // AFS of the kernel
  0x73757245, // Coda
]);

/** How long small things took lately. */
export class DiskPace {
  readonly #nowMs: () => number;
  #averageMs = 0;
  #slowUntilMs = Number.NEGATIVE_INFINITY;
  #goneMs = 0;
  #isCounting = false;

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  get isSlow(): boolean {
    return this.#nowMs() < this.#slowUntilMs;
  }

  /** Others have waited long enough for what is read at once: they have their turn first. */
  get isOthersTurn(): boolean {
    return this.#goneMs > goMs;
  }

  /** Does something small at once. */
  atOnce<T>(work: () => T): T {
    const beganMs = this.#nowMs();
    try {
      return work();
    } finally {
      this.#count(this.#nowMs() - beganMs);
    }
  }

  #count(tookMs: number): void {
    this.#goneMs += tookMs;
    if (!this.#isCounting) {
      this.#isCounting = true;
      setImmediate(() => {
        this.#isCounting = false;
        this.#goneMs = 0;
      });
    }
    this.#averageMs += (Math.min(countedMs, tookMs) - this.#averageMs) * newestShare;
    if (this.#averageMs <= slowMs) return;
    this.#slowUntilMs = this.#nowMs() + slowForMs;
    this.#averageMs = 0;
  }
}

export const disk = new DiskPace();

/** By folder: whether its disk is one of this machine, as far as the system tells. */
const places = new Map<string, boolean | Promise<boolean>>();

/** Whether little of this file may be read or written at once. The system is asked once for each `place`: all folders beside its own are one. */
export async function isPrompt(file: string, place: string = path.dirname(path.dirname(file))): Promise<boolean> {
  if (disk.isSlow) return false;
  const known = places.get(place);
  if (known !== undefined) return await known;
  const asked = isLocal(place).then(
    (answer) => {
      places.set(place, answer);
      return answer;
    },
    // Nothing is there yet, or it may not be looked at.
    () => {
      places.delete(place);
      return false;
    },
  );
  places.set(place, asked);
  return await asked;
}

async function isLocal(folder: string): Promise<boolean> {
  if (process.platform === 'win32') return !path.resolve(folder).startsWith('\\\\');
  // Where a Mac shows disks of others. Its numbers of file systems differ from start to start.
  if (process.platform === 'darwin') return !/^\/(?:Volumes|Network|net)\//.test(path.resolve(folder));
  return !remoteTypes.has((await statfs(folder)).type >>> 0);
}

/** The text of a small file, or undefined when there is none. */
export async function readSoon(file: string): Promise<string | undefined> {
  try {
    if (!(await isPrompt(file))) return await readFile(file, 'utf8');
    // An error costs much more than the question.
    return disk.atOnce(() => (existsSync(file) ? readFileSync(file, 'utf8') : undefined));
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

export interface FileFacts {
  readonly size: number;
  readonly mtimeMs: number;
}

/** Undefined when there is none, or it may not be looked at. `place`: a folder on the same disk, where that is not the one of its folder. */
export async function factsSoon(file: string, place?: string): Promise<FileFacts | undefined> {
  if (!(await isPrompt(file, place))) return await stat(file).catch(() => undefined);
  return disk.atOnce(() => {
    try {
      return statSync(file, { throwIfNoEntry: false });
    } catch {
      return undefined;
    }
  });
}
