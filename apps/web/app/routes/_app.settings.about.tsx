import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { Card } from '../components/page.tsx';
import { documents } from '../features/system/documents.ts';
import { SystemHealth } from '../features/system/system-health.tsx';
import { version } from '../features/system/version.server.ts';
import { guardedLoader } from '../server/guard.server.ts';

export const meta: MetaFunction = () => [{ title: 'About · Hawker' }];

export const loader = guardedLoader(async () => ({ version, node: process.versions.node }));

export default function About() {
  const facts = useLoaderData<typeof loader>();
  return (
    <>
      <Card title="Health">
        <SystemHealth />
      </Card>
      <Card title="This Hawker">
        <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[14rem_1fr]">
          <dt className="text-ink-muted max-sm:-mb-2">Version</dt>
          <dd>{facts.version}</dd>
          <dt className="text-ink-muted max-sm:-mb-2">Node</dt>
          <dd>{facts.node}</dd>
          <dt className="text-ink-muted max-sm:-mb-2">License</dt>
          <dd>Apache-2.0</dd>
        </dl>
      </Card>
      <Card title="To read, in the repository">
        <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[14rem_1fr]">
          {documents.map(({ file, about }) => (
            <div key={file} className="contents">
              <dt className="max-sm:-mb-2">
                <code className="text-xs">{file}</code>
              </dt>
              <dd className="text-ink-muted">{about}</dd>
            </div>
          ))}
        </dl>
      </Card>
    </>
  );
}
