import { Form, useNavigation } from '@remix-run/react';
import { useRef } from 'react';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { type FormAnswer, fieldErrorsOf, formErrorOf, useFocusFirstError } from '../../components/form-answer.ts';
import { SecretInput } from '../../components/secret-input.tsx';

interface PasswordFormProps {
  /** For password managers: whose password it is. */
  email: string;
  answer: FormAnswer | undefined;
}

export function PasswordForm({ email, answer }: PasswordFormProps) {
  const form = useRef<HTMLFormElement>(null);
  useFocusFirstError(form, answer);
  const errors = fieldErrorsOf(answer);
  const formError = formErrorOf(answer, ['current', 'wanted']);
  const busy = useNavigation().formMethod === 'POST';
  return (
    <Form ref={form} method="post" noValidate className="grid max-w-xl gap-5">
      {formError ? <Banner tone="bad" title={formError} /> : null}
      <input type="hidden" name="email" autoComplete="username" value={email} />
      <Field label="Current password" required error={errors.current}>
        {(control) => (
          <SecretInput {...control} what="current password" name="current" autoComplete="current-password" />
        )}
      </Field>
      <Field
        label="New password"
        required
        error={errors.wanted}
        hint="At least 10 characters. A few words in a row are easy to remember."
      >
        {(control) => <SecretInput {...control} what="new password" name="wanted" autoComplete="new-password" />}
      </Field>
      <p className="text-ink-muted text-sm">
        You are then signed out in every browser, here too, and sign in with the new one. API tokens go on working.
      </p>
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          Change password
        </Button>
      </div>
    </Form>
  );
}
