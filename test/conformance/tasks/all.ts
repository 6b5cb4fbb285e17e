import type { Task } from '../task.ts';
import { editingTasks } from './editing.ts';
import { lookingTasks } from './looking.ts';
import { obeyingTasks } from './obeying.ts';

/** Twenty small tasks, in the order in which they are run. */
export const tasks: readonly Task[] = [...editingTasks, ...lookingTasks, ...obeyingTasks];
