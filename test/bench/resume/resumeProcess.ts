/** Opens a session and makes the request that would go out, in a process of its own: what that took is its one line of output. `argv`: home, workspace, session. */
import { Conversation } from '../../../src/agent/conversation.ts';
import type { SessionId } from '../../../src/base/ids.ts';
import { openSession } from '../../../src/sessions/store.ts';

const [, , home = '', workspace = '', session = ''] = process.argv;
const log = await openSession({ home, workspace, session: session as SessionId, app: 'bench' });
const messages = Conversation.of(log.branch).messages();
const chars = JSON.stringify(messages).length;
const { user, system } = process.cpuUsage();
const figures = {
  // `performance` counts from the start of the process.
  wallMs: performance.now(),
  cpuMs: (user + system) / 1000,
  // In kilobytes, on every platform.
  rssMb: process.resourceUsage().maxRSS / 1024,
  events: log.branch.length,
  messages: messages.length,
  chars,
};
await log.close();
console.log(JSON.stringify(figures));
