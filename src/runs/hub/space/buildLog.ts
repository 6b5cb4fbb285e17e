/** What the build of a Space says, as `build.log` in the run's folder: nothing of it is the script's own output. */
import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { hideSecrets, redactValue } from '../../../base/redact.ts';
import type { HubClient } from '../../../hub/client.ts';
import { type FollowLog, followLog, type LogSource } from '../../../hub/followLog.ts';

const mostBytes = 8 * 2 ** 20;

/** Until it is over, from where the file ends. Never throws: whoever looks at the status hears what is wrong. */
export async function writeBuildLog<S>(
  hub: HubClient,
  source: LogSource<S>,
  folder: string,
  follow: Pick<FollowLog<S>, 'clock' | 'times' | 'signal'>,
): Promise<void> {
  const file = buildLogIn(folder);
  try {
    const before = await readFile(file, 'utf8').catch(() => '');
    let bytes = Buffer.byteLength(before);
    // The Hub's own first line is not told, and counts.
    const lines = followLog(hub, source, { ...follow, seen: before === '' ? 0 : before.split('\n').length });
    for await (const { text } of lines) {
      const line = `${redactValue(hideSecrets, text)}\n`;
      bytes += Buffer.byteLength(line);
      if (bytes <= mostBytes) await appendFile(file, line, { mode: 0o600 });
    }
  } catch {
    // It stands on the Hub as well.
  }
}

/** The end of it, for a build that failed. */
export async function lastBuildLines(folder: string, count: number): Promise<readonly string[]> {
  const text = await readFile(buildLogIn(folder), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .slice(-count);
}

function buildLogIn(folder: string): string {
  return path.join(folder, 'build.log');
}
