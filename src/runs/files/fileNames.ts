/** Names by which logs are recognised before anything is read. */

export const trainerStateName = 'trainer_state.json';

/** As TensorBoard recognises its files. */
export function isEventFileName(name: string): boolean {
  return name.includes('tfevents') && !name.endsWith('.profile-empty');
}
