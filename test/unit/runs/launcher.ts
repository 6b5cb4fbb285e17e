/** A program that launches a run and then does nothing, for a test that kills it. */

import type { CallId } from '../../../src/base/ids.ts';
import { createPermitAuthority } from '../../../src/base/permit.ts';
import { type LaunchRequest, launchEffects } from '../../../src/runs/launchRequest.ts';
import { createRuns } from '../../../src/runs/runs.ts';
import { keeperScript } from './workspace.ts';

const [root = '', script = '', supervisor = '', python = ''] = process.argv.slice(2);
const authority = createPermitAuthority();
const runs = createRuns({
  roots: [root],
  supervisor: { node: process.execPath, script: supervisor, keeper: keeperScript },
  require: authority.require,
  interpreter: async () => python,
});
const request: LaunchRequest = { script, args: [], origin: { by: 'person' } };
const run = await runs.launch(authority.mint('call_launcher' as CallId, launchEffects(request, root)), request);
process.stdout.write(`${run.spec.id}\n`);
setInterval(() => undefined, 1000);
