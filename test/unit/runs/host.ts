/** A program that opens the runs of a workspace, follows one of them to its end, and says what it saw; for a test that kills it. */
import type { RunId } from '../../../src/base/ids.ts';
import { createPermitAuthority } from '../../../src/base/permit.ts';
import { createRuns, hasEnded } from '../../../src/runs/runs.ts';

const [root = '', id = ''] = process.argv.slice(2);
const runs = createRuns({
  roots: [root],
  supervisor: { node: process.execPath, script: '' },
  require: createPermitAuthority().require,
  interpreter: async () => undefined,
});
const seen: (readonly [step: number, value: number])[] = [];
for (;;) {
  const state = await runs.get(id as RunId);
  for (const { step, value } of await runs.points(state.spec.id, seen.length)) seen.push([step, value]);
  if (hasEnded(state)) {
    process.stdout.write(`${JSON.stringify({ status: state.status, code: state.exit?.code, seen })}\n`);
    break;
  }
  process.stdout.write('looked\n');
  await new Promise((resolve) => setTimeout(resolve, 20));
}
runs.dispose();
