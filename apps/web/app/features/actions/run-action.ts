/**
 * Does an action of many steps: asks for one after the other until the server has done all. Pure but for `ask`, so that
 * tests drive it. Where a step fails, or the person stops it, it waits to be told whether to go on. Where nobody asks any
 * more, because the tab was closed, a worker does the rest after a while.
 */

import type { ActionStep } from './action-step.ts';

export interface ActionView {
  step: ActionStep;
  /** Why it stands still; null while it goes on. `stopped`: the person said so. */
  halted: { problem: string | null } | null;
}

interface RunAction<Step extends ActionStep> {
  /** The first step, or the next one of an action. */
  ask(action: string | null): Promise<Step>;
  show(view: ActionView): void;
  /** Whether the person wants it to stop. */
  isStopWanted(): boolean;
  /** Where the person stopped it: so that nobody else goes on with it either. */
  stop(action: string): Promise<Step>;
  /** Resolves when the person has said whether to go on. */
  mayGoOn(): Promise<boolean>;
}

/** The last answer; with a `next` where the person left it there. Rejects only where nothing was done at all. */
export async function runAction<Step extends ActionStep>({
  ask,
  show,
  isStopWanted,
  stop,
  mayGoOn,
}: RunAction<Step>): Promise<Step> {
  let step = await ask(null);
  let isLeft = false;
  while (step.next !== null) {
    show({ step, halted: null });
    const isStopping = isLeft || isStopWanted();
    let halted: ActionView['halted'] = isStopping ? { problem: null } : null;
    try {
      step = await (isStopping ? stop(step.next) : ask(step.next));
      if (isLeft) {
        return step;
      }
    } catch (error) {
      halted = { problem: error instanceof Error ? error.message : 'It did not work. Try again.' };
    }
    if (halted) {
      show({ step, halted });
      // Left where a step failed, the server does not know of it yet, and a worker would do the rest.
      isLeft = !(await mayGoOn());
      if (isLeft && halted.problem === null) {
        return step;
      }
    }
  }
  return step;
}
