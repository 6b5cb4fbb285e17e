import { PracticumError } from '../base/errors.ts';
import { isNotebookPath } from './notebookFormat.ts';

/** A place in the file that looks like what an edit was searching for. Lines count from 1. */
export interface Candidate {
  readonly firstLine: number;
  readonly lastLine: number;
  /** 0 to 1. */
  readonly similarity: number;
  /** The file's own lines there. */
  readonly lines: readonly string[];
}

export type EditRefusal =
  | 'edit-empty'
  | 'edit-not-found'
  | 'edit-not-unique'
  | 'edit-overlap'
  | 'edit-no-change'
  | 'edit-placeholder'
  | 'edit-notebook';

/** No edit of the batch was applied. Message and hint are written so that the next try succeeds. */
export class EditRefused extends PracticumError {
  override readonly code: EditRefusal;
  /** The nearest places, best first; empty unless the text was not found. */
  readonly candidates: readonly Candidate[];
  /** `new` stands in the file already. */
  readonly isAlreadyThere: boolean;
  /** In how many places the text stands. */
  readonly places: number;

  constructor(
    code: EditRefusal,
    message: string,
    hint: string,
    found: { readonly candidates?: readonly Candidate[]; readonly isAlreadyThere?: boolean; readonly places?: number } = {},
  ) {
    super(code, message, { hint });
    this.code = code;
    this.candidates = found.candidates ?? [];
    this.isAlreadyThere = found.isAlreadyThere ?? false;
    this.places = found.places ?? 0;
  }
}

/** A notebook is JSON with outputs and cell ids in it: replacing text there breaks it sooner or later. */
export function refuseNotebook(path: string): void {
  if (!isNotebookPath(path)) return;
  throw new EditRefused(
    'edit-notebook',
    `${path} is a notebook, which is not edited as text.`,
    'Change its cells with edit_notebook; read_file shows them with their ids.',
  );
}
