import { Outlet, useLoaderData } from '@remix-run/react';
import { PageHeader } from '../components/page.tsx';
import { TabLinks } from '../components/tabs.tsx';
import { guardedLoader } from '../server/guard.server.ts';

export const loader = guardedLoader(async ({ actor }) => ({ isOwner: actor.role === 'owner' }));

const you = { to: '/settings', label: 'You', end: true };
const about = { to: '/settings/about', label: 'About' };
/** Tokens and the trail are the owner's: nobody else is shown a door that is locked. */
const owners = [
  { to: '/settings/tokens', label: 'API tokens' },
  { to: '/settings/audit', label: 'Audit trail' },
];

export default function Settings() {
  const { isOwner } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title="Settings" />
      <TabLinks label="Settings" tabs={isOwner ? [you, ...owners, about] : [you, about]} />
      <div className="mt-6 grid max-w-4xl grid-cols-1 gap-6">
        <Outlet />
      </div>
    </>
  );
}
