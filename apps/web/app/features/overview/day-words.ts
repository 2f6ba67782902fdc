const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `2026-11-22` to `Sun 22 Nov` and `22`. A calendar day has no zone, so none may shift it. */
export function dayWords(day: string): { label: string; shortLabel: string } {
  const at = new Date(`${day}T00:00:00Z`);
  const date = at.getUTCDate();
  return { label: `${weekdays[at.getUTCDay()]} ${date} ${months[at.getUTCMonth()]}`, shortLabel: String(date) };
}
