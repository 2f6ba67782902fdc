import { describeField } from './post-words.ts';

/** What a channel refused, field by field. */
export function FieldErrorList({ errors }: { errors: Readonly<Record<string, string>> | null | undefined }) {
  const entries = Object.entries(errors ?? {});
  if (entries.length === 0) {
    return null;
  }
  return (
    <dl className="mt-2 grid gap-1.5 rounded-md bg-bad-tint px-3 py-2 text-sm">
      {entries.map(([field, sentence]) => (
        <div key={field} className="grid gap-x-2 sm:grid-cols-[5rem_minmax(0,1fr)]">
          <dt className="font-medium text-bad-ink">{describeField(field)}</dt>
          <dd className="wrap-anywhere">{sentence}</dd>
        </div>
      ))}
    </dl>
  );
}
