import manifest from '../../../package.json' with { type: 'json' };

/** Of this Hawker: all its parts have the same. */
export const version: string = manifest.version;
