/**
 * Seals the credentials of accounts: AES-256-GCM with a fresh nonce each time. Layout: version (1 byte), nonce (12),
 * tag (16), text.
 */

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Credentials } from '@hawker/core';
import { credentialsSchema } from '@hawker/core';
import type { CredentialBox } from '@hawker/publishing';

const version = 1;
const nonceLength = 12;
const tagLength = 16;
export const keyLength = 32;

export function createCredentialBox(key: Uint8Array): CredentialBox {
  if (key.byteLength !== keyLength) {
    throw new Error(`The secret key must have ${keyLength} bytes`);
  }
  return {
    seal(credentials) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const text = Buffer.concat([cipher.update(JSON.stringify(credentials), 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), text]);
    },
    open(sealed): Credentials {
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== version || bytes.length < 1 + nonceLength + tagLength) {
        throw new Error('The sealed credentials have an unknown form');
      }
      const nonce = bytes.subarray(1, 1 + nonceLength);
      const tag = bytes.subarray(1 + nonceLength, 1 + nonceLength + tagLength);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce);
      decipher.setAuthTag(tag);
      const text = Buffer.concat([decipher.update(bytes.subarray(1 + nonceLength + tagLength)), decipher.final()]);
      return credentialsSchema.parse(JSON.parse(text.toString('utf8')));
    },
  };
}
