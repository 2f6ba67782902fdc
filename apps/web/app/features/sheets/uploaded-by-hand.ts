/** Whether posts of a channel go out by a sheet, where only its name is at hand. */
export function isUploadedByHand(channel: string): boolean {
  return channel === 'facebook-sheet';
}
