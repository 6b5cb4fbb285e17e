import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SessionEvent, SessionEventType } from '../../../src/sessions/events.ts';
import type { FileSessionLog } from '../../../src/sessions/log.ts';
import { createSession, openSession } from '../../../src/sessions/store.ts';

/** A session's log on the disk, a new one for each test. */
export class LogOnDisk {
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
    this.#log = await openSession({ home: this.#home, app: 'test', workspace: '/work/space', session });
    return this.#log;
  }

  /** Opens it again as a killed program left it: nothing more is written than what is in the file. */
  async kill(): Promise<void> {
    const { session } = this.log;
    await this.log.flush();
    await this.log.abandon();
    this.#log = await openSession({ home: this.#home, app: 'test', workspace: '/work/space', session });
  }

  all<T extends SessionEventType>(type: T): readonly Extract<SessionEvent, { readonly type: T }>[] {
    return this.log.events.filter((event): event is Extract<SessionEvent, { readonly type: T }> => event.type === type);
  }

  last<T extends SessionEventType>(type: T): Extract<SessionEvent, { readonly type: T }> | undefined {
    return this.all(type).at(-1);
  }

  async #make(): Promise<void> {
    this.#home = await mkdtemp(join(tmpdir(), 'practicum-agent-'));
    this.#log = await createSession({ home: this.#home, workspace: '/work/space', app: 'test' });
  }

  async #remove(): Promise<void> {
    await this.log.close();
    await rm(this.#home, { recursive: true, force: true });
  }
}
