/** Loaded before everything else (`--import shifted-clock.mjs?minutes=10`): a machine whose clock is wrong. */

const shiftMs = Number(new URL(import.meta.url).searchParams.get('minutes')) * 60_000;
const RightDate = Date;

globalThis.Date = class extends RightDate {
  /** @param {ConstructorParameters<typeof RightDate>} args */
  constructor(...args) {
    if (args.length === 0) {
      super(RightDate.now() + shiftMs);
    } else {
      super(...args);
    }
  }

  static now() {
    return RightDate.now() + shiftMs;
  }
};
