import { describeEffect, type Effect, lookingEffectKinds } from '../base/effects.ts';
import { NotPermitted, type PermitAuthority } from '../base/permit.ts';
import type { Tool } from '../base/tool.ts';
import type { Judge } from './decision.ts';

/**
 * What makes a sub-agent read-only, whatever its model wants and whatever a tool says of itself: it is offered only what looks, each call is
 * judged as in plan mode with every question answered by no, and no permit is minted for anything but looking.
 */
export function lookingTools(tools: readonly Tool[]): readonly Tool[] {
  return tools.filter(
    ({ effectKinds, isOfSession }) =>
      isOfSession !== true && effectKinds.length > 0 && effectKinds.every((kind) => lookingEffectKinds.has(kind)),
  );
}

export function lookingJudge(judge: Judge): Judge {
  return async (call) => {
    const beyond = call.effects.find((effect) => !isLooking(effect));
    const canDoMore = call.effectKinds.some((kind) => !lookingEffectKinds.has(kind));
    if (beyond !== undefined || canDoMore) {
      const what = beyond === undefined ? 'this tool can do more than look' : `this would ${describeEffect(beyond)}`;
      return {
        verdict: 'deny',
        rule: 'research',
        reason: `A sub-agent only looks, and ${what}. Go on without it, or say in your report that it is needed.`,
      };
    }
    const { verdict, rule, reason } = await judge({ ...call, mode: 'plan' });
    if (verdict !== 'ask') return { verdict, rule, reason };
    const words = 'Nobody is asked within research. Go on without it, or say in your report that it is needed.';
    return { verdict: 'deny', rule, reason: `The person would have to be asked: ${reason} ${words}` };
  };
}

/** Throws NotPermitted instead of minting a permit for more than looking. */
export function lookingPermits(permits: PermitAuthority): PermitAuthority {
  return {
    mint(call, effects) {
      const beyond = effects.find((effect) => !isLooking(effect));
      if (beyond !== undefined) throw new NotPermitted(beyond, 'a sub-agent only looks');
      return permits.mint(call, effects);
    },
    revoke: (permit) => permits.revoke(permit),
    require: permits.require,
  };
}

/** Plan and stages belong to the conversation with the person. */
function isLooking(effect: Effect): boolean {
  if (effect.kind === 'record') return effect.what === 'runs' || effect.what === 'session';
  return lookingEffectKinds.has(effect.kind);
}
