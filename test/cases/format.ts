import { z } from 'zod';

/** A file of reference behaviour, as it lies on the disk. What an input and an expectation hold differs by group: its adapter knows. */
export const caseSchema = z.looseObject({ id: z.string(), input: z.unknown(), expect: z.unknown() });
export const groupSchema = z.looseObject({ for: z.string().optional(), summary: z.string().optional(), cases: z.array(caseSchema) });
const fileSchema = z.looseObject({ groups: z.record(z.string(), groupSchema) });

export type ReferenceCase = z.infer<typeof caseSchema>;
export type ReferenceGroup = z.infer<typeof groupSchema>;

/** Groups by name, in the order of the file. Throws when the text is no such file. */
export function parseReference(text: string): ReadonlyMap<string, ReferenceGroup> {
  return new Map(Object.entries(fileSchema.parse(JSON.parse(text)).groups));
}
