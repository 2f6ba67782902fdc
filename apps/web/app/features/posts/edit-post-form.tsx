import { Form, useNavigation, useSubmit } from '@remix-run/react';
import { RotateCcw } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { Button, ButtonLink } from '../../components/button.tsx';
import { type Question, useConfirm } from '../../components/confirm.tsx';
import { Field, type FieldControl } from '../../components/field.tsx';
import { type FormAnswer, fieldErrorsOf, useFocusFirstError } from '../../components/form-answer.ts';
import { Input, Textarea } from '../../components/input.tsx';
import { formatAmount } from '../../components/number.tsx';
import { Card } from '../../components/page.tsx';
import type { PostSheet } from '../sheets/post-sheet.tsx';
import { uploadedQuestion } from '../sheets/uploaded-question.ts';
import type { PostStory } from './post-types.ts';

interface EditPostFormProps {
  post: Pick<
    PostStory,
    'title' | 'accountName' | 'description' | 'currency' | 'fromListing' | 'channelTitle' | 'status'
  >;
  /** Where it goes out, or went out, by a sheet. */
  sheet: PostSheet | null;
  /** The prices as the field takes them. */
  prices: { post: string; listing: string };
  limits: { titleMax: number; descriptionMax: number };
  answer: FormAnswer | undefined;
}

/** What this one post says differently. Each field can go back to what the listing has. */
export function EditPostForm({ post, sheet, prices, limits, answer }: EditPostFormProps) {
  const { fromListing, currency, channelTitle } = post;
  const errors = overrideErrors(answer);
  const [title, setTitle] = useState(post.title);
  const [price, setPrice] = useState(prices.post);
  const [description, setDescription] = useState(post.description);
  const [shown] = useState({ title: post.title, price: prices.post, description: post.description, currency });
  const form = useRef<HTMLFormElement>(null);
  const { formData } = useNavigation();
  const pressed = formData?.get('then');
  const mayPublish = post.status === 'failed' || post.status === 'canceled';
  const question = uploadedQuestion('retry', post, post.status, sheet);
  const ask = useConfirm();
  const submit = useSubmit();
  const askAndPublish = async (asked: Question) => {
    if (form.current && (await ask(asked))) {
      const data = new FormData(form.current);
      data.set('then', 'publish');
      submit(data, { method: 'post' });
    }
  };

  useFocusFirstError(form, answer);

  return (
    <Form ref={form} method="post" noValidate className="max-w-2xl">
      {Object.entries(shown).map(([name, value]) => (
        <input key={name} type="hidden" name={`shown.${name}`} value={value} />
      ))}
      <Card>
        <div className="grid gap-5">
          <Overridable
            label="Title"
            error={errors.title}
            limit={{ used: [...title].length, max: limits.titleMax, channel: channelTitle }}
            listing={`“${fromListing.title}”`}
            differs={title.trim() !== fromListing.title}
            onReset={() => setTitle(fromListing.title)}
          >
            {(control) => (
              <Input
                {...control}
                name="title"
                dir="auto"
                value={title}
                autoComplete="off"
                onChange={(event) => setTitle(event.target.value)}
              />
            )}
          </Overridable>
          <Overridable
            label={`Price in ${currency}`}
            error={errors.priceMinor}
            listing={formatAmount(fromListing.priceMinor, currency)}
            differs={price.trim() !== prices.listing}
            onReset={() => setPrice(prices.listing)}
          >
            {(control) => (
              <Input
                {...control}
                name="price"
                inputMode="decimal"
                value={price}
                autoComplete="off"
                className="sm:max-w-48"
                onChange={(event) => setPrice(event.target.value)}
              />
            )}
          </Overridable>
          <Overridable
            label="Description"
            error={errors.description}
            limit={{ used: [...description].length, max: limits.descriptionMax, channel: channelTitle }}
            listing={shortened(fromListing.description)}
            differs={description.trim() !== fromListing.description.trim()}
            onReset={() => setDescription(fromListing.description)}
          >
            {(control) => (
              <Textarea
                {...control}
                name="description"
                dir="auto"
                rows={10}
                value={description}
                onChange={(event) => setDescription(event.target.value)}
              />
            )}
          </Overridable>
        </div>
      </Card>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button
          type="submit"
          name="then"
          value="stay"
          variant={mayPublish ? 'secondary' : 'primary'}
          busy={pressed === 'stay'}
        >
          Save this post
        </Button>
        {mayPublish ? (
          <Button
            // What may be listed already is not sent before it was asked, also where no script runs yet.
            {...(question === null
              ? { type: 'submit', name: 'then', value: 'publish' }
              : { onClick: () => askAndPublish(question) })}
            variant="primary"
            busy={pressed === 'publish'}
          >
            Save and publish again
          </Button>
        ) : null}
        <ButtonLink to=".." relative="path" variant="ghost">
          Leave as it was
        </ButtonLink>
      </div>
    </Form>
  );
}

/** Sentences by field of the form. */
export function overrideErrors(answer: FormAnswer | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fieldErrorsOf(answer)).map(([field, sentence]) => [field.replace('overrides.', ''), sentence]),
  );
}

interface OverridableProps {
  label: string;
  error: string | undefined;
  limit?: { used: number; max: number; channel: string };
  /** What the listing says. */
  listing: string;
  differs: boolean;
  onReset: () => void;
  children: (control: FieldControl) => ReactNode;
}

function Overridable({ label, error, limit, listing, differs, onReset, children }: OverridableProps) {
  return (
    <div className="grid gap-1.5">
      <Field
        label={label}
        required
        error={error}
        limit={limit}
        hint={differs ? <span dir="auto">The listing says {listing}</span> : 'As the listing has it'}
      >
        {children}
      </Field>
      {differs ? (
        <Button variant="ghost" size="sm" icon={RotateCcw} className="justify-self-start px-2" onClick={onReset}>
          {label.split(' ')[0]} as the listing has it
        </Button>
      ) : null}
    </div>
  );
}

const maxShown = 120;

function shortened(text: string): string {
  if (text === '') {
    return 'nothing';
  }
  const characters = [...text.replace(/\s+/g, ' ')];
  return `“${characters.length > maxShown ? `${characters.slice(0, maxShown).join('')} …` : characters.join('')}”`;
}
