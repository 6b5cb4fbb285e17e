import * as z from 'zod';
import { defined } from '../base/defined.ts';
import type { Effect } from '../base/effects.ts';
import { PracticumError } from '../base/errors.ts';
import type { ToolCall } from '../base/tool.ts';
import type { DataSet } from '../datasets/table.ts';
import { defineTool, type EffectContext, type RunServices, rare } from './define.ts';
import { hubDataOf } from './hubData.ts';
import { absolutePath, displayGiven, displayPath, pathField } from './paths.ts';

const input = z
  .strictObject({
    dataset: z
      .string()
      .regex(/^[\w.-]+(?:\/[\w.-]+)?$/)
      .optional()
      .describe('id on the Hub, or:'),
    paths: z.array(pathField).min(1).max(8).optional().describe('files, one a split'),
    config: rare(z.string().max(200).optional()),
    split: rare(z.string().max(200).optional()),
    revision: rare(z.string().max(200).optional()),
    rows: rare(z.int().min(1).max(100_000).optional()),
  })
  .refine(
    ({ dataset, paths }) => (dataset === undefined) !== (paths === undefined),
    'Give either dataset (an id on the Hub) or paths (files here)',
  );

type Input = z.infer<typeof input>;

const mostCharacters = 8_000;

/** What is in a data set and what it is fit for. Its parts are loaded when it is used. The words of its rows are somebody else’s. */
export const auditDataset = defineTool<Input>({
  name: 'audit_dataset',
  description:
    'What is in a data set, before training on it: columns, samples, nulls, copies, train/test overlap, balance, lengths, chat format, licence, fitness for SFT, DPO, GRPO. Also: config, split, revision, rows (how many).',
  input,
  effectKinds: ['lookup', 'read'],
  title: ({ dataset, paths = [] }, { roots }) => `Audit ${dataset ?? paths.map((path) => displayGiven(path, roots)).join(', ')}`,
  effects: effectsOf,
  async run(given, services, call) {
    const data = await opened(given, services, call);
    try {
      const [{ auditDataSet }, { auditReport }] = await Promise.all([
        import('../datasets/audit/audit.ts'),
        import('../datasets/audit/report.ts'),
      ]);
      const { rows } = given;
      const audit = await auditDataSet(data, { ...defined({ rows }), signal: call.signal, onProgress: (text) => call.progress(text) });
      services.checks.noteAudit([given.dataset ?? [], given.paths ?? []].flat());
      return {
        content: auditReport(audit, { atMost: mostCharacters }),
        full: auditReport(audit, { atMost: 200_000 }),
        origin: { kind: 'dataset', name: audit.name },
      };
    } finally {
      await data.close();
    }
  },
});

function effectsOf({ dataset, paths = [] }: Input, context: EffectContext): readonly Effect[] {
  if (dataset !== undefined) return hostsFor(context).map((host) => ({ kind: 'lookup', host }));
  return paths.map((path) => ({ kind: 'read', path: absolutePath(path, context.roots) }));
}

/** The Hub and its viewer. */
function hostsFor({ hub }: EffectContext): readonly [hub: string, viewer: string] {
  const { endpoints } = hub;
  return [new URL(endpoints.hub).hostname, new URL(endpoints.datasetsServer).hostname];
}

async function opened(given: Input, services: RunServices, call: ToolCall): Promise<DataSet> {
  const { dataset, paths, config, split, revision } = given;
  if (dataset === undefined) return await openedHere(paths ?? [], services, call);
  const [hub, viewer] = hostsFor(services).map((host) => services.hub.under(call.permit, { kind: 'lookup', host }));
  if (hub === undefined || viewer === undefined)
    throw new PracticumError('no-hub', 'Hugging Face is not set up here.', { hint: 'Go on without it.' });
  const { openHubDataSet } = await import('../datasets/hubDataSet.ts');
  return await openHubDataSet(hubDataOf(hub, viewer), { id: dataset, ...defined({ config, split, revision }) }, call.signal);
}

async function openedHere(paths: readonly string[], { lines, roots }: RunServices, call: ToolCall): Promise<DataSet> {
  const files = paths.map((path) => {
    const absolute = absolutePath(path, roots);
    return { label: displayPath(absolute, roots), open: () => lines.openBytes(call.permit, absolute) };
  });
  const { openLocal } = await import('../datasets/local.ts');
  return await openLocal(files, call.signal);
}
