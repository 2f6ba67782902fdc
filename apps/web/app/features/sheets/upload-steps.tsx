import { OutsideLink } from '../../components/text-link.tsx';

export interface Upload {
  /** `Facebook` */
  place: string;
  url: string;
  steps: readonly string[];
  /** In one sheet. */
  maxRows: number;
}

/** What a person does with a sheet, in plain words. */
export function UploadSteps({ upload: { place, url, steps } }: { upload: Upload }) {
  return (
    <>
      <ol className="grid max-w-prose list-decimal gap-1.5 pl-5 text-sm marker:text-ink-muted">
        <li>Download the sheet and its photos here.</li>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="mt-3 max-w-prose text-ink-muted text-sm">
        Did {place} refuse some? Press “Not all of them”, and take the tick from these: the others are live, and what
        was refused can be mended and goes into a new sheet.
      </p>
      <p className="mt-3 text-sm">
        <OutsideLink href={url}>Open {place}</OutsideLink>
      </p>
    </>
  );
}
