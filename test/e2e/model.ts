/** A model for a window test: the scripted doubles over loopback, in either protocol. */
import { demoBrain } from '../doubles/demoModel.ts';
import type { NeutralConversation } from '../doubles/script.ts';
import { type Doubles, startDoubles } from '../doubles/server.ts';
import { type TestWindow, useWindow, type WindowOptions } from './harness.ts';
import { Tap } from './tap.ts';

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

/** A window for several files of tests whose model is the demonstration model. */
export interface Scripted {
  readonly window: () => TestWindow;
  readonly doubles: () => Doubles;
  /** Holds what the model says wherever a test wants it. */
  readonly tap: Tap;
  /** What the model was given, oldest first. */
  readonly asked: readonly NeutralConversation[];
}

/** To open a window takes as long as ten tests: those that can do with the same settings and files share one. */
export function useScripted(options: WindowOptions = {}): Scripted {
  const tap = new Tap();
  const asked: NeutralConversation[] = [];
  let doubles: Doubles | undefined;
  const window = useWindow(async () => {
    const brain = tap.on(demoBrain);
    doubles = await startDoubles({
      key: 'none',
      brain: (conversation) => {
        asked.push(conversation);
        return brain(conversation);
      },
    });
    return { ...options, settings: { ...modelSettings(doubles, 'anthropic'), ...options.settings } };
  });
  after(() => doubles?.close());
  return {
    window,
    tap,
    asked,
    doubles() {
      if (doubles === undefined) throw new Error('The model is there only while tests run');
      return doubles;
    },
  };
}
