/** Reads the event files of a folder as the product does, in a process of its own; prints how many points there were and its processor time in ms, without Node's own start. */
import { EventFolder } from '../../../src/runs/files/eventFolder.ts';

const folder = process.argv[2] ?? '.';
const reader = new EventFolder(folder);
const before = process.cpuUsage();
let points = 0;
for (let hasMore = true; hasMore; ) {
  const read = await reader.read(true);
  points += read.points.length;
  hasMore = read.hasMore;
}
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ points, cpuMs: (user + system) / 1000 }));
