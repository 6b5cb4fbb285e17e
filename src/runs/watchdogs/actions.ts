import { saidActions, type WatchdogActions } from '../alert.ts';

/** What each rule does unless somebody says otherwise: what cannot come to anything good is asked about, the rest is told. */
export const usualActions: WatchdogActions = {
  'not-finite': 'ask',
  divergence: 'ask',
  plateau: 'notify',
  overfit: 'notify',
  stall: 'notify',
  'out-of-memory': 'notify',
  'data-loader': 'notify',
  'disk-full': 'ask',
  nccl: 'ask',
  'gated-repo': 'notify',
  'cost-cap': 'ask',
  'saves-nothing': 'notify',
};

/** The usual ones with what was said in their place. */
export function actionsOf(said: Readonly<Record<string, unknown>> = {}): WatchdogActions {
  return { ...usualActions, ...saidActions(said) };
}
