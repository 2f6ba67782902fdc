import type { Outputs } from '@hawker/api';
import { Field } from '../../components/field.tsx';
import { SecretInput } from '../../components/secret-input.tsx';
import { OutsideLink } from '../../components/text-link.tsx';

export type Channel = Outputs['channels']['list'][number];

interface CredentialFieldsProps {
  channel: Channel;
  errors: Readonly<Record<string, string>>;
  /** Empty fields keep what is stored. */
  optional?: boolean;
}

/** What the channel needs to sign in. Never filled in: what is stored is not given back to anybody. */
export function CredentialFields({ channel, errors, optional = false }: CredentialFieldsProps) {
  const { credentialFields, signUpUrl, title } = channel;
  return (
    <div className="grid gap-4">
      {credentialFields.map(({ name, label, hint }) => (
        <Field
          key={name}
          label={optional ? `New ${label.toLowerCase()}` : label}
          required={!optional}
          error={errors[`credentials.${name}`]}
          hint={optional ? `Leave it empty to keep the one that is stored. ${hint}` : hint}
        >
          {(control) => (
            <SecretInput {...control} what={label.toLowerCase()} name={`credentials.${name}`} autoComplete="off" />
          )}
        </Field>
      ))}
      {signUpUrl ? (
        <p className="text-sm">
          <OutsideLink href={signUpUrl}>Get a token at the {title.toLowerCase()}</OutsideLink>
        </p>
      ) : null}
    </div>
  );
}
