import type { Account, Outputs } from '@hawker/api';
import { Form, useNavigation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { Banner } from '../../components/banner.tsx';
import { Button, ButtonLink } from '../../components/button.tsx';
import { type FormAnswer, fieldErrorsOf, formErrorOf, useFocusFirstError } from '../../components/form-answer.ts';
import { countOf } from '../../components/number.tsx';
import { Card } from '../../components/page.tsx';
import { type When, WhenFields } from '../publish/when-fields.tsx';
import { AccountChoice } from './account-choice.tsx';
import { ListingFields, type ListingValues } from './listing-fields.tsx';
import { LivePreview } from './live-preview.tsx';
import { PhotoField } from './photo-field.tsx';
import { type Channel, tightestLimit } from './tightest-limits.ts';
import { type FormPhoto, usePhotos } from './use-photos.ts';
import { useUnsavedGuard } from './use-unsaved-guard.ts';

interface ListingFormProps {
  channels: readonly Channel[];
  /** To choose from; empty when a listing is edited. */
  accounts: readonly Account[];
  /** Channels that the listing is on already. */
  postedOn?: readonly string[];
  values: ListingValues;
  photos: readonly FormPhoto[];
  isNew: boolean;
  /** When what is stored was last saved, in milliseconds since the epoch; 0 for a new listing. */
  savedAtMs?: number;
  /** Somebody who may look and not change. */
  isReadOnly?: boolean;
  answer: FormAnswer | undefined;
}

const shownFields = [
  'sku',
  'title',
  'description',
  'price',
  'currency',
  'quantity',
  'condition',
  'category',
  'brand',
  'location',
  'tags',
  'photos',
  'photoIds',
  'at',
];

/** Writes a listing: the form left, what buyers will see right. */
export function ListingForm({
  channels,
  accounts,
  postedOn = [],
  values: initial,
  photos: stored,
  isNew,
  savedAtMs = 0,
  isReadOnly = false,
  answer,
}: ListingFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState(initial);
  // What the fields began with. The page may have loaded another since.
  const [base, setBase] = useState({ values: initial, savedAtMs });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [when, setWhen] = useState<When>('now');
  const busy = useNavigation().formMethod === 'POST';
  const errors = fieldErrorsOf(answer);
  const formError = formErrorOf(answer, shownFields);
  useFocusFirstError(form, answer);

  const channelNames = new Set([
    ...postedOn,
    ...accounts.filter(({ id }) => chosen.has(id)).map(({ channel }) => channel),
  ]);
  const chosenChannels = channels.filter(({ name }) => channelNames.has(name));
  const maxPhotos = tightestLimit('photosMax', chosenChannels);
  const photos = usePhotos(stored, tightestLimit('photosMax', []).max);

  const isChanged = photos.isChanged || JSON.stringify(values) !== JSON.stringify(base.values);
  useUnsavedGuard(isChanged && !busy);

  // After saving, the fields show what was stored. What somebody else saved meanwhile does not wipe out what is typed.
  const taken = useRef(answer);
  // Only a new save is a reason, not what is typed.
  useEffect(() => {
    const isOwnSave = answer?.ok === true && taken.current !== answer;
    taken.current = answer;
    if (isOwnSave || !isChanged) {
      setValues(initial);
      setBase({ values: initial, savedAtMs });
      photos.reset();
    }
  }, [savedAtMs]);

  return (
    <Form ref={form} method="post" noValidate className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <fieldset disabled={isReadOnly} className="grid min-w-0 gap-6">
        <legend className="sr-only">The listing</legend>
        <input type="hidden" name="basedOn" value={base.savedAtMs} />
        {formError ? (
          <Banner tone="bad" title={formError} action={isOvertaken(answer) ? <Overwrite /> : undefined} />
        ) : null}
        <Card>
          <div className="grid gap-5">
            <ListingFields values={values} onChange={setValues} errors={errors} channels={chosenChannels} />
            <PhotoField
              photos={photos}
              max={{ count: maxPhotos.max, channel: maxPhotos.channel }}
              error={errors.photos ?? errors.photoIds}
            />
          </div>
        </Card>
        {isNew ? (
          <Card title="Post it on">
            <div className="grid gap-5">
              <AccountChoice accounts={accounts} chosen={chosen} onChange={setChosen} />
              {chosen.size > 0 ? <WhenFields when={when} onChange={setWhen} error={errors.at} /> : null}
            </div>
          </Card>
        ) : null}
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" variant="primary" busy={busy} disabled={photos.isBusy || photos.refused > 0}>
            {isNew ? saveWords(chosen.size, when) : 'Save listing'}
          </Button>
          <ButtonLink to="/listings">Cancel</ButtonLink>
          {photos.isBusy ? (
            <span role="status" className="text-ink-muted text-sm">
              Photos are on their way
            </span>
          ) : photos.refused > 0 ? (
            <span role="status" className="text-bad-ink text-sm">
              {countOf(photos.refused, 'photo')} could not be stored. Remove {photos.refused === 1 ? 'it' : 'them'} or
              send again, then save.
            </span>
          ) : null}
        </div>
      </fieldset>
      <div className="lg:sticky lg:top-20">
        <LivePreview
          values={values}
          photo={photos.photos.find(({ src, error }) => src !== null && error === null)?.src ?? null}
        />
      </div>
    </Form>
  );
}

function isOvertaken(answer: FormAnswer | undefined): boolean {
  return answer?.ok === false && answer.error.code === 'conflict' && !answer.error.fields;
}

/** Both ways out for who wrote at the same time as somebody else. */
function Overwrite() {
  return (
    <span className="flex flex-wrap gap-2">
      <ButtonLink size="sm" to="" reloadDocument target="_blank">
        See theirs
      </ButtonLink>
      <Button size="sm" type="submit" name="overwrite" value="yes">
        Save mine over it
      </Button>
    </span>
  );
}

function saveWords(accounts: number, when: When): string {
  if (accounts === 0) {
    return 'Save listing';
  }
  const posts = countOf(accounts, 'post');
  return when === 'now'
    ? `Save and publish ${posts}`
    : when === 'at'
      ? `Save and schedule ${posts}`
      : `Save with ${countOf(accounts, 'draft')}`;
}

/** What the page knows of a stored photo, for the form. */
export function storedPhoto(photo: Outputs['listings']['get']['photos'][number]): FormPhoto {
  return {
    key: photo.id,
    id: photo.id,
    name: photo.sourceUrl ?? 'photo',
    src: photo.contentHash === null ? null : `/photos/${photo.contentHash}/thumbnail`,
    progress: null,
    error:
      photo.status === 'failed'
        ? `${photo.error ?? 'It could not be fetched.'} Remove it, or add the picture itself.`
        : null,
    waiting: photo.status === 'pending' ? 'Being fetched from its address' : null,
    file: null,
  };
}
