import type { z } from 'zod';
import type { EditableText } from '../base/approval.ts';
import { defined } from '../base/defined.ts';
import type { Effect, EffectKind } from '../base/effects.ts';
import { NotPermitted } from '../base/permit.ts';
import type { Tool, ToolCall, ToolDetail, ToolResult } from '../base/tool.ts';
import { shownThere } from '../runs/sandboxes/sandboxPort.ts';
import { builtSchemas } from './builtSchemas.ts';
import type { CheckMemory } from './checkMemory.ts';
import type { ReadMemory } from './readMemory.ts';
import type { ToolServices } from './services.ts';

/** A tool before it is bound to a session. */
export interface ToolDefinition<Input> {
  readonly name: string;
  readonly description: string;
  readonly input: z.ZodType<Input>;
  readonly effectKinds: readonly EffectKind[];
  /** See Tool. */
  readonly isOfSession?: true;
  title(input: Input, context: EffectContext): string;
  /** Pure: of the input and of what does not change during a session. */
  effects(input: Input, context: EffectContext): readonly Effect[];
  preview?(input: Input, services: PreviewServices, signal: AbortSignal): Promise<ToolDetail | undefined>;
  /** What a person may change before they approve, and the input with their text in its place. */
  readonly editable?: { text(input: Input): EditableText | undefined; put(input: Input, text: string): Input };
  run(input: Input, services: RunServices, call: ToolCall): Promise<ToolResult>;
}

export type EffectContext = Pick<ToolServices, 'roots' | 'environments'> & {
  readonly skills: Pick<ToolServices['skills'], 'list'>;
  readonly hub: Pick<ToolServices['hub'], 'isOpen' | 'endpoints' | 'payer'>;
  readonly web: Pick<ToolServices['web'], 'searchHost' | 'gitHubHost'>;
  readonly jobs: Pick<ToolServices['jobs'], 'offer'>;
  readonly schedules: Pick<ToolServices['schedules'], 'known' | 'requirePromise'>;
  readonly papers: Pick<ToolServices['papers'], 'settings'>;
  readonly sandbox: Pick<ToolServices['sandbox'], 'current'>;
};

/** The services with what the tools of one session remember among themselves. */
export interface BoundServices extends ToolServices {
  readonly seen: ReadMemory;
  readonly checks: CheckMemory;
}

/** What a preview may use: it looks at the files that the call would change, and at nothing else. */
export type PreviewServices = Pick<BoundServices, 'roots' | 'seen' | 'peek' | 'environments' | 'runHosts' | 'jobs' | 'checks'> & {
  readonly schedules: EffectContext['schedules'];
  readonly runs: Pick<ToolServices['runs'], 'list'>;
  /** What publishing would change: it looks that up and changes nothing. */
  readonly publishing: Pick<ToolServices['publishing'], 'plan'>;
  /** What trying a script would be, what is known of having tried it, and what is left of a machine that is there. */
  readonly sandbox: Pick<ToolServices['sandbox'], 'current' | 'planSmoke' | 'tried' | 'left'>;
};

/** What a call may use: it looks at nothing without its permit. */
export type RunServices = Omit<BoundServices, 'peek'>;

/** An optional field that the description names instead of the schema, because few calls need it; it is checked all the same. */
export function rare<Schema extends z.ZodType>(field: Schema): Schema {
  return field.meta({ isRare: true });
}

/** Lets the types of `effects` and `run` follow from the schema. */
export function defineTool<Input>(definition: ToolDefinition<Input>): ToolDefinition<Input> {
  return definition;
}

export function bindTool<Input>(definition: ToolDefinition<Input>, services: BoundServices): Tool<Input> {
  const { name, description, input, effectKinds, isOfSession, preview, editable } = definition;
  return {
    name,
    description,
    input,
    ...defined({ inputSchema: builtSchemas[name], isOfSession }),
    effectKinds,
    title: (given) => definition.title(given, services),
    effects: (given) => definition.effects(given, services),
    ...(preview === undefined
      ? {}
      : {
          preview: (given: Input, signal: AbortSignal) =>
            showPreview(preview.bind(definition), given, definition.effects(given, services), services, signal),
        }),
    ...(editable === undefined
      ? {}
      : { editable: (given: Input) => editable.text(given), withText: (given: Input, text: string) => editable.put(given, text) }),
    run: (given, call) => definition.run(given, withoutPeek(services), call),
  };
}

/** Nobody has decided on the call yet: its preview sees the files that it would change, only while it is made. */
async function showPreview<Input>(
  preview: NonNullable<ToolDefinition<Input>['preview']>,
  given: Input,
  effects: readonly Effect[],
  { roots, seen, environments, runHosts, jobs, schedules, checks, runs, peek, publishing, sandbox }: BoundServices,
  signal: AbortSignal,
): Promise<ToolDetail | undefined> {
  const shown = new Set(effects.flatMap(shownBefore));
  let isOver = false;
  const peekAtShown: BoundServices['peek'] = async (path, stop) => {
    if (isOver || !shown.has(path))
      throw new NotPermitted({ kind: 'read', path }, 'a preview sees only the files that its call would change');
    return await peek(path, stop);
  };
  try {
    return await preview(
      given,
      {
        roots,
        seen,
        environments,
        runHosts,
        jobs,
        schedules: { known: (id) => schedules.known(id), requirePromise: (id) => schedules.requirePromise(id) },
        checks,
        runs: { list: () => runs.list() },
        peek: peekAtShown,
        publishing: { plan: (wish, stop) => publishing.plan(wish, stop) },
        sandbox: {
          current: sandbox.current,
          planSmoke: (wish) => sandbox.planSmoke(wish),
          tried: (hash) => sandbox.tried(hash),
          left: (place, stop) => sandbox.left(place, stop),
        },
      },
      signal,
    );
  } finally {
    isOver = true;
  }
}

/** What Practicum itself keeps of a paper is shown beside what would change of it. */
const keptOfPapers = /[\\/]\.practicum[\\/]papers[\\/][^\\/]+[\\/][^\\/]+\.json$/;

function shownBefore(effect: Effect): readonly string[] {
  if (effect.kind === 'read' && keptOfPapers.test(effect.path)) return [effect.path];
  if (effect.kind === 'write' || effect.kind === 'delete') return [effect.path];
  return effect.kind === 'operate' && effect.does === 'write' ? [shownThere(effect.what)] : [];
}

function withoutPeek({ peek: _, ...services }: BoundServices): RunServices {
  return services;
}
