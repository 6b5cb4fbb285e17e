import * as z from 'zod';
import { PracticumError } from '../base/errors.ts';
import { applyEdits } from '../workspace/edit.ts';
import { EditRefused, refuseNotebook } from '../workspace/editRefused.ts';
import type { FileBytes } from '../workspace/files.ts';
import { inLfSpace } from '../workspace/lines.ts';
import type { Edit } from '../workspace/locateEdit.ts';
import { decodeText, encodeText } from '../workspace/text.ts';
import { changeEffects, describeChange, makeChange, type PlannedChange } from './changeFile.ts';
import { defineTool } from './define.ts';
import { absolutePath, displayGiven, displayPath, pathField } from './paths.ts';
import type { ReadMemory } from './readMemory.ts';
import { changeEffectsThere, displayThere, onField, onWords, pathThere, servicesThere } from './there.ts';

/** Replaces exact texts in one file, all of them or none. */
export const editFile = defineTool({
  name: 'edit_file',
  description: `Change a file by replacing exact texts. Each old must stand in exactly one place (add neighbouring lines until it does, or set all); keep its indentation and leave line numbers out. where: after or before inserts new beside old. Edits of one call are matched against the file as it is and applied together or not at all. ${onWords}`,
  input: z.strictObject({
    path: pathField,
    edits: z
      .array(
        z.strictObject({
          old: z.string(),
          new: z.string(),
          where: z.enum(['replace', 'after', 'before']).optional(),
          all: z.boolean().optional(),
        }),
      )
      .min(1)
      .max(100),
    on: onField,
  }),
  effectKinds: ['read', 'write', 'inspect', 'operate'],
  title: ({ path, on }, { roots }) => `Edit ${on === undefined ? displayGiven(path, roots) : displayThere(path)}`,
  effects: ({ path, on }, context) => (on === undefined ? changeEffects(path, context.roots) : changeEffectsThere(path, context)),
  async preview({ path: given, edits, on }, services, signal) {
    const path = on === undefined ? absolutePath(given, services.roots) : pathThere(given);
    refuseNotebook(displayPath(path, services.roots));
    return await describeChange(plan(path, await services.peek(path, signal), edits, services.seen));
  },
  async run({ path: given, edits, on }, here, call) {
    const services = on === undefined ? here : servicesThere(here);
    const path = on === undefined ? absolutePath(given, services.roots) : pathThere(given);
    refuseNotebook(displayPath(path, services.roots));
    const change = plan(path, await services.files.read(call.permit, path, call.signal), edits, services.seen);
    const result = await makeChange(change, 'Edited', services, call);
    services.seen.rememberChange(path, change.after.bytes);
    return result;
  },
});

function plan(path: string, { bytes, isDirty }: FileBytes, edits: readonly Edit[], seen: ReadMemory): PlannedChange {
  const decoded = decodeText(bytes, path);
  const isStale = seen.recall(path, bytes) === 'changed';
  try {
    const edited = applyEdits(decoded.text, edits);
    const loose = edited.spans.filter(({ note }) => note !== undefined).map(({ edit, note }) => `Edit ${edit + 1}: ${note}.`);
    const notes = [
      ...loose,
      ...(isStale ? ['The file was changed by someone else since it was last read; the change is kept.'] : []),
      ...(isDirty ? ['The file had unsaved changes in the editor; they are kept.'] : []),
    ];
    return {
      path,
      before: { bytes, text: decoded.text },
      after: { bytes: encodeText(edited.text, decoded), text: edited.text },
      shown: edited.spans,
      notes,
    };
  } catch (error) {
    if (!isStale || !(error instanceof EditRefused)) throw error;
    throw new PracticumError(error.code, error.message, {
      hint: `${error.hint ?? ''} ${describeStale(path, edits, seen)}`.trim(),
      cause: error,
    });
  }
}

/** Whether the texts stood there when the model read the file: then it is the file that moved on, and not the model that misremembers. */
function describeStale(path: string, edits: readonly Edit[], seen: ReadMemory): string {
  const changed = 'The file was changed by someone else since it was last read';
  const bytes = seen.lastSeen(path);
  const before = bytes === undefined ? undefined : inLfSpace(decodeText(bytes, path).text);
  const stoodThen = before !== undefined && edits.every(({ old }) => before.includes(inLfSpace(old)));
  return stoodThen ? `${changed}, when old did stand there: read it again.` : `${changed}: read it again.`;
}
