import { Fragment } from 'react';

/** A sentence of the server, in which commands to type stand between backticks. */
export function Sentence({ text }: { text: string }) {
  return text.split('`').map((part, index) => {
    const key = `${index}:${part}`;
    return index % 2 === 1 ? (
      <code key={key} className="whitespace-nowrap rounded-sm border bg-surface px-1 py-0.5 text-xs">
        {part}
      </code>
    ) : (
      <Fragment key={key}>{part}</Fragment>
    );
  });
}
