/** What runs cost and what they ran on, added up. */
import type { Report } from '../stages/resultRecords.ts';
import type { MeasuredRun } from './measurements.ts';

/** All that was run for the paper counts, whether a number stands on it or not. What is not known of one is not known of the sum. */
export function costOf(runs: readonly MeasuredRun[]): Report['cost'] {
  const paid = runs.filter(({ cost }) => cost.basis !== 'own machine');
  const hours = sumOf(runs.map(({ cost }) => cost.hours));
  if (paid.length === 0) return { usd: runs.length === 0 ? null : 0, basis: runs.length === 0 ? 'unknown' : 'own machine', hours };
  const usd = sumOf(paid.map(({ cost }) => cost.usd));
  const basis = usd === null ? 'unknown' : paid.some(({ cost }) => cost.basis === 'estimated') ? 'estimated' : 'settled';
  return { usd, basis, hours };
}

function sumOf(numbers: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const number of numbers) {
    if (number === null) return null;
    sum += number;
  }
  return numbers.length === 0 ? null : sum;
}

/** Packages that numbers depend on; the others of an environment say little of a result. */
const telling =
  /^(?:torch|torchvision|torchaudio|jax|jaxlib|flax|optax|numpy|scipy|scikit-learn|pandas|tensorflow|keras|transformers|datasets|tokenizers|accelerate|peft|trl|diffusers|timm|lightning|pytorch-lightning|gymnasium|xgboost|lightgbm|lm-eval|evaluate|einops)$/i;

export function environmentsOf(runs: readonly MeasuredRun[]): Report['environment'] {
  const groups = Map.groupBy(
    runs.flatMap(({ environment }) => environment ?? []),
    ({ python, gpu, packages }) => JSON.stringify([python ?? null, gpu, tellingOf(packages)]),
  );
  return [...groups].flatMap(([, of]) => {
    const [first] = of;
    if (first === undefined) return [];
    return [{ python: first.python ?? null, gpu: [...first.gpu].slice(0, 64), packages: tellingOf(first.packages), runs: of.length }];
  });
}

function tellingOf(packages: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(packages)
      .filter(([name]) => telling.test(name))
      .map(([name, version]) => [name.toLowerCase(), version.slice(0, 80)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
