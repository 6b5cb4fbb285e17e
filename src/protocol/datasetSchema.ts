import * as z from 'zod';
import type { DatasetToHost } from './dataset.ts';

const name = z.string().min(1).max(1000);
const row = z.int().nonnegative();
const place = { split: name, row, column: name };

/** Validates what a preview of a data set sends. Only the host runs it. */
export const datasetMessageSchema: z.ZodType<DatasetToHost> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('wantConfig'), config: name }),
  z.strictObject({ type: z.literal('wantRows'), asked: z.int().nonnegative(), split: name, from: row }),
  z.strictObject({ type: z.literal('wantCell'), ...place }),
  z.strictObject({ type: z.literal('wantImage'), ...place }),
  z.strictObject({ type: z.literal('wantAudit') }),
  z.strictObject({ type: z.literal('stopAudit') }),
  z.strictObject({ type: z.literal('copy'), text: z.string().max(10_000_000) }),
]);
