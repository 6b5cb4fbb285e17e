/** The end of a job's log as it is now, without waiting for more of it. */
import type { HubClient } from '../../hub/client.ts';
import { logText } from '../../hub/followLog.ts';
import { hubsOwnLine } from '../../hub/jobLogs.ts';
import { type JobAddress, pathOf } from '../../hub/jobs.ts';
import { serverEvents } from '../../hub/sse.ts';
import { readJobLine } from './jobLines.ts';

/** Nothing comes for so long: what was there is told. As the official client waits without `follow`. */
const quietMs = 5_000;
const anyMark = /^practicum:[\w-]+:/;

/** At most so many characters, whole lines. What our program around a script tells is left out. */
export async function readLogTail(hub: HubClient, address: JobAddress, atMostChars: number, signal?: AbortSignal): Promise<string> {
  const over = new AbortController();
  let timer = setTimeout(() => over.abort(), quietMs);
  let text = '';
  let index = 0;
  const stop = AbortSignal.any([over.signal, ...(signal === undefined ? [] : [signal])]);
  try {
    const response = await hub.open({ path: `${pathOf(address)}/logs`, headers: { accept: 'text/event-stream' }, signal: stop });
    if (response.body !== null)
      for await (const { data } of serverEvents(response.body)) {
        clearTimeout(timer);
        timer = setTimeout(() => over.abort(), quietMs);
        const line = logText(data);
        if (line === undefined || (index++ === 0 && line.startsWith(hubsOwnLine))) continue;
        const says = readJobLine(line, anyMark.exec(line)?.[0]);
        if (says?.kind === 'output') text = (text + says.bytes.toString('utf8')).slice(-2 * atMostChars);
      }
  } catch (error) {
    if (!over.signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
  }
  if (text.length <= atMostChars) return text;
  const tail = text.slice(-atMostChars);
  return tail.slice(tail.indexOf('\n') + 1);
}
