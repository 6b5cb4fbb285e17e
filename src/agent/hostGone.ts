import { PracticumError } from '../base/errors.ts';

/** The window closes or the program ends while work is going on. Nobody stopped it, so nothing is logged: the next host takes it up. */
export class HostGone extends PracticumError {
  constructor() {
    super('host-gone', 'This conversation was closed.', { hint: 'Open it again to go on.' });
  }
}
