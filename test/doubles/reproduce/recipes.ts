import type { Recipe } from './recipe.ts';
import { diffusion1d } from './recipes/diffusion1d.ts';
import { distillation } from './recipes/distillation.ts';
import { logisticRegression } from './recipes/logisticRegression.ts';
import { loraToy } from './recipes/loraToy.ts';
import { policyGradientBandit } from './recipes/policyGradientBandit.ts';
import { toyAttention } from './recipes/toyAttention.ts';

/** By the folder that holds their code, here and in examples/papers. */
export const recipes = {
  distillation,
  'logistic-regression': logisticRegression,
  'toy-attention': toyAttention,
  'lora-toy': loraToy,
  'diffusion-1d': diffusion1d,
  'policy-gradient-bandit': policyGradientBandit,
} satisfies Readonly<Record<string, Recipe>>;

export type PaperName = keyof typeof recipes;

export function recipeFor(title: string): { readonly name: PaperName; readonly recipe: Recipe } | undefined {
  const names = Object.keys(recipes).filter((name): name is PaperName => name in recipes);
  const name = names.find((one) => recipes[one].title.test(title));
  return name === undefined ? undefined : { name, recipe: recipes[name] };
}
