import { z } from 'zod';
import { parseToolInput } from '../../../src/base/toolInput.ts';
import { adapter } from '../adapter.ts';
import { referenceInput } from '../referenceTools.ts';

export const validate = adapter(
  z.object({ arguments: z.unknown() }),
  z.object({ valid: z.boolean() }),
  ({ arguments: given }, expected) => ({
    expected,
    seen: { valid: parseToolInput({ name: 'tool', input: referenceInput }, JSON.stringify(given)).ok },
  }),
);
