import { describe, expect, it } from 'vitest';
import { readWebEnv } from './env.ts';

const database = { DATABASE_URL: 'postgres://localhost/hawker' };

describe('the environment of the web app', () => {
  it('needs only a database', () => {
    expect(readWebEnv(database)).toMatchObject({
      isDevelopment: false,
      port: 3000,
      host: '127.0.0.1',
      origin: undefined,
      redisUrl: undefined,
      logLevel: 'warn',
    });
  });

  it('takes an empty variable for an absent one, and an address for its origin', () => {
    const env = readWebEnv({ ...database, PORT: '', HAWKER_ORIGIN: 'https://Hawker.example/somewhere' });
    expect(env.port).toBe(3000);
    expect(env.origin).toBe('https://hawker.example');
  });

  it('keeps photos in the data folder, or in the bucket that is named', () => {
    expect(readWebEnv(database).photoBucket).toBeNull();
    expect(readWebEnv({ ...database, HAWKER_PHOTOS_S3_BUCKET: 'desk' }).photoBucket).toMatchObject({ bucket: 'desk' });
    expect(() => readWebEnv({ ...database, HAWKER_PHOTOS_S3_PREFIX: 'photos' })).toThrow(
      'HAWKER_PHOTOS_S3_BUCKET: is missing, while other variables of the bucket of photos are set',
    );
  });

  it('names every variable that is wrong', () => {
    expect(() => readWebEnv({ PORT: 'http', HAWKER_ORIGIN: 'hawker', REDIS_URL: 'localhost:6379' })).toThrow(
      /PORT: .*HAWKER_ORIGIN: .*DATABASE_URL: .*REDIS_URL: must be an address/,
    );
  });
});
