/** `One row of … could not be read and was passed over.` `rest` begins with a blank and says of what. */
export function passedOver(count: number, one: string, many: string, rest: string): string {
  return count === 1 ? `One ${one}${rest} and was passed over.` : `${count} ${many}${rest} and were passed over.`;
}
