import * as z from 'zod';
import { dataSchemas } from '../app/outsideData.ts';
import { lookingEffectKinds } from '../base/effects.ts';
import type { Tool } from '../base/tool.ts';
import type { SchemaOfObject, ServedTool } from '../mcp/servedBench.ts';

interface Kind {
  readonly title: string;
  /** It ends or overwrites something that is somebody's. */
  readonly isDestructive?: boolean;
  /** Calling it again changes nothing more. */
  readonly isIdempotent?: boolean;
}

/** The tools that are offered to clients, in the order in which they are listed. Their names are those that results and hints refer to. */
const kinds: Readonly<Record<string, Kind>> = {
  list_runs: { title: 'List training runs', isIdempotent: true },
  read_run: { title: 'Summary and log of a training run', isIdempotent: true },
  read_metric: { title: 'Exact values of a metric', isIdempotent: true },
  compare_runs: { title: 'Compare two training runs', isIdempotent: true },
  wait_run: { title: 'Wait for a training run', isIdempotent: true },
  start_run: { title: 'Launch a training run' },
  audit_dataset: { title: 'Audit a data set', isIdempotent: true },
  read_paper: { title: 'Read a paper exactly', isIdempotent: true },
  find_papers: { title: 'Find papers', isIdempotent: true },
  estimate_training: { title: 'Estimate memory and time of training', isIdempotent: true },
  hub_jobs: { title: 'Jobs of Hugging Face', isDestructive: true },
};

export const servedToolNames: readonly string[] = Object.keys(kinds);

/** Under `isReadOnly` only what can do nothing but look. */
export function servedTools(tools: readonly Tool[], { isReadOnly }: { readonly isReadOnly: boolean }): readonly ServedTool[] {
  return Object.entries(kinds).flatMap(([name, kind]) => {
    const tool = tools.find((one) => one.name === name);
    return tool === undefined || (isReadOnly && !looksOnly(tool)) ? [] : [servedTool(tool, kind)];
  });
}

export function looksOnly({ effectKinds }: Pick<Tool, 'effectKinds'>): boolean {
  return effectKinds.every((kind) => lookingEffectKinds.has(kind));
}

function servedTool(tool: Tool, { title, isDestructive = false, isIdempotent = false }: Kind): ServedTool {
  const isLooking = looksOnly(tool);
  const { name, description, input, effectKinds } = tool;
  const outputSchema = dataSchemas[name];
  return {
    name,
    title,
    description,
    inputSchema: schemaOf(input),
    ...(outputSchema === undefined ? {} : { outputSchema }),
    annotations: {
      readOnlyHint: isLooking,
      destructiveHint: isDestructive,
      idempotentHint: isIdempotent,
      openWorldHint: effectKinds.some((kind) => kind === 'lookup' || kind === 'reach' || kind === 'spend'),
    },
  };
}

/** The whole of it, with all bounds: whoever calls from outside is told in the schema what the own model is told when it needs it. */
function schemaOf(input: z.ZodType): SchemaOfObject {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(input, {
    io: 'input',
    override: ({ jsonSchema }) => {
      delete jsonSchema['isRare'];
    },
  });
  return schema as SchemaOfObject;
}
