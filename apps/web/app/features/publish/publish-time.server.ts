import { DomainError, type PublishTime } from '@hawker/core';

/** Reads what WhenFields sends. */
export function publishTimeFrom(form: FormData): PublishTime {
  switch (form.get('when')) {
    case 'at': {
      const at = new Date(String(form.get('at') ?? ''));
      if (Number.isNaN(at.getTime())) {
        throw new DomainError('bad_input', 'Give a date and a time.', { fields: { at: 'Give a date and a time.' } });
      }
      return { when: 'at', at };
    }
    case 'draft':
      return { when: 'draft' };
    default:
      return { when: 'now' };
  }
}
