/** What an account's forms send, as the procedures want it. Pure; the procedures check it. */

import { paceOfForm } from './pace-form.ts';

const text = (form: FormData, name: string) => String(form.get(name) ?? '');

/** Only what was typed: an empty field leaves the stored credentials as they are. */
export function credentialsOfForm(form: FormData): Record<string, string> {
  const credentials: Record<string, string> = {};
  for (const [name, value] of form) {
    const [group, field] = name.split('.', 2);
    if (group === 'credentials' && field && typeof value === 'string' && value.trim() !== '') {
      credentials[field] = value;
    }
  }
  return credentials;
}

export function newAccountOfForm(form: FormData) {
  return {
    channel: text(form, 'channel'),
    name: text(form, 'name'),
    timeZone: text(form, 'timeZone'),
    credentials: credentialsOfForm(form),
    pace: paceOfForm(form),
  };
}

export function accountUpdateOfForm(form: FormData) {
  const credentials = credentialsOfForm(form);
  return {
    name: text(form, 'name'),
    timeZone: text(form, 'timeZone'),
    pace: paceOfForm(form),
    ...(Object.keys(credentials).length > 0 ? { credentials } : {}),
  };
}
