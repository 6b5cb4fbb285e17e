/** Three research agents of the real workbench over the made literature, with a scripted model for each request. */
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ResearchBudget } from '../../../src/app/api.ts';
import { createWorkbench } from '../../../src/app/workbench.ts';
import type { ResearchAgent } from '../../../src/base/research.ts';
import { AnsweringModel, agentsOf, ask, sendsOut, withRoles } from '../../unit/app/researchSupport.ts';
import { testHost } from '../../unit/app/support.ts';
import { fields } from './fields.ts';
import { type Literature, startLiterature } from './literature.ts';
import { price, type ResearcherOptions, research } from './researcher.ts';

export interface Researched {
  readonly agents: readonly ResearchAgent[];
  /** To the services of papers, and how many of them to arXiv, which wants three seconds between them. */
  readonly requests: number;
  readonly toArxiv: number;
  readonly seconds: number;
  /** Requests to the model. */
  readonly answers: number;
}

export async function runResearch(
  literature: Literature,
  options: ResearcherOptions & { readonly budget: ResearchBudget; readonly gapMs?: number },
): Promise<Researched> {
  const services = await startLiterature(literature);
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-literature-')));
  const root = join(folder, 'space');
  await mkdir(root);
  const questions = fields
    .slice(0, 3)
    .map(
      ({ name, topic, data }) =>
        `Starting at arxiv:${literature.anchors.get(name)?.id}: which recipes reach the best results in ${topic} on ${data[0]}?`,
    );
  const researcher = Object.assign(new AnsweringModel((request) => research(request, options)), {
    endpoint: 'https://models.example/v1',
    listedPrice: async () => price,
  });
  const main = sendsOut({ task: 'Collect recipes with their settings and results', questions });
  const settings = { ...services.settings, arxivGapMs: options.gapMs ?? 0 };
  const workbench = await createWorkbench(
    testHost(folder, root, () => main, {
      ...withRoles(main, researcher),
      papers: { userAgent: 'practicum/test', settings: () => settings },
      researchBudget: () => options.budget,
    }),
  );
  const began = performance.now();
  try {
    await ask(workbench);
    return {
      agents: agentsOf(workbench),
      requests: services.asked.length,
      toArxiv: services.asked.filter(({ service }) => service === 'arxiv' || service === 'arxivApi').length,
      seconds: (performance.now() - began) / 1000,
      answers: researcher.requests.length,
    };
  } finally {
    await workbench.close();
    await services.close();
    await rm(folder, { recursive: true, force: true });
  }
}
