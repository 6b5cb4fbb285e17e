import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AppendFile, openForAppend } from '../../../src/base/jsonLines.ts';
import type { SessionEvent, SessionEventType } from '../../../src/sessions/events.ts';
import type { FileSessionLog } from '../../../src/sessions/log.ts';
import { createSession, openSession } from '../../../src/sessions/store.ts';

/** A session's log on the disk, a new one for each test. */
export class LogOnDisk {
  /** Whether the disk refuses what is written to the log. */
  isFull = false;
  #home = '';
  #log: FileSessionLog | undefined;

  /** Makes it before each test of the suite that calls this, and removes it after. */
  static forEachTest(): LogOnDisk {
    const made = new LogOnDisk();
    beforeEach(() => made.#make());
    afterEach(() => made.#remove());
    return made;
  }

  get log(): FileSessionLog {
    if (this.#log === undefined) throw new Error('there is a log only while a test runs');
    return this.#log;
  }

  /** Closes the log and opens it again, as the next window would. */
  async reopen(): Promise<FileSessionLog> {
    const { session } = this.log;
    await this.log.close();
    this.#log = await openSession({ ...this.#where, session });
    return this.#log;
  }

  /** Opens it again as a killed program left it: nothing more is written than what is in the file. */
  async kill(): Promise<void> {
    await this.log.flush();
    await this.crash();
  }

  /** The same, and what waited in memory to be written is lost, as SIGKILL loses it. */
  async crash(): Promise<void> {
    const { session } = this.log;
    await this.log.abandon();
    this.#log = await openSession({ ...this.#where, session });
  }

  all<T extends SessionEventType>(type: T): readonly Extract<SessionEvent, { readonly type: T }>[] {
    return this.log.events.filter((event): event is Extract<SessionEvent, { readonly type: T }> => event.type === type);
  }

  last<T extends SessionEventType>(type: T): Extract<SessionEvent, { readonly type: T }> | undefined {
    return this.all(type).at(-1);
  }

  async #make(): Promise<void> {
    this.#home = await mkdtemp(join(tmpdir(), 'practicum-agent-'));
    this.#log = await createSession(this.#where);
  }

  get #where() {
    return { home: this.#home, app: 'test', workspace: '/work/space', writer: { open: (path: string) => this.#open(path) } };
  }

  async #open(path: string): Promise<AppendFile> {
    const file = await openForAppend(path);
    const write = async (bytes: Uint8Array): Promise<number> => {
      if (this.isFull) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      return await file.write(bytes);
    };
    return { ...file, write };
  }

  async #remove(): Promise<void> {
    this.isFull = false;
    await this.log.close();
    await rm(this.#home, { recursive: true, force: true });
  }
}
