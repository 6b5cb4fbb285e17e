/** A window of its own, for the test that kills it: starts the server that its argument names, says the process ids, and stays. */
import { nasty, nodeServer, openRoom } from './support.ts';

const room = await openRoom([nodeServer('one', nasty, [process.argv[2] ?? 'children'])]);
await room.accept('one');
process.stdout.write((await room.call('mcp__one__echo', {})).content);
setInterval(() => undefined, 1_000);
