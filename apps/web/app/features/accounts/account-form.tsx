import type { Account } from '@hawker/api';
import { Form, useNavigation } from '@remix-run/react';
import { useRef, useState } from 'react';
import { Banner } from '../../components/banner.tsx';
import { Button, ButtonLink } from '../../components/button.tsx';
import { RadioCards } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { type FormAnswer, fieldErrorsOf, formErrorOf, useFocusFirstError } from '../../components/form-answer.ts';
import { Input } from '../../components/input.tsx';
import { Card } from '../../components/page.tsx';
import { type Channel, CredentialFields } from './credential-fields.tsx';
import { PaceFields } from './pace-fields.tsx';
import { ZoneField } from './zone-field.tsx';

/** What a channel is, for somebody who chooses one. */
const channelWords: Readonly<Record<string, string>> = {
  practice:
    'The small marketplace that ships with Hawker. Everything works there as it does outside, and nothing is sold.',
  'facebook-sheet':
    'A personal account. No program may post to one, so Hawker fills Facebook’s own spreadsheet, up to 50 listings in each, and you upload it. Hawker needs no password or token.',
};

interface AccountFormProps {
  /** The channels to choose from; when an account is edited, its own. At least one. */
  channels: readonly [Channel, ...Channel[]];
  /** Null for a new one. */
  account: Account | null;
  answer: FormAnswer | undefined;
  /** Where "Cancel" goes. */
  backTo: string;
}

/** Connects an account, or edits one. What was typed stays until it is accepted. */
export function AccountForm({ channels, account, answer, backTo }: AccountFormProps) {
  const form = useRef<HTMLFormElement>(null);
  useFocusFirstError(form, answer);
  const [chosen, setChosen] = useState(account?.channel ?? channels[0].name);
  const channel = channels.find(({ name }) => name === chosen) ?? channels[0];
  const busy = useNavigation().formMethod === 'POST';
  const errors = fieldErrorsOf(answer);
  const formError = formErrorOf(answer, fieldNames(channel));
  return (
    <Form ref={form} method="post" noValidate className="grid max-w-2xl gap-6">
      {formError ? <Banner tone="bad" title={formError} /> : null}
      <Card>
        <div className="grid gap-5">
          {account ? null : (
            <RadioCards
              name="channel"
              legend="Channel"
              value={channel.name}
              onChange={setChosen}
              options={channels.map(({ name, title }) => ({ value: name, label: title, hint: channelWords[name] }))}
            />
          )}
          <Field
            label="Name"
            required
            error={errors.name}
            hint="As you call it; buyers do not see it. Each name once on a channel."
          >
            {(control) => <Input {...control} name="name" dir="auto" defaultValue={account?.name} autoComplete="off" />}
          </Field>
          {channel.delivery === 'api' ? (
            <CredentialFields key={channel.name} channel={channel} errors={errors} optional={account !== null} />
          ) : null}
          <ZoneField defaultZone={account?.timeZone ?? null} error={errors.timeZone} />
        </div>
      </Card>
      <Card>
        <PaceFields
          key={channel.name}
          defaultPace={account ?? channel.defaultPace}
          errors={errors}
          onlyPerDay={channel.delivery === 'sheet'}
        />
      </Card>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={busy}>
          {account ? 'Save account' : 'Connect account'}
        </Button>
        <ButtonLink to={backTo}>Cancel</ButtonLink>
      </div>
    </Form>
  );
}

function fieldNames(channel: Channel): string[] {
  const credentials = channel.credentialFields.map(({ name }) => `credentials.${name}`);
  const pace = ['minGapSeconds', 'postsPerDay', 'quietStartMinute', 'quietEndMinute'].map((name) => `pace.${name}`);
  return ['name', 'timeZone', ...credentials, ...pace];
}
