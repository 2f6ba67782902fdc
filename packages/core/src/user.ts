import { z } from 'zod';

export const roles = ['owner', 'editor', 'viewer'] as const;
export type Role = (typeof roles)[number];

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'An email address has at most 254 characters.')
  .pipe(z.email('Give an email address such as you@example.com.'));

/** Length is what protects; NIST SP 800-63B asks for no other rule. The upper bound keeps hashing cheap to refuse. */
export const newPasswordSchema = z
  .string()
  .min(10, 'Use at least 10 characters. A few words in a row are easy to remember.')
  .max(200, 'Use at most 200 characters.');

export const ownerInputSchema = z.object({
  name: z.string().trim().min(1, 'Give your name.').max(100, 'A name has at most 100 characters.'),
  email: emailSchema,
  password: newPasswordSchema,
});
export type OwnerInput = z.infer<typeof ownerInputSchema>;

export const signInSchema = z.object({
  email: emailSchema,
  password: z.string().min(1, 'Give your password.').max(200, 'Use at most 200 characters.'),
});

export const tokenNameSchema = z.string().trim().min(1, 'Give the token a name.').max(100, 'At most 100 characters.');
