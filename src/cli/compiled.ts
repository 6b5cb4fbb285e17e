import { existsSync, mkdirSync, rmSync } from 'node:fs';
import module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { practicumHome } from '../app/home.ts';
import { version } from './version.ts';

/**
 * Lets the engine keep what it compiles of this program from here on, so that the next start need not compile it again: about a fifth of
 * the time to the first request. In the home, where only the person writes, never in a shared temporary folder: what is kept there is run.
 */
export function keepCompiled(): void {
  const home = practicumHome({ platform: process.platform, homedir: homedir(), env: process.env });
  // Who has no session yet may only be looking, which leaves no trace.
  if (!existsSync(home)) return;
  const folder = join(home, 'compiled');
  const own = join(folder, version);
  try {
    if (!existsSync(own)) {
      // What an earlier version left is of no use any more.
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(own, { recursive: true, mode: 0o700 });
    }
    module.enableCompileCache(own);
  } catch {
    // A home that cannot be written is said by whoever needs it; the program runs as well without.
  }
}

/** Node's versions whose engine knows the flag; to another one nothing is said. */
const knowsFlag = /^2[2-4]\./;

/**
 * Has the engine's second compiler wait ten times as long as it would. Most of a loop runs once for each answer, so after five hundred answers
 * all of it was due in one moment, and the working memory of hundreds of compilations, 30 MB, stayed with the process. What runs for each piece
 * of an answer is due soon all the same. To be called after the first answer: with changed flags the engine refuses what was compiled under
 * others, of Node's own modules too, which would be a tenth of the start.
 */
export function compileLater(): void {
  if (!knowsFlag.test(process.versions.node)) return;
  // Node 22 has it from 22.10 on.
  module.flushCompileCache?.();
  setFlagsFromString('--invocation-count-for-maglev=4000');
}
