/** How far an action on many posts or listings has come, as each of its steps answers. */
export interface ActionStep {
  moved: number;
  left: number;
  /** How many are meant. */
  total: number;
  /** To go on with; null when all is done. */
  next: string | null;
  /** What brings back what it deleted. */
  undo: string | null;
}

/** How many had their turn. */
export function doneOf({ moved, left }: Pick<ActionStep, 'moved' | 'left'>): number {
  return moved + left;
}
