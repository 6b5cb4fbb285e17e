import * as z from 'zod';
import type { ReproductionToHost } from './reproduction.ts';

const name = z.string().min(1).max(1_000);
const line = z.int().min(1);
const index = z.int().nonnegative();

const change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accept') }),
  z.strictObject({ kind: z.literal('value'), text: z.string().max(2_000) }),
  z.strictObject({ kind: z.literal('alternative'), index }),
  z.strictObject({ kind: z.literal('sweep') }),
  z.strictObject({ kind: z.literal('ask') }),
]);

/** Validates what the tab of a reproduction sends. Only the host runs it. */
export const reproductionMessageSchema: z.ZodType<ReproductionToHost> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('request') }),
  z.strictObject({ type: z.literal('changeRow'), row: name, change }),
  z.strictObject({ type: z.literal('undo') }),
  z.strictObject({ type: z.literal('openAddress'), address: name }),
  z.strictObject({ type: z.literal('openUrl'), url: z.string().min(1).max(4_000) }),
  z.strictObject({ type: z.literal('openFile'), file: name, line: line.exactOptional(), symbol: name.exactOptional() }),
  z.strictObject({ type: z.literal('openStage'), stage: name, line: line.exactOptional() }),
  z.strictObject({ type: z.literal('openReport') }),
  z.strictObject({ type: z.literal('copyReport') }),
]);
