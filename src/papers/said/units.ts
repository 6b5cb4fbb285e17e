/** What the number behind a name counts. */
import type { SettingName } from './names.ts';

const unit =
  /^\s*(?:-\s*)?(?:(?:training|random|parallel|environment|gradient|consecutive) )?(epochs?|steps|iterations|updates|frames|images|tokens|sequences|examples|samples|sentences|pairs|transitions|episodes|pixels|prompts|graphs|nodes|documents|trajectories|GB|M|hours|days|words|characters|patches|points|evaluations)\b(\s+per (?:GPU|device|worker|core|update|step))?/i;
const perDevice = /^[^.,;(]{0,16}\bper (?:GPU|device|worker|core)\b/i;

export function unitBehind(text: string, end: number, { name }: SettingName): { readonly unit?: string } {
  const rest = text.slice(end);
  const [, noun, per] = unit.exec(rest) ?? [];
  if (noun !== undefined) return { unit: `${noun.toLowerCase()}${per ?? ''}` };
  const device = perDevice.exec(rest);
  if (device !== null && name === 'batch size') return { unit: 'per GPU' };
  switch (name) {
    case 'epochs':
    case 'warmup epochs':
    case 'learning rate decay epochs':
      return { unit: 'epochs' };
    case 'training steps':
    case 'warmup steps':
    case 'learning rate decay steps':
      return { unit: 'steps' };
    default:
      return {};
  }
}
