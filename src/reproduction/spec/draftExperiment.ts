/** What an experiment without a paper has to settle before there is code: in proportion to what was asked for. */
import { type Known, usualFor } from '../register/conventions.ts';
import { costOf, idFor } from '../register/rows.ts';
import type { Register, RegisterRow, Spec, SpecItem } from '../stages/records.ts';
import { itemOfRow } from './draftSpec.ts';
import { type Begun, isDecided, isEdited } from './draftStages.ts';

interface Needed {
  readonly name: string;
  readonly why: string;
  /** Only where the goal speaks of it. */
  readonly when?: RegExp;
}

const training = /\b(?:fine-?tun\w*|train\w*|adapt\w*|distil\w*|learn\w*|lora|pre-?train\w*)\b/i;

const needed: readonly Needed[] = [
  { name: 'data set', why: 'Everything that is measured is measured on it.' },
  { name: 'data split', why: 'What is measured on examples that were trained on says nothing.' },
  { name: 'evaluation metric', why: 'It decides what counts as better.' },
  { name: 'baseline', why: 'A number alone says nothing: something simple has to be beaten, and is run first.' },
  { name: 'base model', why: 'What is trained starts from it.', when: /\b(?:fine-?tun\w*|adapt\w*|lora|distil\w*|pre-?trained)\b/i },
  { name: 'optimizer', why: 'It takes the steps.', when: training },
  { name: 'learning rate', why: 'Of all settings it changes the result most.', when: training },
  { name: 'learning rate schedule', why: 'With the same rate it decides how training ends.', when: training },
  { name: 'batch size', why: 'It goes together with the learning rate.', when: training },
  { name: 'training length', why: 'It decides what the experiment costs.', when: training },
  { name: 'lora rank', why: 'It sets how much can change.', when: /\b(?:lora|peft|adapters?)\b/i },
  { name: 'seeds', why: 'One run does not show whether a difference is noise.' },
];

/** `goal`: as the person said it. */
export function draftExperiment(goal: string, before: Begun = {}): { readonly spec: Spec; readonly register: Register } {
  const known: Known = new Map();
  const drafted = needed
    .filter(({ when }) => when === undefined || when.test(goal))
    .map(({ name, why }): RegisterRow => {
      const { value, origin, alternatives } = usualFor(name, known);
      return {
        id: idFor(name),
        name,
        kind: 'missing',
        why,
        state: value === undefined ? 'open' : 'proposed',
        ...(value === undefined ? {} : { value }),
        origin: origin ?? { kind: 'none', text: '' },
        alternatives: alternatives.map((alternative) => ({ ...alternative })),
        ...(alternatives.length === 0 ? {} : { cost: costOf(alternatives.length + 1) }),
        evidence: [],
      };
    });
  const kept = (before.register?.rows ?? []).filter((row) => isDecided(row) || isEdited(before.register, row));
  const rows = [...kept, ...drafted.filter(({ id }) => !kept.some((row) => row.id === id))];
  const items = (before.spec?.items ?? []).filter((item) => item.by !== 'practicum' || isEdited(before.spec, item));
  const fresh = rows
    .filter(({ id }) => !items.some(({ row }) => row === id))
    .map((row): SpecItem => ({ ...itemOfRow(row), kind: kindOf(row.name) }));
  return {
    spec: { v: 1, stage: 'spec', inputs: {}, goal, items: [...items, ...fresh] },
    register: { v: 1, stage: 'register', inputs: {}, rows },
  };
}

function kindOf(name: string): SpecItem['kind'] {
  if (name === 'data set' || name === 'data split') return 'data';
  if (name === 'evaluation metric') return 'metric';
  if (name === 'baseline') return 'baseline';
  return name === 'base model' ? 'model' : 'setting';
}
