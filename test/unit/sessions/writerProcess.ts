/**
 * A process that writes a session until it is killed. `argv`: home, workspace, and what to do:
 * `write` appends and says on stdout which events are durable, one id a line; `hold` only opens the session and says so.
 */
import type { CallId, MessageId, SessionId, TurnId } from '../../../src/base/ids.ts';
import { newId } from '../../../src/base/newId.ts';
import { createSession, openSession } from '../../../src/sessions/store.ts';

const [, , home = '', workspace = '', what = '', session] = process.argv;
const where = { home, workspace, app: 'writer process' };
const log = session === undefined ? await createSession(where) : await openSession({ ...where, session: session as SessionId });
process.stdout.write(`open ${log.session}\n`);

if (what === 'write') {
  for (;;) {
    const turn = newId<TurnId>('tu');
    const response = newId<MessageId>('re');
    const call = newId<CallId>('ca');
    await log.append({ type: 'turn.started', turn, message: newId<MessageId>('me'), text: 'Train it', mentions: [] }, 'durable');
    await log.append({ type: 'response.started', turn, response, model: 'test/model' });
    for (let piece = 0; piece < 20; piece += 1)
      await log.append({ type: 'response.text', response, text: `piece ${piece} of a longer answer ` });
    await log.append({ type: 'response.call', response, call, providerId: call, name: 'shell', argumentsJson: '{"command":"true"}' });
    const started = await log.append({ type: 'tool.started', call }, 'durable');
    process.stdout.write(`durable ${started.id}\n`);
    const content = 'output '.repeat(Math.floor(Math.random() * 10_000)); // some of them go to blobs
    const ended = await log.append({ type: 'tool.ended', call, outcome: 'done', content }, 'durable');
    process.stdout.write(`durable ${ended.id}\n`);
    await log.append({ type: 'turn.ended', turn, end: 'done' });
  }
}
setInterval(() => undefined, 60_000); // holds the session until somebody ends it
