import * as z from 'zod';
import type { PaperToHost } from './paper.ts';

const anchor = z.string().min(1).max(200);
const address = z.string().min(1).max(4_000);
/** A page of a journal as a picture has about two million. */
const mostPngCharacters = 12_000_000;

/** Validates what a reader of papers sends. Only the host runs it. */
export const paperMessageSchema: z.ZodType<PaperToHost> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('retry') }),
  z.strictObject({ type: z.literal('wantPicture'), anchor, index: z.int().nonnegative() }),
  z.strictObject({ type: z.literal('wantPdf'), source: z.int().nonnegative(), from: z.int().nonnegative() }),
  z.strictObject({
    type: z.literal('act'),
    action: z.enum(['implement', 'explain', 'findInCode', 'copyAddress']),
    anchor,
    selected: z.string().max(100_000).exactOptional(),
  }),
  z.strictObject({
    type: z.literal('crop'),
    anchor,
    png: z
      .string()
      .max(mostPngCharacters)
      .regex(/^[A-Za-z0-9+/]*={0,2}$/)
      .exactOptional(),
    why: z.string().max(2_000).exactOptional(),
  }),
  z.strictObject({ type: z.literal('seen'), anchor }),
  z.strictObject({ type: z.literal('openLink'), href: address }),
  z.strictObject({ type: z.literal('openPaper'), address }),
  z.strictObject({ type: z.literal('openCode'), anchor }),
]);
