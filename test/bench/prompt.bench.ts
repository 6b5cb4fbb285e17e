/** What every request carries before anybody has said anything: the system prompt and all tools, as bytes on the wire. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { WorkbenchHost } from '../../src/app/api.ts';
import { createWorkbench } from '../../src/app/workbench.ts';
import { endpointsFrom } from '../../src/hub/endpoints.ts';
import { createAnthropicModel } from '../../src/models/anthropic.ts';
import { createOpenAiModel } from '../../src/models/openai.ts';
import { webSettingsFrom } from '../../src/web/settings.ts';
import { type Doubles, startDoubles } from '../doubles/server.ts';
import { testHost } from '../unit/app/support.ts';
import { bench } from './bench.ts';

/** First request bodies of other agents, in KB, with their versions, as measured in November 2026. */
const others = [
  ['pi 0.87.1', 5.6],
  ['opencode 1.18.33', 30],
  ['codex 0.169', 38.6],
  ['Gemini CLI 0.61', 48.6],
  ['Claude Code 2.1.329', 86.5],
] as const;

/** Of the core set; what the Hub and the web add comes on top. */
const goalKb = 16;
const userAgent = 'practicum/bench';

/** As an editor has them. */
const hubAndWeb: Partial<WorkbenchHost> = {
  hub: { userAgent, endpoints: () => endpointsFrom({}, {}), token: async () => undefined, payer: () => undefined },
  web: { userAgent, settings: () => webSettingsFrom({}), searchKey: async () => undefined, gitHubToken: async () => undefined },
};

/** The first request of a real session in an empty folder, whose only words are “say hello”. */
async function firstRequest(doubles: Doubles, wire: 'anthropic' | 'openai', outside: Partial<WorkbenchHost>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'practicum-prompt-'));
  const shared = { name: doubles.models[0] ?? '', apiKey: doubles.key };
  const model =
    wire === 'anthropic'
      ? createAnthropicModel({ ...shared, baseUrl: doubles.anthropicUrl })
      : createOpenAiModel({ ...shared, baseUrl: doubles.openaiUrl });
  const workbench = await createWorkbench(
    testHost(folder, folder, () => model, {
      limits: () => ({ maxResponses: 300, maxAttempts: 5, delivery: 'queue' }),
      ...outside,
    }),
  );
  try {
    const before = doubles.requests.length;
    await workbench.chat.send('say hello', []);
    await workbench.currentSession().agent.whenIdle();
    return doubles.requests[before]?.bodyText ?? '';
  } finally {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const doubles = await startDoubles({ isHurried: true });
try {
  for (const [tools, outside, goal] of [
    ['the core set of tools', {}, { goal: goalKb }],
    ['all tools, those for the Hub and the web as well', hubAndWeb, {}],
  ] as const)
    for (const wire of ['anthropic', 'openai'] as const) {
      await bench(`first request over ${wire}: system prompt and ${tools}`, async () => {
        const value = Buffer.byteLength(await firstRequest(doubles, wire, outside)) / 1024;
        return { value, unit: 'KB', samples: [value], ...goal };
      });
    }
  console.log(`others (November 2026): ${others.map(([name, kb]) => `${name} ${kb} KB`).join(', ')}`);
} finally {
  await doubles.close();
}
