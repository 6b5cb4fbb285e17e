/** A model for a window test: the scripted doubles over loopback, in either protocol. */
import type { Doubles } from '../doubles/server.ts';
import type { TestWindow } from './harness.ts';

export type Provider = 'anthropic' | 'openai';

/** Settings that lead Practicum to the doubles. Machine settings, so they go into the window's settings before it starts. */
export function modelSettings(
  doubles: Pick<Doubles, 'anthropicUrl' | 'openaiUrl' | 'models'>,
  provider: Provider,
): Readonly<Record<string, string>> {
  const name = doubles.models[0] ?? 'demo-digits';
  return {
    'practicum.model': `${provider}/${name}`,
    'practicum.anthropic.baseUrl': doubles.anthropicUrl,
    'practicum.openai.baseUrl': doubles.openaiUrl,
  };
}

/** Types the key in, as a person does: *Practicum: Set API Key*. */
export async function setKey({ workbench }: TestWindow, doubles: Pick<Doubles, 'key'>, provider: Provider): Promise<void> {
  await workbench.command('Practicum: Set API Key');
  await workbench.quickInput.waitFor();
  const providers = workbench.quickInput.locator('.monaco-list-row', { hasText: provider === 'anthropic' ? 'Anthropic' : 'OpenAI' });
  const box = workbench.quickInput.locator('input[type="password"]');
  await providers.or(box).first().waitFor();
  if (await providers.first().isVisible()) await providers.first().click();
  await box.waitFor();
  await box.fill(doubles.key);
  await box.press('Enter');
  await workbench.quickInput.waitFor({ state: 'hidden' });
}
