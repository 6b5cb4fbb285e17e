/** A plan as the tab of a reproduction draws it. */
import { defined } from '../base/defined.ts';
import type { ShownFile, ShownPlan } from '../protocol/reproduction.ts';
import { type PlanNode, planGraph } from '../reproduction/plan/graph.ts';
import type { Plan } from '../reproduction/stages/records.ts';
import { planHash, type Stages, type UnitState } from '../reproduction/stages/units.ts';
import { shownEvidence } from './reproductionWords.ts';

export function shownPlan(plan: Plan, stages: Stages, stateOf: (path: string) => UnitState['kind']): ShownPlan {
  const { nodes, cycles } = planGraph(plan, stateOf);
  return {
    summary: plan.summary,
    framework: plan.framework,
    accepted: acceptedOf(plan, stages),
    files: nodes.map((node) => shownFile(node, plan)),
    cycles,
    facts: factsOf(plan, stages),
  };
}

function acceptedOf(plan: Plan, { accepted }: Stages): ShownPlan['accepted'] {
  if (accepted === undefined) return { kind: 'waiting' };
  const at = accepted.at.slice(0, 16).replace('T', ' ');
  return accepted.plan === planHash(plan) ? { kind: 'accepted', at, isEdited: accepted.edited } : { kind: 'changed', at };
}

const states: Readonly<Record<UnitState['kind'], ShownFile['state']>> = {
  missing: 'planned',
  current: 'written',
  edited: 'edited',
  stale: 'stale',
};

function shownFile({ path, role, change, state, layer, lane, order }: PlanNode, { files }: Plan): ShownFile {
  const file = files.find((one) => one.path === path);
  return {
    path,
    role,
    state: change === 'keep' ? 'there' : states[state],
    layer,
    lane,
    ...defined({ order }),
    purpose: file?.purpose ?? '',
    needs: file?.needs ?? [],
    symbols: (file?.symbols ?? []).map(({ name, signature, addresses }) => ({
      name,
      ...defined({ signature }),
      evidence: addresses.map((address) => shownEvidence({ address })),
    })),
    reuses: (file?.reuses ?? []).map(({ file: from, symbol }) => (symbol === undefined ? from : `${from}: ${symbol}`)),
  };
}

function factsOf({ framework, packages, hub, commands, seeds, cells }: Plan, { environment }: Stages): ShownPlan['facts'] {
  const line = (argv: readonly string[] | undefined): string =>
    argv?.map((word) => (/\s/u.test(word) ? `"${word}"` : word)).join(' ') ?? '';
  const runs = [
    ['Test', commands.test],
    ['Overfit one batch', commands.overfit],
    ['Smoke run', commands.smoke],
    ['Baseline', commands.baseline],
    ['Full run', commands.run],
  ] as const;
  const lacking = environment?.packages.filter(({ state }) => state !== 'ok').map(({ name, state }) => `${name} (${state})`) ?? [];
  const found =
    environment === undefined ? 'not looked at yet' : lacking.length === 0 ? `all there in ${environment.interpreter}` : lacking.join(', ');
  return [
    { label: 'Framework', text: framework },
    ...runs.flatMap(([label, argv]) => (argv === undefined ? [] : [{ label, text: line(argv) }])),
    { label: 'Seeds', text: seeds.length === 0 ? 'none' : seeds.join(', ') },
    {
      label: 'Measured',
      text: cells.length === 0 ? 'no cell of a table' : `${cells.length} ${cells.length === 1 ? 'cell' : 'cells'} of tables`,
    },
    {
      label: 'Packages',
      text: `${packages.map(({ name, version }) => (version === undefined ? name : `${name} ${version}`)).join(', ') || 'none'}: ${found}`,
    },
    ...(hub.length === 0 ? [] : [{ label: 'From the Hub', text: hub.map(({ id, kind, use }) => `${id} (${kind}): ${use}`).join('; ') }]),
  ];
}
