import { Card } from '../../components/page.tsx';
import { CopyButton } from './copy-button.tsx';

interface NewTokenProps {
  name: string;
  token: string;
  /** Where this Hawker is for other programs. */
  origin: string;
}

/** A token that was just made: the only time anybody sees it, and the two ways to use it. */
export function NewToken({ name, token, origin }: NewTokenProps) {
  const shell = `HAWKER_URL=${origin} HAWKER_TOKEN=${token} pnpm hawker status`;
  const program = `import { createClient } from '@hawker/api/client';

const hawker = createClient({
  url: '${origin}',
  token: process.env.HAWKER_TOKEN ?? '',
});
const { posts } = await hawker.posts.list.query({
  filter: { statuses: ['failed'] },
});`;
  return (
    <Card title={`Token “${name}”`}>
      <div className="grid grid-cols-1 gap-5 text-sm">
        <div>
          <p className="mb-2 font-medium">Copy it now. It is not kept, and cannot be shown again.</p>
          <Snippet text={token} what="token" />
        </div>
        <div>
          <p className="mb-2">From the command line of a checkout, on any machine:</p>
          <Snippet text={shell} what="command" />
        </div>
        <div>
          <p className="mb-2">
            From a program, with the token in its environment as <code>HAWKER_TOKEN</code>:
          </p>
          <Snippet text={program} what="program" />
        </div>
      </div>
    </Card>
  );
}

function Snippet({ text, what }: { text: string; what: string }) {
  return (
    <div className="flex flex-wrap items-start gap-2">
      <pre className="min-w-0 flex-1 basis-60 whitespace-pre-wrap rounded-md border bg-sunken px-3 py-2 text-xs [overflow-wrap:anywhere]">
        <code className="select-all">{text}</code>
      </pre>
      <CopyButton text={text} what={what} />
    </div>
  );
}
