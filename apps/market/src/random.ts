import { createHash, randomBytes } from 'node:crypto';

/** Randomness, injected. Secrets come from `bytes`; faults come from `draw`, which must repeat for the same seed. */
export interface RandomSource {
  bytes(size: number): Buffer;
  /**
   * A number in [0, 1) that depends on nothing but its arguments. Because it is a function of a position and not a
   * running generator, switching one fault on does not move the draws of another, and a restart does not begin anew.
   */
  draw(seed: number, stream: string, index: number): number;
}

export const systemRandom: RandomSource = {
  bytes: (size) => randomBytes(size),
  draw: (seed, stream, index) => {
    const digest = createHash('sha256').update(`${seed}/${stream}/${index}`).digest();
    return digest.readUInt32BE(0) / 2 ** 32;
  },
};

const ID_ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** A short id for addresses: 12 characters, 60 bits, no letters that are easily confused. */
export function createId(random: RandomSource): string {
  return Array.from(random.bytes(12), (byte) => ID_ALPHABET.charAt(byte % 32)).join('');
}

/** A seller token: a recognisable prefix and 32 random bytes. */
export function createToken(random: RandomSource): string {
  return `pm_${random.bytes(32).toString('base64url')}`;
}

export function sha256Hex(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
